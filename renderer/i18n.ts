// The languages of the screen. Messages lie per place in locales/<language>/<place>.json and are found under the
// place's name: t('bench.title') is "title" in bench.json. Trade reasons are worded by domain/words/sentences.ts.
import { computed } from 'vue'
import { createI18n, useI18n } from 'vue-i18n'
import type { Language, Reason } from '../domain/words/reason.ts'
import { nameOfTerm, say } from '../domain/words/sentences.ts'
import { asDayIsWritten } from '../domain/words/wording.ts'

type Messages = { readonly [key: string]: string | Messages }

// vue-i18n types its messages by example; ours are found by their file names, so they are typed by shape.
const files = import.meta.glob<Messages>('./locales/*/*.json', { eager: true, import: 'default' })

export const messagesOf = (language: Language): Record<string, Messages> => {
  const places: Record<string, Messages> = {}
  for (const [path, messages] of Object.entries(files)) {
    const [, folder, place] = /\.\/locales\/([a-z]+)\/([a-z-]+)\.json$/.exec(path) ?? []
    if (folder === language && place !== undefined) places[place] = messages
  }
  return places
}

/** French counts none as one: « 0 pièce ». With three forms the first is for none, in both languages. */
export const frenchForm = (count: number, forms: number): number => {
  const many = Math.abs(count) >= 2
  if (forms === 2) return many ? 1 : 0
  return many ? Math.min(2, forms - 1) : Math.min(Math.trunc(Math.abs(count)), forms - 1)
}

export const i18n = createI18n({
  legacy: false,
  locale: 'fr',
  fallbackLocale: 'fr',
  pluralRules: { fr: frenchForm },
  messages: { fr: messagesOf('fr'), en: messagesOf('en') },
  missingWarn: true,
  fallbackWarn: false,
})

/** Shows the window in a language; which one is the session's to say (stores/session.ts). */
export const showLanguage = (language: Language) => {
  i18n.global.locale.value = language
  document.documentElement.lang = language
}

/** The language shown; only `fr` and `en` are ever set. */
export const useLanguage = () => {
  const { locale } = useI18n()
  return computed(() => locale.value as Language)
}

/** Words a reason of the trade in the language shown. */
export const useSay = () => {
  const language = useLanguage()
  return (reason: Reason) => say(reason, language.value)
}

/** The trade's word for a kind, as it begins a line, in the language shown. */
export const useTerm = () => {
  const language = useLanguage()
  return (term: string) => nameOfTerm(term, language.value)
}

const decimalUnits = { fr: ['o', 'ko', 'Mo', 'Go', 'To', 'Po'], en: ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] } as const
const binaryStep = 1024
const decimalStep = 1000
const narrowSpace = '\u202f'
const hardSpace = '\u00a0'

const sized = (bytes: number, step: number, language: Language, digits: number) => {
  const units = decimalUnits[language]
  let value = bytes
  let unit = 0
  while (value >= step && unit < units.length - 1) {
    value /= step
    unit += 1
  }
  const shown = new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? digits : 0 }).format(value)
  return `${shown}${hardSpace}${units[unit] ?? ''}`
}

/** Figures, sizes and dates as the language writes them. Dates are shown in the station's own time zone. */
export const formatsOf = (language: Language) => {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
  const dateTime = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  return {
    number: (value: number) => number.format(value),
    /** A disk's size, as it is sold: 500 107 862 016 bytes is 500 Go. */
    diskSize: (bytes: number) => sized(bytes, decimalStep, language, 1),
    /** A memory's size: 8 589 934 592 bytes is 8 Go. */
    memorySize: (bytes: number) => sized(bytes, binaryStep, language, 1),
    percent: (value: number) => `${number.format(value)}${language === 'fr' ? narrowSpace : ''}%`,
    temperature: (celsius: number) => `${number.format(celsius)}${hardSpace}°C`,
    hours: (hours: number) => `${number.format(hours)}${hardSpace}h`,
    date: (iso: string) => asDayIsWritten(date.format(new Date(iso)), language),
    /** For a column: it stays on one line. */
    shortDate: (iso: string) => asDayIsWritten(shortDate.format(new Date(iso)), language),
    dateTime: (iso: string) => asDayIsWritten(dateTime.format(new Date(iso)), language),
    time: (iso: string) => time.format(new Date(iso)),
    /** How long, to the coarseness a person plans with: 40 s, 12 min, 3 h 05. */
    duration: (milliseconds: number) => {
      const seconds = Math.max(0, Math.round(milliseconds / 1000))
      if (seconds < 60) return `${seconds}${hardSpace}s`
      const minutes = Math.round(seconds / 60)
      if (minutes < 60) return `${minutes}${hardSpace}min`
      return `${Math.floor(minutes / 60)}${hardSpace}h${hardSpace}${String(minutes % 60).padStart(2, '0')}`
    },
  }
}

/** The formats of the language shown. */
export const useFormats = () => {
  const language = useLanguage()
  return computed(() => formatsOf(language.value))
}
