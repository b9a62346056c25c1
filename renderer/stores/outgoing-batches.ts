// The batches that this station made: those it still holds whole, where each went, and the one that is being made, written or
// saved now, which goes on when the person looks at something else. Which documents go in is batch-choice.ts'.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { BatchProgress, HeldBatch, Medium } from '../../domain/batch/operations.ts'
import type { BatchWritten } from '../../domain/batch/written.ts'
import { BatchManifest } from '../../domain/documents/batch-manifest.ts'
import { reason } from '../../domain/words/reason.ts'
import type { EtabliDatabase } from '../storage/database.ts'
import { live } from './live.ts'
import { useSession } from './session.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'

export type OwnBatch = {
  /** The hash of its manifest, under which it is asked for. */
  readonly manifest: string
  readonly number: string
  /** Empty without a name. */
  readonly title: string
  readonly issuedAt: string
  readonly documents: readonly string[]
  readonly files: number
  readonly bytes: number
  /** Where it went, the latest last. */
  readonly written: readonly BatchWritten[]
}

/** `papers`: PDFs are made in this window before the station begins. */
export type Going = {
  readonly what: 'making' | 'writing' | 'saving'
  /** null while it is being made. */
  readonly manifest: string | null
  readonly step: BatchProgress['step'] | 'papers'
  readonly done: number
  readonly total: number | null
  readonly of: BatchProgress['of']
}

export type BatchOrder = {
  readonly title: string
  readonly documents: readonly string[]
  /** The PDF of a document in base64, null where it has no paper; without it the batch has none. */
  readonly paperOf: ((hash: string) => Promise<string | null>) | null
}

const PIECE_BYTES = 8 * 1024 * 1024

