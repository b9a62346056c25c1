// The outbox of one station with what it needs: secrets, a courier for each kind of target, the batches that lie in the station.
import { hash as digest } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { batchFileName } from '../../domain/batch/layout.ts'
import type { IssuedDocument } from '../../domain/delivery/owed.ts'
import type { DeliveryTarget } from '../../domain/delivery/target.ts'
import { needsSecret } from '../../domain/delivery/target-rules.ts'
import type { Note } from '../../domain/log/event.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { notedSum, outgoingFile, sumOf } from '../batches/held.ts'
import { isMissing, StationError } from '../failure.ts'
import { heldDocument } from '../vault/issuing.ts'
import type { Vault } from '../vault/vault.ts'
import { type Limits, LIMITS, openConnection } from './ask.ts'
import { type CourierParts, fails, type Trial } from './courier.ts'
import { glpiCourier } from './glpi.ts'
import { type OpenCourier, Outbox } from './outbox.ts'
import { registryCourier } from './registry.ts'
import { DeliverySecrets } from './secrets.ts'
import { type BatchFile, webdavCourier } from './webdav.ts'

export type DeliveryOptions = {
  readonly version: string
  readonly now: () => Date
  readonly report: (fault: unknown) => void
  readonly note?: Note
  readonly limits?: Limits
  readonly pace?: number
}

export type Delivering = {
  readonly outbox: Outbox
  readonly secrets: DeliverySecrets
  readonly test: (target: DeliveryTarget, signal: AbortSignal) => Promise<Trial>
  readonly close: () => Promise<void>
}

/** Or why it cannot be sent: its file was let go, or is not what was written. */
const batchFile = async (vault: Vault, manifest: string): Promise<BatchFile | Reason> => {
  const path = outgoingFile(vault, manifest)
  const fileName = batchFileName(vault.ledger.document(manifest)?.number ?? '')
  try {
    const [noted, now] = [await notedSum(vault, manifest), await sumOf(path)]
    if (noted.sha256 !== now.sha256) return reason('batch.held-damaged', { file: fileName })
    return { fileName, ...now, open: () => createReadStream(path) }
  } catch (error) {
    if (isMissing(error)) return reason('delivery.batch-let-go')
    throw error
  }
}

/** The same for the same two, so that it is journalled once however often it is said. */
const transactionOf = (target: string, item: string): string => {
  const hex = digest('sha256', `batch delivered ${target} ${item}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const openDelivery = (vault: Vault, options: DeliveryOptions): Delivering => {
  const { now } = options
  const secrets = new DeliverySecrets(vault)
  const document = (hash: string) => heldDocument(vault, hash)
  const client = `Etabli_v${options.version}`

  const courierFor = async (target: DeliveryTarget): Promise<OpenCourier> => {
    const secret = needsSecret(target) ? await secrets.open(target) : null
    if (secret === null && needsSecret(target)) {
      const isKept = await secrets.has(target)
      const why = reason(isKept ? 'delivery.secret-unreadable' : 'delivery.secret-missing')
      throw new StationError('refused', why.code, [why])
    }
    const { ask, close } = openConnection(target.authority, options.limits ?? LIMITS)
    const parts: CourierParts = { target, secret, ask, now: () => now().getTime() }
    switch (target.kind) {
      case 'registry':
        return { ...registryCourier(parts, document), close }
      case 'webdav':
        return { ...webdavCourier(parts, (manifest) => batchFile(vault, manifest)), close }
      case 'glpi':
        return { ...glpiCourier(parts, document, client), close }
    }
  }

  /** A batch that lies on a server has left the station, as one on a medium has. */
  const afterDelivered = async (target: DeliveryTarget, { hash }: IssuedDocument, fileName: string) => {
    if (target.kind !== 'webdav') return
    const { sha256, bytes } = await notedSum(vault, hash)
    const written = { batch: hash, by: 'delivery', where: target.name, fileName, sha256, bytes } as const
    await vault.journal.append(transactionOf(target.id, hash), () => ({
      kind: 'batch-written',
      v: 1,
      written: { ...written, at: now().toISOString() },
    }))
  }

  const outbox = new Outbox({
    vault,
    courierFor,
    isHeld: (manifest) => existsSync(outgoingFile(vault, manifest)),
    afterDelivered,
    now,
    chance: Math.random,
    report: options.report,
    ...(options.note === undefined ? {} : { note: options.note }),
    ...(options.pace === undefined ? {} : { pace: options.pace }),
  })

  return {
    outbox,
    secrets,
    test: async (target, signal) => {
      let courier
      try {
        courier = await courierFor(target)
      } catch (error) {
        if (error instanceof StationError) return fails(...error.failure.reasons)
        throw error
      }
      try {
        return await courier.test(signal)
      } finally {
        courier.close()
      }
    },
    close: () => outbox.close(),
  }
}
