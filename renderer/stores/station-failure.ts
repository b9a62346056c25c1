// A refusal of the station as something a screen can catch: its code, and the reasons in the words of domain/words.
import type { ErrorCode, Failure } from '../../domain/contract.ts'
import type { Reason } from '../../domain/words/reason.ts'

export class StationFailure extends Error {
  override readonly name = 'StationFailure'
  readonly code: ErrorCode
  readonly reasons: readonly Reason[]

  constructor(failure: Failure) {
    super(failure.message)
    this.code = failure.code
    this.reasons = failure.reasons
  }
}

/** Whether it ended because a person stopped it: nothing has gone wrong. */
export const isStopped = (error: unknown): boolean => error instanceof StationFailure && error.code === 'cancelled'
