// Help: exchange.
import type { HelpText } from '../help-text.ts'

export const echanges: HelpText = {
  title: 'Exchange',
  purpose:
    'Exchange makes documents and machines travel between sites. A USB key is enough; a network is never needed.',
  tasks: [
    {
      title: 'Send a batch',
      steps: [
        'Open [[exchange.sections.envoyer-lot]]. Choose [[exchange.choice.mode.matching]] or [[exchange.choice.mode.byHand]].',
        'Look at the list, then press [[exchange.make.do]].',
        'Plug in a key and press [[exchange.take.write]]. The batch is read again and compared.',
        'Print the batch slip: [[exchange.batches.slip]]. It carries this station’s fingerprint.',
      ],
      picture: {
        name: 'echanges-envoyer',
        alt: 'Making a batch: the choice of documents, the list of those that match, and the button that makes the batch.',
      },
    },
    {
      title: 'Receive a batch',
      steps: [
        'Open [[exchange.sections.recevoir-lot]], plug in the key and choose the file.',
        'Établi checks everything and shows what the batch brings. Nothing comes in yet.',
        'The first time, a supervisor accepts the station that sends. Call the other site and compare the eight groups of the fingerprint.',
        'Take the batch in: all of it comes in, or nothing.',
      ],
    },
    {
      title: 'Send machines to another site',
      steps: [
        'Open [[exchange.sections.transferts]] and press [[transfer.prepare]].',
        'Choose the receiver, then scan everything that leaves.',
        'Read it again: a disk that is not erased leaves with its data, and the slip says so.',
        'Press [[transfer.departure.sign]], print it, and put it into a batch.',
      ],
      picture: {
        name: 'echanges-depart',
        alt: 'Preparing a departure: the receiver, the field to scan into, and the list of what leaves with the state of its disks.',
      },
    },
    {
      title: 'Receive machines',
      steps: [
        'First receive the batch that holds the slip.',
        'In [[exchange.sections.transferts]], press [[transfer.expected.receive]] and scan everything that is there.',
        'What is missing and what is too many is noted. Then [[transfer.arrival.sign]].',
      ],
    },
    {
      title: 'Send over the network, if there is one',
      steps: [
        'In [[exchange.sections.envois]], press [[delivery.add]] and say where to send to; a supervisor confirms.',
        'Without a network everything waits here and leaves later.',
        'What was refused says why, and stays in the list until somebody sees to it.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[exchange.preview.refusedTitle]]',
      then: 'One fault refuses the whole batch: nothing changed here. Ask the sender for another.',
    },
    {
      when: 'The fingerprint is not the same on the telephone.',
      then: 'Do not accept. It is not that station, or the file was changed. Tell a supervisor.',
    },
    {
      when: '[[exchange.medium.none]]',
      then: 'Wait a few seconds after plugging the key in, then press [[exchange.medium.look]].',
    },
    {
      when: 'Another station’s key was stolen.',
      then: 'In [[exchange.sections.postes]], a supervisor chooses [[exchange.distrust.open]] and says since which day.',
    },
    {
      when: 'A machine of the slip did not arrive.',
      then: 'Sign all the same: the slip will say what is missing. If it is found, you can still receive it.',
    },
  ],
  words: ['lot', 'bordereau', 'empreinte', 'poste', 'encadrant'],
}
