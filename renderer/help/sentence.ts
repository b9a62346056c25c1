// A sentence of the help taken apart: plain text, and words of the screen, which are named by their key.
import { typeset } from '../../domain/words/wording.ts'
import type { Language } from '../../domain/words/reason.ts'

const LABEL = /\[\[([\w.-]+)\]\]/

const parts = (sentence: string, language: Language) => typeset(sentence, language).split(LABEL)
const isKey = (index: number) => index % 2 === 1

/** The keys of the words that it names. */
export const keysIn = (sentence: string): readonly string[] => parts(sentence, 'en').filter((_, index) => isKey(index))

export type Piece = { readonly isLabel: boolean; readonly text: string }

/** A word that ends in « … » ends the sentence too: « Effacer… », not « Effacer…. ». */
export const piecesOf = (sentence: string, language: Language, labelOf: (key: string) => string): readonly Piece[] => {
  const said = parts(sentence, language).map((part, index) => (isKey(index) ? labelOf(part) : part))
  return said
    .map((text, index) => {
      const follows = !isKey(index) && (said[index - 1] ?? '').endsWith('…')
      return { isLabel: isKey(index), text: follows ? text.replace(/^\./, '') : text }
    })
    .filter(({ text }) => text !== '')
}

export const plain = (sentence: string, language: Language, labelOf: (key: string) => string): string =>
  piecesOf(sentence, language, labelOf)
    .map(({ text }) => text)
    .join('')
