// Help: handovers.
import type { HelpText } from '../help-text.ts'

export const remises: HelpText = {
  title: 'Handovers',
  purpose:
    'Handovers is for giving a machine to a person, for noting their contribution and the return, and for the totals of the département, without any name.',
  tasks: [
    {
      title: 'Hand a machine over',
      steps: [
        'Open [[handover.sections.remettre]] and scan the label. The machine must have its certificate.',
        'Write a first name and an initial, or a code of your own. Nothing else is kept of the person.',
        'Say when and by whom eligibility was checked. The proof is given back.',
        'Note the contribution, and whether training is wished for.',
        'Press [[handover.form.sign]] and print both copies.',
      ],
      picture: {
        name: 'remises-bon',
        alt: 'The handover form: the machine, what is noted of the person, eligibility and contribution.',
      },
    },
    {
      title: 'Note a return',
      steps: [
        'In [[handover.sections.chez-qui]], open the slip and press [[handover.page.takeBack]].',
        'Say what is given back, and in which state.',
        'The machine gets a new file: its disks hold the person’s data. They are to be erased before any other handover.',
      ],
      picture: {
        name: 'remises-liste',
        alt: 'The machines handed over: the machine, who has it, since which day, the slip and the state.',
      },
    },
    {
      title: 'Follow the contributions',
      steps: [
        'Open [[handover.sections.contributions]]: what is due is at the top.',
        'Press [[handover.due.take]] when the person has paid.',
      ],
    },
    {
      title: 'Make the totals for the département',
      steps: [
        'Open [[handover.sections.remises-totaux]] and choose the period.',
        'Type, month by month, how many people of each public. The public of a person is written nowhere.',
        'A figure below 5 is not shown: it would let somebody be guessed.',
      ],
    },
  ],
  troubles: [
    {
      when: 'The machine is not among those that are ready.',
      then: 'Its certificate is not here. First receive the workshop’s batch, in Exchange.',
    },
    {
      when: 'A person asks for their name to be erased.',
      then: 'Open the slip and press [[handover.page.forget]]. A supervisor confirms. The slip stays valid.',
    },
    {
      when: '[[handover.page.noLonger]]',
      then: 'The chosen time is over, or the station was restored from a backup without the names. The slip on paper is what counts.',
    },
    {
      when: 'The slip was signed by mistake.',
      then: 'Open it and press [[handover.page.withdraw]]. The machine is ready to be handed over again.',
    },
  ],
  words: ['bon-de-remise', 'certificat', 'document', 'encadrant'],
}
