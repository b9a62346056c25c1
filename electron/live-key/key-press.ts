// What a press on the keyboard means in the menu. On a French keyboard digits want the shift key, and nobody at the bench
// should have to think of it: the row's other signs count as its digits.

export type Press =
  | { readonly kind: 'digit'; readonly digit: number }
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'back' }

/** The upper row of an AZERTY keyboard without shift, from 1 to 9. */
const AZERTY_ROW = ['&', 'é', '"', "'", '(', '-', 'è', '_', 'ç']

/** `typed`: what the terminal sent at once. Null: nothing that the menu knows, an arrow or a paste for instance. */
export const pressOf = (typed: string): Press | null => {
  if (typed === '\u001b') return { kind: 'back' }
  // A console that is not in UTF-8 halves letters; nothing then is better than something else.
  if ([...typed].length !== 1) return null
  const place = AZERTY_ROW.indexOf(typed)
  if (place >= 0) return { kind: 'digit', digit: place + 1 }
  if (/^[1-9]$/.test(typed)) return { kind: 'digit', digit: Number(typed) }
  return /^[a-z]$/i.test(typed) ? { kind: 'letter', letter: typed.toLowerCase() } : null
}
