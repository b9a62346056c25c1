// A frame of the journal is one transaction. IndexedDB is a projection of the frames, in their order: whatever is lost
// there is replayed from here. Kinds and versions only ever grow; a past version stays readable.
import { z } from 'zod'
import { BatchImported } from '../batch/imported.ts'
import { BatchWritten } from '../batch/written.ts'
import { Delivery } from '../delivery/delivery.ts'
import { DeliveryTarget } from '../delivery/target.ts'
import { DismantlingOrder } from '../dismantling/order.ts'
import { DismantlingRescission } from '../dismantling/rescinding.ts'
import { DismantlingFile } from '../dismantling/sheet-file.ts'
import { WasteCodeChange } from '../dismantling/waste-codes.ts'
import { DiskOwner, ErasureChoice } from '../erasure/disk-job.ts'
import { DiskIdentity } from '../erasure/disk-identity.ts'
import { EvidenceForm, EvidenceSource } from '../erasure/evidence/form.ts'
import { LooseDiskFile } from '../erasure/loose-disk-file.ts'
import { DiskAttestation, Settlement } from '../erasure/settlement.ts'
import { GradeOverride } from '../grading/override.ts'
import { HandoverPayment, PublicCount } from '../handover/payment.ts'
import { Intake } from '../intake/intake.ts'
import { MachineFile } from '../machine/machine-file.ts'
import { Part } from '../parts/part.ts'
import { PersonCode, StationSettings } from '../station/station.ts'
import { Confirmation } from '../supervision/confirmation.ts'
import { StationTrust } from '../trust/trust.ts'
import { Reason } from '../words/reason.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const v1 = { v: z.literal(1) }

