// Help: Home.
import type { HelpText } from '../help-text.ts'

export const accueil: HelpText = {
  title: 'Home',
  purpose:
    'Home shows what is waiting at this station: machines that were begun, disks taken out, batches to carry away. Begin your day here.',
  tasks: [
    {
      title: 'Say who is working',
      before: 'The station writes your code on what you do. Your name does not leave this station.',
      steps: [
        'At the very top, press [[common.person.nobody]].',
        'Choose your name from the list.',
        'When you leave, press your name, then [[common.person.leave]].',
      ],
    },
    {
      title: 'Open a machine',
      steps: [
        'Scan its label. Without a scanner: type the number into [[home.scan]], then press Enter.',
        'Its file opens where the work was left.',
        'A number that nobody knows begins a new file on the bench.',
      ],
      picture: {
        name: 'accueil',
        alt: 'Home: the field that opens a machine, then the machines that wait, each with what is to be done next.',
      },
    },
    {
      title: 'Know where to begin',
      steps: [
        'Every line says what is left to do. Press it to go there.',
        'Disks taken out of machines stay here until their verdict: their data is still on them.',
        'Work under way on a disk is followed here too. Closing the window does not stop it.',
      ],
    },
  ],
  troubles: [
    {
      when: 'A machine I am looking for is not in the list.',
      then: 'It may be finished, or gone. Look for it in Machines.',
    },
    {
      when: '[[common.frame.clock]]',
      then: 'Call a supervisor. They look at the computer’s time, set it right if it is wrong, then confirm it. Until then nothing is signed.',
    },
    {
      when: '[[common.frame.lost]]',
      then: 'Close the window and open Établi again. Whatever said “Saved” is kept.',
    },
    {
      when: 'The station key is locked.',
      then: 'Type the passphrase that was chosen at set-up. Without it you can read and work, but nothing can be signed.',
    },
  ],
  words: ['machine', 'disque-hors-machine', 'verdict', 'encadrant', 'douchette'],
}
