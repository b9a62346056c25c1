// Help: disks, erasure and evidence.
import type { HelpText } from '../help-text.ts'

export const disques: HelpText = {
  title: 'Disques et preuves',
  purpose:
    'Aucun disque ne sort d’ici avec les données de quelqu’un. Chaque disque vu dans une machine reçoit un verdict, ou bien rien n’est signé. Au moindre doute, Établi refuse et dit pourquoi.',
  tasks: [
    {
      title: 'Effacer un disque branché à ce poste',
      before: 'Tout ce qui est sur le disque disparaît. Établi ne choisit jamais un disque à votre place.',
      steps: [
        'Au banc, ouvrez [[bench.sections.disks]] et appuyez sur [[disks.erase.open]].',
        'Cochez le disque. Lisez sur le disque lui-même la fin de son numéro de série, et tapez-la.',
        'Gardez la méthode proposée si vous n’avez pas de raison d’en changer.',
        'Relisez la dernière page, puis demandez l’accord de l’encadrant.',
        'Attendez la fin. Établi relit ensuite le disque : c’est ce qui prouve l’effacement.',
      ],
      picture: {
        name: 'disques',
        alt: 'Les disques d’une machine au banc : chacun avec son modèle, son numéro de série, son état et ce qu’on peut en faire.',
      },
    },
    {
      title: 'Apporter la preuve d’un effacement fait ailleurs',
      steps: [
        'Branchez la clé qui contient les journaux de nwipe ou les comptes rendus d’Établi.',
        'Sur Accueil, appuyez sur [[evidence.open]], puis sur [[evidence.folder]].',
        'Établi retrouve à quel disque va chaque preuve, d’après le numéro de série.',
        'Dans le dossier de la machine, retenez la preuve avec un encadrant : [[disks.found.keep]].',
      ],
      picture: {
        name: 'disques-preuves',
        alt: 'Les preuves qui viennent d’être lues : celles qui sont gardées, avec leur disque, et les fichiers qui n’en sont pas.',
      },
    },
    {
      title: 'Dire ce qu’un disque est devenu',
      before:
        'Quand un disque ne peut pas être effacé, il reste trois issues sûres : détruit, retiré, ou relu en entier.',
      steps: [
        'Appuyez sur [[disks.other.open]]. Pour plusieurs disques à la fois, cochez-les.',
        '[[erasure.what.destroyed]] : il est broyé, percé ou écrasé. Personne ne peut plus le brancher.',
        '[[erasure.what.removed]] : il sort de la machine et attend sous clé. Il a son propre dossier, et reste sur Accueil.',
        '[[erasure.what.declared]] : une personne dit l’avoir effacé. Le certificat dira « déclaré, non vérifié ». Votre atelier peut le refuser.',
        'Demandez l’accord de l’encadrant.',
      ],
    },
    {
      title: 'Recevoir un disque seul',
      steps: [
        'Sur Accueil, appuyez sur [[loose.receive.open]].',
        'Branchez-le et choisissez-le, ou tapez ce que dit son étiquette.',
        'Dites où il est rangé. Il attend jusqu’à son verdict, puis il peut avoir son certificat d’effacement.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[disks.cannotErase]]',
      then: 'La raison est écrite : c’est le disque du système, il est utilisé, ou son identité n’est pas sûre. Ne forcez rien. Branchez-le sur un autre poste, ou appelez un encadrant.',
    },
    {
      when: '[[disks.unfinished.title]]',
      then: 'Les données peuvent encore y être. Effacez le disque à nouveau, ou relisez-le en entier.',
    },
    {
      when: '[[disks.failing.title]]',
      then: 'Ne perdez pas des heures à l’effacer. Détruisez-le, puis notez-le avec un encadrant.',
    },
    {
      when: 'Le relevé ne voit aucun disque.',
      then: 'Cela ne prouve pas qu’il n’y en a pas. Ouvrez la machine, regardez tous les emplacements, et dites ce qui s’y trouve ; un encadrant confirme.',
    },
    {
      when: 'Une preuve est refusée.',
      then: 'Elle a déjà servi, elle date d’avant l’arrivée de la machine, ou elle est incomplète. Relisez le disque en entier sur ce poste : cela suffit.',
    },
    {
      when: 'Il faut arrêter un effacement.',
      then: 'Appuyez sur [[common.stop]]. Le disque est alors noté interrompu : il devra être effacé depuis le début.',
    },
  ],
  words: ['effacement', 'preuve', 'verdict', 'constate', 'disque-hors-machine', 'encadrant'],
}
