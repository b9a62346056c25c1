// The working data as IndexedDB keeps it: a projection of the journal's frames, which may be lost whole and is then
// replayed. What a row holds is decided in projection.ts; when it is written, in commit.ts.
import { Dexie, type EntityTable, type Table } from 'dexie'
import type { BatchImported } from '../../domain/batch/imported.ts'
import type { BatchWritten } from '../../domain/batch/written.ts'
import type { OrderedMachine } from '../../domain/dismantling/order.ts'
import type { DismantlingFile } from '../../domain/dismantling/sheet-file.ts'
import type { WasteCodeChange } from '../../domain/dismantling/waste-codes.ts'
import type { Intake } from '../../domain/intake/intake.ts'
import type { Part } from '../../domain/parts/part.ts'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import type { DiskOwner } from '../../domain/erasure/disk-job.ts'
import type { EvidenceForm, EvidenceSource } from '../../domain/erasure/evidence/form.ts'
import type { LooseDiskFile } from '../../domain/erasure/loose-disk-file.ts'
import type { DiskAttestation, Settlement } from '../../domain/erasure/settlement.ts'
import type { GradeOverride } from '../../domain/grading/override.ts'
import type { HandoverPayment, PublicCount } from '../../domain/handover/payment.ts'
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { StationSettings } from '../../domain/station/station.ts'
import type { Confirmation } from '../../domain/supervision/confirmation.ts'
import type { AnnouncedDisk } from '../../domain/transfer/announced.ts'
import type { StationTrust } from '../../domain/trust/trust.ts'
import type { Reason } from '../../domain/words/reason.ts'

/** `position` is, in every row, that of the frame it was made from. */
type Projected = { readonly position: number }

export type MachineRow = Projected & {
  readonly id: string
  readonly inventoryNumber: string
  readonly updatedAt: string
  readonly machine: MachineFile
}
export type ReportRow = Projected & {
  readonly hash: string
  readonly readings: string | null
  readonly source: 'this-machine' | 'file'
  readonly at: string
}
export type SettlementRow = Projected & {
  readonly id: string
  readonly machineId: string
  readonly confirmation: string
  readonly settlement: Settlement
}
export type AttestationRow = Projected & {
  readonly id: string
  readonly machineId: string
  readonly confirmation: string
  readonly attestation: DiskAttestation
}
export type OverrideRow = Projected & {
  readonly id: string
  readonly machineId: string
  readonly confirmation: string
  readonly override: GradeOverride
}
/** Evidence that the journal holds; what it says is read from its bytes, which the station keeps under `hash`. */
export type EvidenceRow = Projected & {
  readonly hash: string
  readonly form: EvidenceForm
  readonly source: EvidenceSource
  readonly name: string | null
  readonly bytes: number
  readonly at: string
  readonly job: string | null
  readonly owner: DiskOwner | null
  /** The owner's, to search by; '' without one. */
  readonly machineId: string
  readonly disks: readonly DiskIdentity[]
  /** Of the disks, in the form in which two readings of a serial are compared. */
  readonly serials: readonly string[]
}
/** An erasure that was begun. It is unfinished unless evidence of the same job, or `refused`, came after it. */
export type ErasureRow = Projected & {
  /** The job's. */
  readonly id: string
  readonly machineId: string
  readonly stayId: string
  readonly disk: DiskIdentity
  readonly at: string
  readonly operator: string
}
/** A begun erasure in which nothing was written: why. */
export type ErasureRefusalRow = Projected & { readonly id: string; readonly reasons: readonly Reason[] }
export type LooseDiskRow = Projected & { readonly id: string; readonly disk: LooseDiskFile }
export type ConfirmationRow = Projected & {
  readonly id: string
  /** null where it concerns no machine. */
  readonly machineId: string | null
  readonly confirmation: Confirmation
}

