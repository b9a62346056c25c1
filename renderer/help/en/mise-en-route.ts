// Help: setting up a station.
import type { HelpText } from '../help-text.ts'

export const miseEnRoute: HelpText = {
  title: 'Set-up',
  purpose:
    'Set-up is done once, with a supervisor. It takes ten minutes. Nothing is made before the last page, and all of it can be changed later in the settings, except the station’s code.',
  tasks: [
    {
      title: 'Prepare',
      steps: [
        'Have two supervisors there: each chooses a PIN without the other seeing it.',
        'Have a USB key for the copy of the station key, and a printer if possible.',
        'Choose the station’s code together with the other sites: it must be different everywhere.',
      ],
    },
    {
      title: 'Answer the questions',
      steps: [
        '[[setup.step.activities]]: tick what this site does. Only the places that serve it will be shown.',
        '[[setup.step.station]] and [[setup.step.organisation]]: this stands on the documents.',
        '[[setup.step.people]]: add the operators and the supervisors.',
        '[[setup.step.erasure]]: what is needed at least for a certificate. The safest is proposed already.',
        '[[setup.step.scanner]]: scan the code that is shown, or go on.',
        '[[setup.step.key]]: a passphrase is useful if other people use this computer.',
        'Read it again, then press [[setup.make]].',
      ],
      picture: {
        name: 'mise-en-route',
        alt: 'The first page of set-up: its steps on the left, and the site’s activities to tick.',
      },
    },
    {
      title: 'Put in safety',
      steps: [
        'Print the recovery code and keep it in a closed envelope, outside the workshop.',
        'Copy the station key to a USB key that is kept elsewhere: [[setup.key.copy]].',
        'Make a first backup in the settings.',
      ],
    },
  ],
  troubles: [
    {
      when: 'The old computer is broken and I have a backup.',
      then: 'On the first page, choose [[backup.restore.begin]]. Établi shows what would come back before it changes anything.',
    },
    {
      when: 'There is only one supervisor.',
      then: 'That is possible. When they confirm their own work, it will be recorded. Add a second supervisor as soon as you can.',
    },
    {
      when: 'The scanner is not understood.',
      then: 'Go on without it. The station can be used from the keyboard; the trial can be made again in the settings.',
    },
  ],
  words: ['poste', 'encadrant', 'code-personnel', 'cle-du-poste', 'empreinte', 'sauvegarde'],
}
