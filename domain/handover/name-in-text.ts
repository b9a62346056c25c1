// Free text of a slip is signed and travels: nothing of the person may stand in it, not even by a slip of the pen.
import type { Recipient } from './recipient.ts'

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

const wordsOf = (text: string): string =>
  ` ${folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .join(' ')
    .trim()} `

/** A first name (or a local code) as a word of its own, whatever its accents and capitals. */
export const namesRecipient = (text: string, recipient: Recipient): boolean => {
  const name = wordsOf(recipient.kind === 'name' ? recipient.firstName : recipient.code)
  return name.trim() !== '' && wordsOf(text).includes(name)
}
