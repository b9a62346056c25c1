// Help: setting up a station.
import type { HelpText } from '../help-text.ts'

export const miseEnRoute: HelpText = {
  title: 'Mise en route',
  purpose:
    'La mise en route se fait une seule fois, avec un encadrant. Elle prend dix minutes. Rien n’est créé avant la dernière page, et tout se change ensuite dans les réglages, sauf le code du poste.',
  tasks: [
    {
      title: 'Préparer',
      steps: [
        'Réunissez deux encadrants : chacun choisit son code personnel sans que l’autre le voie.',
        'Ayez une clé USB pour la copie de la clé du poste, et si possible une imprimante.',
        'Choisissez le code du poste avec les autres sites : il doit être différent partout.',
      ],
    },
    {
      title: 'Répondre aux questions',
      steps: [
        '[[setup.step.activities]] : cochez ce que fait ce site. Seuls les lieux utiles seront montrés.',
        '[[setup.step.station]] et [[setup.step.organisation]] : ces mentions figurent sur les documents.',
        '[[setup.step.people]] : ajoutez les opérateurs et les encadrants.',
        '[[setup.step.erasure]] : ce qu’il faut au moins pour un certificat. Le plus sûr est déjà proposé.',
        '[[setup.step.scanner]] : scannez le code affiché, ou passez.',
        '[[setup.step.key]] : une phrase de passe est utile si d’autres personnes se servent de cet ordinateur.',
        'Relisez, puis appuyez sur [[setup.make]].',
      ],
      picture: {
        name: 'mise-en-route',
        alt: 'La première page de la mise en route : les étapes à gauche, et les activités du site à cocher.',
      },
    },
    {
      title: 'Mettre à l’abri',
      steps: [
        'Imprimez le code de récupération et rangez-le dans une enveloppe fermée, hors de l’atelier.',
        'Copiez la clé du poste sur une clé USB rangée ailleurs : [[setup.key.copy]].',
        'Faites une première sauvegarde dans les réglages.',
      ],
    },
  ],
  troubles: [
    {
      when: 'L’ancien ordinateur est en panne et j’ai une sauvegarde.',
      then: 'Sur la première page, choisissez [[backup.restore.begin]]. Établi montre ce qui reviendrait avant de changer quoi que ce soit.',
    },
    {
      when: 'Il n’y a qu’un encadrant.',
      then: 'C’est possible. Quand il confirme son propre travail, cela sera inscrit. Ajoutez un second encadrant dès que vous pouvez.',
    },
    {
      when: 'La douchette n’est pas comprise.',
      then: 'Passez l’étape. Le poste peut travailler au clavier ; l’essai pourra se refaire dans les réglages.',
    },
  ],
  words: ['poste', 'encadrant', 'code-personnel', 'cle-du-poste', 'empreinte', 'sauvegarde'],
}
