// The operations of a station: name → input, progress, output. Types, dispatch, the client and both transports derive
// from this one table; no operation's name is written anywhere else as a channel.
import { z } from 'zod'
import { backupOperations } from './backup/operations.ts'
import { batchOperations } from './batch/operations.ts'
import { deliveryOperations } from './delivery/operations.ts'
import { diagnosticOperations } from './diagnostic/operations.ts'
import { DismantlingOrder } from './dismantling/order.ts'
import { DismantlingRescission } from './dismantling/rescinding.ts'
import { DismantlingFile } from './dismantling/sheet-file.ts'
import { WasteCodeChange } from './dismantling/waste-codes.ts'
import { Draft } from './documents/draft.ts'
import { Verification } from './documents/verification.ts'
import { DiskJob, ErasureOrders, ReadBackOrder } from './erasure/disk-job.ts'
import { EvidenceForm } from './erasure/evidence/form.ts'
import { LooseDiskFile } from './erasure/loose-disk-file.ts'
import { DiskAttestation, Settlement } from './erasure/settlement.ts'
import { DiskInventory } from './erasure/station-disk.ts'
import { GradeOverride } from './grading/override.ts'
import { handoverOperations } from './handover/operations.ts'
import { Intake } from './intake/intake.ts'
import { JournalHead, ReadFrame } from './journal/frame.ts'
import { HardwareReport } from './machine/hardware-report.ts'
import { logOperations } from './log/operations.ts'
import { MachineFile } from './machine/machine-file.ts'
import { openingOperations } from './opening/operations.ts'
import { Part } from './parts/part.ts'
import { ClockState, Person, PersonCode, PersonRole, StationSettings } from './station/station.ts'
import { ConfirmableAction, Confirmation } from './supervision/confirmation.ts'
import { transferOperations } from './transfer/operations.ts'
import { trustOperations } from './trust/operations.ts'
import { updateOperations } from './update/operations.ts'
import { Reason } from './words/reason.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Nothing = z.strictObject({})
/** 4 to 12 digits: typed on a keypad or scanned from a card. */
const Pin = z.string().regex(/^\d{4,12}$/)
const Document = z.record(z.string(), z.unknown())
const Base64 = z.base64().max(64 * 1024 * 1024)
const megabytes = (count: number) => count * 1024 * 1024

/** The largest input as JSON, in bytes: a file of 64 MiB in base64 and what is around it. */
export const MAXIMUM_INPUT_BYTES = megabytes(96)

export const StationDescription = z.strictObject({
  version: z.string(),
  shell: z.enum(['electron', 'browser', 'memory']),
  demo: z.boolean(),
  dataFolder: z.string(),
  /** null until the station is set up. */
  settings: StationSettings.nullable(),
  did: z.string().nullable(),
  head: JournalHead,
  clock: ClockState,
  /** Something the person must know at once: a torn frame was cut, the journal is damaged and writing has stopped, … */
  notices: z.array(Reason),
  writable: z.boolean(),
})
export type StationDescription = z.infer<typeof StationDescription>

export const NewPerson = z.strictObject({
  name: z.string().trim().min(1).max(80),
  role: PersonRole,
  simplified: z.boolean(),
  /** Supervisors only. */
  pin: Pin.nullable(),
})
export type NewPerson = z.infer<typeof NewPerson>

export const SetUpForm = z.strictObject({
  settings: StationSettings,
  people: z.array(NewPerson).min(1).max(50),
  /** Wraps the station key; null leaves it in a file of mode 0600. */
  passphrase: z.string().min(8).max(200).nullable(),
})
export type SetUpForm = z.infer<typeof SetUpForm>

export const SectionProgress = z.strictObject({
  section: z.string().max(40),
  state: z.enum(['started', 'read', 'partly', 'unavailable']),
  /** The report as far as it is known by now. */
  report: HardwareReport.nullable(),
})

const Appended = z.strictObject({ head: JournalHead })

/** One operation: its input, the events it reports while it runs (null: none), and what it answers. */
type Operation = { readonly input: z.ZodType; readonly progress: z.ZodType | null; readonly output: z.ZodType }

