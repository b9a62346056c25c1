// What a refurbishment certificate says: one machine as it was measured, every disk of its stay with what became of it
// (certified-disk.ts), tests, grades and what people declared. How it is derived from the journal is
// certificate-derivation.ts' business; whether its parts agree is consistency.ts'.
//
// Members called `id` and `type` are the standard's (JSON-LD would read any other as its own), so nothing here bears
// these names but the subject itself. `basis` says of each part whether it was measured or a person declared it.
import { z } from 'zod'
import { AttestationCause } from '../erasure/settlement.ts'
import { Grade, GradeAxis } from '../grading/override.ts'
import {
  Battery,
  Display,
  Firmware,
  Graphics,
  Identity,
  MemoryModule,
  NetworkAdapter,
  Processor,
  SECTIONS,
  Tpm,
  ToolVersion,
} from '../machine/hardware-report.ts'
import { EquipmentKind, InstalledSystem } from '../machine/machine-file.ts'
import { ErasureMinimum, PersonCode } from '../station/station.ts'
import { Basis, CertifiedDisk, type DiskVerdict } from './certified-disk.ts'
import { chainMembers, ConfirmedBy, Instant, issuingMembers, securedDocument, Sha256, Statement } from './document.ts'

const measured = { basis: z.literal('measured') }
const declared = { basis: z.literal('declared') }
export const ReadAt = z.iso.datetime({ offset: true })

/** `type` is JSON-LD's; the rest is the report's own module. */
const CertifiedModule = z.strictObject({
  ...MemoryModule.unwrap().omit({ type: true }).shape,
  technology: MemoryModule.unwrap().shape.type,
})
const adapterShape = NetworkAdapter.unwrap().omit({ name: true, mac: true }).shape

/** The machine as one report found it. `report` is the hash of the whole report, which the workshop keeps. */
export const Measurement = z.strictObject({
  ...measured,
  report: Sha256,
  takenAt: ReadAt,
  /** Where the report bears no full date of its own: by the machine's clock, or the day it was opened here. */
  takenAtFrom: z.enum(['local-clock', 'opening']).optional(),
  tool: ToolVersion,
  fieldTools: z.array(ToolVersion).max(64),
  /** How reading each section went: what was not read is `null` or absent below, and this tells that it was not. */
  sections: z.record(z.enum(SECTIONS), z.enum(['read', 'partly', 'unavailable'])),
  identity: Identity,
  firmware: Firmware,
  processor: Processor,
  memory: z.strictObject({
    totalBytes: z.int().min(1).nullable(),
    maximumBytes: z.int().min(1).nullable(),
    slots: z.strictObject({ total: z.int().min(0).nullable(), used: z.int().min(0).nullable() }),
    modules: z.array(CertifiedModule).max(512),
  }),
  batteries: z.array(Battery).max(64),
  graphics: z.array(Graphics).max(64),
  displays: z.array(Display).max(64),
  /** Without MAC addresses: they would follow the next owner. */
  network: z.array(z.strictObject(adapterShape)).max(256),
  tpm: Tpm,
})
export type Measurement = z.infer<typeof Measurement>

/** The face of the certificate: what may be said of all the disks together. */
export const ErasureFace = z.strictObject({
  /** The weakest of its disks: one that is only declared makes the whole *déclaré, non vérifié*. */
  statement: z.enum(['no-disk', 'verified', 'verified-by-log', 'declared-not-verified', 'taken-out']),
  /** What the workshop demands at least. */
  minimum: ErasureMinimum,
  /** Of the machine: those that were taken out are counted, foreign ones are not. */
  disks: z.int().min(0),
  verified: z.int().min(0),
  declared: z.int().min(0),
  destroyed: z.int().min(0),
  removed: z.int().min(0),
  /** Beside the others: not of this machine. */
  foreign: z.int().min(0),
})
export type ErasureFace = z.infer<typeof ErasureFace>

export const CertifiedTest = z.strictObject({
  step: z.string().min(1).max(60),
  title: z.strictObject({ fr: z.string().min(1).max(200), en: z.string().min(1).max(200) }),
  outcome: z.enum(['passed', 'failed', 'not-applicable', 'left']),
  /** `measured`: decided by readings alone. */
  basis: Basis,
  operator: PersonCode.nullable(),
  at: Instant.nullable(),
  note: z.string().max(1000),
  reasons: z.array(Statement).max(100),
})
export type CertifiedTest = z.infer<typeof CertifiedTest>

