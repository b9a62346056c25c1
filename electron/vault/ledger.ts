// What the journal says as of its head: which machines, settlements, confirmations and documents there are, and where.
// It is made of the frames alone and in their order, so that it can be made again at every start.
import type { AttachedFile, BatchImported } from '../../domain/batch/imported.ts'
import type { BatchWritten } from '../../domain/batch/written.ts'
import type { Delivery } from '../../domain/delivery/delivery.ts'
import type { DeliveryTarget } from '../../domain/delivery/target.ts'
import { type DocumentColumns, documentColumns } from '../../domain/documents/columns.ts'
import type { DismantlingOrder } from '../../domain/dismantling/order.ts'
import type { DismantlingFile } from '../../domain/dismantling/sheet-file.ts'
import type { WasteCodeChange } from '../../domain/dismantling/waste-codes.ts'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import type { DiskOwner } from '../../domain/erasure/disk-job.ts'
import type { EvidenceForm, EvidenceSource } from '../../domain/erasure/evidence/form.ts'
import type { LooseDiskFile } from '../../domain/erasure/loose-disk-file.ts'
import type { HandoverPayment, PublicCount } from '../../domain/handover/payment.ts'
import type { Intake } from '../../domain/intake/intake.ts'
import type { JournalHead, ReadFrame } from '../../domain/journal/frame.ts'
import type { DiskAttestation, Settlement } from '../../domain/erasure/settlement.ts'
import { type MachineFile, stayKey } from '../../domain/machine/machine-file.ts'
import type { GradeOverride } from '../../domain/grading/override.ts'
import type { Part } from '../../domain/parts/part.ts'
import type { StationSettings } from '../../domain/station/station.ts'
import type { Confirmation } from '../../domain/supervision/confirmation.ts'
import { type Departure, departureOfStay, departuresBy, maySendAway } from '../../domain/transfer/departure.ts'
import { type AnnouncedDisk, announcedBy } from '../../domain/transfer/announced.ts'
import type { StationTrust } from '../../domain/trust/trust.ts'

/** Enough of a machine file to judge what is asked for it; the file itself is read from its frame. */
export type MachineRow = {
  readonly id: string
  readonly revision: number
  readonly stayId: string
  readonly stayStartedAt: string
  readonly position: number
}

export type DocumentRow = {
  readonly hash: string
  readonly position: number
  /** null: it came back from IndexedDB, or from another station. */
  readonly draftId: string | null
  readonly issuer: string | null
  /** null where the document does not say it as this station's documents do. */
  readonly sequence: number | null
  readonly machineId: string | null
  /** Of a transfer slip: what it lists. */
  readonly itemIds: readonly string[]
  readonly kind: string
  /** Empty where the document does not say it. */
  readonly number: string
  readonly issuedAt: string
  readonly previousDocument: string | null
  readonly replaces: string | null
  readonly withdraws: string | null
}

export type NamedReport = MachineFile['reports'][number]

export type ReportRow = {
  readonly hash: string
  readonly readings: string | null
  readonly source: 'this-machine' | 'file'
  readonly position: number
}

export type EvidenceRow = {
  readonly hash: string
  readonly form: EvidenceForm
  readonly source: EvidenceSource
  readonly job: string | null
  readonly owner: DiskOwner | null
  readonly disks: readonly DiskIdentity[]
  readonly position: number
}

/** An erasure that was begun; `ended` once evidence of its job or a refusal came. */
export type ErasureRow = {
  readonly job: string
  readonly owner: DiskOwner
  readonly disk: DiskIdentity
  readonly confirmation: string
  readonly at: string
  readonly position: number
  readonly ended: boolean
}

export type ConfirmationRow = {
  readonly confirmation: Confirmation
  readonly position: number
  /** The journal as it stood when the supervisor confirmed. */
  readonly headBefore: JournalHead
}

export type Confirmed<T> = { readonly what: T; readonly confirmation: string; readonly position: number }

const push = <T>(lists: Map<string, T[]>, key: string, item: T): void => {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}