/** What a document is found by; the document itself lies in `documentBodies`, so that a search reads little. */
export type DocumentRow = Projected & {
  readonly hash: string
  readonly kind: string
  readonly number: string
  readonly sequence: number
  readonly issuedAt: string
  readonly issuer: string
  readonly machineId: string | null
  readonly inventoryNumber: string | null
  readonly machineName: string | null
  readonly serials: readonly string[]
  readonly grades: Readonly<Record<string, string>>
  /** The document that this one corrects, or withdraws. */
  readonly replaces: string | null
  readonly withdraws: string | null
  /** The one before it in its issuer's chain; not in rows that were made before this was kept. */
  readonly previousDocument?: string | null
  /** Everything above that is searched as text: lower case, without accents. */
  readonly words: readonly string[]
}
export type DocumentBodyRow = Projected & {
  readonly hash: string
  readonly document: Readonly<Record<string, unknown>>
}
/** Of a machine that arrived by a slip: the disks that stood in it when it left. */
export type AnnouncedDisksRow = Projected & {
  /** `<machine> <stay>` */
  readonly id: string
  readonly machineId: string
  readonly stayId: string
  readonly disks: readonly AnnouncedDisk[]
}
/** One machine, disk or part that a document lists: a transfer slip is found by each of them. */
export type DocumentItemRow = Projected & { readonly id: string; readonly document: string; readonly itemId: string }
/** Of a batch that was imported; `documents` are those that it added. Their bodies lie in the station (`documents.read`). */
export type ImportRow = Projected & {
  /** The hash of its manifest. */
  readonly id: string
  readonly at: string
  readonly batch: Omit<BatchImported, 'documents' | 'ownSlips'>
  readonly documents: readonly string[]
}
export type BatchWrittenRow = Projected & { readonly id: string; readonly written: BatchWritten }
export type StationTrustRow = Projected & { readonly id: string; readonly trust: StationTrust }
export type HandoverPaymentRow = Projected & {
  readonly id: string
  readonly slip: string
  readonly payment: HandoverPayment
}
export type PublicCountRow = Projected & { readonly id: string; readonly count: PublicCount }
export type HandoverForgottenRow = Projected & { readonly id: string; readonly at: string }
export type IntakeRow = Projected & { readonly id: string; readonly intake: Intake }
/** One machine of an order that sent it to dismantling, or of what took that order back: the last of them. */
export type DismantlingOrderRow = Projected & {
  /** `<machine> <stay>` */
  readonly id: string
  readonly machineId: string
  readonly confirmation: string
  readonly at: string
  /** null: the order was taken back. */
  readonly ordered: OrderedMachine | null
}
export type DismantlingFileRow = Projected & {
  readonly id: string
  readonly machineId: string
  readonly file: DismantlingFile
}
export type WasteCodeChangeRow = Projected & {
  readonly id: string
  readonly confirmation: string
  readonly change: WasteCodeChange
}
export type PartRow = Projected & { readonly id: string; readonly number: string; readonly part: Part }
/**
 * Not a projection: somebody at the station calls a supervisor. It says where and when, never who; it is gone with the
 * answer, and losing it loses nothing of a machine.
 */
export type CallRow = {
  readonly id: string
  readonly at: string
  readonly machineId: string | null
  readonly step: string | null
}

export type SettingsRow = Projected & { readonly id: 'current'; readonly settings: StationSettings }

/** Not a projection: reports as they were fetched, by hash. They may be dropped at any time. */
export type CachedReportRow = { readonly hash: string; readonly report: HardwareReport }

/** Not a projection: documents that came in batches, as they were fetched, by hash. They may be dropped at any time. */
export type CachedDocumentRow = { readonly hash: string; readonly document: Readonly<Record<string, unknown>> }

/** What was found here and could not be given to the journal: kept, shown, never deleted by the program. */
export type SetAsideRow = {
  /** Hash of what was set aside: setting it aside twice keeps it once. */
  readonly id: string
  readonly at: string
  readonly what: 'machine' | 'document' | 'settlement' | 'attestation' | 'override' | 'confirmation'
  readonly value: unknown
  readonly reasons: readonly Reason[]
}

/** Rows per projected table, and the sum of their weights (tally.ts): a lost, older or altered row changes one of them. */
export type Tally = Readonly<Record<string, { readonly rows: number; readonly weight: number }>>

/** How far the projection has come. Written in the transaction that applied the frames up to there, never apart. */
export type JournalRow = {
  readonly key: 'journal'
  readonly position: number
  readonly hash: string | null
  readonly tally: Tally
}

/** The tables that are made from frames and from nothing else. */
export const PROJECTED_TABLES = [
  'machines',
  'reports',
  'settlements',
  'attestations',
  'overrides',
  'confirmations',
  'evidence',
  'erasures',
  'erasureRefusals',
  'looseDisks',
  'intakes',
  'dismantlingOrders',
  'dismantlingFiles',
  'wasteCodeChanges',
  'parts',
  'documents',
  'documentBodies',
  'documentItems',
  'announcedDisks',
  'imports',
  'batchesWritten',
  'stationTrust',
  'handoverPayments',
  'publicCounts',
  'handoversForgotten',
  'settings',
] as const
export type ProjectedTable = (typeof PROJECTED_TABLES)[number]

