// The batch that is being taken in: copied into the station's waiting room, looked at, imported whole or dismissed. One at a
// time; it goes on, and waits, while the person looks at something else. Nothing of it is here before it is imported.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { BatchProgress, Medium } from '../../domain/batch/operations.ts'
import type { BatchPreview } from '../../domain/batch/preview.ts'
import type { Output } from '../../domain/contract.ts'
import { reason } from '../../domain/words/reason.ts'
import { useSession } from './session.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'

export type Incoming =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'going'
      readonly what: 'taking' | 'looking' | 'importing'
      readonly fileName: string
      readonly progress: BatchProgress
    }
  | { readonly kind: 'looked-at'; readonly uploadId: string; readonly preview: BatchPreview }
  | { readonly kind: 'imported'; readonly preview: BatchPreview; readonly documents: number; readonly files: number }

export type FoundBatch = Output<'batches.found'>[number]

const PIECE_BYTES = 8 * 1024 * 1024

const base64Of = (piece: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => {
      reject(reader.error ?? new Error('The file could not be read'))
    }
    reader.onload = () => {
      // readAsDataURL answers a string; what stands before the comma is its type.
      resolve(String(reader.result).replace(/^[^,]*,?/, ''))
    }
    reader.readAsDataURL(piece)
  })

export const useIncomingBatch = defineStore('incoming-batch', () => {
  const station = useStation()
  const session = useSession()
  const state = shallowRef<Incoming>({ kind: 'none' })
  const stopping = ref(false)
  let stopper = new AbortController()
  /** Lies in the waiting room; gone with the next one. */
  let waiting: string | null = null

  const operator = () => {
    if (session.operator === null)
      throw new StationFailure({
        code: 'refused',
        message: 'Nobody is signed in',
        reasons: [reason('supervision.nobody-at-station')],
      })
    return session.operator
  }
  const go = (what: 'taking' | 'looking' | 'importing', fileName: string, progress: BatchProgress) => {
    state.value = { kind: 'going', what, fileName, progress }
  }
  const follow = (progress: BatchProgress) => {
    if (state.value.kind === 'going') state.value = { ...state.value, progress }
  }
  const begin = () => {
    if (state.value.kind === 'going') throw new Error('A batch is under way: the screens offer no second')
    stopper = new AbortController()
    stopping.value = false
  }

  const letGo = async () => {
    const uploadId = waiting
    waiting = null
    // The waiting room is emptied at the next start in any case.
    if (uploadId !== null) await station.call('batches.dismiss', { uploadId }).catch(() => undefined)
  }
  /** What failed or was stopped leaves nothing behind; the failure is the screen's to say. */
  const orNothing = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      state.value = { kind: 'none' }
      await letGo()
      throw error
    }
  }

  const lookAt = async (uploadId: string, fileName: string) => {
    go('looking', fileName, { step: 'checking', done: 0, total: null, of: 'documents' })
    const preview = await station.call('batches.inspect', { uploadId }, { signal: stopper.signal, onProgress: follow })
    state.value = { kind: 'looked-at', uploadId, preview }
  }

  const takeFrom = async (medium: Medium, { fileName, bytes }: FoundBatch): Promise<void> => {
    begin()
    await letGo()
    go('taking', fileName, { step: 'copying', done: 0, total: bytes, of: 'bytes' })
    await orNothing(async () => {
      const { uploadId } = await station.call(
        'batches.takeFrom',
        { medium: medium.path, fileName },
        { signal: stopper.signal, onProgress: follow },
      )
      waiting = uploadId
      await lookAt(uploadId, fileName)
    })
  }

  const takeFile = async (file: File): Promise<void> => {
    begin()
    await letGo()
    const fileName = file.name.slice(-255)
    const uploadId = crypto.randomUUID()
    go('taking', fileName, { step: 'copying', done: 0, total: file.size, of: 'bytes' })
    await orNothing(async () => {
      waiting = uploadId
      for (let offset = 0; offset < file.size; offset += PIECE_BYTES) {
        if (stopper.signal.aborted)
          throw new StationFailure({ code: 'cancelled', message: 'Stopped by the person', reasons: [] })
        const base64 = await base64Of(file.slice(offset, offset + PIECE_BYTES))
        await station.call('batches.takePiece', { uploadId, fileName, offset, base64 })
        follow({ step: 'copying', done: Math.min(file.size, offset + PIECE_BYTES), total: file.size, of: 'bytes' })
      }
      await lookAt(uploadId, fileName)
    })
  }

  /** Once a station was accepted: the same file, looked at with that in mind. */
  const lookAgain = async (): Promise<void> => {
    if (state.value.kind !== 'looked-at') return
    const { uploadId, preview } = state.value
    begin()
    await orNothing(() => lookAt(uploadId, preview.fileName))
  }

  /** All or nothing. A failure leaves the preview as it was. */
  const importIt = async (): Promise<void> => {
    const before = state.value
    if (before.kind !== 'looked-at' || before.preview.manifest === null) return
    const { uploadId, preview } = before
    const input = { uploadId, manifest: before.preview.manifest.hash, operator: operator() }
    begin()
    go('importing', preview.fileName, { step: 'importing', done: 0, total: null, of: 'documents' })
    try {
      const { documents, files } = await station.callAndCatchUp('batches.import', input, {
        signal: stopper.signal,
        onProgress: follow,
      })
      waiting = null
      state.value = { kind: 'imported', preview, documents, files }
    } catch (error) {
      state.value = before
      throw error
    }
  }

  return {
    state,
    busy: computed(() => state.value.kind === 'going'),
    stopping,
    stop: () => {
      stopping.value = true
      stopper.abort()
    },
    found: (medium: Medium) => station.call('batches.found', { medium: medium.path }),
    takeFrom,
    takeFile,
    lookAgain,
    importIt,
    /** Back to the choice of a file. */
    dismiss: async (): Promise<void> => {
      if (state.value.kind === 'going') return
      state.value = { kind: 'none' }
      await letGo()
    },
  }
})
