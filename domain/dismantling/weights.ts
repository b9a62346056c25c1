// Weights: whole grams in data, kilograms as people type and read them, tonnes as Trackdéchets wants them. A weight that makes
// no sense is refused with what to do; one that is only unusual is plausible-weights.ts' business.
import { formatWeight } from '../words/wording.ts'
import { type Language, type Reason, reason } from '../words/reason.ts'
import { MAXIMUM_GRAMS } from './fractions.ts'

export type ReadWeight = { readonly ok: true; readonly grams: number } | { readonly ok: false; readonly reason: Reason }

const refused = (code: string, params: Reason['params'] = {}): ReadWeight => ({
  ok: false,
  reason: reason(`dismantling.${code}`, params),
})

/** A comma or a point, blanks between thousands, a unit or none: "1,4", "1.4 kg", "350 g", "1 250 g". */
const TYPED = /^([+-]?)(\d+(?:[.,]\d*)?|[.,]\d+)(kg|g)?$/i

/** What was typed, in kilograms unless it says grams. */
export const readWeight = (typed: string): ReadWeight => {
  const text = typed.replace(/[\s\u00a0\u202f]+/g, '').replace(/^[−–]/, '-')
  if (text === '') return refused('weight-missing')
  const [, sign, digits, unit] = TYPED.exec(text) ?? []
  if (digits === undefined) return refused('weight-unreadable', { typed: typed.trim().slice(0, 40) })
  const value = Number(digits.replace(',', '.'))
  const isInGrams = unit?.toLowerCase() === 'g'
  const grams = Math.round(isInGrams ? value : value * 1000)
  if (sign === '-') return refused('weight-negative')
  if (value === 0) return refused('weight-zero')
  if (grams < 1) return refused('weight-too-light')
  if (grams > MAXIMUM_GRAMS) return refused('weight-too-heavy', { limit: MAXIMUM_GRAMS })
  return { ok: true, grams }
}

/** "1,4 kg" in French, "1.4 kg" in English. */
export const weightText = (grams: number, language: Language): string => formatWeight(grams, language)

/** As it stands in a field where kilograms are typed: "1,4". What `readWeight` reads back is the same weight. */
export const weightField = (grams: number, language: Language): string => {
  const text = kilograms(grams)
  return language === 'fr' ? text.replace('.', ',') : text
}

/** By digits, not by division: no figure of a floating point stands on a collection note. */
const pointed = (grams: number, decimals: number): string => {
  const digits = String(grams).padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  return fraction === '' ? digits.slice(0, -decimals) : `${digits.slice(0, -decimals)}.${fraction}`
}
const kilograms = (grams: number) => pointed(grams, 3)

/** Tonnes as Trackdéchets writes a quantity: 12300 → "0.0123". */
export const tonnesText = (grams: number): string => pointed(grams, 6)
