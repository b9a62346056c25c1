// What may go wrong in front of a person: any room of the privileged half throws a StationError, and dispatch turns it
// into a reply. Everything else that is thrown is a fault of ours, and crosses as `internal` without its details.
import type { ErrorCode, Failure } from '../domain/contract.ts'
import { type Reason, reason } from '../domain/words/reason.ts'

export class StationError extends Error {
  readonly failure: Failure
  constructor(code: ErrorCode, message: string, reasons: readonly Reason[], options?: ErrorOptions) {
    super(message, options)
    this.name = 'StationError'
    this.failure = { code, message: message.slice(0, 2000), reasons: [...reasons] }
  }
}

/** Refuses: the rule that refused is named by the reasons, which the screen puts into words. */
export const refuse = (...reasons: readonly Reason[]): never => {
  throw new StationError('refused', reasons.map((each) => each.code).join(', '), reasons)
}

const errnoOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

export const isMissing = (error: unknown): boolean => errnoOf(error) === 'ENOENT'

/**
 * What an error of the file system means to a person: a full disk or quota, a folder that may not be written, a medium
 * that fails. `what` names the thing that was being written or read.
 */
export const failureOfFile = (error: unknown, what: string): StationError => {
  if (error instanceof StationError) return error
  const errno = errnoOf(error)
  const message = `${what}: ${error instanceof Error ? error.message : String(error)}`
  const params = { what, errno: errno ?? 'unknown' }
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StationError('disk-full', message, [reason('station.disk-full', params)], { cause: error })
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new StationError('read-only', message, [reason('station.not-writable', params)], { cause: error })
    default:
      return new StationError('internal', message, [reason('station.file-failed', params)], { cause: error })
  }
}
