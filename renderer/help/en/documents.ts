// Help: Documents.
import type { HelpText } from '../help-text.ts'

export const documents: HelpText = {
  title: 'Documents',
  purpose:
    'Documents keeps everything that was signed, here and at the other sites. A signed document never changes again: it is replaced or withdrawn, and that can be seen.',
  tasks: [
    {
      title: 'Find a document',
      steps: [
        'Type the number of a document, a machine or a serial number into [[documents.search]], or scan the code printed on the paper.',
        'Shorten the list by date or by kind of document.',
        'Open it by pressing its number.',
      ],
      picture: {
        name: 'documents',
        alt: 'The list of documents: search, dates and kind at the top, then number, kind, machine, date and state.',
      },
    },
    {
      title: 'Print a document or give it away',
      steps: [
        'Open the document and press [[common.print]] or [[documents.savePdf]].',
        'Paper is for the eyes. What proves is the signed file: [[documents.saveJson]].',
        'For several documents at once, make a batch in Exchange.',
      ],
      picture: {
        name: 'documents-certificat',
        alt: 'A certificate opened: its state, the buttons to print and to save, and the preview of the page.',
      },
    },
    {
      title: 'Correct or withdraw',
      steps: [
        'To correct, press [[documents.correct]]: the new document will name the one it replaces.',
        'To withdraw, press [[documents.withdraw]] and say why.',
        'A supervisor confirms. The old document stays readable and says that it was withdrawn.',
      ],
    },
    {
      title: 'Check a file you were given',
      steps: [
        'In [[documents.verifyFile]], choose the signed file (.json).',
        'It is only looked at: nothing is saved.',
        'If a check fails, do not rely on the file, and call the site that gave it.',
      ],
    },
  ],
  troubles: [
    {
      when: '[[documents.notHere]]',
      then: 'The document was signed at another site. Receive a batch of that site in Exchange.',
    },
    {
      when: '[[documents.doesNotHold]]',
      then: 'The file is no longer what was signed, or it contradicts itself. Put it aside and ask for another.',
    },
    {
      when: '[[documents.numberClash]]',
      then: 'Two stations have taken the same code. Keep both documents and tell a supervisor: one of the stations has to change its code.',
    },
    {
      when: '[[documents.declaredDate]]',
      then: 'The computer’s clock was in doubt when it was signed. A supervisor had confirmed it.',
    },
  ],
  words: ['document', 'certificat', 'annulation', 'poste', 'lot'],
}
