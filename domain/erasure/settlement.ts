// A settlement says what became of one disk during one stay: erased (declared now; by evidence where there is some),
// destroyed, removed or failed. Only the privileged half journals settlements, each with a supervisor's confirmation.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'
import { DiskIdentity } from './disk-identity.ts'
import { ErasureMethod, DestructionTechnique } from './method.ts'

const Instant = z.iso.datetime()
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const notes = z.string().max(1000)

export const SettlementOutcome = z.discriminatedUnion('kind', [
  /** A person says so: nothing was measured. */
  z.strictObject({
    kind: z.literal('declared'),
    method: ErasureMethod,
    tool: z.strictObject({ name: z.string().trim().min(1).max(80), version: z.string().trim().max(40) }),
    verification: z.enum(['full', 'sampling', 'none']),
    performedAt: Instant,
    notes,
  }),
  /**
   * Evidence held by hash; `via` tells how far it may be trusted. `link`: two people say that this run of a log without a
   * serial is of this disk.
   */
  z.strictObject({
    kind: z.literal('evidence'),
    via: z.enum(['witnessed', 'log']),
    evidence: z.array(Sha256).min(1).max(20),
    link: z.strictObject({ hash: Sha256, run: z.int().min(1), device: z.string().max(200) }).nullable(),
    notes,
  }),
  z.strictObject({ kind: z.literal('destroyed'), technique: DestructionTechnique, performedAt: Instant, notes }),
  /** Taken out: the disk gets a file of its own and waits, in `place`, until it is settled there. */
  z.strictObject({ kind: z.literal('removed'), looseDiskId: z.uuid(), place: z.string().trim().min(1).max(80), notes }),
  z.strictObject({ kind: z.literal('failed'), notes: z.string().trim().min(1).max(1000) }),
  /** Not of this machine: the key or card that the machine was read from, a disk typed by mistake. */
  z.strictObject({ kind: z.literal('foreign'), notes: z.string().trim().min(1).max(1000) }),
])
export type SettlementOutcome = z.infer<typeof SettlementOutcome>

export const Settlement = z.strictObject({
  id: z.uuid(),
  machineId: z.uuid(),
  stayId: z.uuid(),
  disk: DiskIdentity,
  outcome: SettlementOutcome,
  operator: PersonCode,
  at: Instant,
})
export type Settlement = z.infer<typeof Settlement>

/** Why the reports alone cannot say which disks stand in the machine. */
export const AttestationCause = z.enum([
  'no-report',
  'no-disk',
  'incomplete',
  'controller',
  /** Two disks that the report does not tell apart, or one without any name. */
  'unidentified',
  /** The report was taken before this stay or after now: it may show the machine as it once was. */
  'report-date',
  /** The reports of this stay bear two serial numbers or two UUIDs of a machine: one may show another machine. */
  'other-machine',
])
export type AttestationCause = z.infer<typeof AttestationCause>

/**
 * A person opened the machine because its report cannot settle the disks alone (no disk seen, disk section incomplete,
 * RAID or VMD controller), and says which disks stand in it: `found` empty means none.
 */
export const DiskAttestation = z.strictObject({
  id: z.uuid(),
  machineId: z.uuid(),
  stayId: z.uuid(),
  /** The report it makes up for: a later report needs its own attestation. null only where there is no report. */
  reportHash: Sha256.nullable(),
  why: AttestationCause,
  found: z.array(DiskIdentity).max(64),
  operator: PersonCode,
  at: Instant,
  notes,
})
export type DiskAttestation = z.infer<typeof DiskAttestation>
