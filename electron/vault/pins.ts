// How often a supervisor's secret was wrong, and the pause that follows. Every try is counted as wrong, on the disk,
// before it is checked: whoever kills the program instead of waiting has one try less, not one more.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { PersonCode } from '../../domain/station/station.ts'
import { reason } from '../../domain/words/reason.ts'
import { failureOfFile, isMissing, StationError } from '../failure.ts'
import { replaceFile } from './durable-files.ts'
import { Turns } from './turns.ts'

const Tries = z.strictObject({ wrong: z.int().min(0), pausedUntil: z.iso.datetime().nullable() })
type Tries = z.infer<typeof Tries>

const TriesFile = z.strictObject({
  kind: z.literal('etabli-wrong-pins'),
  version: z.literal(1),
  supervisors: z.record(PersonCode, Tries),
})

const triesPath = (dataFolder: string): string => join(dataFolder, 'wrong-pins.json')

const triesBeforePause = 5
const firstPause = 30_000
const longestPause = 15 * 60_000

/** In milliseconds: none for four wrong tries, then 30 s, a minute, two … a quarter of an hour. */
export const pauseAfter = (wrong: number): number =>
  wrong < triesBeforePause ? 0 : Math.min(firstPause * 2 ** (wrong - triesBeforePause), longestPause)

export class PinTries {
  #path: string
  #now: () => Date
  #supervisors: Record<string, Tries>
  #turns = new Turns()

  private constructor(path: string, now: () => Date, supervisors: Record<string, Tries>) {
    this.#path = path
    this.#now = now
    this.#supervisors = supervisors
  }

  /** A file that cannot be read counts as refused, not as empty: it fails with `internal`. */
  static async open(dataFolder: string, now: () => Date): Promise<PinTries> {
    const path = triesPath(dataFolder)
    try {
      return new PinTries(path, now, TriesFile.parse(JSON.parse(await readFile(path, 'utf8'))).supervisors)
    } catch (error) {
      if (isMissing(error)) return new PinTries(path, now, {})
      throw new StationError(
        'internal',
        'The count of wrong PINs cannot be read',
        [reason('supervision.tries-unreadable')],
        {
          cause: error,
        },
      )
    }
  }

  /** Until when this supervisor's secrets are refused; null where they are not. */
  pausedUntil(code: string): string | null {
    const until = this.#supervisors[code]?.pausedUntil ?? null
    return until !== null && Date.parse(until) > this.#now().getTime() ? until : null
  }

  /**
   * Tries a secret: `check` says whether it is right. Fails with `paused` {until, seconds} without asking it, or with
   * `wrong-secret` {left}: how many tries are left before a pause.
   */
  async try(code: string, check: () => Promise<boolean>): Promise<void> {
    return this.#turns.take(async () => {
      await this.#shortenPause(code)
      const until = this.pausedUntil(code)
      if (until !== null) throw this.#paused(until)
      const wrong = (this.#supervisors[code]?.wrong ?? 0) + 1
      const pause = pauseAfter(wrong)
      const pausedUntil = pause === 0 ? null : new Date(this.#now().getTime() + pause).toISOString()
      await this.#save({ ...this.#supervisors, [code]: { wrong, pausedUntil } })
      if (await check()) {
        await this.#forget(code)
        return
      }
      if (pausedUntil !== null) throw this.#paused(pausedUntil)
      throw new StationError('wrong-secret', 'The secret is wrong', [
        reason('supervision.wrong-secret', { left: triesBeforePause - wrong }),
      ])
    })
  }

  /** A new PIN, or a row that was erased, begins without wrong tries. */
  async forget(code: string): Promise<void> {
    await this.#turns.take(() => this.#forget(code))
  }

  #paused(until: string): StationError {
    const seconds = Math.ceil((Date.parse(until) - this.#now().getTime()) / 1000)
    return new StationError('paused', `Paused until ${until}`, [reason('supervision.paused', { until, seconds })])
  }

  async #forget(code: string): Promise<void> {
    const { [code]: forgotten, ...others } = this.#supervisors
    if (forgotten !== undefined) await this.#save(others)
  }

  /** A clock that was set back would make a pause last for years: it begins again, at its own length. */
  async #shortenPause(code: string): Promise<void> {
    const tries = this.#supervisors[code]
    const until = this.pausedUntil(code)
    if (tries === undefined || until === null) return
    const pause = pauseAfter(tries.wrong)
    const now = this.#now().getTime()
    if (Date.parse(until) - now <= pause) return
    await this.#save({ ...this.#supervisors, [code]: { ...tries, pausedUntil: new Date(now + pause).toISOString() } })
  }

  async #save(supervisors: Record<string, Tries>): Promise<void> {
    const file: z.infer<typeof TriesFile> = { kind: 'etabli-wrong-pins', version: 1, supervisors }
    try {
      await replaceFile(this.#path, `${JSON.stringify(file, null, 2)}\n`)
    } catch (error) {
      throw failureOfFile(error, 'wrong PINs')
    }
    this.#supervisors = supervisors
  }
}
