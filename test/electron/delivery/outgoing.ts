// A vault with documents of its own to be sent, a target to send them to, and an outbox that does not wait for hours: for tests.
import { randomUUID } from 'node:crypto'
import { canonical } from '../../../domain/documents/canonical.ts'
import { contexts, documentTypes, type DocumentKind, numberOf } from '../../../domain/documents/document.ts'
import type { DeliveryTarget } from '../../../domain/delivery/target.ts'
import type { Entry } from '../../../domain/journal/frame.ts'
import type { LogEvent } from '../../../domain/log/event.ts'
import type { OutboxRow } from '../../../domain/delivery/operations.ts'
import { type Delivering, openDelivery } from '../../../electron/delivery/delivery.ts'
import { openVault, type Vault } from '../../../electron/vault/vault.ts'
import { newFolder, setUpForm, sha256 } from '../vault/samples.ts'
import { openWorkshop } from '../vault/workshop.ts'
import { TOKEN } from './servers.ts'

/** Unsigned: whoever sends a document has not to judge it. `before`: what stands on the disk before it is journalled. */
export const putDocument = async (
  vault: Vault,
  sequence: number,
  kind: DocumentKind = 'erasure-certificate',
  before: (hash: string) => Promise<void> = () => Promise.resolve(),
): Promise<string> => {
  const document = {
    '@context': [...contexts],
    id: `urn:uuid:${randomUUID()}`,
    type: ['VerifiableCredential', documentTypes[kind]],
    issuer: { id: vault.ledger.did, name: 'Atelier' },
    validFrom: '2026-11-20T08:00:00.000Z',
    credentialSubject: { kind, number: numberOf('ROM', sequence), sequence },
  }
  const hash = await sha256(canonical(document))
  await before(hash)
  const entry: Entry = { kind: 'document', v: 1, draftId: randomUUID(), hash, document, confirmations: [] }
  await vault.journal.append(randomUUID(), () => entry)
  return hash
}

/** The same for the same batch, in any process. */
export const batchBytes = (hash: string): Buffer => Buffer.alloc(300_000, hash)

export const aTarget = (changes: Partial<DeliveryTarget> & Pick<DeliveryTarget, 'url'>): DeliveryTarget => ({
  id: randomUUID(),
  kind: 'registry',
  name: 'Registre du département',
  user: '',
  authority: '',
  schedule: 'by-hand',
  paused: false,
  since: null,
  removed: false,
  ...changes,
})

export type Sending = {
  readonly folder: string
  readonly vault: Vault
  readonly delivering: Delivering
  readonly faults: unknown[]
  /** What the log was told. */
  readonly told: readonly LogEvent[]
  /** Under no supervisor's eyes. */
  readonly addTarget: (target: DeliveryTarget, secret?: string) => Promise<DeliveryTarget>
  readonly rows: (target: DeliveryTarget) => readonly OutboxRow[]
  /** Sends, and resolves when the condition holds. */
  readonly sendUntil: (target: DeliveryTarget, holds: () => boolean) => Promise<void>
  /** Lets the folder go, for another process. */
  readonly letGo: () => Promise<void>
  readonly remove: () => Promise<void>
  readonly close: () => Promise<void>
}

export const until = async (holds: () => boolean, what = 'It never came to that'): Promise<void> => {
  const deadline = performance.now() + 20_000
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(what)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export const openSending = async (
  options: { readonly pace?: number; readonly limitMs?: number } = {},
): Promise<Sending> => {
  const folder = await newFolder()
  const workshop = await openWorkshop(folder.path)
  await workshop.get('station.setUp', setUpForm)
  await workshop.station.close()
  const now = () => new Date()
  const vault = await openVault({ dataFolder: folder.path, shell: 'memory', now, builtAt: '2026-01-01T00:00:00.000Z' })
  const faults: unknown[] = []
  const { pace = 1000, limitMs = 400 } = options
  const limits = { idleMs: limitMs, answerMs: limitMs }
  const told: LogEvent[] = []
  const delivering = openDelivery(vault, {
    ...{ version: '0.0.0', now, limits, pace },
    report: (fault) => faults.push(fault),
    note: (event) => told.push(event),
  })
  const letGo = async () => {
    await delivering.close()
    await vault.close()
  }
  return {
    folder: folder.path,
    vault,
    delivering,
    faults,
    told,
    addTarget: async (target, secret = TOKEN) => {
      if (secret !== '') await delivering.secrets.keep(target, secret)
      await vault.journal.append(randomUUID(), () => ({
        kind: 'delivery-target',
        v: 1,
        target,
        confirmation: randomUUID(),
      }))
      return target
    },
    rows: (target) => delivering.outbox.rows(target),
    sendUntil: async (target, holds) => {
      delivering.outbox.send(target.id)
      await until(holds, JSON.stringify(delivering.outbox.rows(target).slice(0, 3)))
    },
    letGo,
    remove: folder.remove,
    close: async () => {
      await letGo()
      await folder.remove()
    },
  }
}
