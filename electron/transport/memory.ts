// The transport that crosses nothing: for tests, and for commands that need no window. What passes is made JSON and
// back all the same, so that nothing works here that would not work over the others.
import type { Send } from '../../domain/contract.ts'
import { answerSafely, type Answer } from './answer.ts'

// JSON has no undefined: a value of nothing stays nothing.
const crossed = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

export const memoryTransport = (answer: Answer, report: (fault: unknown) => void = () => undefined): Send => {
  const safely = answerSafely(answer, report)
  const send = async (name: string, input: unknown, options?: Parameters<Send>[2]): Promise<unknown> => {
    const cancelled = new AbortController()
    const abort = () => {
      cancelled.abort()
    }
    if (options?.signal?.aborted === true) abort()
    options?.signal?.addEventListener('abort', abort, { once: true })
    try {
      return crossed(
        await safely(name, crossed(input), {
          signal: cancelled.signal,
          onProgress: (event) => options?.onProgress?.(crossed(event) as never),
        }),
      )
    } finally {
      options?.signal?.removeEventListener('abort', abort)
    }
  }
  // The table ties name, input and output together; here they are only carried.
  return send as Send
}
