// From a name and an input that nobody has checked to a reply: what is not in the contract is refused, what is thrown
// becomes data.
import { type ErrorCode, isOperation, operations, type Reply } from '../domain/contract.ts'
import { reason, type Reason } from '../domain/words/reason.ts'
import { StationError } from './failure.ts'
import type { Station } from './station.ts'

export type DispatchOptions = {
  readonly onProgress: (event: unknown) => void
  readonly signal: AbortSignal
}

const failed = (code: ErrorCode, message: string, reasons: readonly Reason[] = []): Reply<never> => ({
  ok: false,
  error: { code, message: message.slice(0, 2000), reasons: [...reasons] },
})

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

/** Where a value does not fit the contract: the first five places. What was given is not repeated. */
const misfits = (issues: readonly Issue[]): readonly { readonly where: string; readonly why: string }[] =>
  issues
    .slice(0, 5)
    .map(({ path, message }) => ({ where: path.map(String).join('.').slice(0, 300), why: message.slice(0, 300) }))

const inWords = (issues: readonly Issue[]): string =>
  misfits(issues)
    .map(({ where, why }) => `${where}: ${why}`)
    .join('; ')

/**
 * Does the operation `name`. Never rejects. A fault of ours is answered as `internal` and reported to the station's log;
 * a reply or a progress event that breaks the contract is such a fault.
 */
export const dispatch = async (
  station: Station,
  name: unknown,
  input: unknown,
  { onProgress, signal }: DispatchOptions,
): Promise<Reply<unknown>> => {
  if (!isOperation(name)) return failed('unknown-operation', 'There is no such operation')
  const { input: inputForm, progress, output } = operations[name]
  const parsed = inputForm.safeParse(input)
  if (!parsed.success) {
    const { issues } = parsed.error
    return failed(
      'bad-input',
      `${name}: ${inWords(issues)}`,
      misfits(issues).map((misfit) => reason('station.bad-input', misfit)),
    )
  }
  if (signal.aborted) return failed('cancelled', `${name} was cancelled before it began`)
  // The table ties the name to its input, progress and output; TypeScript cannot follow a name known only when it runs.
  const operation = station.operations[name] as (
    input: unknown,
    context: { onProgress: (event: unknown) => void; signal: AbortSignal },
  ) => Promise<unknown>
  try {
    const value = await operation(parsed.data, {
      signal,
      onProgress: (event) => {
        if (progress !== null) onProgress(progress.parse(event))
      },
    })
    const answer = output.safeParse(value)
    if (answer.success) return { ok: true, value: answer.data }
    station.report(new TypeError(`${name} answered against the contract: ${inWords(answer.error.issues)}`))
    return failed('bad-reply', `${name} answered against the contract`)
  } catch (error) {
    if (error instanceof StationError) {
      if (error.failure.code === 'internal') station.report(error)
      return { ok: false, error: error.failure }
    }
    if (signal.aborted) return failed('cancelled', `${name} was cancelled`)
    station.report(error)
    return failed('internal', `${name} failed`, [reason('station.internal')])
  }
}
