// Amounts of money as people type and read them; what is kept are cents.
import type { Language } from '../../domain/words/reason.ts'

/** "25 €", "25,50 €". */
export const moneyText = (cents: number, language: Language): string =>
  new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100)

/** For a cell of a French spreadsheet: "25,50". */
export const moneyField = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',')

/** Cents of what was typed; null where it is no amount. */
export const centsOf = (typed: string): number | null => {
  const written = typed.trim().replace(/\s*€$/, '').replace(',', '.')
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(written)) return null
  return Math.round(Number(written) * 100)
}

/** As it stands in a field: "25", "25,50". */
export const typedCents = (cents: number, language: Language): string => {
  const text = cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2)
  return language === 'fr' ? text.replace('.', ',') : text
}