export const Entry = z.discriminatedUnion('kind', [
  /** The first frame: which key this chain belongs to. A later one: restored from a backup, it goes on under a new key. */
  z.strictObject({ kind: z.literal('station'), ...v1, did: z.string().max(200), created: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('settings'), ...v1, settings: StationSettings, confirmation: z.uuid().nullable() }),
  /** Work in progress, as the renderer saved it. */
  z.strictObject({ kind: z.literal('machine'), ...v1, machine: MachineFile }),
  /** A hardware report was taken in; the report (and its readings) lie beside the journal under their hashes. */
  z.strictObject({
    kind: z.literal('report'),
    ...v1,
    report: Sha256,
    readings: Sha256.nullable(),
    source: z.enum(['this-machine', 'file']),
  }),
  /** Any other large thing kept by hash: a logo, evidence. */
  z.strictObject({
    kind: z.literal('blob'),
    ...v1,
    hash: Sha256,
    mediaType: z.string().max(80),
    bytes: z.number().int(),
  }),
  z.strictObject({ kind: z.literal('confirmation'), ...v1, confirmation: Confirmation }),
  z.strictObject({
    kind: z.literal('settlement'),
    ...v1,
    settlements: z.array(Settlement).min(1),
    confirmation: z.uuid(),
  }),
  z.strictObject({ kind: z.literal('attestation'), ...v1, attestation: DiskAttestation, confirmation: z.uuid() }),
  z.strictObject({ kind: z.literal('override'), ...v1, override: GradeOverride, confirmation: z.uuid() }),
  z.strictObject({
    kind: z.literal('document'),
    ...v1,
    draftId: z.uuid(),
    hash: Sha256,
    /** The secured document, whole. */
    document: z.record(z.string(), z.unknown()),
    confirmations: z.array(z.uuid()).max(64),
  }),
  /** A document found in IndexedDB that the journal had lost, or one of another station. */
  z.strictObject({
    kind: z.literal('adopted-document'),
    ...v1,
    hash: Sha256,
    document: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ kind: z.literal('clock'), ...v1, now: z.iso.datetime(), confirmation: z.uuid() }),
  /**
   * Evidence of what was done to disks, kept whole under its hash. `job` is the station's job that it is the end of, `owner`
   * whose disk that was; both null for evidence from a file. `disks` are those that it names: an index, derived again from
   * the evidence whenever something rests on it.
   */
  z.strictObject({
    kind: z.literal('evidence'),
    ...v1,
    hash: Sha256,
    form: EvidenceForm,
    source: EvidenceSource,
    /** Of the file it came in. */
    name: z.string().max(255).nullable(),
    bytes: z.number().int(),
    job: z.uuid().nullable(),
    owner: DiskOwner.nullable(),
    disks: z.array(DiskIdentity).max(256),
  }),
  /**
   * Journalled before the first write: an erasure whose job has no evidence and no refusal after it is unfinished, whatever
   * stopped it.
   */
  z.strictObject({
    kind: z.literal('erasure-begun'),
    ...v1,
    job: z.uuid(),
    owner: DiskOwner,
    disk: DiskIdentity,
    choice: ErasureChoice,
    operator: PersonCode,
    confirmation: z.uuid(),
  }),
  /** A begun erasure was refused before anything was written. */
  z.strictObject({ kind: z.literal('erasure-refused'), ...v1, job: z.uuid(), reasons: z.array(Reason).max(50) }),
  /** A disk that came without a machine file: taken from a chassis that does not start, or by itself. */
  z.strictObject({ kind: z.literal('loose-disk'), ...v1, disk: LooseDiskFile }),
  z.strictObject({ kind: z.literal('intake'), ...v1, intake: Intake }),
  /** Machines were sent to dismantling, under one confirmation. */
  z.strictObject({ kind: z.literal('dismantling-order'), ...v1, order: DismantlingOrder, confirmation: z.uuid() }),
  /** Machines that were sent by mistake, and on which nothing was done, were taken back. */
  z.strictObject({
    kind: z.literal('dismantling-rescinded'),
    ...v1,
    rescission: DismantlingRescission,
    confirmation: z.uuid(),
  }),
  /** Work in progress on a machine that was sent to dismantling. */
  z.strictObject({ kind: z.literal('dismantling'), ...v1, file: DismantlingFile }),
  z.strictObject({ kind: z.literal('waste-code'), ...v1, change: WasteCodeChange, confirmation: z.uuid() }),
  z.strictObject({ kind: z.literal('part'), ...v1, part: Part }),
  /**
   * A document by which things arrive (the receiver's transfer slip, the slip of a return), and the files that it opens: each
   * with a new stay.
   */
  z.strictObject({
    kind: z.literal('arrival'),
    ...v1,
    draftId: z.uuid(),
    hash: Sha256,
    document: z.record(z.string(), z.unknown()),
    confirmations: z.array(z.uuid()).max(64),
    machines: z.array(MachineFile).max(500),
    disks: z.array(LooseDiskFile).max(500),
    parts: z.array(Part).max(500),
  }),
  /** A batch was imported, whole. */
  z.strictObject({ kind: z.literal('batch-imported'), ...v1, imported: BatchImported }),
  z.strictObject({ kind: z.literal('batch-written'), ...v1, written: BatchWritten }),
  z.strictObject({ kind: z.literal('station-trust'), ...v1, trust: StationTrust, confirmation: z.uuid() }),
  z.strictObject({ kind: z.literal('handover-payment'), ...v1, payment: HandoverPayment }),
  z.strictObject({ kind: z.literal('public-count'), ...v1, count: PublicCount }),
  /** The key of a handover is gone, and the name with it; the slip stands. `confirmation`: before its time. */
  z.strictObject({ kind: z.literal('handover-forgotten'), ...v1, slip: Sha256, confirmation: z.uuid().nullable() }),
  z.strictObject({ kind: z.literal('delivery-target'), ...v1, target: DeliveryTarget, confirmation: z.uuid() }),
  /** Of one target, together. */
  z.strictObject({ kind: z.literal('delivery'), ...v1, deliveries: z.array(Delivery).min(1).max(1000) }),
  /** A confirmation was used for something that leaves no frame of its own: a change of people, a copy of the key. */
  z.strictObject({ kind: z.literal('used-confirmation'), ...v1, confirmation: z.uuid() }),
])
export type Entry = z.infer<typeof Entry>

export const Frame = z.strictObject({
  /** 1 for the first frame, without gaps. */
  position: z.number().int().min(1),
  previous: Sha256.nullable(),
  at: z.iso.datetime(),
  /** Given by whoever asked: the same transaction asked twice is one frame. */
  transaction: z.uuid(),
  entry: Entry,
})
export type Frame = z.infer<typeof Frame>

/** A frame as it travels to a projection: with the hash that the next frame names as `previous`. */
export const ReadFrame = z.strictObject({ hash: Sha256, frame: Frame })
export type ReadFrame = z.infer<typeof ReadFrame>

export const JournalHead = z.strictObject({ position: z.number().int().min(0), hash: Sha256.nullable() })
export type JournalHead = z.infer<typeof JournalHead>
