// Whether this computer's clock may be believed: old PCs wake in 2009. What is held against it is the date of the build
// and the journal, whose frames carry the time at which each was written.
import type { Frame } from '../../domain/journal/frame.ts'
import type { ClockState } from '../../domain/station/station.ts'

/** A network's time server sets a clock back by seconds; that is no doubt. */
const slack = 2 * 60_000
const jump = 30 * 24 * 3_600_000

type Doubt = 'before-build' | 'before-last-frame' | 'jump'

const doubtOf = (now: number, lastKnown: number | null, built: number): Doubt | null => {
  if (now < built) return 'before-build'
  if (lastKnown === null) return null
  if (now < lastKnown - slack) return 'before-last-frame'
  return now > lastKnown + jump ? 'jump' : null
}

export class Clock {
  #now: () => Date
  #built: number
  #lastKnown: number | null = null
  #confirmedAt: string | null = null

  /** `builtAt` is an ISO instant: when this version was made, it was not earlier than that. */
  constructor(now: () => Date, builtAt: string) {
    this.#now = now
    this.#built = Date.parse(builtAt)
  }

  now(): Date {
    return this.#now()
  }

  /**
   * A frame's time is believed only if the frames before it make it likely: one written while the clock was in doubt must
   * not make the next start believe that clock. What a supervisor confirmed is believed, whatever it is.
   */
  observe(frame: Frame): void {
    const at = Date.parse(frame.at)
    if (frame.entry.kind === 'clock' || this.#lastKnown === null) this.#lastKnown = at
    else if (Math.abs(at - this.#lastKnown) <= jump) this.#lastKnown = Math.max(this.#lastKnown, at)
  }

  get state(): ClockState {
    if (this.#confirmedAt !== null) return { state: 'declared', confirmedAt: this.#confirmedAt }
    const now = this.#now()
    const why = doubtOf(now.getTime(), this.#lastKnown, this.#built)
    if (why === null) return { state: 'trusted' }
    const lastKnown = why === 'before-build' || this.#lastKnown === null ? this.#built : this.#lastKnown
    return { state: 'doubtful', why, now: now.toISOString(), lastKnown: new Date(lastKnown).toISOString() }
  }

  /** A supervisor says that the date is right. It holds until this process ends: the next start asks the clock again. */
  declare(at: string): ClockState {
    this.#confirmedAt = at
    return this.state
  }
}
