// Help: the bench.
import type { HelpText } from '../help-text.ts'

export const banc: HelpText = {
  title: 'Bench',
  purpose:
    'The bench is where a machine is worked on: it is read, checked, its disks are settled, and its certificate is issued.',
  tasks: [
    {
      title: 'Begin a machine',
      steps: [
        'Say who is working, at the top of the screen.',
        'Scan the label, or type the inventory number and press Enter.',
        'If the number is new, choose the kind of machine and press [[bench.start.submit]].',
        'Print the label ([[bench.label]]) and stick it on at once.',
      ],
    },
    {
      title: 'Read the machine',
      before: 'The report says what is in the machine. Nearly every step depends on it.',
      steps: [
        'Start the machine from Établi’s key or from a live system, and run the probe there.',
        'Bring the key back here. In [[bench.sections.report]], press [[report.open]] and choose the file.',
        'If Établi runs on the machine itself, press [[report.readThis]] instead.',
        'Read [[report.attention.title]]: what asks for a decision is there.',
      ],
      picture: {
        name: 'banc-releve',
        alt: 'The report of a laptop on the bench: what to look at first, then processor, memory and disks.',
      },
    },
    {
      title: 'Follow the checklist',
      steps: [
        'Open [[bench.sections.checklist]]. The step to be done is unfolded.',
        'Do what is written, then answer: [[checklist.outcome.passed]], [[checklist.outcome.failed]] or [[checklist.outcome.not-applicable]].',
        'A failure asks for a few words: they will be on the certificate.',
        'A mistake can be taken back: [[checklist.setBack]] in the step, or the key U.',
      ],
      picture: {
        name: 'banc-controle',
        alt: 'The checklist: one step unfolded with its answers, and those that are left below.',
      },
    },
    {
      title: 'Grade the machine',
      steps: [
        'Open [[bench.sections.notes]]. Grades are computed from the report, with their reasons.',
        'Give the grade of appearance, by eye, and the installed system.',
        'Write down repairs, accessories and reservations: the person will read them on the certificate.',
        'A grade is changed only with a reason and a supervisor’s agreement.',
      ],
    },
    {
      title: 'Issue the certificate',
      steps: [
        'Open [[bench.sections.certificate]]. What is still missing is written there; every line leads to where it is settled.',
        'When everything is ready, press [[bench.certificate.second.ask]]. A second person reads it again and types their PIN.',
        'Press [[bench.certificate.issue]], then [[bench.certificate.open]].',
      ],
      picture: {
        name: 'banc-certificat',
        alt: 'The certificate part of a machine: what the certificate will say and what is still missing before it can be issued.',
      },
    },
  ],
  troubles: [
    {
      when: 'The machine does not start.',
      then: 'Do not read it. A supervisor sends it to dismantling; its disks follow the same rules as any other.',
    },
    {
      when: '[[checklist.stop.title]]',
      then: 'Step away and call the supervisor. Work goes on only once they have made the machine safe.',
    },
    {
      when: 'The report says “Not read” for a part.',
      then: 'The reason is written beside it, and what to do. Most often the probe has to be run again as administrator.',
    },
    {
      when: 'The certificate is refused.',
      then: 'Nothing was changed. Read the reason: nearly always it is a disk without a verdict.',
    },
    {
      when: '[[bench.notSaved]]',
      then: 'Press [[bench.retry]]. If it comes back, look whether there is room left on this computer’s disk.',
    },
  ],
  words: ['releve', 'sonde', 'liste-de-controle', 'note', 'certificat', 'encadrant', 'code-personnel'],
}
