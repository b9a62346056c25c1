// Help: dismantling.
import type { HelpText } from '../help-text.ts'

export const demantelement: HelpText = {
  title: 'Dismantling',
  purpose:
    'Here a donor’s machines are received, and those that will not go on are taken apart: what is dangerous first, disks under lock, then every heap into its fraction.',
  tasks: [
    {
      title: 'Receive an intake',
      steps: [
        'In [[intake.sections.arrivages]], press [[intake.form.new]] and say who gives the machines.',
        'Press [[intake.form.begin]], then scan the labels one after the other.',
        'For each machine: its kind, its state, and whether it starts. One key or one card to scan is enough.',
        'When everything is received, press [[intake.reception.finish]].',
      ],
      picture: {
        name: 'demantelement-reception',
        alt: 'The reception: one question on the screen, with its answers and their keys, and the machines received last.',
      },
    },
    {
      title: 'Send machines to dismantling',
      steps: [
        'Open [[intake.sections.a-demanteler]]. Those that do not start are there already.',
        'Tick the machines. Nothing is chosen beforehand.',
        'Press [[intake.dismantle.ask]]: a supervisor confirms for all of them at once.',
        'Print the blank sheets, or work on the screen.',
      ],
    },
    {
      title: 'Fill in and sign a sheet',
      steps: [
        'Open [[intake.sections.fiches]] and scan the machine.',
        'Answer for every item of Annex VII: absent, removed, or still inside.',
        'Count the disks, write down their numbers, and have a supervisor confirm. Then put them into the locked box.',
        'Weigh every fraction, and choose its code and its outlet.',
        'Look at the balance: the weights have to agree.',
        'A supervisor signs the sheet with their PIN: [[dismantling.form.sign]].',
      ],
      picture: {
        name: 'demantelement-fiche',
        alt: 'A dismantling sheet: its parts on the left, the one in hand on the right, and what is missing before it is signed.',
      },
    },
    {
      title: 'Make the totals for collection',
      steps: [
        'Open [[intake.sections.totaux]] and choose the period.',
        'Print, or press [[totals.saveCsv]] for the register of waste.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[dismantling.form.swollen]]',
      then: 'Stop. Do not press it, do not heat it. A supervisor puts it apart.',
    },
    {
      when: 'The weights do not agree.',
      then: 'Look for a comma in the wrong place or a heap that was forgotten. Weigh again. The difference stays written on the sheet.',
    },
    {
      when: 'The sheet waits for its disks.',
      then: 'The fate of every disk has to be said. Under lock a disk waits for its erasure: the sheet can be signed and will say that it waits.',
    },
    {
      when: 'A machine was sent here by mistake.',
      then: 'As long as nothing was done, a supervisor can undo it in its sheet: [[dismantling.rescind.ask]].',
    },
    {
      when: 'A waste code is missing or has changed.',
      then: 'A supervisor adds or corrects it in [[intake.sections.codes-dechets]], with its dates.',
    },
  ],
  words: ['arrivage', 'fiche', 'fraction', 'exutoire', 'piece', 'encadrant'],
}
