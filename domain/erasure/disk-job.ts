// Work on a disk that takes minutes or hours: erasing it, reading it back. It goes on in the privileged half whatever the
// window does; these are the orders that begin it and the state in which a screen finds it.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'
import { Reason } from '../words/reason.ts'
import { DiskIdentity } from './disk-identity.ts'
import { ErasureMethod } from './method.ts'
import { Expectation, SpeedPoint } from './read-back/read-back.ts'
import { DiskHandle } from './station-disk.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const bytes = z.number().int().min(0)

/** Whose disk it is: a machine's file, or a loose disk's, which has identifiers of the same form. */
export const DiskOwner = z.strictObject({ machineId: z.uuid(), stayId: z.uuid() })
export type DiskOwner = z.infer<typeof DiskOwner>

/** One way to erase that Établi can run: the method as it is recorded, and what a random fill or a final blank leaves. */
export const ErasureChoice = z.strictObject({
  method: ErasureMethod,
  /** For an overwrite: zeros in one pass, or random data (then zeros, unless `blank` is false). Ignored by other techniques. */
  fill: z.enum(['zeros', 'random']),
  blank: z.boolean(),
})
export type ErasureChoice = z.infer<typeof ErasureChoice>

export const ReadBackMode = z.enum(['full', 'sample'])
export type ReadBackMode = z.infer<typeof ReadBackMode>

/** One disk to be erased and read back. */
export const ErasureOrder = z.strictObject({
  /** Becomes the job's id: ordered twice, it is begun once. */
  job: z.uuid(),
  disk: DiskHandle,
  choice: ErasureChoice,
  readBack: ReadBackMode,
  /** The end of the serial, as a person typed it from the disk or the screen. */
  typedSerial: z.string().trim().min(1).max(40),
})
export type ErasureOrder = z.infer<typeof ErasureOrder>

/** All that one confirmation covers: every disk of it was on screen. */
export const ErasureOrders = z.strictObject({
  owner: DiskOwner,
  orders: z.array(ErasureOrder).min(1).max(16),
  operator: PersonCode,
})
export type ErasureOrders = z.infer<typeof ErasureOrders>

/** How many of the last characters of a serial are typed: all of a shorter one. */
export const typedSerialLength = 4

const significant = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** What a person has to type for this serial: its last letters and digits. */
export const serialEnd = (serial: string): string => significant(serial).slice(-typedSerialLength)

const asPrinted = (text: string) => text.toUpperCase().replace(/\s+/g, '')

/**
 * Whether what was typed is the end of the serial: four characters of it at least, as they are printed or its letters and
 * digits alone. Case and blanks do not matter.
 */
export const isSerialEnd = (typed: string, serial: string): boolean => {
  const [end, whole] = [significant(typed), significant(serial)]
  if (end.length === 0 || !whole.endsWith(end)) return false
  if (end.length >= Math.min(typedSerialLength, whole.length)) return true
  return asPrinted(typed).length >= typedSerialLength && asPrinted(serial).endsWith(asPrinted(typed))
}

export const ReadBackOrder = z.strictObject({
  job: z.uuid(),
  owner: DiskOwner,
  disk: DiskHandle,
  mode: ReadBackMode,
  expectation: Expectation,
  /** The evidence with an unfinished reading that is to be continued. */
  resume: Sha256.nullable(),
  operator: PersonCode,
})
export type ReadBackOrder = z.infer<typeof ReadBackOrder>

export const DiskPhase = z.enum(['checking', 'erasing', 'reading-back'])
export type DiskPhase = z.infer<typeof DiskPhase>

/** How far one phase is. */
export const DiskProgress = z.strictObject({
  phase: DiskPhase,
  bytesDone: bytes,
  /** null where nobody can tell: a drive that erases itself. */
  bytesPlanned: bytes.nullable(),
  bytesPerSecond: z.number().min(0),
  /** Of this phase; null until it is known. */
  secondsLeft: z.number().min(0).nullable(),
  spoiledBytes: bytes,
  unreadableBytes: bytes,
})
export type DiskProgress = z.infer<typeof DiskProgress>

export const DiskJob = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['erasure', 'read-back']),
  owner: DiskOwner,
  disk: DiskIdentity,
  choice: ErasureChoice.nullable(),
  readBack: ReadBackMode,
  startedAt: z.iso.datetime(),
  /** null before the first word of it. */
  progress: DiskProgress.nullable(),
  cancelling: z.boolean(),
  /** null while it goes on. */
  ended: z
    .strictObject({
      at: z.iso.datetime(),
      /**
       * `holds`: erased and read back as it should be (or, for a read-back, as expected). `unknown`: it came to its end and
       * proves nothing. `broke`: nobody knows how it ended; the journal has no end of it either.
       */
      outcome: z.enum(['holds', 'fails', 'unknown', 'broke', 'cancelled', 'refused']),
      reasons: z.array(Reason).max(50),
      /** What the journal now holds of it, in the order in which it came. */
      evidence: z.array(Sha256).max(10),
      /** The settlement that the station journalled for it; null where nothing was settled. */
      settlement: z.uuid().nullable(),
      speeds: z.array(SpeedPoint).max(512),
      /** Where the disk is not as expected, or could not be read: the first of them, by address. */
      spoiled: z.array(z.strictObject({ start: bytes, end: bytes })).max(20),
      unreadable: z.array(z.strictObject({ start: bytes, end: bytes })).max(20),
    })
    .nullable(),
})
export type DiskJob = z.infer<typeof DiskJob>
