// The station's operations by which a batch comes in: taken into the waiting room, looked at, imported, sent away.
import { previewOf, refusedPreview } from '../domain/batch/previewing.ts'
import type { BatchProgress } from '../domain/batch/operations.ts'
import { reason } from '../domain/words/reason.ts'
import { cryptography } from './documents/cryptography.ts'
import { refuse, StationError } from './failure.ts'
import type { Handler } from './station.ts'
import { requireSettings } from './station-rules.ts'
import type { Vault } from './vault/vault.ts'
import { Turns } from './vault/turns.ts'
import { checkBatch, type CheckedBatch } from './batches/check-batch.ts'
import { fingerprintHere } from './batches/fingerprint-here.ts'
import { hasFile, importBatch } from './batches/import.ts'
import { requireMedium } from './batches/media.ts'
import { type Waiting, WaitingRoom } from './batches/waiting-room.ts'

type IncomingOperation =
  'batches.takeFrom' | 'batches.takePiece' | 'batches.inspect' | 'batches.import' | 'batches.dismiss'
type Handlers = { readonly [N in IncomingOperation]: Handler<N> }
type Watch = { readonly onProgress: (event: BatchProgress) => void; readonly signal: AbortSignal }

/** Some events a second are enough to see that it goes on. */
const EVERY = 100
const now = () => performance.now()
const seldom = <T>(report: (event: T) => void, isLast: (event: T) => boolean) => {
  let last = -Infinity
  return (event: T): void => {
    if (now() - last < EVERY && !isLast(event)) return
    last = now()
    report(event)
  }
}
const isWhole = ({ done, total }: { readonly done: number; readonly total: number }) => done === total

export const incomingBatchOperations = (vault: Vault): Handlers => {
  const { ledger, clock } = vault
  const room = new WaitingRoom(vault.folder)
  const importing = new Turns()
  /** What was checked last: importing reads every byte again by its hash, and need not judge it again. */
  let checked: { readonly uploadId: string; readonly batch: CheckedBatch } | null = null

  const check = async ({ uploadId, path }: Waiting, { onProgress, signal }: Watch): Promise<CheckedBatch> => {
    if (checked?.uploadId === uploadId) return checked.batch
    const report = seldom(({ done, total }: { done: number; total: number }) => {
      onProgress({ step: 'checking', done, total, of: 'files' })
    }, isWhole)
    const batch = await checkBatch(path, cryptography, { signal, onProgress: report })
    checked = { uploadId, batch }
    return batch
  }

  const forget = (uploadId: string) => {
    if (checked?.uploadId === uploadId) checked = null
  }

  return {
    'batches.takeFrom': async ({ medium, fileName }, { onProgress, signal }) => {
      requireSettings(ledger)
      const found = await requireMedium(vault, medium)
      const report = seldom(({ done, total }: { done: number; total: number }) => {
        onProgress({ step: 'copying', done, total, of: 'bytes' })
      }, isWhole)
      const uploadId = await room.takeFrom(found, fileName, {
        signal,
        onProgress: (done, total) => {
          report({ done, total })
        },
      })
      return { uploadId }
    },

    'batches.takePiece': async ({ uploadId, fileName, offset, base64 }) => {
      requireSettings(ledger)
      forget(uploadId)
      return { bytes: await room.takePiece(uploadId, fileName, offset, Buffer.from(base64, 'base64')) }
    },

    'batches.inspect': ({ uploadId }, watch) =>
      room.use(uploadId, async (waiting) => {
        requireSettings(ledger)
        const { fileName } = waiting
        try {
          const batch = await check(waiting, watch)
          const { batch: said } = batch.manifest.document.credentialSubject
          const { demonstration } = batch.manifest.document.credentialSubject
          return previewOf(
            { fileName, bytes: batch.bytes },
            { ...batch, title: said.title, demonstration: demonstration === true },
            {
              documents: ledger.documents,
              hasFile: (hash) => hasFile(ledger, hash),
              trust: { own: ledger.ownKeys, decisions: ledger.trust },
              fingerprint: fingerprintHere,
              now: clock.now().toISOString(),
            },
          )
        } catch (error) {
          if (!(error instanceof StationError) || error.failure.code !== 'refused') throw error
          return refusedPreview({ fileName, bytes: await room.bytes(uploadId) }, error.failure.reasons)
        }
      }),

    'batches.import': ({ uploadId, manifest, operator }, watch) =>
      room.use(uploadId, async (waiting) => {
        const batch = await check(waiting, watch)
        if (batch.manifest.hash !== manifest) refuse(reason('batch.other-manifest'))
        const report = seldom(({ done, total }: { done: number; total: number }) => {
          watch.onProgress({ step: 'importing', done, total, of: 'files' })
        }, isWhole)
        return importing.take(() =>
          importBatch(batch, { ...waiting, operator }, vault, { signal: watch.signal, onProgress: report }),
        )
      }),

    'batches.dismiss': async ({ uploadId }) => {
      await room.dismiss(uploadId)
      forget(uploadId)
      return {}
    },
  }
}
