// Days and months of handovers, as the calendar counts them: a year of handover begins on its day, and a day that a month does
// not have is its last.

/** `2026-01-31` and one month is `2026-02-28`. */
export const monthsAfter = (day: string, months: number): string => {
  const [year = 0, month = 1, ofMonth = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  const kept = Math.min(ofMonth, lastOfMonth.getUTCDate())
  return new Date(Date.UTC(lastOfMonth.getUTCFullYear(), lastOfMonth.getUTCMonth(), kept)).toISOString().slice(0, 10)
}

/** The day on which a year of handover begins; the first begins with the handover. */
export const yearBegins = (handedOverOn: string, year: number): string => monthsAfter(handedOverOn, 12 * (year - 1))

/** How many years of handover have begun by `day`; 0 before the handover. */
export const yearsBegun = (handedOverOn: string, day: string): number => {
  if (day < handedOverOn) return 0
  const years = Number(day.slice(0, 4)) - Number(handedOverOn.slice(0, 4))
  return yearBegins(handedOverOn, years + 1) <= day ? years + 1 : years
}

/** `2026-11` */
export const monthOf = (day: string): string => day.slice(0, 7)

/** Whether it is a day of the calendar: a form lets anything be typed. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  new Date(`${text}T00:00:00Z`).toString() !== 'Invalid Date' &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
