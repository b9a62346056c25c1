// IndexedDB ends its connection when the disk is full or its files are damaged ("Connection is closing"): what was
// asked is then tried again on a new connection, and what still fails is told in one of three plain ways.
import type { EtabliDatabase } from './database.ts'

export type StorageTrouble = 'full' | 'damaged' | 'unavailable'

/** The working data could not be written or read. What the journal holds is not touched by it. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure'
  readonly trouble: StorageTrouble

  constructor(trouble: StorageTrouble, cause: unknown) {
    super(`IndexedDB: ${trouble}`, { cause })
    this.trouble = trouble
  }
}

const namesOf = (error: unknown): readonly string[] => {
  const names: string[] = []
  // Dexie wraps the browser's error once or twice; four is more than it ever does.
  for (let one = error, depth = 0; one instanceof Error && depth < 4; depth++) {
    names.push(one.name, one.message)
    one = 'inner' in one ? one.inner : one.cause
  }
  return names
}

const says = (error: unknown, pattern: RegExp) => namesOf(error).some((name) => pattern.test(name))

/** A transaction that ended for no fault of its own: the same work may succeed on a new connection. */
const isLostConnection = (error: unknown) =>
  says(error, /connection is closing|^(InvalidStateError|DatabaseClosedError|AbortError|UnknownError|TimeoutError)$/i)

const isFull = (error: unknown) => says(error, /quota|no space/i)

const isDamaged = (error: unknown) =>
  says(error, /^(UnknownError|DataError|NotReadableError|VersionError|OpenFailedError|DataCloneError)$/)

const troubleOf = (error: unknown): StorageTrouble =>
  isFull(error) ? 'full' : isDamaged(error) ? 'damaged' : 'unavailable'

const reopen = async (database: EtabliDatabase) => {
  database.close({ disableAutoOpen: false })
  await database.open()
}

const ATTEMPTS = 3

/**
 * Does `work` (one transaction) and does it again on a new connection where the connection was lost. Throws
 * StorageFailure when IndexedDB keeps refusing; anything that is not IndexedDB's doing passes through as it is.
 */
export const withReopening = async <T>(database: EtabliDatabase, work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!isLostConnection(error) && !isFull(error)) throw error
      if (attempt === ATTEMPTS) throw new StorageFailure(troubleOf(error), error)
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt))
      await reopen(database).catch((cause: unknown) => {
        if (attempt === ATTEMPTS - 1) throw new StorageFailure(troubleOf(cause), cause)
      })
    }
  }
}