export const operations = {
  'station.describe': { input: Nothing, progress: null, output: StationDescription },
  /** Makes the key, the first frames and the people; answers the recovery code, shown and printed once. */
  'station.setUp': {
    input: SetUpForm,
    progress: null,
    output: z.strictObject({ description: StationDescription, recoveryCode: z.string() }),
  },
  'station.saveSettings': {
    input: z.strictObject({ settings: StationSettings, confirmation: z.uuid() }),
    progress: null,
    output: Appended,
  },
  /** The station key as a file wrapped under a passphrase, to be kept elsewhere. */
  'station.copyKey': {
    input: z.strictObject({ passphrase: z.string().min(8).max(200), confirmation: z.uuid() }),
    progress: null,
    output: z.strictObject({ fileName: z.string(), text: z.string() }),
  },
  'station.unlock': { input: z.strictObject({ passphrase: z.string().max(200) }), progress: null, output: Nothing },
  'clock.confirm': { input: z.strictObject({ confirmation: z.uuid() }), progress: null, output: ClockState },

  'people.list': { input: Nothing, progress: null, output: z.array(Person) },
  'people.add': {
    input: z.strictObject({ person: NewPerson, confirmation: z.uuid() }),
    progress: null,
    output: Person,
  },
  'people.change': {
    input: z.strictObject({
      code: PersonCode,
      name: z.string().trim().min(1).max(80),
      simplified: z.boolean(),
      active: z.boolean(),
      pin: Pin.nullable(),
      confirmation: z.uuid(),
    }),
    progress: null,
    output: Person,
  },
  /** Erases the row: the code stays in the documents, and nobody can tell whose it was. */
  'people.erase': {
    input: z.strictObject({ code: PersonCode, confirmation: z.uuid() }),
    progress: null,
    output: Nothing,
  },
  /** Makes a new recovery code, shown and printed once; the one before is worth nothing from then on. */
  'people.renewRecoveryCode': {
    input: z.strictObject({ confirmation: z.uuid() }),
    progress: null,
    output: z.strictObject({ recoveryCode: z.string() }),
  },
  /** Checks the PIN (or the recovery code) and journals a confirmation for one use. */
  'supervision.confirm': {
    input: z.strictObject({
      action: ConfirmableAction,
      supervisor: PersonCode,
      secret: z.string().min(4).max(40),
      operator: PersonCode.nullable(),
    }),
    progress: null,
    output: Confirmation,
  },

  'journal.read': {
    input: z.strictObject({ after: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }),
    progress: null,
    output: z.strictObject({ frames: z.array(ReadFrame), head: JournalHead }),
  },
  /** The hash of one frame, so that a projection can tell whether it follows this journal. */
  'journal.hashAt': {
    input: z.strictObject({ position: z.number().int().min(1) }),
    progress: null,
    output: z.strictObject({ hash: Sha256.nullable() }),
  },
  /** Documents that IndexedDB holds and the journal does not: what verifies is appended, the rest is named. */
  'journal.adopt': {
    input: z.strictObject({ documents: z.array(Document).max(1000) }),
    progress: null,
    output: z.strictObject({
      adopted: z.array(Sha256),
      refused: z.array(z.strictObject({ index: z.number().int(), reasons: z.array(Reason) })),
      head: JournalHead,
    }),
  },
  'machines.save': {
    input: z.strictObject({ transaction: z.uuid(), machine: MachineFile }),
    progress: null,
    output: Appended,
  },
  'blobs.put': {
    input: z.strictObject({ base64: Base64, mediaType: z.string().max(80) }),
    progress: null,
    output: z.strictObject({ hash: Sha256, head: JournalHead }),
  },
  'blobs.get': {
    input: z.strictObject({ hash: Sha256 }),
    progress: null,
    output: z.strictObject({ base64: z.string(), mediaType: z.string() }),
  },

  'hardware.read': {
    input: Nothing,
    progress: SectionProgress,
    output: z.strictObject({ hash: Sha256, report: HardwareReport, head: JournalHead }),
  },
  /** A report, recorded readings or another tool's account of a machine: `text` is what the file holds. */
  'hardware.open': {
    input: z.strictObject({ name: z.string().max(255), text: z.string().max(megabytes(32)) }),
    progress: null,
    output: z.strictObject({ hash: Sha256, report: HardwareReport, head: JournalHead }),
  },

  /** The disks attached to this computer, what speaks against erasing each, and what cannot be done here at all. */
  'disks.inventory': { input: Nothing, progress: null, output: DiskInventory },
  /** Begins one job a disk; what is refused is among the jobs too, ended. Everything is asked again before the first write. */
  'disks.erase': {
    input: z.strictObject({ orders: ErasureOrders, confirmation: z.uuid() }),
    progress: null,
    output: z.strictObject({ jobs: z.array(DiskJob), head: JournalHead }),
  },
  'disks.readBack': { input: z.strictObject({ order: ReadBackOrder }), progress: null, output: DiskJob },
  /** Those that run and those that ended since the station was opened, the newest first. Asked every second. */
  'disks.jobs': { input: Nothing, progress: null, output: z.array(DiskJob) },
  'disks.cancel': { input: z.strictObject({ job: z.uuid() }), progress: null, output: DiskJob },
  /** Opens the file of a disk that came without a machine file. Asked twice it is one. */
  'disks.receive': { input: z.strictObject({ disk: LooseDiskFile }), progress: null, output: Appended },
  /** Takes in evidence from a file: an nwipe log, or the record of a reading. What it says of which disk is asked of the rules. */
  'evidence.import': {
    input: z.strictObject({ name: z.string().max(255), base64: Base64 }),
    progress: null,
    output: z.strictObject({ hash: Sha256, form: EvidenceForm, again: z.boolean(), head: JournalHead }),
  },
  'disks.settle': {
    input: z.strictObject({ settlements: z.array(Settlement).min(1).max(64), confirmation: z.uuid() }),
    progress: null,
    output: Appended,
  },
  'disks.attest': {
    input: z.strictObject({ attestation: DiskAttestation, confirmation: z.uuid() }),
    progress: null,
    output: Appended,
  },
  'intakes.save': {
    input: z.strictObject({ transaction: z.uuid(), intake: Intake }),
    progress: null,
    output: Appended,
  },
  /** The machines that it names go to dismantling. Taken back only while nothing is done to them. */
  'dismantling.order': {
    input: z.strictObject({ order: DismantlingOrder, confirmation: z.uuid() }),
    progress: null,
    output: Appended,
  },
  'dismantling.rescind': {
    input: z.strictObject({ rescission: DismantlingRescission, confirmation: z.uuid() }),
    progress: null,
    output: Appended,
  },
  'dismantling.save': {
    input: z.strictObject({
      transaction: z.uuid(),
      file: DismantlingFile,
      /** The signed sheet that a new one shall replace: under a sheet that stands, nothing else changes its file. */
      corrects: Sha256.optional(),
    }),
    progress: null,
    output: Appended,
  },
  'wasteCodes.change': {
    input: z.strictObject({ change: WasteCodeChange, confirmation: z.uuid() }),
    progress: null,
    output: Appended,
  },
  /** A part's history only grows, and a disk becomes a part only once it is verified. */
  'parts.save': {
    input: z.strictObject({ transaction: z.uuid(), part: Part }),
    progress: null,
    output: Appended,
  },
  'grades.override': {
    input: z.strictObject({ override: GradeOverride, confirmation: z.uuid() }),
    progress: null,
    output: Appended,
  },

  'documents.issue': {
    input: z.strictObject({ draft: Draft }),
    progress: null,
    output: z.strictObject({ hash: Sha256, document: Document, head: JournalHead }),
  },
  'documents.verify': {
    input: z.strictObject({ name: z.string().max(255), text: z.string().max(megabytes(32)) }),
    progress: null,
    output: Verification,
  },
  /** A self-contained page to PDF, by the Chromium engine of the shell. */
  'paper.toPdf': {
    input: z.strictObject({ html: z.string().max(megabytes(32)), title: z.string().max(200) }),
    progress: null,
    output: z.strictObject({ base64: z.string() }),
  },

  ...batchOperations,
  ...trustOperations,
  ...transferOperations,
  ...handoverOperations,
  ...deliveryOperations,
  ...backupOperations,
  ...openingOperations,
  ...logOperations,
  ...diagnosticOperations,
  ...updateOperations,
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations
export type Input<N extends OperationName> = z.input<(typeof operations)[N]['input']>
export type Output<N extends OperationName> = z.output<(typeof operations)[N]['output']>
export type Progress<N extends OperationName> = (typeof operations)[N]['progress'] extends z.ZodType
  ? z.output<(typeof operations)[N]['progress']>
  : never

/** Own keys only: `__proto__` and `constructor` are no operations. */
export const isOperation = (name: unknown): name is OperationName =>
  typeof name === 'string' && Object.hasOwn(operations, name)

export const ErrorCode = z.enum([
  'unknown-operation',
  'bad-input',
  'bad-reply',
  'refused',
  'wrong-secret',
  'paused',
  'not-set-up',
  'locked',
  'read-only',
  'disk-full',
  'not-found',
  'conflict',
  'cancelled',
  'timed-out',
  'unreachable',
  'internal',
])
export type ErrorCode = z.infer<typeof ErrorCode>

export const Failure = z.strictObject({
  code: ErrorCode,
  /** For the log, in English; the screen words the code and the reasons. */
  message: z.string().max(2000),
  reasons: z.array(Reason).max(200),
})
export type Failure = z.infer<typeof Failure>

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }

/** The part of an AbortSignal that a transport needs; domain knows no DOM. */
export type Cancellation = {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** What a transport is: one call, its progress, its cancellation. It never throws; what goes wrong is a reply. */
export type Send = <N extends OperationName>(
  name: N,
  input: Input<N>,
  options?: { readonly onProgress?: (event: Progress<N>) => void; readonly signal?: Cancellation },
) => Promise<Reply<Output<N>>>
