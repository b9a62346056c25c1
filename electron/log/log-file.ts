// The files of a log: one that grows, and those before it under numbers, none beyond its size. A line is in the system's
// hands when `write` comes back, so that a crash leaves its reason behind; what cannot be written is said, and never thrown.
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { isMissing } from '../failure.ts'

export const LOG_FOLDER = 'log'

export type LogLimits = {
  /** Of one file. */
  readonly bytes: number
  /** How many there are beside the one that grows. */
  readonly former: number
}
export const LOG_LIMITS: LogLimits = { bytes: 1024 * 1024, former: 4 }

/** `number` 0: the one that grows. */
export const logPath = (folder: string, number = 0): string =>
  join(folder, LOG_FOLDER, number === 0 ? 'etabli.log' : `etabli.log.${String(number)}`)

const NEWLINE = 0x0a
/** Windows has no such flag; there a link needs rights that a person at a bench does not have. */
const noLink = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW

const endsWithALine = (descriptor: number, size: number): boolean => {
  if (size === 0) return true
  const last = Buffer.alloc(1)
  return readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] === NEWLINE
}

export class LogFile {
  #folder: string
  #limits: LogLimits
  #descriptor: number | null = null

  constructor(dataFolder: string, limits: LogLimits = LOG_LIMITS) {
    this.#folder = dataFolder
    this.#limits = limits
  }

  /** One line with its end. False: it could not be written, or not whole; the next one begins a line of its own. */
  write(line: string): boolean {
    try {
      const bytes = Buffer.from(line, 'utf8')
      let descriptor = this.#opened()
      let { size, nlink } = fstatSync(descriptor)
      // Full, or taken away by somebody while it was open.
      if (nlink === 0 || (size > 0 && size + bytes.length > this.#limits.bytes)) {
        this.close()
        if (nlink > 0) this.#makeRoom()
        descriptor = this.#opened()
        ;({ size, nlink } = fstatSync(descriptor))
      }
      // A full disk or a kill left half a line.
      const whole = endsWithALine(descriptor, size) ? bytes : Buffer.concat([Buffer.of(NEWLINE), bytes])
      for (let done = 0; done < whole.length;) done += writeSync(descriptor, whole, done)
      return true
    } catch {
      this.close()
      return false
    }
  }

  close(): void {
    const descriptor = this.#descriptor
    this.#descriptor = null
    if (descriptor === null) return
    try {
      closeSync(descriptor)
    } catch {
      // What could not be closed is let go with the process.
    }
  }

  #opened(): number {
    if (this.#descriptor !== null) return this.#descriptor
    mkdirSync(join(this.#folder, LOG_FOLDER), { recursive: true, mode: 0o700 })
    const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | noLink
    const descriptor = openSync(logPath(this.#folder), flags, 0o600)
    this.#descriptor = descriptor
    // A pipe takes some lines, and then none: whoever writes to it waits.
    if (!fstatSync(descriptor).isFile()) throw new Error('no file is in the place of the log')
    if (process.platform !== 'win32') fchmodSync(descriptor, 0o600)
    return descriptor
  }

  /** Killed between two of the names, the next time goes on: a number that is missing holds nothing up. */
  #makeRoom(): void {
    for (let number = this.#limits.former; number >= 1; number--) {
      try {
        renameSync(logPath(this.#folder, number - 1), logPath(this.#folder, number))
      } catch (error) {
        if (!isMissing(error)) throw error
      }
    }
  }
}
