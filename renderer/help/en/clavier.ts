// Help: keyboard and scanner.
import type { HelpText } from '../help-text.ts'

export const clavier: HelpText = {
  title: 'Keyboard and scanner',
  purpose:
    'Everything can be done from the keyboard, without a mouse. What has the focus has a double ring around it, dark and yellow. A barcode scanner may read a label at any time.',
  tasks: [
    {
      title: 'Move about',
      steps: [
        'Tab goes to what comes next, Shift + Tab to what came before.',
        'Alt + a digit goes to a place: Alt + 1 to Home, Alt + 2 to the bench. The key “?” shows the list.',
        'Alt + 0 goes to the title of the page. At the beginning of the page, Tab offers [[common.frame.skip]].',
        'In a list the arrows go from line to line; Enter opens.',
      ],
    },
    {
      title: 'Answer',
      steps: [
        'Space ticks a box or presses a button; so does Enter for a button.',
        'Among several round answers, the arrows choose.',
        'Escape closes a window without doing anything, and goes back to where you were.',
        'F1 shows the help of the screen you are on, and nothing you typed is lost.',
      ],
      picture: {
        name: 'clavier',
        alt: 'The window of shortcuts: every place with its key, then the keys for the content, the help and closing.',
      },
    },
    {
      title: 'Scan',
      steps: [
        'A machine’s label opens that machine; a document’s code opens that document; a part’s, that part.',
        'A scan never presses a button, and never alone confirms what cannot be undone.',
      ],
    },
  ],
  troubles: [
    {
      when: 'The scanned number is wrong (letters or digits exchanged).',
      then: 'The scanner is set for another keyboard. Make the trial again in Settings, [[settings.part.scanner]].',
    },
    {
      when: 'Alt + a digit does nothing.',
      then: 'A window is open over the screen: close it with Escape.',
    },
    {
      when: 'The scan opens nothing.',
      then: 'If the cursor is in a field, the number is written there. Leave the field with Tab and scan again.',
    },
  ],
  words: ['douchette'],
}
