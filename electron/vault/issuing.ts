// The vault as whoever issues documents sees it: what the journal holds, the key's signature, and one append.
import type { IssuingVault } from '../documents/issuing-vault.ts'
import type { JsonObject } from '../../domain/documents/proof.ts'
import { HardwareReport } from '../../domain/machine/hardware-report.ts'
import { documentStanding, isBelieved } from '../../domain/trust/standing.ts'
import { reason } from '../../domain/words/reason.ts'
import { StationError } from '../failure.ts'
import type { StationKey } from './station-key.ts'
import type { Vault } from './vault.ts'

/** The key of this vault's journal. Fails with `locked` where it is missing or another one; it may still be wrapped. */
export const keyOfJournal = (vault: Vault): StationKey => {
  const key = vault.key()
  if (key === null || key.did !== vault.ledger.did) {
    throw new StationError('locked', 'The key of this journal is not here', vault.notices())
  }
  return key
}

/** The bytes of a piece of evidence as text; null where they are not there. */
export const evidenceText = ({ blobs }: Vault, hash: string): Promise<string | null> =>
  blobs.get(hash).then(
    // What is not UTF-8 is held against the disks of its line.
    (bytes) => new TextDecoder('utf-8').decode(bytes),
    () => null,
  )

/** A document that the journal holds: in its frame, or beside it where it came in a batch. null where it is not known. */
export const heldDocument = async ({ ledger, journal, blobs }: Vault, hash: string): Promise<JsonObject | null> => {
  const row = ledger.document(hash)
  const entry = row === null ? null : (await journal.at(row.position))?.frame.entry
  if (entry === undefined || entry === null) return null
  if ('document' in entry) return entry.document
  // What was checked when it came in, under the hash that names its file.
  return entry.kind === 'batch-imported' ? (JSON.parse((await blobs.get(hash)).toString('utf8')) as JsonObject) : null
}

/** Fails with `not-set-up` while the journal has no settings. */
export const issuingVault = (vault: Vault, isAtWorkOn: IssuingVault['isAtWorkOn'] = () => false): IssuingVault => {
  const { ledger, journal, blobs, clock } = vault
  const { did, settings } = ledger
  if (did === null || settings === null) {
    throw new StationError('not-set-up', 'The station is not set up', [reason('station.not-set-up')])
  }
  return {
    did,
    get settings() {
      return ledger.settings ?? settings
    },
    get clock() {
      return clock.state
    },
    now: () => clock.now().toISOString(),
    machineFile: async (machineId) => {
      const row = ledger.machine(machineId)
      const entry = row === null ? null : (await journal.at(row.position))?.frame.entry
      if (entry?.kind === 'machine') return entry.machine
      return entry?.kind === 'arrival' ? (entry.machines.find(({ id }) => id === machineId) ?? null) : null
    },
    reportsOfStay: (machineId, stayId) => ledger.reportsOfStay(machineId, stayId),
    cameWith: (machineId, stayId, report) => ledger.cameWith(machineId, stayId, report),
    report: async (hash) => {
      if (ledger.report(hash) === null) return null
      const bytes = await blobs.get(hash)
      return HardwareReport.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null
    },
    get evidence() {
      return ledger.allEvidence
    },
    evidenceText: (hash) => evidenceText(vault, hash),
    isAtWorkOn,
    get begunErasures() {
      return ledger.erasures
    },
    get allSettlements() {
      return ledger.allSettlements.map(({ what }) => what)
    },
    get looseDisks() {
      return ledger.looseDisks
    },
    settlements: (machineId) => ledger.settlements(machineId),
    attestations: (machineId) => ledger.attestations(machineId),
    overrides: (machineId) => ledger.overrides(machineId),
    announced: ({ machineId, stayId }) => ledger.announced(machineId, stayId),
    dismantlingOrder: ({ machineId, stayId }) => ledger.dismantlingOrder(machineId, stayId),
    dismantlingFile: ({ machineId, stayId }) => ledger.dismantlingFileOf(machineId, stayId),
    isSavedSince: (machineId, confirmation) => {
      const [saved, confirmedAt] = [ledger.machine(machineId), ledger.confirmation(confirmation)]
      return saved === null || confirmedAt === null || saved.position > confirmedAt.position
    },
    intake: (id) => ledger.intake(id),
    departure: (itemId, stayId) => ledger.departure(itemId, stayId),
    get parts() {
      return ledger.parts
    },
    get wasteCodeChanges() {
      return ledger.wasteCodeChanges.map(({ what }) => what)
    },
    confirmation: (id) => ledger.confirmation(id)?.confirmation ?? null,
    isUsed: (id) => ledger.isUsed(id),
    get documents() {
      return ledger.documents
    },
    document: (hash) => heldDocument(vault, hash),
    isBelieved: (document) => isBelieved(documentStanding(document, { own: ledger.ownKeys, decisions: ledger.trust })),
    sign: (data) => keyOfJournal(vault).sign(data),
    append: (transaction, decide) => journal.append(transaction, decide),
  }
}
