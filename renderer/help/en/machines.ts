// Help: Machines.
import type { HelpText } from '../help-text.ts'

export const machines: HelpText = {
  title: 'Machines',
  purpose:
    'Machines shows all machines that this station knows, those that are here and those that have left, and the passport of each.',
  tasks: [
    {
      title: 'Find a machine',
      steps: [
        'Scan its label, or type a number, a make or a model into [[machines.search]].',
        'Press the head of a column to sort the list.',
        'Open the machine by pressing its number.',
      ],
      picture: {
        name: 'machines',
        alt: 'The list of machines: number, model, serial number, state and last work.',
      },
    },
    {
      title: 'Read the passport',
      before: 'The passport brings together every signed document about a machine, from site to site.',
      steps: [
        'Open the machine. At the top a sentence says whether the passport is complete.',
        'Every line is a document. One that is missing is shown in its place.',
        'To take it along, press [[passport.page.paper]].',
      ],
      picture: {
        name: 'machines-passeport',
        alt: 'The passport of a machine: a sentence says that it is complete, then come its documents from first to last.',
      },
    },
    {
      title: 'Go on with the work',
      steps: [
        'Press [[passport.page.openBench]].',
        'A machine that has left can only be read. It is worked on again when it has come back.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[passport.state.incomplete.title]]',
      then: 'What is here is right, but a document is missing. Ask the site named there for a batch with this machine.',
    },
    {
      when: '[[passport.state.broken.title]]',
      then: 'Documents contradict each other. Do not hand this machine over. Call the sites concerned.',
    },
    {
      when: 'Two machines have the same number.',
      then: 'Scan the square code of the label: it means one machine only.',
    },
    {
      when: 'I cannot change anything in the file.',
      then: 'The machine has left, or was handed over to a person. The file says where it is and which document says so.',
    },
  ],
  words: ['machine', 'passeport', 'document', 'lot'],
}
