// Reading a medium back, off the thread that answers the window: begins or continues a reading, and passes on its progress.
// A disk is held meanwhile, and what others write to it all the same is counted; what that means is the rules' business.
import { hidesSectors } from '../../../domain/erasure/read-back/hidden-area.ts'
import { noRanges } from '../../../domain/erasure/read-back/ranges.ts'
import {
  doubtsOfResuming,
  doubtOfMedium,
  type Expectation,
  type Medium,
  type ReadBackPlan,
  type ReadBackRecord,
} from '../../../domain/erasure/read-back/read-back.ts'
import { type Reason, reason } from '../../../domain/words/reason.ts'
import { ownWorker } from '../../own-worker.ts'
import { countedInFull, type HeldDisk, holdDisk } from '../kernel/held-disk.ts'
import { type FoundMedium, findMedium, refusalOf } from '../listing/medium.ts'
import type { ReadBackMessage, ReadBackTask } from './read-back-worker.ts'
import { type ReadBackProgress, spoiledJoined } from './read-through.ts'

export type ReadBackRequest = {
  readonly found: FoundMedium
  readonly plan: ReadBackPlan
  readonly expectation: Expectation
  readonly tool: ReadBackRecord['tool']
  /** An unfinished reading of the same medium by the same plan. */
  readonly resume?: ReadBackRecord | undefined
  /** The count at the end of the erasure that is read back (CountedWrites); left out, what was written before is nobody's concern. */
  readonly countedFrom?: number | null | undefined
  /** A disk that is mounted, or held by others, is read all the same: its record says so, and never holds. */
  readonly evenInUse?: boolean
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

type Counted = ReturnType<HeldDisk['counted']>

/** A kernel that did not count our own reading counts nobody's writing either. */
const countsReadings = (before: Counted, after: Counted, bytesRead: number): boolean =>
  before !== null && after !== null && (bytesRead === 0 || after.read > before.read)

/** Why nothing was read. */
export type ReadBackRefusal = { readonly refused: readonly Reason[] }

/** The disk held, null for a file or a disk in use that may be read all the same, or why it is not read. */
const holdFor = async (
  { found, evenInUse = false }: ReadBackRequest,
  medium: Medium,
): Promise<HeldDisk | null | ReadBackRefusal> => {
  const { path, kernel } = found
  if (kernel === null) return null
  const held = await holdDisk({ path, kernel, medium })
  if (!('notHeld' in held)) return held
  switch (held.notHeld) {
    case 'in-use':
      return evenInUse ? null : { refused: [reason('read-back.held', { path })] }
    case 'another-disk':
      return { refused: [reason('read-back.unplugged')] }
    case 'cannot-open':
      return { refused: [refusalOf(Object.assign(new Error(), { code: held.errno }), path)] }
  }
}

/** Runs the reading in its thread, from where the record ends. */
const readOn = async (
  task: Omit<ReadBackTask, 'cancelled'>,
  { signal, onProgress }: ReadBackWatch,
): Promise<ReadBackRecord | ReadBackRefusal> => {
  const cancelled = new Int32Array(new SharedArrayBuffer(4))
  const worker = ownWorker('read-back-worker', workerFile, {
    workerData: { ...task, cancelled } satisfies ReadBackTask,
  })
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
            resolve(message.record)
            break
          case 'closed':
            resolve({ refused: [refusalOf(Object.assign(new Error(), { code: message.errno }), task.path)] })
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

/** Reads the medium as it was found again a moment ago, held where it is a disk that nobody uses. */
const readHeld = async (
  request: ReadBackRequest,
  medium: Medium,
  held: HeldDisk | null,
  watch: ReadBackWatch,
): Promise<ReadBackRecord | ReadBackRefusal> => {
  const { found, resume, plan, expectation, countedFrom } = request
  const before = held === null ? null : await countedInFull(held)
  if (resume !== undefined) {
    const doubts = doubtsOfResuming(resume, { medium, plan, expectation, countNow: before?.written ?? null })
    if (doubts.length > 0) return { refused: doubts }
  }
  const begun = resume ?? newRecord(request, watch.now().toISOString())
  // Hidden since, or asked in vain before: the last answer counts, and silence takes nothing back.
  const record = hidesSectors({ medium })
    ? { ...begun, medium: { ...begun.medium, hiddenBytes: medium.hiddenBytes } }
    : begun
  const read = await readOn({ path: found.path, kernel: found.kernel, record }, watch)
  if ('refused' in read) return read
  const ended = { ...read, endedAt: watch.now().toISOString() }
  if (found.kernel === null) return ended
  if (held === null) return { ...ended, held: false, writes: null }

  const after = await countedInFull(held)
  const countAtStart = resume?.writes?.countAtStart ?? countedFrom ?? before?.written
  const isCounted = countsReadings(before, after, read.bytesRead - record.bytesRead)
  const writes =
    isCounted && countAtStart !== undefined && after !== null ? { countAtStart, countAtEnd: after.written } : null
  return { ...ended, held: true, writes }
}

/**
 * Reads the medium, which is opened for reading only, and held while it is read. Answers the record of what was read,
 * `cancelled` if the signal came before its end, or why it was not begun. Rejects only at a fault of our own.
 */
export const readBack = async (
  request: ReadBackRequest,
  watch: ReadBackWatch,
): Promise<ReadBackRecord | ReadBackRefusal> => {
  const { found, resume } = request
  // Found a while ago, perhaps: a disk that took the other's place meanwhile is refused before it is read.
  const again = await findMedium(found.path, found.kernel === null)
  if (!('medium' in again)) return { refused: [again] }
  const doubt = doubtOfMedium((resume ?? found).medium, again.medium)
  if (doubt !== null) return { refused: [doubt] }
  const held = await holdFor(request, again.medium)
  if (held !== null && 'refused' in held) return held
  try {
    return await readHeld(request, again.medium, held, watch)
  } finally {
    await held?.release()
  }
}
