// Help: the simplified mode, for the supervisor who accompanies it.
import type { HelpText } from '../help-text.ts'

export const simplifie: HelpText = {
  title: 'Simplified mode',
  purpose:
    'Simplified mode shows one action per screen, with a picture, a short sentence and large buttons. It serves dismantling. This page is written for the supervisor.',
  tasks: [
    {
      title: 'Give simplified mode to a person',
      steps: [
        'In the settings, open the person and tick [[setup.people.simplified]].',
        'When that person says that they are here, their screens open by themselves.',
        'When another person takes over, the usual screens come back.',
      ],
    },
    {
      title: 'Accompany the work',
      steps: [
        'The person scans a label or touches a machine’s card.',
        'On each screen: do what is shown, then [[simplified.done]]. [[simplified.undo]] always goes back.',
        '[[simplified.listen]] reads the sentence aloud, if this computer has a voice.',
        'The cards to scan take the place of every key: print them from [[intake.cards.open]].',
      ],
      picture: {
        name: 'simplifie-etape',
        alt: 'A screen of simplified mode: a picture, a short sentence, large buttons, and the button that calls the supervisor.',
      },
    },
    {
      title: 'Answer a call',
      steps: [
        'A call shows on the supervisors’ screens and on Home: [[simplified.calls.answer]].',
        'At the person’s station, press [[simplified.supervisorHere]], do what is needed, then [[simplified.supervisorDone]].',
      ],
    },
  ],
  troubles: [
    {
      when: 'The voice is not heard.',
      then: 'Look at the volume. Where the computer has no voice installed, the button is not shown.',
    },
    {
      when: 'A weight is surprising.',
      then: 'The screen asks to look at the scales again. The person may keep it, or weigh later.',
    },
    {
      when: 'The machine waits for the supervisor.',
      then: 'Its dismantling is not confirmed. Confirm it in Dismantling, [[intake.sections.a-demanteler]].',
    },
  ],
  words: ['encadrant', 'fiche', 'fraction', 'douchette'],
}
