// The thread in which a medium is read: no window waits for it. Gets one task, tells its progress, answers the record.
import { parentPort, workerData } from 'node:worker_threads'
import type { ReadBackRecord } from '../../../domain/erasure/read-back/read-back.ts'
import { readThrough, type ReadBackProgress } from './read-through.ts'
import { openSource } from './source.ts'

export type ReadBackTask = {
  readonly path: string
  readonly kernel: string | null
  readonly record: ReadBackRecord
  /** One number; anything but 0 asks the reading to stop. */
  readonly cancelled: Int32Array
}

export type ReadBackMessage =
  | { readonly kind: 'progress'; readonly progress: ReadBackProgress }
  | { readonly kind: 'record'; readonly record: ReadBackRecord }
  /** The medium could not be opened: the system's error code. */
  | { readonly kind: 'closed'; readonly errno: string }

const tell = (message: ReadBackMessage) => {
  parentPort?.postMessage(message)
}

const { path, kernel, record, cancelled } = workerData as ReadBackTask // given by read-back.ts alone

let source
try {
  source = await openSource(path, record.medium.sectorBytes, kernel)
} catch (error) {
  tell({ kind: 'closed', errno: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' })
}
if (source !== undefined) {
  const read = await readThrough(source, record, {
    isCancelled: () => Atomics.load(cancelled, 0) !== 0,
    onProgress: (progress) => {
      tell({ kind: 'progress', progress })
    },
    now: () => performance.now(),
  })
  source.close()
  tell({ kind: 'record', record: read })
}
