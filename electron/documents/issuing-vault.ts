// What the vault offers to whoever issues documents: the journal as it stands, the key's signature, the clock, one append.
import type { Sha256Of } from '../../domain/documents/canonical.ts'
import type { JsonObject, VerifySignature } from '../../domain/documents/proof.ts'
import type { DismantlingOrder } from '../../domain/dismantling/order.ts'
import type { DismantlingFile } from '../../domain/dismantling/sheet-file.ts'
import type { WasteCodeChange } from '../../domain/dismantling/waste-codes.ts'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import type { DiskOwner } from '../../domain/erasure/disk-job.ts'
import type { LooseDiskFile } from '../../domain/erasure/loose-disk-file.ts'
import type { DiskAttestation, Settlement } from '../../domain/erasure/settlement.ts'
import type { GradeOverride } from '../../domain/grading/override.ts'
import type { Intake } from '../../domain/intake/intake.ts'
import type { Entry, ReadFrame } from '../../domain/journal/frame.ts'
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { Part } from '../../domain/parts/part.ts'
import type { ClockState, StationSettings } from '../../domain/station/station.ts'
import type { Confirmation } from '../../domain/supervision/confirmation.ts'
import type { AnnouncedDisk } from '../../domain/transfer/announced.ts'
import type { Departure } from '../../domain/transfer/departure.ts'
import type { EvidenceVault } from './evidence-of-stay.ts'

type Later<T> = Promise<T> | T

/** What issuing needs to know of a document that the journal holds. */
export type HeldDocument = {
  readonly hash: string
  readonly issuer: string | null
  readonly sequence: number | null
  readonly machineId: string | null
  /** What a slip lists. */
  readonly itemIds: readonly string[]
  readonly replaces: string | null
  readonly withdraws: string | null
}

/** A report that some saved revision of a machine file named. */
export type NamedReport = MachineFile['reports'][number]

/** With the identifier of the confirmation that it was journalled under. */
export type ByConfirmation<T> = { readonly what: T; readonly confirmation: string }

export type IssuingVault = EvidenceVault & {
  /** A disk that is being erased or read back at this moment: what is found on it is not known yet. */
  isAtWorkOn(disk: DiskIdentity): boolean
  readonly did: string
  readonly settings: StationSettings
  readonly clock: ClockState
  /** ISO 8601, UTC. */
  now(): string
  /** The machine file as it was last saved. */
  machineFile(machineId: string): Later<MachineFile | null>
  /**
   * Every report that any saved revision of this machine's file named during this stay, oldest first: a later revision
   * that leaves one out makes no disk disappear.
   */
  reportsOfStay(machineId: string, stayId: string): Later<readonly NamedReport[]>
  /** It was read elsewhere, and moved with the machine as that arrived for this stay. */
  cameWith(machineId: string, stayId: string, report: string): boolean
  /** The report under its hash, checked against that hash; null where it is not there. */
  report(hash: string): Later<HardwareReport | null>
  /** Of disks that came without a machine file. */
  readonly looseDisks: readonly LooseDiskFile[]
  settlements(machineId: string): readonly ByConfirmation<Settlement>[]
  attestations(machineId: string): readonly ByConfirmation<DiskAttestation>[]
  overrides(machineId: string): readonly ByConfirmation<GradeOverride>[]
  /** The disks that stood in the machine of this stay when it left, by the slip that it came with. */
  announced(owner: DiskOwner): readonly AnnouncedDisk[]
  /** Of one stay; null while no supervisor sent the machine to dismantling. */
  dismantlingOrder(owner: DiskOwner): ByConfirmation<DismantlingOrder> | null
  dismantlingFile(owner: DiskOwner): DismantlingFile | null
  /** The machine file was saved again after this was confirmed: another machine may stand there than was read. */
  isSavedSince(machineId: string, confirmation: string): boolean
  intake(id: string): Intake | null
  /** By which slip it left in this stay; null while it is here. */
  departure(itemId: string, stayId: string | null): Departure | null
  /** The whole stock, and what it was. */
  readonly parts: readonly Part[]
  /** In the order of the journal. */
  readonly wasteCodeChanges: readonly WasteCodeChange[]
  confirmation(id: string): Confirmation | null
  isUsed(confirmation: string): boolean
  /** Every document, own and adopted, in the order in which the journal took them in. */
  readonly documents: readonly HeldDocument[]
  document(hash: string): Later<JsonObject | null>
  /** What this station signed at that time is believed here today. */
  isBelieved(document: { readonly issuer: string; readonly issuedAt: string }): boolean
  /** Ed25519 by the station's key. Throws `locked` while the key is. */
  sign(data: Uint8Array): Uint8Array
  /** One frame. `decide` is asked in its turn; a transaction that stands already is answered without asking. */
  append(transaction: string, decide: () => Promise<Entry>): Promise<ReadFrame>
}

export type IssueDeps = {
  readonly vault: IssuingVault
  readonly sha256: Sha256Of
  readonly verify: VerifySignature
  /** The station is a demonstration: every document says so in its signed data. */
  readonly demonstration: boolean
}

export type DocumentEntry = Extract<Entry, { kind: 'document' }>
