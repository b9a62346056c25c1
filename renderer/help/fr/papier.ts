// Help: paper, labels and printing.
import type { HelpText } from '../help-text.ts'

export const papier: HelpText = {
  title: 'Papier et étiquettes',
  purpose:
    'Tout ce qui est signé s’imprime sur une page A4 en noir et blanc. Les étiquettes et les cartes se scannent ensuite pour revenir au bon dossier.',
  tasks: [
    {
      title: 'Imprimer',
      steps: [
        'Ouvrez le document, l’étiquette ou la liste, et appuyez sur [[common.print]].',
        'Choisissez l’imprimante, le format A4, et l’échelle 100 %.',
        'Sans imprimante ici : [[documents.savePdf]], puis imprimez le fichier ailleurs.',
      ],
    },
    {
      title: 'Étiqueter une machine',
      steps: [
        'Au banc, appuyez sur [[bench.label]] dès la réception.',
        'Prenez un rouleau de 62 × 29 mm, et collez l’étiquette à plat, sur une partie qui ne s’ouvre pas.',
        'Le code carré désigne cette machine-là, même si deux machines ont le même numéro.',
      ],
      picture: {
        name: 'papier-etiquette',
        alt: 'L’étiquette d’une machine avant impression : son numéro, son modèle et le code carré à scanner.',
      },
    },
    {
      title: 'Travailler avec des cartes à scanner',
      steps: [
        'Dans Démantèlement, imprimez [[intake.cards.open]] et découpez-les.',
        'Scannez une carte au lieu d’appuyer sur une touche.',
        'Une carte ne confirme jamais ce qui ne se défait pas : il faut le code d’un encadrant.',
      ],
    },
  ],
  troubles: [
    {
      when: 'La douchette ne lit pas le code imprimé.',
      then: 'Imprimez à 100 %, sans « ajuster à la page », sur du papier blanc. Nettoyez la vitre de l’imprimante et celle de la douchette.',
    },
    {
      when: 'La page sort coupée.',
      then: 'Choisissez A4 et aucune marge supplémentaire dans la fenêtre d’impression.',
    },
    {
      when: 'Le PDF ne se fait pas.',
      then: 'Appuyez sur [[common.print]] et choisissez « Enregistrer au format PDF » comme imprimante.',
    },
    {
      when: 'Le papier est perdu.',
      then: 'Ce n’est pas grave. Le document signé est toujours dans Documents : imprimez-le de nouveau.',
    },
  ],
  words: ['document', 'fiche', 'bordereau', 'douchette'],
}
