// What an erasure certificate says: one disk that stands in no machine, where it came from, what was done to it and what
// shows it. How it is derived from the journal is erasure-certificate-derivation.ts' business.
import { z } from 'zod'
import { ErasureMinimum, PersonCode } from '../station/station.ts'
import { CertifiedDisk } from './certified-disk.ts'
import { chainMembers, ConfirmedBy, Instant, issuingMembers, securedDocument } from './document.ts'

/** What may be said of the disk on the face of the paper. Less than any of these makes no certificate. */
export const LooseDiskStatement = z.enum(['verified', 'verified-by-log', 'declared-not-verified', 'destroyed'])
export type LooseDiskStatement = z.infer<typeof LooseDiskStatement>

export const ErasureSubject = z.strictObject({
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  kind: z.literal('erasure-certificate'),
  version: z.literal(1),
  ...chainMembers,
  /** The loose disk's own: it stands where a machine's identifier stands, and its documents are its chain. */
  machineId: z.uuid(),
  ...issuingMembers,
  /** As people said: nobody can measure where a disk came from. */
  origin: z.strictObject({
    basis: z.literal('declared'),
    /** The inventory number of the computer it was taken from, as typed; null where nobody knew. */
    chassis: z.string().min(1).max(40).nullable(),
    /** The machine whose file it was taken out of; null where it came by itself. */
    fromMachine: z.uuid().nullable(),
    /** When it was taken out, or received. */
    since: Instant,
  }),
  /** Evidence counts from `startedAt` on; of the machine it was taken from, else its own. */
  stay: z.strictObject({ stayId: z.uuid(), startedAt: Instant }),
  erasure: z.strictObject({
    statement: LooseDiskStatement,
    /** What the workshop demands at least. */
    minimum: ErasureMinimum,
  }),
  disk: CertifiedDisk,
  issuedBy: PersonCode.nullable(),
  secondPerson: ConfirmedBy.nullable(),
})
export type ErasureSubject = z.infer<typeof ErasureSubject>

export const ErasureCertificate = securedDocument('erasure-certificate', ErasureSubject)
export type ErasureCertificate = z.infer<typeof ErasureCertificate>

/** The statement that its verdict allows; null where there is nothing to certify. Used to issue and to check. */
export const statementOfDisk = ({ verdict, how }: CertifiedDisk): LooseDiskStatement | null => {
  switch (verdict) {
    case 'verified':
      return how === 'witnessed' ? 'verified' : 'verified-by-log'
    case 'declared':
      return 'declared-not-verified'
    case 'destroyed':
      return 'destroyed'
    case 'failed':
    case 'removed':
    case 'foreign':
      return null
  }
}