/** Versions are only ever added: a station in the field may come from any of them. */
type Version = { readonly number: number; readonly why: string; readonly tables: Record<string, string | null> }
export const DATABASE_VERSIONS: readonly Version[] = [
  {
    number: 1,
    why: 'the projection of the journal: machine files, what was decided about their disks and grades, documents',
    tables: {
      machines: 'id, position, inventoryNumber, updatedAt',
      reports: 'hash, position, at',
      settlements: 'id, position, machineId',
      attestations: 'id, position, machineId',
      overrides: 'id, position, machineId',
      confirmations: 'id, position, machineId',
      documents:
        'hash, position, number, kind, issuedAt, machineId, inventoryNumber, [issuer+sequence], replaces, withdraws, *serials, *words',
      documentBodies: 'hash, position',
      settings: 'id, position',
      cachedReports: 'hash',
      setAside: 'id, at',
      meta: 'key',
    },
  },
  {
    number: 2,
    why: 'evidence of erasures, erasures that were begun, disks that came without a machine',
    tables: {
      evidence: 'hash, position, machineId, *serials',
      erasures: 'id, position, machineId',
      erasureRefusals: 'id, position',
      looseDisks: 'id, position',
    },
  },
  {
    number: 3,
    why: 'intakes, machines sent to dismantling and the work on them, waste codes, parts in stock, calls for a supervisor',
    tables: {
      intakes: 'id, position',
      dismantlingOrders: 'id, position, machineId',
      dismantlingFiles: 'id, position, machineId',
      wasteCodeChanges: 'id, position',
      parts: 'id, position, number',
      calls: 'id, at',
    },
  },
  {
    number: 4,
    why: 'batches that came and went, stations that are believed, what slips list, payments after a handover',
    tables: {
      announcedDisks: 'id, position, machineId',
      documentItems: 'id, position, document, itemId',
      imports: 'id, position',
      batchesWritten: 'id, position',
      stationTrust: 'id, position',
      handoverPayments: 'id, position, slip',
      publicCounts: 'id, position',
      handoversForgotten: 'id, position',
      cachedDocuments: 'hash',
    },
  },
]

export class EtabliDatabase extends Dexie {
  declare machines: EntityTable<MachineRow, 'id'>
  declare reports: EntityTable<ReportRow, 'hash'>
  declare settlements: EntityTable<SettlementRow, 'id'>
  declare attestations: EntityTable<AttestationRow, 'id'>
  declare overrides: EntityTable<OverrideRow, 'id'>
  declare confirmations: EntityTable<ConfirmationRow, 'id'>
  declare evidence: EntityTable<EvidenceRow, 'hash'>
  declare erasures: EntityTable<ErasureRow, 'id'>
  declare erasureRefusals: EntityTable<ErasureRefusalRow, 'id'>
  declare looseDisks: EntityTable<LooseDiskRow, 'id'>
  declare intakes: EntityTable<IntakeRow, 'id'>
  declare dismantlingOrders: EntityTable<DismantlingOrderRow, 'id'>
  declare dismantlingFiles: EntityTable<DismantlingFileRow, 'id'>
  declare wasteCodeChanges: EntityTable<WasteCodeChangeRow, 'id'>
  declare parts: EntityTable<PartRow, 'id'>
  declare calls: EntityTable<CallRow, 'id'>
  declare documents: EntityTable<DocumentRow, 'hash'>
  declare documentBodies: EntityTable<DocumentBodyRow, 'hash'>
  declare announcedDisks: EntityTable<AnnouncedDisksRow, 'id'>
  declare documentItems: EntityTable<DocumentItemRow, 'id'>
  declare imports: EntityTable<ImportRow, 'id'>
  declare batchesWritten: EntityTable<BatchWrittenRow, 'id'>
  declare stationTrust: EntityTable<StationTrustRow, 'id'>
  declare handoverPayments: EntityTable<HandoverPaymentRow, 'id'>
  declare publicCounts: EntityTable<PublicCountRow, 'id'>
  declare handoversForgotten: EntityTable<HandoverForgottenRow, 'id'>
  declare cachedDocuments: EntityTable<CachedDocumentRow, 'hash'>
  declare settings: EntityTable<SettingsRow, 'id'>
  declare cachedReports: EntityTable<CachedReportRow, 'hash'>
  declare setAside: EntityTable<SetAsideRow, 'id'>
  declare meta: Table<JournalRow, 'journal'>

  readonly #versions: readonly Version[]

  constructor(name: string, versions: readonly Version[] = DATABASE_VERSIONS) {
    // Chromium's default is relaxed: a transaction is then "complete" before it is on the disk.
    super(name, { chromeTransactionDurability: 'strict' })
    this.#versions = versions
    this.declareVersions()
  }

  /**
   * To be called again while it is closed and before it is opened anew, after an upgrade that failed: Dexie would go on with
   * the version at which it failed, and make no table of a later one.
   */
  declareVersions() {
    for (const version of this.#versions) this.version(version.number).stores(version.tables)
  }
}

export const NOT_STARTED: JournalRow = { key: 'journal', position: 0, hash: null, tally: {} }
