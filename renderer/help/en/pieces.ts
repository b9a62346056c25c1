// Help: parts.
import type { HelpText } from '../help-text.ts'

export const pieces: HelpText = {
  title: 'Parts',
  purpose:
    'Parts is the stock of what was kept: memory modules, batteries, chargers, verified disks. From here the bench proposes what can better a machine.',
  tasks: [
    {
      title: 'Keep a part',
      steps: [
        'For a part that comes out of a machine, press [[parts.takeOut.open]] and scan the machine.',
        'For a part that came alone, press [[parts.receive]].',
        'Say what it is, whether it was tried, and where it is kept.',
        'Print its label and stick it on.',
      ],
      picture: {
        name: 'pieces',
        alt: 'The stock of parts: search and filters at the top, then number, part, place and state.',
      },
    },
    {
      title: 'Find a part for a machine',
      steps: [
        'Scan the machine’s label into [[parts.search]].',
        'The list says of each part: [[parts.fit.fits]], [[parts.fit.perhaps]] or [[parts.fit.no]].',
        'Fit the part, then say so: [[parts.fitInto.open]], and [[parts.fitInto.submit]].',
        'Read the machine again: its grade will take it into account.',
      ],
    },
    {
      title: 'Set a part aside',
      steps: [
        'Open the part and press [[parts.discard]].',
        'It stays in the history. [[parts.restore]] makes it available again.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[parts.keep.cannot]]',
      then: 'The reason is written. A disk needs a verdict first: a disk that is still full is not kept.',
    },
    {
      when: 'Établi does not know whether the part fits.',
      then: 'The machine was not read, or the part is not described well enough. Compare by eye: form, notch, voltage.',
    },
    {
      when: 'A certificate already describes the machine.',
      then: 'If a part changes, read the machine again, then issue a corrected certificate.',
    },
  ],
  words: ['piece', 'machine', 'releve', 'verdict'],
}