export class Ledger {
  #did: string | null = null
  #ownKeys = new Set<string>()
  #settings: StationSettings | null = null
  #machines = new Map<string, MachineRow>()
  /** By machine and stay, then by the report's hash. */
  #reportsOfStays = new Map<string, Map<string, NamedReport>>()
  /** By machine and report: the stays in which its file named it. */
  #staysNaming = new Map<string, Set<string>>()
  /** By machine and stay: the reports that it arrived with. */
  #cameWith = new Map<string, ReadonlySet<string>>()
  #reports = new Map<string, ReportRow>()
  #mediaTypes = new Map<string, string>()
  #confirmations = new Map<string, ConfirmationRow>()
  #used = new Set<string>()
  #settlements = new Map<string, Confirmed<Settlement>[]>()
  #attestations = new Map<string, Confirmed<DiskAttestation>[]>()
  #overrides = new Map<string, Confirmed<GradeOverride>[]>()
  #evidence = new Map<string, EvidenceRow>()
  #erasures = new Map<string, ErasureRow>()
  #looseDisks = new Map<string, LooseDiskFile>()
  #intakes = new Map<string, Intake>()
  /** By machine and stay. */
  #dismantlingOrders = new Map<string, Confirmed<DismantlingOrder>>()
  #dismantlingFiles = new Map<string, DismantlingFile>()
  /** By machine and stay: the last frame that took a part out. */
  #partsTakenOut = new Map<string, number>()
  /** By machine and stay: the last frame in which its dismantling file noted a disk, cleared since or not. */
  #disksNoted = new Map<string, number>()
  #wasteCodeChanges: Confirmed<WasteCodeChange>[] = []
  #parts = new Map<string, Part>()
  /** Slips of this station that sent something away, by what they sent. */
  #departures = new Map<string, { readonly departure: Departure; readonly position: number }[]>()
  /** By what came back: the last frame in which it did. */
  /** By machine and stay. */
  #announced = new Map<string, readonly AnnouncedDisk[]>()
  #arrivals = new Map<string, number>()
  /** `<issuer> <hash>` of what a withdrawal of that issuer ended. */
  #withdrawn = new Set<string>()
  #documents: DocumentRow[] = []
  #documentsByHash = new Map<string, DocumentRow>()
  #imports: { readonly imported: BatchImported; readonly position: number }[] = []
  #attachedFiles = new Map<string, AttachedFile>()
  #batchesWritten: BatchWritten[] = []
  #trust = new Map<string, StationTrust>()
  #payments = new Map<string, HandoverPayment>()
  #publicCounts = new Map<string, PublicCount>()
  #forgotten = new Set<string>()
  #targets = new Map<string, DeliveryTarget>()
  /** By target and item. */
  #deliveries = new Map<string, Delivery>()

  /** The key that this chain belongs to. */
  get did(): string | null {
    return this.#did
  }

  /** This chain's key, and those that it had before a backup was restored. */
  get ownKeys(): ReadonlySet<string> {
    return this.#ownKeys
  }

  get settings(): StationSettings | null {
    return this.#settings
  }

  machine(id: string): MachineRow | null {
    return this.#machines.get(id) ?? null
  }

