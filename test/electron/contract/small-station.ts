// A station of few operations, to see what a transport makes of answers, progress, cancellation and faults.
import { isOperation, operations } from '../../../domain/contract.ts'
import { reason } from '../../../domain/words/reason.ts'
import type { Answer } from '../../../electron/transport/answer.ts'

const never = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('stopped'))
    })
  })

export const hashOfFrames = 'ab'.repeat(32)

export type SmallStation = { readonly answer: Answer; readonly stopped: Promise<void> }

/** `journal.hashAt` answers, `hardware.read` reports and is refused, `people.list` runs until stopped, `station.unlock` throws. */
export const smallStation = (): SmallStation => {
  let stop: () => void = () => undefined
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  const answer: Answer = async (name, input, { onProgress, signal }) => {
    if (!isOperation(name)) return { ok: false, error: { code: 'unknown-operation', message: 'unknown', reasons: [] } }
    const parsed = operations[name].input.safeParse(input)
    if (!parsed.success) {
      const at = parsed.error.issues[0]?.path.map(String).join('.') ?? ''
      return { ok: false, error: { code: 'bad-input', message: at, reasons: [reason('input.invalid', { path: at })] } }
    }
    switch (name) {
      case 'journal.hashAt':
        return { ok: true, value: { hash: hashOfFrames } }
      case 'hardware.read':
        for (const section of ['identity', 'memory', 'disks']) onProgress({ section, state: 'read', report: null })
        return { ok: false, error: { code: 'refused', message: 'no', reasons: [reason('test.no', { n: 3 })] } }
      case 'people.list':
        return await never(signal).finally(stop)
      case 'station.describe':
        return { ok: true, value: { version: 1 } }
      default:
        throw new Error('secret detail at /home/somebody')
    }
  }
  return { answer, stopped }
}
