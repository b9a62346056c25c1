// Help: Réglages, with backups, people and the station's key.
import type { HelpText } from '../help-text.ts'

export const reglages: HelpText = {
  title: 'Réglages',
  purpose:
    'Réglages dit comment ce poste travaille : son nom, ses personnes, ce qu’il exige d’un effacement, ses sauvegardes. Chaque changement est confirmé par un encadrant.',
  tasks: [
    {
      title: 'Changer un réglage',
      steps: [
        'Changez ce qu’il faut, puis appuyez sur [[settings.save]].',
        'L’encadrant lit ce qui change et tape son code.',
        '[[settings.reset]] oublie ce qui n’est pas encore enregistré.',
      ],
      picture: {
        name: 'reglages',
        alt: 'Les réglages : un bouton pour chaque partie en haut, puis le nom, le code et les activités du poste.',
      },
    },
    {
      title: 'Ajouter une personne, ou dire qu’elle est partie',
      steps: [
        'Dans [[settings.part.people]], appuyez sur [[setup.people.add]] ou modifiez la personne.',
        'Un encadrant a un code personnel de 4 à 12 chiffres, qu’il est seul à connaître.',
        'Qui ne vient plus : décochez [[settings.people.works]], ou [[settings.people.erase]]. Son code reste sur les documents.',
        'Il vaut mieux deux encadrants : chacun peut alors confirmer le travail de l’autre.',
      ],
    },
    {
      title: 'Sauvegarder',
      before: 'Si cet ordinateur tombe en panne, seule une sauvegarde rend le travail. Gardez-la ailleurs.',
      steps: [
        'Ouvrez [[settings.part.backup]] et branchez une clé.',
        'Cochez [[backup.secrets]] si vous voulez aussi la clé et les noms ; choisissez une phrase de passe et notez-la.',
        'Appuyez sur [[backup.here]]. La sauvegarde est relue et comparée.',
        'Pour la reprendre : ouvrez Établi sur un ordinateur neuf, et choisissez [[backup.restore.begin]].',
      ],
    },
    {
      title: 'Mettre Établi à jour',
      before: 'Rien ne se met à jour tout seul. Une mise à jour n’est installée que si son éditeur l’a signée.',
      steps: [
        'Attendez que les travaux sur les disques soient finis, et faites une sauvegarde.',
        'Branchez la clé qui contient la mise à jour. Ouvrez [[settings.part.update]] et appuyez sur [[update.lookOnMedia]].',
        'Appuyez sur [[update.take]]. Établi la copie ici et vérifie la signature.',
        'Appuyez sur [[update.install]], puis fermez Établi et ouvrez-le de nouveau.',
      ],
    },
    {
      title: 'Régler la douchette',
      steps: [
        'Ouvrez [[settings.part.scanner]] et scannez le code affiché.',
        'Si la douchette écrit autrement que votre clavier, le poste traduit ensuite tout seul.',
      ],
    },
  ],
  troubles: [
    {
      when: 'Un encadrant a oublié son code.',
      then: 'Un autre encadrant lui en donne un nouveau. S’il est seul, le code de récupération imprimé à la mise en route remplace le sien.',
    },
    {
      when: 'Trop de codes faux ont été tapés.',
      then: 'L’encadrant doit attendre. L’heure est écrite. Redémarrer n’y change rien.',
    },
    {
      when: 'Le code de récupération est perdu.',
      then: 'Un encadrant en fait un autre : [[settings.people.renew]]. L’ancien ne vaut plus rien.',
    },
    {
      when: 'Il faut décrire un ennui à quelqu’un qui aide de loin.',
      then: 'Dans [[settings.part.diagnostic]], appuyez sur [[trouble.make]], lisez-le, puis [[trouble.save]]. Il ne nomme ni personne, ni machine, ni disque.',
    },
    {
      when: 'La sauvegarde du soir n’a pas pu se faire.',
      then: 'Regardez si le dossier choisi existe encore et s’il y reste de la place, puis sauvegardez à la main.',
    },
  ],
  words: ['poste', 'encadrant', 'code-personnel', 'sauvegarde', 'cle-du-poste', 'journal'],
}
