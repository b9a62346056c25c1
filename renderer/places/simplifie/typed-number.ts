// What was typed on the keypad, at the keyboard or by digit cards, one character after the other, and what it says.
import { readWeight } from '../../../domain/dismantling/weights.ts'
import type { Reason } from '../../../domain/words/reason.ts'
import type { Command } from '../../../domain/documents/scan-code.ts'

export const MOST_CHARACTERS = 7
const MOST_DISKS = 64

/** The text after a key; keys that write nothing leave it as it is. */
export const afterKey = (text: string, key: Command, comma: boolean): string => {
  if (key === 'erase') return text.slice(0, -1)
  if (key === 'comma') return comma && !/[.,]/.test(text) ? `${text === '' ? '0' : text},` : text
  if (!/^\d$/.test(key) || text.length >= MOST_CHARACTERS) return text
  return text === '0' ? key : text + key
}

export type TypedWeight =
  { readonly ok: true; readonly grams: number } | { readonly ok: false; readonly reason: Reason }
export const typedWeight = (text: string): TypedWeight => readWeight(text)

/** What a person reads about it: the trade's sentence for a supervisor says more than is needed here. */
export const whyWrong = ({ code }: Pick<Reason, 'code'>): 'zero' | 'light' | 'heavy' | 'unreadable' => {
  if (code === 'dismantling.weight-zero') return 'zero'
  if (code === 'dismantling.weight-too-light') return 'light'
  return code === 'dismantling.weight-too-heavy' ? 'heavy' : 'unreadable'
}

/** A whole number of disks; null where it is none. */
export const typedCount = (text: string): number | null => {
  const count = /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : null
  return count !== null && count <= MOST_DISKS ? count : null
}
