// The evidence that the journal holds about one machine (or loose disk), read from its bytes and judged again: nothing of it
// is believed because it was judged before.
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import {
  type BegunErasure,
  evidenceKnown,
  evidenceToRead,
  findingsIn,
  type ListedEvidence,
} from '../../domain/erasure/evidence/of-stay.ts'
import type { EvidenceKnown } from '../../domain/erasure/evidence/question.ts'
import type { Settlement } from '../../domain/erasure/settlement.ts'
import { zoneMinutes } from '../local-zone.ts'

/** What the vault has to answer about evidence. */
export type EvidenceVault = {
  /** In the order of the journal. */
  readonly evidence: readonly ListedEvidence[]
  /** The bytes under a hash, checked against it, as text; null where they are not there. */
  evidenceText(hash: string): Promise<string | null>
  readonly begunErasures: readonly BegunErasure[]
  /** Of every machine and stay, in the order of the journal. */
  readonly allSettlements: readonly Settlement[]
  /** ISO 8601, UTC. */
  now(): string
}

/**
 * `disks`: every name under which the machine's disks are known, from reports, attestations and settlements. `asked`:
 * settlements that are not journalled yet, in their order.
 */
export const evidenceOfStay = async (
  machineId: string,
  disks: readonly DiskIdentity[],
  vault: EvidenceVault,
  asked: readonly Settlement[] = [],
): Promise<EvidenceKnown> => {
  const settlements = [...vault.allSettlements, ...asked]
  const clock = { now: vault.now(), zoneMinutes: zoneMinutes() }
  const rows = evidenceToRead(vault.evidence, { machineId, disks, settlements })
  const findings = await Promise.all(
    rows.map(async (row) => findingsIn(row, await vault.evidenceText(row.hash), clock)),
  )
  return evidenceKnown(findings.flat(), settlements, vault.begunErasures)
}
