// What a document about a machine says of all its disks: each that is accounted for, under the confirmation that its settlement
// was journalled with, and each time that a person opened the machine. The same on a certificate and on a dismantling sheet.
import type { DiskAccounting, ReportOfStay } from '../erasure/accounting.ts'
import type { DiskAttestation, Settlement } from '../erasure/settlement.ts'
import type { StationSettings } from '../station/station.ts'
import { type Reason, reason } from '../words/reason.ts'
import { confirmedBy, type Confirmed, confirmsSettlement, operatorFor } from './certificate-parts.ts'
import type { CertifiedDisk } from './certified-disk.ts'
import { certifiedDisk } from './disk-certification.ts'
import type { Opening } from './refurbishment-certificate.ts'

export const disksOfStay = (
  accounting: DiskAccounting,
  given: {
    readonly settlements: readonly Confirmed<Settlement>[]
    readonly reports: readonly ReportOfStay[]
    readonly settings: StationSettings
  },
): { readonly disks: readonly CertifiedDisk[]; readonly reasons: readonly Reason[] } => {
  const disks: CertifiedDisk[] = []
  const reasons: Reason[] = []
  for (const account of accounting.disks) {
    // A nameless reading that a person has since named: the named disk answers for it.
    if (account.explainedBy !== null) continue
    const { settlement } = account
    if (settlement === null || !account.settled) continue
    const confirmation = given.settlements.find(({ what }) => what.id === settlement.id)?.confirmation
    if (confirmation === undefined || !confirmsSettlement(confirmation, settlement)) {
      reasons.push(reason('documents.settlement-unconfirmed', { disk: account.label }))
      continue
    }
    disks.push(certifiedDisk(account, settlement, confirmation, given))
  }
  return { disks, reasons }
}

/** `attestations` of this stay alone. */
export const openingsOfStay = (
  attestations: readonly Confirmed<DiskAttestation>[],
  settings: StationSettings,
): readonly Opening[] =>
  attestations.map(({ what, confirmation }) => ({
    basis: 'declared',
    attestation: what.id,
    why: what.why,
    report: what.reportHash,
    found: what.found.length,
    operator: operatorFor(what.operator, settings),
    at: what.at,
    notes: what.notes,
    confirmedBy: confirmedBy(confirmation),
  }))
