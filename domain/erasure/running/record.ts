// The record of one erasure that the station ran: what was asked, by which program, on which medium, what the program
// said from its first word to its last, and what the drive says of itself afterwards. What it is worth as evidence is
// evidence/findings.ts' business.
import { z } from 'zod'
import { DiskKind } from '../../machine/hardware-report.ts'
import { Reason } from '../../words/reason.ts'
import { DriveStatus } from './drive-status.ts'
import { ErasureMethod } from '../method.ts'
import { Expectation, Medium } from '../read-back/read-back.ts'

const Instant = z.iso.datetime()

/** Programs that Établi knows how to ask. */
export const ErasureProgram = z.enum(['nwipe', 'hdparm', 'nvme'])
export type ErasureProgram = z.infer<typeof ErasureProgram>

export const ErasureRecord = z.strictObject({
  kind: z.literal('erasure'),
  version: z.literal(1),
  /** The station's job that ran it. */
  job: z.uuid(),
  tool: z.strictObject({ name: z.string().max(80), version: z.string().max(40) }),
  medium: Medium,
  diskKind: DiskKind.nullable(),
  method: ErasureMethod,
  program: z.strictObject({
    name: ErasureProgram,
    /** As the program itself says; null where it does not. */
    version: z.string().max(80).nullable(),
    /** With the device's name of the moment. */
    arguments: z.array(z.string().max(300)).max(40),
  }),
  startedAt: Instant,
  endedAt: Instant,
  /** `complete`: the program went to its end and nothing it said speaks against it. Not yet a proof. */
  ended: z.enum(['complete', 'cancelled', 'failed', 'medium-gone']),
  /** Why it is not complete; empty where it is. */
  reasons: z.array(Reason).max(50),
  exitCode: z.number().int().nullable(),
  /** nwipe's log whole; for the others what they printed. */
  output: z.string().max(16 * 1024 * 1024),
  driveBefore: DriveStatus.nullable(),
  /**
   * What the drive said while at it: a sanitize in progress, the password that an erase gives up at its end. null: nothing
   * of it was seen. Absent where the drive does not erase itself, and in the records of before it was kept.
   */
  driveAtWork: DriveStatus.nullable().optional(),
  driveAfter: DriveStatus.nullable(),
  /** As in CountedWrites (read-back.ts), after the program's end: whatever comes on top is not the program's. */
  countAtEnd: z.number().int().min(0).nullable().optional(),
  /** What a read-back has to find afterwards. */
  leaves: Expectation,
})
export type ErasureRecord = z.infer<typeof ErasureRecord>
