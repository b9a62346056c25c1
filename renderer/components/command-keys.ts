// Command cards and the keys of a keyboard that stand for them: what a card says by its code, a hand says by a letter (shown on
// the button) or a digit. Whoever asks a question registers here and gets the answer, whichever way it came.
import { useI18n } from 'vue-i18n'
import { readScannedCode, type Command } from '../../domain/documents/scan-code.ts'
import { useScanner } from './useScanner.ts'

/** The commands that have a letter, named in each language under `intake.key`. */
export const LETTERED = ['yes', 'no', 'next', 'undo', 'call'] as const satisfies readonly Command[]
export type Lettered = (typeof LETTERED)[number]

const digitOf = ({ code }: KeyboardEvent): Command | null => {
  // By the key, not by its character: the digits of an AZERTY keyboard are written with Shift.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  // The pattern lets a single digit through, and every digit is a command.
  return digit === undefined ? null : (digit as Command)
}

const keysWithoutLetter: Readonly<Record<string, Command>> = { ',': 'comma', '.': 'comma' }

/** Until the scope goes. `onScan` gets every scan that is no card. */
export const useCommandKeys = (handler: {
  readonly onCommand: (command: Command) => void
  readonly onScan: (text: string) => void
}) => {
  const { t } = useI18n()
  const commandOf = (event: KeyboardEvent): Command | null => {
    const letter = event.key.toLocaleUpperCase()
    return (
      digitOf(event) ??
      keysWithoutLetter[event.key] ??
      LETTERED.find((command) => t(`intake.key.${command}`) === letter) ??
      null
    )
  }
  useScanner({
    onScan: (text) => {
      const code = readScannedCode(text)
      if (code.kind === 'command') handler.onCommand(code.command)
      else handler.onScan(text)
    },
    claims: () => true,
    onKey: (event) => {
      const command = commandOf(event)
      if (command !== null) handler.onCommand(command)
    },
  })
}
