// The machine file: the work in progress on one computer. It is mutable; what it rests on (reports, settlements,
// confirmations, documents) is not, and is named here by hash or identifier only.
import { z } from 'zod'
import { StepResult } from '../checklist/progress.ts'
import { AspectGrade } from '../grading/rubric.ts'
import { Triage } from '../intake/triage.ts'
import { PersonCode } from '../station/station.ts'
import { EquipmentKind } from './equipment.ts'

export { EquipmentKind }

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const Instant = z.iso.datetime()

export const ReportReference = z.strictObject({
  hash: Sha256,
  takenAt: Instant,
  addedAt: Instant,
  source: z.enum(['this-machine', 'file']),
})

export const InstalledSystem = z.strictObject({
  name: z.string().trim().max(120),
  version: z.string().trim().max(60),
  language: z.string().trim().max(40),
  licence: z.enum(['free', 'digital', 'key', 'none']),
})
export type InstalledSystem = z.infer<typeof InstalledSystem>

/**
 * A stay is the time a machine is in this workshop, from reception to departure. Evidence and settlements belong to
 * one stay: a disk erased two years ago says nothing of the same disk today.
 */
export const Stay = z.strictObject({ id: z.uuid(), startedAt: Instant })
export type Stay = z.infer<typeof Stay>

/** Under which what belongs to one machine in one stay is looked up. */
export const stayKey = (machineId: string, stayId: string): string => `${machineId} ${stayId}`

export const MachineFile = z.strictObject({
  kind: z.literal('machine-file'),
  version: z.literal(1),
  /** The machine's identity across sites: given at reception, carried by the label's QR code. */
  id: z.uuid(),
  inventoryNumber: z.string().trim().min(1).max(40),
  equipment: EquipmentKind,
  stay: Stay,
  createdAt: Instant,
  updatedAt: Instant,
  /** Grows by one at each save; two saves of one revision are a conflict. */
  revision: z.number().int().min(1),
  /** Who worked on it last. */
  operator: PersonCode.nullable(),
  /** Oldest first; the last is the machine as it stands. */
  reports: z.array(ReportReference).max(50),
  checklist: z.strictObject({
    profileId: z.string().max(60),
    profileVersion: z.number().int().min(1),
    results: z.record(z.string().max(60), StepResult),
  }),
  aspect: z.strictObject({ grade: AspectGrade, notes: z.string().max(1000) }).nullable(),
  installedSystem: InstalledSystem.nullable(),
  /** Reservations, repairs and notes as they shall stand on the certificate. */
  repairs: z.string().max(2000),
  reservations: z.string().max(2000),
  accessories: z.string().max(500),
  /** Of the intake it came with; missing where it was received by itself. */
  triage: Triage.optional(),
  /** Open on the bench: shown among its tabs. */
  onBench: z.boolean(),
})
export type MachineFile = z.infer<typeof MachineFile>
