// Saving what people change: journalled before it is shown, asked again where the answer was lost on its way, made anew where
// another save came in between, and one save of a thing after the other. What is saved is its own store's business.
import type { Input, OperationName, Output } from '../../domain/contract.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'

/** The operations that a transaction makes safe to ask twice. */
type SaveName = { [N in OperationName]: 'transaction' extends keyof Input<N> ? N : never }[OperationName]

/** Another save came in between (another tab of the bench), or took the number: so often it is tried with what is there now. */
const ATTEMPTS = 4

const isFailure = (error: unknown, code: StationFailure['code']) =>
  error instanceof StationFailure && error.code === code

export const useJournalled = () => {
  const station = useStation()

  /** Journals once. Asked again under the same transaction where the answer was lost on its way. */
  const append = async <N extends SaveName>(name: N, input: Input<N>): Promise<Output<N>> => {
    try {
      return await station.callAndCatchUp(name, input)
    } catch (error) {
      if (!isFailure(error, 'timed-out')) throw error
      return station.callAndCatchUp(name, input)
    }
  }

  /** `next` makes a revision from what is stored, and is asked again where another save came in between. Answers the one saved. */
  const appendNext = async <T>(next: () => Promise<T>, journal: (revision: T) => Promise<unknown>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      const revision = await next()
      try {
        await journal(revision)
        return revision
      } catch (error) {
        if (!isFailure(error, 'conflict') || attempt === ATTEMPTS) throw error
        await station.catchUp()
      }
    }
  }

  return { append, appendNext }
}

/** Work on one thing waits for the work on it that was asked before, however that ended. */
export const inTurns = () => {
  const turns = new Map<string, Promise<unknown>>()
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(key) ?? Promise.resolve()).then(work, work)
    turns.set(
      key,
      turn.catch(() => undefined),
    )
    return turn
  }
}
