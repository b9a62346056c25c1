// When another tool read the machine. Tools write their clock with a zone, without one, or not at all; a report says which.
import type { HardwareReport } from '../hardware-report.ts'

export type ReadingTime = Pick<HardwareReport, 'takenAt' | 'takenAtFrom'>

const CLOCK =
  /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d(?::\d\d)?)?$/

/** "+0200", "-03:30", "Z" → minutes east of Greenwich; null where it is none. */
const minutesEast = (zone: string | undefined): number | null => {
  if (zone === undefined) return null
  if (/^(Z|UTC|GMT)$/.test(zone)) return 0
  const parts = /^([+-])(\d\d):?(\d\d)(?::\d\d)?$/.exec(zone)
  if (parts === null) return null
  const minutes = Number(parts[2]) * 60 + Number(parts[3])
  return minutes > 14 * 60 ? null : parts[1] === '-' ? -minutes : minutes
}

/** No tool read here is older than this, and no clock is right that is past the other end. */
const isPlausible = (time: number) => time >= Date.UTC(1990, 0, 1) && time < Date.UTC(2200, 0, 1)

const isRealDay = (year: number, month: number, day: number) =>
  month >= 1 && month <= 12 && day >= 1 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day

/** Nothing says when: all that is known is that it was before the file was opened. */
export const unknownTime = (openedAt: string): ReadingTime => ({
  takenAt: new Date(openedAt).toISOString(),
  takenAtFrom: 'opening',
})

/** "2020-06-12 14:19:54", "2022-06-09T12:10:50.809Z"; `zone` is what the file says of its zone elsewhere. */
export const readingTime = (text: string | undefined, zone: string | undefined, openedAt: string): ReadingTime => {
  const parts = CLOCK.exec((text ?? '').trim().slice(0, 60))
  if (parts === null) return unknownTime(openedAt)
  const [year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second] = parts
    .slice(1, 7)
    .map((digits: string | undefined) => Number(digits ?? 0))
  const milliseconds = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const east = minutesEast(parts[8]) ?? minutesEast(zone)
  const local = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds)
  const isClock = hour < 24 && minute < 60 && (second ?? 0) < 61
  if (!isClock || !isRealDay(year, month, day) || !isPlausible(local)) return unknownTime(openedAt)
  const takenAt = new Date(local - (east ?? 0) * 60_000).toISOString()
  return east === null ? { takenAt, takenAtFrom: 'local-clock' } : { takenAt }
}

const MOST_OFFSET_MS = 14 * 60 * 60 * 1000 + 10 * 60 * 1000

/**
 * A clock without a zone beside another program's instant of the same run: that instant has no zone to guess. Where the
 * two are further apart than zones are, they are not of one run.
 */
export const sharpenedBy = (time: ReadingTime, secondsSince1970: number | undefined): ReadingTime => {
  if (time.takenAtFrom !== 'local-clock' || secondsSince1970 === undefined) return time
  const instant = secondsSince1970 * 1000
  const apart = Math.abs(instant - Date.parse(time.takenAt))
  return Number.isSafeInteger(instant) && isPlausible(instant) && apart <= MOST_OFFSET_MS
    ? { takenAt: new Date(instant).toISOString() }
    : time
}