  /**
   * Every report that any saved revision of the machine's file named during this stay, in the order in which they came: a
   * later revision that leaves one out makes no disk disappear.
   */
  reportsOfStay(machineId: string, stayId: string): readonly NamedReport[] {
    return [...(this.#reportsOfStays.get(stayKey(machineId, stayId))?.values() ?? [])]
  }

  /** A stay of this machine that is, or was, here. */
  hasStayed(machineId: string, stayId: string): boolean {
    return this.#reportsOfStays.has(stayKey(machineId, stayId))
  }

  /** A report that this machine's file named in a stay before, and not in this one. */
  isOfFormerStay(machineId: string, stayId: string, report: string): boolean {
    const stays = this.#staysNaming.get(`${machineId} ${report}`)
    return stays !== undefined && !stays.has(stayId)
  }

  /** It was not read here: it moved with the machine as that arrived for this stay. */
  cameWith(machineId: string, stayId: string, report: string): boolean {
    return this.#cameWith.get(stayKey(machineId, stayId))?.has(report) ?? false
  }

  report(hash: string): ReportRow | null {
    return this.#reports.get(hash) ?? null
  }

  /** Of everything that lies beside the journal and that the journal names. */
  mediaType(hash: string): string | null {
    return this.#mediaTypes.get(hash) ?? null
  }

  confirmation(id: string): ConfirmationRow | null {
    return this.#confirmations.get(id) ?? null
  }

  isUsed(confirmation: string): boolean {
    return this.#used.has(confirmation)
  }

  /** Oldest first, of every stay. */
  settlements(machineId: string): readonly Confirmed<Settlement>[] {
    return this.#settlements.get(machineId) ?? []
  }

  attestations(machineId: string): readonly Confirmed<DiskAttestation>[] {
    return this.#attestations.get(machineId) ?? []
  }

  overrides(machineId: string): readonly Confirmed<GradeOverride>[] {
    return this.#overrides.get(machineId) ?? []
  }

  evidence(hash: string): EvidenceRow | null {
    return this.#evidence.get(hash) ?? null
  }

  /** In the order in which they were taken in. */
  get allEvidence(): readonly EvidenceRow[] {
    return [...this.#evidence.values()]
  }

  /** Every erasure that was begun, oldest first. */
  get erasures(): readonly ErasureRow[] {
    return [...this.#erasures.values()]
  }

  erasure(job: string): ErasureRow | null {
    return this.#erasures.get(job) ?? null
  }

  /** Those that came without a machine file; others are derived from settlements. */
  looseDisk(id: string): LooseDiskFile | null {
    return this.#looseDisks.get(id) ?? null
  }

  get looseDisks(): readonly LooseDiskFile[] {
    return [...this.#looseDisks.values()]
  }

  /** Of every machine and stay, in the order of the journal: which evidence was used, and for what. */
  get allSettlements(): readonly Confirmed<Settlement>[] {
    return [...this.#settlements.values()].flat().toSorted((one, other) => one.position - other.position)
  }

  intake(id: string): Intake | null {
    return this.#intakes.get(id) ?? null
  }

  /** The order that sent a machine to dismantling in this stay; null while none did, and once it was taken back. */
  dismantlingOrder(machineId: string, stayId: string): Confirmed<DismantlingOrder> | null {
    return this.#dismantlingOrders.get(stayKey(machineId, stayId)) ?? null
  }

  isDiskNotedAfter(machineId: string, stayId: string, position: number): boolean {
    return (this.#disksNoted.get(stayKey(machineId, stayId)) ?? 0) > position
  }

  isPartTakenOutAfter(machineId: string, stayId: string, position: number): boolean {
    return (this.#partsTakenOut.get(stayKey(machineId, stayId)) ?? 0) > position
  }

  dismantlingFile(id: string): DismantlingFile | null {
    return this.#dismantlingFiles.get(id) ?? null
  }

  dismantlingFileOf(machineId: string, stayId: string): DismantlingFile | null {
    return (
      [...this.#dismantlingFiles.values()].find((file) => file.machineId === machineId && file.stayId === stayId) ??
      null
    )
  }

  /** Oldest first. */
  get wasteCodeChanges(): readonly Confirmed<WasteCodeChange>[] {
    return this.#wasteCodeChanges
  }

  part(id: string): Part | null {
    return this.#parts.get(id) ?? null
  }

  get parts(): readonly Part[] {
    return [...this.#parts.values()]
  }

  /** In the order in which this journal took them in. */
  get documents(): readonly DocumentRow[] {
    return this.#documents
  }

  document(hash: string): DocumentRow | null {
    return this.#documentsByHash.get(hash) ?? null
  }

  /**
   * By which slip of this station it left in this stay; null while it is here, where the slip was withdrawn, and in a later
   * stay. `stayId` is a machine's; null for a loose disk or a part.
   */
  departure(itemId: string, stayId: string | null): Departure | null {
    return departureOfStay(this.#departures.get(itemId) ?? [], {
      stayId,
      backAt: this.#arrivals.get(itemId) ?? 0,
      isWithdrawn: ({ issuer, document }) => this.#withdrawn.has(`${issuer} ${document}`),
    })
  }

  /** The disks that stood in a machine of this stay when it left, by the slip that it came with. */
  announced(machineId: string, stayId: string): readonly AnnouncedDisk[] {
    return this.#announced.get(stayKey(machineId, stayId)) ?? []
  }

  /** Its own issuer withdrew it. */
  isWithdrawn({ issuer, hash }: Pick<DocumentRow, 'issuer' | 'hash'>): boolean {
    return issuer !== null && this.#withdrawn.has(`${issuer} ${hash}`)
  }

  /** Every import, oldest first. */
  get imports(): readonly BatchImported[] {
    return this.#imports.map(({ imported }) => imported)
  }

  /** A file that came in a batch with the documents that name it. It settles nothing here. */
  attachedFile(hash: string): AttachedFile | null {
    return this.#attachedFiles.get(hash) ?? null
  }

  get batchesWritten(): readonly BatchWritten[] {
    return this.#batchesWritten
  }

  /** The last decision about each station. */
  get trust(): ReadonlyMap<string, StationTrust> {
    return this.#trust
  }

  get payments(): readonly HandoverPayment[] {
    return [...this.#payments.values()]
  }

  /** By month. */
  get publicCounts(): ReadonlyMap<string, PublicCount> {
    return this.#publicCounts
  }

  /** The key of this handover was deleted. */
  isForgotten(slip: string): boolean {
    return this.#forgotten.has(slip)
  }

  get targets(): readonly DeliveryTarget[] {
    return [...this.#targets.values()]
  }

  delivery(target: string, item: string): Delivery | null {
    return this.#deliveries.get(`${target} ${item}`) ?? null
  }

  /** Those of this station's own chain that its key signed, adopted ones too. */
  get ownDocuments(): readonly DocumentRow[] {
    return this.#documents.filter((row) => row.issuer === this.#did)
  }

  apply({ hash, frame }: ReadFrame): void {
    const { position, previous, entry } = frame
    switch (entry.kind) {
      case 'station':
        this.#did = entry.did
        this.#ownKeys.add(entry.did)
        return
      case 'settings':
        this.#settings = entry.settings
        if (entry.confirmation !== null) this.#used.add(entry.confirmation)
        return
      case 'machine':
        this.#takeMachine(entry.machine, position)
        return
      case 'report': {
        const { report, readings, source } = entry
        this.#takeReport({ hash: report, readings, source, position })
        return
      }
      case 'blob':
        this.#mediaTypes.set(entry.hash, entry.mediaType)
        return
      case 'confirmation':
        this.#confirmations.set(entry.confirmation.id, {
          confirmation: entry.confirmation,
          position,
          headBefore: { position: position - 1, hash: previous },
        })
        return
      case 'settlement': {
        const { confirmation } = entry
        for (const what of entry.settlements) push(this.#settlements, what.machineId, { what, confirmation, position })
        this.#used.add(confirmation)
        return
      }
      case 'attestation': {
        const { attestation: what, confirmation } = entry
        push(this.#attestations, what.machineId, { what, confirmation, position })
        this.#used.add(confirmation)
        return
      }
      case 'override': {
        const { override: what, confirmation } = entry
        push(this.#overrides, what.machineId, { what, confirmation, position })
        this.#used.add(confirmation)
        return
      }
      case 'document':
        for (const confirmation of entry.confirmations) this.#used.add(confirmation)
        this.#takeDocument(entry.document, entry.hash, entry.draftId, position)
        return
      case 'adopted-document':
        this.#takeDocument(entry.document, entry.hash, null, position)
        return
      case 'evidence': {
        const { hash: of, form, source, job, owner, disks } = entry
        if (!this.#evidence.has(of)) this.#evidence.set(of, { hash: of, form, source, job, owner, disks, position })
        this.#mediaTypes.set(of, form === 'nwipe-log' ? 'text/plain' : 'application/json')
        // A reading of the same job says nothing of how the erasure ended.
        if (form === 'erasure') this.#endErasure(job)
        return
      }
      case 'erasure-begun': {
        const { job, owner, disk, confirmation } = entry
        this.#erasures.set(job, { job, owner, disk, confirmation, at: frame.at, position, ended: false })
        this.#used.add(confirmation)
        return
      }
      case 'erasure-refused':
        this.#endErasure(entry.job)
        return
      case 'loose-disk':
        this.#looseDisks.set(entry.disk.id, entry.disk)
        return
      case 'intake':
        this.#intakes.set(entry.intake.id, entry.intake)
        return
      case 'dismantling-order': {
        const { order: what, confirmation } = entry
        for (const { machineId, stayId } of what.machines) {
          this.#dismantlingOrders.set(stayKey(machineId, stayId), { what, confirmation, position })
        }
        this.#used.add(confirmation)
        return
      }
      case 'dismantling-rescinded':
        for (const { machineId, stayId } of entry.rescission.machines) {
          this.#dismantlingOrders.delete(stayKey(machineId, stayId))
        }
        this.#used.add(entry.confirmation)
        return
      case 'dismantling': {
        const { id, machineId, stayId, mediaFound, media } = entry.file
        if (media.length > 0 || (mediaFound ?? 0) > 0) this.#disksNoted.set(stayKey(machineId, stayId), position)
        this.#dismantlingFiles.set(id, entry.file)
        return
      }
      case 'waste-code':
        this.#wasteCodeChanges.push({ what: entry.change, confirmation: entry.confirmation, position })
        this.#used.add(entry.confirmation)
        return
      case 'part':
        this.#takePart(entry.part, position)
        return
      case 'arrival':
        for (const confirmation of entry.confirmations) this.#used.add(confirmation)
        this.#takeDocument(entry.document, entry.hash, entry.draftId, position)
        for (const [machineId, disks] of announcedBy(entry.hash, entry.document)) {
          const arrived = entry.machines.find(({ id }) => id === machineId)
          if (arrived !== undefined) this.#announced.set(stayKey(machineId, arrived.stay.id), disks)
        }
        for (const machine of entry.machines) {
          this.#cameWith.set(stayKey(machine.id, machine.stay.id), new Set(machine.reports.map((each) => each.hash)))
          // Reports that moved with a machine are reports of its new stay from here on.
          for (const { hash: of } of machine.reports)
            this.#takeReport({ hash: of, readings: null, source: 'file', position })
          this.#takeMachine(machine, position)
        }
        for (const disk of entry.disks) this.#looseDisks.set(disk.id, disk)
        for (const part of entry.parts) this.#takePart(part, position)
        for (const { id } of [...entry.machines, ...entry.disks, ...entry.parts]) this.#arrivals.set(id, position)
        return
      case 'batch-imported':
        this.#takeImport(entry.imported, position)
        return
      case 'batch-written':
        this.#batchesWritten.push(entry.written)
        return
      case 'station-trust':
        this.#trust.set(entry.trust.did, entry.trust)
        this.#used.add(entry.confirmation)
        return
      case 'handover-payment':
        this.#payments.set(entry.payment.id, entry.payment)
        return
      case 'public-count':
        this.#publicCounts.set(entry.count.month, entry.count)
        return
      case 'handover-forgotten':
        this.#forgotten.add(entry.slip)
        if (entry.confirmation !== null) this.#used.add(entry.confirmation)
        return
      case 'delivery-target':
        this.#targets.set(entry.target.id, entry.target)
        this.#used.add(entry.confirmation)
        return
      case 'delivery':
        for (const delivery of entry.deliveries) {
          this.#deliveries.set(`${delivery.target} ${delivery.item}`, delivery)
        }
        return
      case 'clock':
      case 'used-confirmation':
        this.#used.add(entry.confirmation)
        return
      default:
        assertNever(entry, hash)
    }
  }

  #endErasure(job: string | null): void {
    const begun = job === null ? undefined : this.#erasures.get(job)
    if (begun !== undefined) this.#erasures.set(begun.job, { ...begun, ended: true })
  }

  #takeReport(row: ReportRow): void {
    if (!this.#reports.has(row.hash)) this.#reports.set(row.hash, row)
    for (const each of [row.hash, row.readings]) if (each !== null) this.#mediaTypes.set(each, 'application/json')
  }

  #takeMachine({ id, revision, stay, reports }: MachineFile, position: number): void {
    this.#machines.set(id, { id, revision, stayId: stay.id, stayStartedAt: stay.startedAt, position })
    const named = this.#reportsOfStays.get(stayKey(id, stay.id)) ?? new Map<string, NamedReport>()
    for (const each of reports) {
      // Where it came from is what this journal says of it, not what the machine file does.
      const source = this.#reports.get(each.hash)?.source ?? each.source
      if (!named.has(each.hash)) named.set(each.hash, { ...each, source })
      const key = `${id} ${each.hash}`
      this.#staysNaming.set(key, (this.#staysNaming.get(key) ?? new Set()).add(stay.id))
    }
    this.#reportsOfStays.set(stayKey(id, stay.id), named)
  }

  #takePart(part: Part, position: number): void {
    for (const event of part.history.slice(this.#parts.get(part.id)?.history.length ?? 0)) {
      if (event.what !== 'taken-out') continue
      this.#partsTakenOut.set(stayKey(event.machine.machineId, event.machine.stayId), position)
    }
    this.#parts.set(part.id, part)
  }

  #takeImport(imported: BatchImported, position: number): void {
    this.#imports.push({ imported, position })
    const whole = new Map(imported.ownSlips?.map(({ hash, document }) => [hash, document]))
    for (const { hash, columns } of imported.documents) {
      const slip = whole.get(hash)
      if (slip === undefined) this.#takeColumns(columns, hash, null, position)
      else this.#takeDocument(slip, hash, null, position)
    }
    for (const file of imported.files) {
      this.#attachedFiles.set(file.hash, file)
      if (!this.#mediaTypes.has(file.hash)) {
        this.#mediaTypes.set(file.hash, file.form === 'nwipe-log' ? 'text/plain' : 'application/json')
      }
    }
    this.#mediaTypes.set(imported.stationChain, 'text/plain')
  }

  #takeDocument(
    document: Readonly<Record<string, unknown>>,
    hash: string,
    draftId: string | null,
    position: number,
  ): void {
    const columns = documentColumns(document)
    const { issuer, kind } = columns
    if (!this.#documentsByHash.has(hash) && this.#ownKeys.has(issuer) && maySendAway(kind)) {
      for (const departure of departuresBy(hash, document)) {
        push(this.#departures, departure.itemId, { departure, position })
        if (departure.work !== null) this.#mediaTypes.set(departure.work, 'application/json')
      }
    }
    this.#takeColumns(columns, hash, draftId, position)
  }

  #takeColumns(columns: DocumentColumns, hash: string, draftId: string | null, position: number): void {
    if (this.#documentsByHash.has(hash)) return
    const { kind, issuer, sequence, machineId, itemIds, number, issuedAt } = columns
    const { previousDocument, replaces, withdraws } = columns
    if (withdraws !== null) this.#withdrawn.add(`${issuer} ${withdraws}`)
    const row: DocumentRow = {
      ...{ hash, position, draftId, kind, machineId, itemIds, number, issuedAt },
      ...{ previousDocument, replaces, withdraws },
      issuer: issuer === '' ? null : issuer,
      sequence: sequence === 0 ? null : sequence,
    }
    this.#documents.push(row)
    this.#documentsByHash.set(hash, row)
  }
}

const assertNever = (entry: never, hash: string): never => {
  throw new TypeError(`No rule for frame ${hash}: ${JSON.stringify(entry)}`)
}
