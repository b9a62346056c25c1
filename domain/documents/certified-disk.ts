// What a document says of one disk: the fields of NIST SP 800-88's sample certificate, each with whether it was measured
// or a person declared it, and the hashes of the evidence. The same on every kind of document that speaks of a disk.
import { z } from 'zod'
import { DestructionTechnique, ErasureMethod } from '../erasure/method.ts'
import { Disk } from '../machine/hardware-report.ts'
import { PersonCode } from '../station/station.ts'
import { ConfirmedBy, Instant, Sha256 } from './document.ts'

export const Basis = z.enum(['measured', 'declared'])

/** Who did the work, for NIST's "person performing": a code, and the workshop it can be asked at. */
const PerformedBy = z.strictObject({
  /** null where the codes of the people who work here may not leave the workshop. */
  operator: PersonCode.nullable(),
  organisation: z.string().max(120),
  location: z.string().max(300),
  phone: z.string().max(40),
})

const diskShape = Disk.unwrap().shape

/** What was done to the disk: absent (null) where nothing was, as for one that was taken out. */
export const Treatment = z.strictObject({
  basis: Basis,
  /** null where the disk was only read back, and nobody knows what erased it. */
  method: ErasureMethod.nullable(),
  /** The tool's own name of its method. */
  detail: z.string().max(120).nullable().optional(),
  destruction: DestructionTechnique.nullable(),
  tool: z.strictObject({ name: z.string().min(1).max(80), version: z.string().max(40).nullable() }).nullable(),
  startedAt: Instant.nullable(),
  endedAt: Instant,
  /** Measured only: null where nobody counted. */
  bytesWritten: z.int().min(0).nullable(),
  bytesRead: z.int().min(0).nullable(),
  verification: z.strictObject({
    method: z.enum(['full', 'sampling', 'none']),
    coveragePercent: z.number().min(0).max(100).nullable(),
    basis: Basis,
  }),
  /** The station's own reading of the medium, without which nothing is witnessed. */
  readBack: z
    .strictObject({
      tool: z.strictObject({ name: z.string().max(80), version: z.string().max(40).nullable() }),
      expected: z.enum(['zero', 'pattern', 'random']),
      startedAt: Instant,
      endedAt: Instant,
      bytesRead: z.int().min(0),
    })
    .nullable()
    .optional(),
})

export type Treatment = z.infer<typeof Treatment>

/** `foreign`: not of this machine (the key it was read from): listed, so that none escapes, and nothing said of its data. */
export const DiskVerdict = z.enum(['verified', 'declared', 'failed', 'destroyed', 'removed', 'foreign'])
export type DiskVerdict = z.infer<typeof DiskVerdict>

export const CertifiedDisk = z.strictObject({
  /** Whether a report or a reading of it saw it, or a person who opened the machine. */
  basis: Basis,
  /** The reports of this stay in which it was seen. */
  seenIn: z.array(Sha256).max(50),
  make: diskShape.vendor,
  model: diskShape.model,
  serial: diskShape.serial,
  serialFrom: diskShape.serialFrom,
  wwn: diskShape.wwn,
  firmware: diskShape.firmware,
  kind: diskShape.kind,
  interface: diskShape.interface,
  sizeBytes: diskShape.sizeBytes,
  health: diskShape.health,
  doubts: diskShape.doubts,
  powerOnHours: diskShape.powerOnHours,
  wearPercent: diskShape.wearPercent,
  reallocatedSectors: diskShape.reallocatedSectors,
  verdict: DiskVerdict,
  /** How far `verified` goes; null with every other verdict. */
  how: z.enum(['witnessed', 'log']).nullable(),
  settlement: z.uuid(),
  settledAt: Instant,
  performedBy: PerformedBy,
  treatment: Treatment.nullable(),
  evidenceHashes: z.array(Sha256).max(20),
  /** A log without a serial, of which two people say that this run of it is of this disk. */
  evidenceLink: z
    .strictObject({ log: Sha256, run: z.int().min(1), device: z.string().max(200) })
    .nullable()
    .optional(),
  /** Where a disk that was taken out waits, and the file that was opened for it. */
  removedTo: z.strictObject({ place: z.string().min(1).max(80), looseDisk: z.uuid() }).nullable(),
  /** NIST's classification and back-up: the previous owner's to know; null says that nobody told. */
  classificationBefore: z.string().max(80).nullable(),
  classificationAfter: z.string().max(80).nullable(),
  backedUp: z.boolean().nullable(),
  /** NIST's; null where nobody said it. Documents of before that was so may bear what was only supposed. */
  destination: z.enum(['internal-reuse', 'external-reuse', 'recycling', 'manufacturer', 'other']).nullable(),
  notes: z.string().max(1000),
  validatedBy: ConfirmedBy,
})
export type CertifiedDisk = z.infer<typeof CertifiedDisk>
