// When something is tried again: full jitter over a growing span, so that many stations do not come back together, and never
// before the server asked for it.

const SHORTEST_SECONDS = 15
const LONGEST_SECONDS = 3600
/** A server that asks for a year is asked again tomorrow. */
const LONGEST_ASKED_SECONDS = 86_400

/** RFC 9110 §10.2.3: seconds, or a date, which is held against the server's own clock where it shows it. */
export const retryAfterSeconds = (headers: Readonly<Record<string, string>>, now: number): number | null => {
  const said = headers['retry-after']?.trim() ?? ''
  const seconds = /^\d{1,12}$/.test(said) ? Number(said) : (Date.parse(said) - clockOf(headers, now)) / 1000
  return Number.isNaN(seconds) ? null : Math.min(LONGEST_ASKED_SECONDS, Math.max(0, Math.ceil(seconds)))
}

const clockOf = (headers: Readonly<Record<string, string>>, now: number): number => {
  const theirs = Date.parse(headers['date'] ?? '')
  return Number.isNaN(theirs) ? now : theirs
}

/** Milliseconds to wait after the `tries`-th try in vain, from 1. `chance` is from 0 to 1. */
export const waitAfter = (tries: number, chance: number, afterSeconds: number | null): number => {
  const span = Math.min(LONGEST_SECONDS, SHORTEST_SECONDS * 2 ** Math.min(20, Math.max(0, tries - 1)))
  return 1000 * Math.max(1, chance * span, afterSeconds ?? 0)
}
