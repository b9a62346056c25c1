// Bookkeeping of what could not be read. Readers in this folder pass every value through a section's `Gaps`, so that a
// `null` in the report never goes without its reason.
import type { Absence, MissingField, SectionState } from './hardware-report.ts'

/** A value that was read, or why it was not. */
export type Reading<T> = { readonly value: T } | { readonly why: Absence }

export const read = <T>(value: T): Reading<T> => ({ value })
export const missing = (why: Absence): Reading<never> => ({ why })

export const wasRead = <T>(reading: Reading<T>): reading is { readonly value: T } => 'value' in reading

/** The value where there is one, else missing for the given reason. */
export const orMissing = <T>(value: T | null | undefined, why: Absence): Reading<T> =>
  value === null || value === undefined ? missing(why) : read(value)

/** The first source that read something; else the reason of the first, which is the one that ought to have known. */
export const firstRead = <T>(...readings: readonly [Reading<T>, ...Reading<T>[]]): Reading<T> =>
  readings.find(wasRead) ?? readings[0]

/** For what many machines rightly do not have (a bank's name, an old drive's WWN): silence about it is no gap. */
export const ifAny = <T>(reading: Reading<T>): Reading<T> =>
  wasRead(reading) || !(reading.why === 'device-silent' || reading.why === 'placeholder')
    ? reading
    : missing('not-present')

export const mapRead = <T, U>(reading: Reading<T>, toReading: (value: T) => Reading<U>): Reading<U> =>
  wasRead(reading) ? toReading(reading.value) : reading

/** Tells apart a field that only does not exist here (a desktop's battery) from one that ought to be there. */
const countsAsGap = (why: Absence) => why !== 'not-present'

/** Passes a reading's value on, and keeps the reason where there is none. */
export type Take = <T>(field: string, reading: Reading<T>) => T | null

export class Gaps {
  readonly #missing: MissingField[] = []

  /** The value for the report; where it is missing, `null`, and the reason is kept under the field's path. */
  readonly take: Take = (field, reading) => {
    if (wasRead(reading)) return reading.value
    if (countsAsGap(reading.why)) this.#missing.push({ field, why: reading.why })
    return null
  }

  /** The same book, seen from an element of a list: `within('modules.0')`. */
  within(prefix: string): Take {
    return (field, reading) => this.take(`${prefix}.${field}`, reading)
  }

  state(): SectionState {
    return this.#missing.length === 0 ? { state: 'read' } : { state: 'partly', missing: this.#missing.slice(0, 5000) }
  }
}

/** What one reader gives back: its part of the report, and how it went. */
export type Section<T> = { readonly value: T; readonly state: SectionState }

export const unavailable = <T>(value: T, why: Absence): Section<T> => ({ value, state: { state: 'unavailable', why } })
