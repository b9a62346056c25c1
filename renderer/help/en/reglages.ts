// Help: settings, with backups, people and the station's key.
import type { HelpText } from '../help-text.ts'

export const reglages: HelpText = {
  title: 'Settings',
  purpose:
    'Settings says how this station works: its name, its people, what it asks of an erasure, its backups. A supervisor confirms every change.',
  tasks: [
    {
      title: 'Change a setting',
      steps: [
        'Change what has to be changed, then press [[settings.save]].',
        'The supervisor reads what changes and types their PIN.',
        '[[settings.reset]] forgets what is not saved yet.',
      ],
      picture: {
        name: 'reglages',
        alt: 'The settings: a button for each part at the top, then the station’s name, code and activities.',
      },
    },
    {
      title: 'Add a person, or say that they have left',
      steps: [
        'In [[settings.part.people]], press [[setup.people.add]] or change the person.',
        'A supervisor has a PIN of 4 to 12 digits that only they know.',
        'Somebody no longer comes: untick [[settings.people.works]], or [[settings.people.erase]]. Their code stays on the documents.',
        'Two supervisors are better: each can then confirm the other’s work.',
      ],
    },
    {
      title: 'Back up',
      before: 'If this computer breaks down, only a backup gives the work back. Keep it elsewhere.',
      steps: [
        'Open [[settings.part.backup]] and plug in a key.',
        'Tick [[backup.secrets]] if you want the key and the names too; choose a passphrase and write it down.',
        'Press [[backup.here]]. The backup is read again and compared.',
        'To restore it: open Établi on a new computer, and choose [[backup.restore.begin]].',
      ],
    },
    {
      title: 'Update Établi',
      before: 'Nothing updates by itself. An update is installed only if its publisher has signed it.',
      steps: [
        'Wait until the work on disks is over, and make a backup.',
        'Plug in the key that holds the update. Open [[settings.part.update]] and press [[update.lookOnMedia]].',
        'Press [[update.take]]. Établi copies it here and checks the signature.',
        'Press [[update.install]], then close Établi and open it again.',
      ],
    },
    {
      title: 'Set up the scanner',
      steps: [
        'Open [[settings.part.scanner]] and scan the code that is shown.',
        'If the scanner writes otherwise than your keyboard, the station translates by itself from then on.',
      ],
    },
  ],
  troubles: [
    {
      when: 'A supervisor has forgotten their PIN.',
      then: 'Another supervisor gives them a new one. If they are alone, the recovery code printed at set-up takes its place.',
    },
    {
      when: 'Too many wrong codes were typed.',
      then: 'The supervisor has to wait. The time is written there. Restarting changes nothing.',
    },
    {
      when: 'The recovery code is lost.',
      then: 'A supervisor makes another: [[settings.people.renew]]. The old one is worth nothing any more.',
    },
    {
      when: 'Somebody who helps from afar has to be told of a fault.',
      then: 'In [[settings.part.diagnostic]], press [[trouble.make]], read it, then [[trouble.save]]. It names no person, no machine and no disk.',
    },
    {
      when: 'The evening backup could not be made.',
      then: 'Look whether the chosen folder is still there and has room, then back up by hand.',
    },
  ],
  words: ['poste', 'encadrant', 'code-personnel', 'sauvegarde', 'cle-du-poste', 'journal'],
}