const ownBatchesIn = async ({
  documents,
  documentBodies,
  batchesWritten,
}: EtabliDatabase): Promise<readonly OwnBatch[]> => {
  const hashes = await documents.where('kind').equals('batch-manifest').primaryKeys()
  const written = await batchesWritten.orderBy('position').toArray()
  // A batch that came in has its manifest beside the journal: only this station's own lie here whole.
  const bodies = await documentBodies.bulkGet(hashes)
  return bodies
    .flatMap((row): readonly OwnBatch[] => {
      const parsed = BatchManifest.safeParse(row?.document)
      if (row === undefined || !parsed.success) return []
      const { number, batch } = parsed.data.credentialSubject
      return [
        {
          manifest: row.hash,
          number,
          title: batch.title,
          issuedAt: parsed.data.validFrom,
          documents: batch.documents,
          files: batch.payloadFiles,
          bytes: batch.payloadBytes,
          written: written.map((one) => one.written).filter((one) => one.batch === row.hash),
        },
      ]
    })
    .toSorted((one, other) => other.issuedAt.localeCompare(one.issuedAt))
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

const stopped = () => new StationFailure({ code: 'cancelled', message: 'Stopped by the person', reasons: [] })

export const useOutgoingBatches = defineStore('outgoing-batches', () => {
  const station = useStation()
  const session = useSession()
  const rows = live(ownBatchesIn, [] as readonly OwnBatch[], { keepWhileReading: true })
  const held = shallowRef<ReadonlyMap<string, HeldBatch>>(new Map())
  const going = shallowRef<Going | null>(null)
  const stopping = ref(false)
  let stopper = new AbortController()

  const lookAtHeld = async () => {
    held.value = new Map((await station.call('batches.held', {})).map((batch) => [batch.manifest, batch]))
  }
  watch(
    () => station.ready,
    (ready) => {
      // What is held is a help to find a batch again: a station that cannot say goes on without.
      if (ready) void lookAtHeld().catch((error: unknown) => void console.error(error))
    },
    { immediate: true },
  )

  /** One at a time: a medium is slow enough with one. */
  const go = async <T>(first: Going, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (going.value !== null) throw new Error('A batch is under way: the screens offer no second')
    stopper = new AbortController()
    stopping.value = false
    going.value = first
    try {
      return await work(stopper.signal)
    } finally {
      going.value = null
      stopping.value = false
    }
  }
  const follow = (progress: Pick<Going, 'step' | 'done' | 'total' | 'of'>) => {
    if (going.value !== null) going.value = { ...going.value, ...progress }
  }

  const addPapers = async (batchId: string, { documents, paperOf }: BatchOrder, signal: AbortSignal) => {
    if (paperOf === null) return
    for (const [done, document] of documents.entries()) {
      if (signal.aborted) throw stopped()
      follow({ step: 'papers', done, total: documents.length, of: 'documents' })
      const base64 = await paperOf(document)
      if (base64 !== null) await station.call('batches.addPaper', { batchId, document, base64 })
    }
  }

  /** Answers the batch that is kept here now, whole and read back. */
  const make = (order: BatchOrder): Promise<HeldBatch> =>
    go(
      {
        what: 'making',
        manifest: null,
        step: order.paperOf === null ? 'gathering' : 'papers',
        done: 0,
        total: null,
        of: 'documents',
      },
      async (signal) => {
        const { operator } = session
        if (operator === null)
          throw new StationFailure({
            code: 'refused',
            message: 'Nobody is signed in',
            reasons: [reason('supervision.nobody-at-station')],
          })
        const batchId = crypto.randomUUID()
        await addPapers(batchId, order, signal)
        const documents = [...order.documents]
        const { batch } = await station.callAndCatchUp(
          'batches.make',
          { batchId, title: order.title.trim(), documents, operator },
          { signal, onProgress: follow },
        )
        held.value = new Map([...held.value, [batch.manifest, batch]])
        return batch
      },
    )

  const write = (manifest: string, medium: Medium): Promise<string> =>
    go({ what: 'writing', manifest, step: 'copying', done: 0, total: null, of: 'bytes' }, async (signal) => {
      const { fileName } = await station.callAndCatchUp(
        'batches.write',
        { manifest, medium: medium.path },
        { signal, onProgress: follow },
      )
      return fileName
    })

  /** The whole file, for the browser to save; `saved` is told once it was given to the person. */
  const read = (batch: HeldBatch): Promise<Blob> =>
    go(
      { what: 'saving', manifest: batch.manifest, step: 'copying', done: 0, total: batch.bytes, of: 'bytes' },
      async (signal) => {
        const pieces: Uint8Array<ArrayBuffer>[] = []
        for (let offset = 0; offset < batch.bytes;) {
          if (signal.aborted) throw stopped()
          const length = Math.min(PIECE_BYTES, batch.bytes - offset)
          const piece = bytesOf(
            (await station.call('batches.read', { manifest: batch.manifest, offset, length })).base64,
          )
          if (piece.length === 0)
            throw new StationFailure({ code: 'internal', message: 'The batch ends too early', reasons: [] })
          pieces.push(piece)
          offset += piece.length
          follow({ step: 'copying', done: offset, total: batch.bytes, of: 'bytes' })
        }
        return new Blob(pieces, { type: 'application/zip' })
      },
    )

  const all = rows.value
  const byManifest = computed(() => new Map(all.value.map((batch) => [batch.manifest, batch])))

  return {
    all,
    loaded: rows.loaded,
    byManifest: (manifest: string): OwnBatch | null => byManifest.value.get(manifest) ?? null,
    heldOf: (manifest: string): HeldBatch | null => held.value.get(manifest) ?? null,
    /** Made, and not yet taken anywhere. */
    waiting: computed(() =>
      all.value.filter(({ manifest, written }) => written.length === 0 && held.value.has(manifest)),
    ),
    /** When each document last left in a batch. */
    leftAt: computed<ReadonlyMap<string, string>>(
      () =>
        new Map(
          all.value
            .flatMap(({ documents, written }) => {
              const at = written.at(-1)?.at
              return at === undefined ? [] : documents.map((hash) => [hash, at] as const)
            })
            // The latest counts; a map keeps the last it is given.
            .toSorted(([, one], [, other]) => one.localeCompare(other)),
        ),
    ),
    going,
    stopping,
    /** Stops what is under way; a batch that was half made is gone, one that was half written stays whole in the station. */
    stop: () => {
      stopping.value = true
      stopper.abort()
    },
    make,
    write,
    read,
    saved: async (manifest: string): Promise<void> => {
      await station.callAndCatchUp('batches.downloaded', { manifest })
    },
    /** The file goes, the manifest stays. */
    letGo: async (manifest: string): Promise<void> => {
      await station.call('batches.letGo', { manifest })
      await lookAtHeld()
    },
    lookAtHeld,
  }
})
