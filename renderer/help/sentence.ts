// A sentence of the help taken apart: plain text, and words of the screen, which are named by their key.
import { typeset } from '../../domain/words/wording.ts'
import type { Language } from '../../domain/words/reason.ts'

export type Piece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'label'; readonly key: string }

const LABEL = /\[\[([\w.-]+)\]\]/

export const piecesOf = (sentence: string, language: Language): readonly Piece[] =>
  typeset(sentence, language)
    .split(LABEL)
    .map((part, index): Piece => (index % 2 === 1 ? { kind: 'label', key: part } : { kind: 'text', text: part }))
    .filter((piece) => piece.kind === 'label' || piece.text !== '')

/** As it is read: labels by their words. */
export const plain = (sentence: string, language: Language, labelOf: (key: string) => string): string =>
  piecesOf(sentence, language)
    .map((piece) => (piece.kind === 'label' ? labelOf(piece.key) : piece.text))
    .join('')
