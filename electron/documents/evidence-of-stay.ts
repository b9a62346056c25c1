// The evidence that the journal holds about one machine (or loose disk) during its stay, read from its bytes and judged
// again: nothing of it is believed because it was judged before.
import { type Finding, findingsOf } from '../../domain/erasure/evidence.ts'
import {
  type BegunErasure,
  type ListedEvidence,
  mayConcern,
  type PlacedSettlement,
  serialsOf,
  unfinishedErasures,
  usedElsewhere,
} from '../../domain/erasure/evidence-of-stay.ts'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import type { DiskOwner } from '../../domain/erasure/disk-job.ts'
import type { EvidenceForm, EvidenceSource } from '../../domain/erasure/evidence-form.ts'
import type { EvidenceKnown } from '../../domain/erasure/settlement-doubts.ts'

export type HeldEvidenceRow = ListedEvidence & { readonly form: EvidenceForm; readonly source: EvidenceSource }

/** What the vault has to answer about evidence. */
export type EvidenceVault = {
  readonly evidence: readonly HeldEvidenceRow[]
  /** The bytes under a hash, checked against it, as text; null where they are not there. */
  evidenceText(hash: string): Promise<string | null>
  readonly begunErasures: readonly BegunErasure[]
  /** Of every machine and stay. */
  readonly allSettlements: readonly PlacedSettlement[]
  /** ISO 8601, UTC. */
  now(): string
}

/** Of this computer, at this moment: logs are written in it or in universal time. */
export const zoneMinutes = (): number => -new Date().getTimezoneOffset()

const findingsIn = async (row: HeldEvidenceRow, vault: EvidenceVault): Promise<readonly Finding[]> => {
  const text = await vault.evidenceText(row.hash)
  // Bytes that are gone say nothing for the disk; a settlement that names them is refused for it.
  if (text === null) return []
  return findingsOf({ ...row, text }, { now: vault.now(), zoneMinutes: zoneMinutes() })
}

/**
 * `disks`: every name under which the machine's disks are known, from reports, attestations and settlements. What a
 * settlement names is read too, whatever it is about; `named` are those of one that is not journalled yet.
 */
export const evidenceOfStay = async (
  owner: DiskOwner,
  disks: readonly DiskIdentity[],
  vault: EvidenceVault,
  named: readonly string[] = [],
): Promise<EvidenceKnown> => {
  const serials = serialsOf(disks)
  const settlements = vault.allSettlements
  const claimed = new Set([
    ...named,
    ...settlements.flatMap(({ settlement: { machineId, outcome } }) =>
      machineId === owner.machineId && outcome.kind === 'evidence' ? outcome.evidence : [],
    ),
  ])
  const rows = vault.evidence.filter((row) => claimed.has(row.hash) || mayConcern(row, owner.machineId, serials))
  const evidence = (await Promise.all(rows.map((row) => findingsIn(row, vault)))).flat()
  return {
    evidence,
    usedElsewhere: usedElsewhere(
      evidence,
      settlements.map(({ settlement }) => settlement),
      owner,
    ),
    // Running jobs count as unfinished here: no certificate is issued while a disk is being written.
    unfinished: unfinishedErasures(vault.begunErasures, settlements, owner),
  }
}
