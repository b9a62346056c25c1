// The file of a disk that came without a machine file: taken out of a chassis that does not start, or brought by itself. It
// bears identifiers of the same form as a machine's, so that settlements and evidence name it in the same way.
import { z } from 'zod'
import { DiskKind } from '../machine/hardware-report.ts'
import { PersonCode } from '../station/station.ts'
import { DiskIdentity } from './disk-identity.ts'

export const LooseDiskFile = z.strictObject({
  /** Stands where a machine's identifier stands, in settlements and on documents. */
  id: z.uuid(),
  /** From when it is here: evidence begun before does not count. */
  stay: z.strictObject({ id: z.uuid(), startedAt: z.iso.datetime() }),
  disk: DiskIdentity,
  /** As the station saw it when it was received; null where nobody could tell. Missing in files of before it was asked. */
  kind: DiskKind.nullable().optional(),
  /** The inventory number of the chassis it was taken from; empty where nobody knows. */
  chassis: z.string().trim().max(40),
  place: z.string().trim().min(1).max(80),
  operator: PersonCode,
})
export type LooseDiskFile = z.infer<typeof LooseDiskFile>