export const CertifiedGrade = z.strictObject({
  axis: GradeAxis,
  /** null: not graded, and the reasons say why (no battery, say). */
  grade: Grade.nullable(),
  byRubric: Grade.nullable(),
  reasons: z.array(Statement).min(1).max(100),
  override: z
    .strictObject({
      from: Grade.nullable(),
      to: Grade,
      reason: z.string().min(3).max(500),
      at: Instant,
      confirmedBy: ConfirmedBy,
    })
    .nullable(),
})
export type CertifiedGrade = z.infer<typeof CertifiedGrade>

/** A person opened the machine and said which disks stand in it. */
export const Opening = z.strictObject({
  ...declared,
  attestation: z.uuid(),
  why: AttestationCause,
  /** The report it makes up for; null where the machine could not be read at all. */
  report: Sha256.nullable(),
  found: z.int().min(0),
  operator: PersonCode.nullable(),
  at: Instant,
  notes: z.string().max(1000),
  confirmedBy: ConfirmedBy,
})
export type Opening = z.infer<typeof Opening>

export const DeclaredText = (atMost: number) => z.strictObject({ ...declared, text: z.string().max(atMost) })

export const RefurbishmentSubject = z.strictObject({
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  kind: z.literal('refurbishment-certificate'),
  version: z.literal(1),
  ...chainMembers,
  machineId: z.uuid(),
  ...issuingMembers,
  machine: z.strictObject({
    inventoryNumber: z.string().min(1).max(40),
    equipment: EquipmentKind,
    stay: z.strictObject({ stayId: z.uuid(), startedAt: Instant }),
    /** SHA-256 of the machine file it was derived from. */
    file: Sha256,
    /** null where the machine could not be read: a person then opened it and says which disks it holds. */
    measurement: Measurement.nullable(),
    reports: z
      .array(z.strictObject({ report: Sha256, takenAt: ReadAt, source: z.enum(['this-machine', 'file']) }))
      .max(50),
  }),
  erasure: ErasureFace,
  disks: z.array(CertifiedDisk).max(256),
  /** A person opened the machine, because no report could settle the disks alone. */
  openings: z.array(Opening).max(50),
  checklist: z.strictObject({
    profile: z.string().max(60),
    profileVersion: z.int().min(1),
    tests: z.array(CertifiedTest).max(200),
  }),
  grading: z.strictObject({
    rubric: z.string().max(60),
    rubricVersion: z.int().min(1),
    grades: z.array(CertifiedGrade).max(10),
  }),
  operatingSystem: z.strictObject({ ...declared, ...InstalledSystem.shape }).nullable(),
  repairs: DeclaredText(2000),
  reservations: DeclaredText(2000),
  accessories: DeclaredText(500),
  aspectNotes: DeclaredText(1000),
  issuedBy: PersonCode.nullable(),
  secondPerson: ConfirmedBy.nullable(),
})
export type RefurbishmentSubject = z.infer<typeof RefurbishmentSubject>

export const RefurbishmentCertificate = securedDocument('refurbishment-certificate', RefurbishmentSubject)
export type RefurbishmentCertificate = z.infer<typeof RefurbishmentCertificate>

/** The face, from the disks: used both to issue and to check what was issued. */
export const faceOf = (disks: readonly CertifiedDisk[], minimum: ErasureMinimum): ErasureFace => {
  const count = (verdict: DiskVerdict) => disks.filter((disk) => disk.verdict === verdict).length
  const counts = {
    disks: disks.length - count('foreign'),
    verified: count('verified'),
    declared: count('declared'),
    destroyed: count('destroyed'),
    removed: count('removed'),
    foreign: count('foreign'),
  }
  const statement =
    counts.disks === 0
      ? ('no-disk' as const)
      : counts.declared > 0
        ? ('declared-not-verified' as const)
        : counts.verified === 0
          ? ('taken-out' as const)
          : disks.some((disk) => disk.how === 'log')
            ? ('verified-by-log' as const)
            : ('verified' as const)
  return { statement, minimum, ...counts }
}
