// What a transport asks of the station behind it: one answer to one named call. It knows no shell and no operation.
import type { Reply } from '../../domain/contract.ts'

export type AnswerOptions = {
  readonly onProgress: (event: unknown) => void
  readonly signal: AbortSignal
}

/** `name` and `input` come from outside and are not checked yet. Rejecting is a fault of the station, never a reply. */
export type Answer = (name: string, input: unknown, options: AnswerOptions) => Promise<Reply<unknown>>

export const refusal = (
  code: 'refused' | 'bad-input' | 'cancelled' | 'internal',
  message: string,
): Reply<never> & { ok: false } => ({
  ok: false,
  error: { code, message, reasons: [] },
})

/** The station's own faults stay on this side: what crosses never carries a stack, a path or a message of Node's. */
export const answerSafely =
  (answer: Answer, report: (fault: unknown) => void): Answer =>
  async (name, input, options) => {
    try {
      return await answer(name, input, options)
    } catch (fault) {
      report(fault)
      return refusal('internal', 'The operation failed unexpectedly; the log of the station says why')
    }
  }
