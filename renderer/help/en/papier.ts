// Help: paper, labels and printing.
import type { HelpText } from '../help-text.ts'

export const papier: HelpText = {
  title: 'Paper and labels',
  purpose:
    'Everything that is signed prints on an A4 page in black and white. Labels and cards are scanned later to come back to the right file.',
  tasks: [
    {
      title: 'Print',
      steps: [
        'Open the document, the label or the list, and press [[common.print]].',
        'Choose the printer, A4, and a scale of 100 %.',
        'No printer here: [[documents.savePdf]], then print the file elsewhere.',
      ],
    },
    {
      title: 'Label a machine',
      steps: [
        'On the bench, press [[bench.label]] as soon as it is received.',
        'Take a roll of 62 × 29 mm, and stick the label flat on a part that does not open.',
        'The square code means this very machine, even if two machines have the same number.',
      ],
      picture: {
        name: 'papier-etiquette',
        alt: 'A machine’s label before printing: its number, its model and the square code to scan.',
      },
    },
    {
      title: 'Work with cards to scan',
      steps: [
        'In Dismantling, print [[intake.cards.open]] and cut them out.',
        'Scan a card instead of pressing a key.',
        'A card never confirms what cannot be undone: that needs a supervisor’s PIN.',
      ],
    },
  ],
  troubles: [
    {
      when: 'The scanner does not read the printed code.',
      then: 'Print at 100 %, without “fit to page”, on white paper. Clean the glass of the printer and of the scanner.',
    },
    {
      when: 'The page comes out cut off.',
      then: 'Choose A4 and no extra margin in the print window.',
    },
    {
      when: 'The PDF cannot be made.',
      then: 'Press [[common.print]] and choose “Save as PDF” as the printer.',
    },
    {
      when: 'The paper is lost.',
      then: 'It does not matter. The signed document is still in Documents: print it again.',
    },
  ],
  words: ['document', 'fiche', 'bordereau', 'douchette'],
}
