// Help: keyboard and scanner.
import type { HelpText } from '../help-text.ts'

export const clavier: HelpText = {
  title: 'Clavier et douchette',
  purpose:
    'Tout se fait au clavier, sans souris. Ce qui a le focus est entouré d’un double trait, sombre et jaune. Une douchette peut lire une étiquette à tout moment.',
  tasks: [
    {
      title: 'Se déplacer',
      steps: [
        'Tab va à ce qui suit, Maj + Tab à ce qui précède.',
        'Alt + un chiffre va à un lieu : Alt + 1 pour Accueil, Alt + 2 pour le banc. La touche « ? » montre la liste.',
        'Alt + 0 va au titre de la page. Au début de la page, Tab propose [[common.frame.skip]].',
        'Dans une liste, les flèches vont d’une ligne à l’autre ; Entrée ouvre.',
      ],
    },
    {
      title: 'Répondre',
      steps: [
        'Espace coche une case ou appuie sur un bouton ; Entrée aussi pour un bouton.',
        'Entre plusieurs réponses rondes, les flèches choisissent.',
        'Échap ferme une fenêtre sans rien faire, et revient où vous étiez.',
        'F1 montre l’aide de l’écran où vous êtes, sans rien perdre de ce que vous avez tapé.',
      ],
      picture: {
        name: 'clavier',
        alt: 'La fenêtre des raccourcis : chaque lieu avec sa touche, puis les touches pour le contenu, l’aide et fermer.',
      },
    },
    {
      title: 'Scanner',
      steps: [
        'L’étiquette d’une machine ouvre cette machine ; le code d’un document ouvre ce document ; celui d’une pièce, cette pièce.',
        'Un scan n’appuie jamais sur un bouton, et ne confirme jamais seul ce qui ne se défait pas.',
      ],
    },
  ],
  troubles: [
    {
      when: 'Le numéro scanné est faux (lettres ou chiffres échangés).',
      then: 'La douchette est réglée pour un autre clavier. Refaites l’essai dans Réglages, [[settings.part.scanner]].',
    },
    {
      when: 'Alt + un chiffre ne fait rien.',
      then: 'Une fenêtre est ouverte par-dessus l’écran : fermez-la avec Échap.',
    },
    {
      when: 'Le scan n’ouvre rien.',
      then: 'Si le curseur est dans un champ, le numéro y est écrit. Sortez du champ avec Tab et scannez à nouveau.',
    },
  ],
  words: ['douchette'],
}
