// Help: disks, erasure and evidence.
import type { HelpText } from '../help-text.ts'

export const disques: HelpText = {
  title: 'Disks and evidence',
  purpose:
    'No disk leaves here with somebody’s data. Every disk that was seen in a machine gets a verdict, or nothing is signed. At the least doubt Établi refuses and says why.',
  tasks: [
    {
      title: 'Erase a disk attached to this station',
      before: 'Everything on the disk disappears. Établi never chooses a disk for you.',
      steps: [
        'On the bench, open [[bench.sections.disks]] and press [[disks.erase.open]].',
        'Tick the disk. Read the end of its serial number on the disk itself, and type it.',
        'Keep the proposed method unless you have a reason to change it.',
        'Read the last page once more, then ask the supervisor to agree.',
        'Wait for the end. Établi then reads the disk back: that is what proves the erasure.',
      ],
      picture: {
        name: 'disques',
        alt: 'The disks of a machine on the bench: each with model, serial number, state and what can be done with it.',
      },
    },
    {
      title: 'Bring evidence of an erasure done elsewhere',
      steps: [
        'Plug in the key that holds nwipe’s logs or Établi’s records.',
        'On Home, press [[evidence.open]], then [[evidence.folder]].',
        'Établi finds which disk each piece of evidence belongs to, by its serial number.',
        'In the machine’s file, keep the evidence together with a supervisor: [[disks.found.keep]].',
      ],
      picture: {
        name: 'disques-preuves',
        alt: 'The evidence just read: what is kept, with its disk, and the files that are no evidence.',
      },
    },
    {
      title: 'Say what became of a disk',
      before: 'When a disk cannot be erased, three safe ways are left: destroyed, removed, or read back in full.',
      steps: [
        'Press [[disks.other.open]]. For several disks at once, tick them.',
        '[[erasure.what.destroyed]]: it is shredded, drilled or crushed. Nobody can plug it in any more.',
        '[[erasure.what.removed]]: it leaves the machine and waits under lock. It has a file of its own and stays on Home.',
        '[[erasure.what.declared]]: a person says they erased it. The certificate will say “declared, not verified”. Your workshop may refuse this.',
        'Ask the supervisor to agree.',
      ],
    },
    {
      title: 'Receive a disk that came alone',
      steps: [
        'On Home, press [[loose.receive.open]].',
        'Plug it in and choose it, or type what its label says.',
        'Say where it is kept. It waits until its verdict, and can then have its erasure certificate.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[disks.cannotErase]]',
      then: 'The reason is written: it is the system disk, it is in use, or its identity is not certain. Do not force anything. Attach it to another station, or call a supervisor.',
    },
    {
      when: '[[disks.unfinished.title]]',
      then: 'The data may still be there. Erase the disk again, or read it back in full.',
    },
    {
      when: '[[disks.failing.title]]',
      then: 'Do not spend hours erasing it. Destroy it, then note that with a supervisor.',
    },
    {
      when: 'The report sees no disk.',
      then: 'That does not prove that there is none. Open the machine, look at every slot, and say what is there; a supervisor confirms.',
    },
    {
      when: 'Evidence is refused.',
      then: 'It has served already, it is from before the machine arrived, or it is incomplete. Read the disk back in full at this station: that is enough.',
    },
    {
      when: 'An erasure has to be stopped.',
      then: 'Press [[common.stop]]. The disk is then marked as interrupted: it will have to be erased from the beginning.',
    },
  ],
  words: ['effacement', 'preuve', 'verdict', 'constate', 'disque-hors-machine', 'encadrant'],
}
