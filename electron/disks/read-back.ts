// Reading a medium back, off the thread that answers the window: begins or continues a reading, and passes on its progress.
import { hidesSectors } from '../../domain/erasure/hidden-area.ts'
import { noRanges } from '../../domain/erasure/ranges.ts'
import {
  doubtsOfResuming,
  type Expectation,
  type ReadBackPlan,
  type ReadBackRecord,
} from '../../domain/erasure/read-back.ts'
import type { Reason } from '../../domain/words/reason.ts'
import { ownWorker } from '../own-worker.ts'
import { type FoundMedium, findMedium, refusalOf } from './medium.ts'
import type { ReadBackMessage, ReadBackTask } from './read-back-worker.ts'
import { type ReadBackProgress, spoiledJoined } from './read-through.ts'

export type ReadBackRequest = {
  readonly found: FoundMedium
  readonly plan: ReadBackPlan
  readonly expectation: Expectation
  readonly tool: ReadBackRecord['tool']
  /** An unfinished reading of the same medium by the same plan. */
  readonly resume?: ReadBackRecord | undefined
}

export type ReadBackWatch = {
  readonly now: () => Date
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: ReadBackProgress) => void) | undefined
}

const newRecord = ({ found, plan, expectation, tool }: ReadBackRequest, at: string): ReadBackRecord => ({
  kind: 'read-back',
  version: 1,
  tool,
  medium: found.medium,
  expectation,
  plan,
  startedAt: at,
  endedAt: at,
  milliseconds: 0,
  directness: 'cached',
  ended: 'cancelled',
  readTo: 0,
  bytesRead: 0,
  spoiled: noRanges(spoiledJoined),
  unreadable: noRanges(0),
  structures: [],
  entropy: null,
  speeds: [],
})

/** Beside this file in the sources, beside the program in the build. */
const workerFile = { here: import.meta.url, sources: './read-back-worker.ts', built: './read-back-worker.mjs' }

/** Why nothing was read. */
export type ReadBackRefusal = { readonly refused: readonly Reason[] }

/**
 * Reads the medium, which is opened for reading only. Answers the record of what was read, `cancelled` if the signal
 * came before its end, or why it was not begun. Rejects only at a fault of our own.
 */
export const readBack = async (
  request: ReadBackRequest,
  { now, signal, onProgress }: ReadBackWatch,
): Promise<ReadBackRecord | ReadBackRefusal> => {
  const { found, resume } = request
  // Found a while ago, perhaps: a disk that took the other's place meanwhile is refused before it is read.
  const again = await findMedium(found.path, found.kernel === null)
  if (!('medium' in again)) return { refused: [again] }
  const doubts = doubtsOfResuming(resume ?? newRecord(request, now().toISOString()), {
    medium: again.medium,
    plan: request.plan,
    expectation: request.expectation,
  })
  if (doubts.length > 0) return { refused: doubts }

  const cancelled = new Int32Array(new SharedArrayBuffer(4))
  const begun = resume ?? newRecord(request, now().toISOString())
  // Hidden since, or asked in vain before: the last answer counts, and silence takes nothing back.
  const record = hidesSectors(again)
    ? { ...begun, medium: { ...begun.medium, hiddenBytes: again.medium.hiddenBytes } }
    : begun
  const task: ReadBackTask = { path: found.path, kernel: found.kernel, record, cancelled }
  const worker = ownWorker('read-back-worker', workerFile, { workerData: task })
  const cancel = () => {
    Atomics.store(cancelled, 0, 1)
  }
  signal?.addEventListener('abort', cancel, { once: true })
  if (signal?.aborted === true) cancel()
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: ReadBackMessage) => {
        switch (message.kind) {
          case 'progress':
            onProgress?.(message.progress)
            break
          case 'record':
            resolve({ ...message.record, endedAt: now().toISOString() })
            break
          case 'closed':
            resolve({ refused: [refusalOf(Object.assign(new Error(), { code: message.errno }), found.path)] })
            break
        }
      })
      worker.on('error', reject)
      worker.on('exit', (code) => {
        reject(new Error(`the reading ended without an answer (${String(code)})`))
      })
    })
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}
