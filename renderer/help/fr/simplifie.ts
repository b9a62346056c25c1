// Help: the simplified mode, for the supervisor who accompanies it.
import type { HelpText } from '../help-text.ts'

export const simplifie: HelpText = {
  title: 'Mode simplifié',
  purpose:
    'Le mode simplifié montre une action par écran, avec un dessin, une phrase courte et de grands boutons. Il sert au démantèlement. Cette page est écrite pour l’encadrant.',
  tasks: [
    {
      title: 'Donner le mode simplifié à une personne',
      steps: [
        'Dans les réglages, ouvrez la personne et cochez [[setup.people.simplified]].',
        'Quand cette personne dit qu’elle est là, ses écrans s’ouvrent tout seuls.',
        'Quand une autre personne prend le poste, les écrans habituels reviennent.',
      ],
    },
    {
      title: 'Accompagner le travail',
      steps: [
        'La personne scanne une étiquette ou touche la carte d’une machine.',
        'À chaque écran : faire ce qui est montré, puis [[simplified.done]]. [[simplified.undo]] revient toujours en arrière.',
        '[[simplified.listen]] lit la phrase à voix haute, si cet ordinateur a une voix.',
        'Les cartes à scanner remplacent toutes les touches : imprimez-les dans [[intake.cards.open]].',
      ],
      picture: {
        name: 'simplifie-etape',
        alt: 'Un écran du mode simplifié : un dessin, une phrase courte, de grands boutons, et le bouton pour appeler l’encadrant.',
      },
    },
    {
      title: 'Répondre à un appel',
      steps: [
        'Un appel s’affiche sur les écrans des encadrants et sur Accueil : [[simplified.calls.answer]].',
        'Au poste de la personne, appuyez sur [[simplified.supervisorHere]], faites ce qu’il faut, puis sur [[simplified.supervisorDone]].',
      ],
    },
  ],
  troubles: [
    {
      when: 'La voix ne se fait pas entendre.',
      then: 'Regardez le volume. Sans voix installée sur l’ordinateur, le bouton ne s’affiche pas.',
    },
    {
      when: 'Un poids est étonnant.',
      then: 'L’écran demande de regarder encore la balance. La personne peut le garder, ou peser plus tard.',
    },
    {
      when: 'La machine attend l’encadrant.',
      then: 'Son démantèlement n’est pas confirmé. Confirmez-le dans Démantèlement, [[intake.sections.a-demanteler]].',
    },
  ],
  words: ['encadrant', 'fiche', 'fraction', 'douchette'],
}
