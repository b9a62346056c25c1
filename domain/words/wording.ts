// How a sentence is made from its template: numbers, sizes, dates and plurals as each language writes them. Which
// sentences there are is sentences.ts' business and the rooms'.
//
// In a template, `{name}` stands for a parameter, `{name:format}` for one that is written in a format,
// `{count:disque|disques}` for the word that agrees with a number, and `{step:text}` for a text that the reason carries in
// each language, as `step-fr` and `step-en`: words that are data, such as the steps of a workshop's own profile.
import type { Language, Reason } from './reason.ts'

type Value = Reason['params'][string]

const NARROW_SPACE = '\u202f'
const FIXED_SPACE = '\u00a0'
const GIBI = 1024 ** 3

const LOCALE: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' }

/** "1 234,5" in French, "1,234.5" in English; one decimal at most. */
export const formatNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 1 }).format(value)

const withUnit = (value: number, unit: string, language: Language) =>
  `${formatNumber(value, language)}${FIXED_SPACE}${unit}`

/** Memory counts in powers of 1024, as modules are sold: 4294967296 → "4 Go". */
export const formatMemory = (bytes: number, language: Language): string =>
  bytes < GIBI
    ? withUnit(Math.round(bytes / 1024 ** 2), language === 'fr' ? 'Mo' : 'MB', language)
    : withUnit(bytes / GIBI, language === 'fr' ? 'Go' : 'GB', language)

/** Disks count in powers of 1000, as they are sold: 500107862016 → "500 Go". */
export const formatDiskSize = (bytes: number, language: Language): string => {
  if (bytes < 1e9) return withUnit(Math.round(bytes / 1e6), language === 'fr' ? 'Mo' : 'MB', language)
  return bytes < 1e12
    ? withUnit(Math.round(bytes / 1e9), language === 'fr' ? 'Go' : 'GB', language)
    : withUnit(bytes / 1e12, language === 'fr' ? 'To' : 'TB', language)
}

/** Whole grams, in kilograms as people say them: 1400 → "1,4 kg"; three decimals where they count. */
export const formatWeight = (grams: number, language: Language): string =>
  `${new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 3 }).format(grams / 1000)}${FIXED_SPACE}kg`

/** French writes the first of a month « 1er mai », which its formatter does not. */
export const asDayIsWritten = (day: string, language: Language): string =>
  language === 'fr' ? day.replace(/^1(?=\s)/, '1er') : day

/** "23 novembre 2026": the day of an ISO 8601 instant, where the station stands. */
export const formatDay = (instant: string, language: Language): string => {
  const at = new Date(instant)
  return Number.isNaN(at.getTime())
    ? instant
    : asDayIsWritten(
        new Intl.DateTimeFormat(LOCALE[language], { day: 'numeric', month: 'long', year: 'numeric' }).format(at),
        language,
      )
}

/** Picks "disque" or "disques": French counts 0 and 1 as one, English only 1. */
export const pluralOf = (count: number, one: string, other: string, language: Language): string =>
  new Intl.PluralRules(LOCALE[language]).select(count) === 'one' ? one : other

const plain = (value: Value, language: Language) => (typeof value === 'number' ? formatNumber(value, language) : value)

const formatted = (value: Value, format: string, language: Language, termOf: (term: string) => string): string => {
  const [one, other] = format.split('|')
  if (one !== undefined && other !== undefined) return pluralOf(Number(value), one, other, language)
  switch (format) {
    case '':
    case 'text':
      return plain(value, language)
    case 'memory':
      return formatMemory(Number(value), language)
    case 'gibibytes':
      return formatNumber(Number(value) / GIBI, language)
    case 'disk':
      return formatDiskSize(Number(value), language)
    case 'weight':
      return formatWeight(Number(value), language)
    case 'day':
      return formatDay(String(value), language)
    case 'term':
      return termOf(String(value))
    case 'terms':
      return String(value).split(',').map(termOf).join(', ')
    default:
      throw new Error(`no such format of a parameter: ${format}`)
  }
}

/** French sets a narrow no-break space before ; : ! ? % » and after «. Only the template is touched, never a parameter. */
export const typeset = (text: string, language: Language) =>
  language === 'fr' ? text.replace(/ ([;:!?%»])/g, `${NARROW_SPACE}$1`).replace(/« /g, `«${NARROW_SPACE}`) : text

const PARAMETER = /\{([A-Za-z]+)(?::([^}]*))?\}/g

/** The parameters that a reason has to carry for a template. */
export const parametersOf = (template: string): readonly string[] => [
  ...new Set(
    [...template.matchAll(PARAMETER)].flatMap(([, name = '', format]) =>
      format === 'text' ? [`${name}-fr`, `${name}-en`] : [name],
    ),
  ),
]

/** Fills a template. A parameter that the reason does not carry stays visible as `{name}`: a hole is better seen. */
export const fill = (
  template: string,
  params: Reason['params'],
  language: Language,
  termOf: (term: string) => string = (term) => term,
): string =>
  typeset(template, language).replace(PARAMETER, (whole, name: string, format: string | undefined) => {
    const value = params[format === 'text' ? `${name}-${language}` : name]
    return value === undefined ? whole : formatted(value, format ?? '', language, termOf)
  })
