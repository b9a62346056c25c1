// The disks that pieces of evidence name, each with what is said of it: one line a disk and file, whatever it matches.
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'
import { hasName, serialKey, wwnKey } from '../../../domain/erasure/disk-identity.ts'
import type { Finding } from '../../../domain/erasure/evidence/findings.ts'
import type { Settlement } from '../../../domain/erasure/settlement.ts'
import type { EvidenceRow } from '../../storage/database.ts'

export type NamedDisk = {
  readonly key: string
  readonly row: EvidenceRow
  readonly disk: DiskIdentity
  /** The last run of this disk in the file: a log may hold one that failed and the one that made it good. */
  readonly finding: Finding | null
  readonly nameless: boolean
}

/** One line a disk; without a name, one a run and device, as nobody can tell whether it is one disk. */
export const namedDisks = (row: EvidenceRow, findings: readonly Finding[] | null): readonly NamedDisk[] => {
  if (findings === null)
    return row.disks.map((disk, index) => ({
      key: `${row.hash} ${String(index)}`,
      row,
      disk,
      finding: null,
      nameless: !hasName(disk),
    }))
  const lines = new Map<string, NamedDisk>()
  for (const finding of findings) {
    const { disk, place } = finding
    const nameless = !hasName(disk)
    const name = nameless
      ? `${String(place?.run ?? 0)} ${place?.device ?? ''}`
      : (serialKey(disk) ?? `wwn ${wwnKey(disk) ?? ''}`)
    const key = `${row.hash} ${name}`
    lines.set(key, { key, row, disk, finding, nameless })
  }
  return [...lines.values()]
}

/** The settlement by which two people said whose log without a serial this is. */
export const linkOf = ({ row, finding }: NamedDisk, settlements: readonly Settlement[]): Settlement | null =>
  settlements.findLast(
    ({ outcome }) =>
      outcome.kind === 'evidence' &&
      outcome.link !== null &&
      outcome.link.hash === row.hash &&
      outcome.link.run === finding?.place?.run &&
      outcome.link.device === finding.place.device,
  ) ?? null
