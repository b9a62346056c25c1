// Deriving the erasure certificate of a loose disk from what it rests on: its settlement, the evidence and the reports
// of the machine it was taken from, judged again by the rules of erasure/. It answers the subject, or every reason that
// stands against it.
import type { ReportOfStay } from '../erasure/accounting.ts'
import { diskLabel, hasName, identityOf, isSameNamedDisk } from '../erasure/disk-identity.ts'
import type { LooseDisk } from '../erasure/loose-disk.ts'
import { accountForLooseDisk, kindOfLooseDisk } from '../erasure/loose-disk-account.ts'
import type { EvidenceKnown } from '../erasure/evidence/question.ts'
import type { Settlement } from '../erasure/settlement.ts'
import type { SightingSource } from '../erasure/sightings.ts'
import type { Stay } from '../machine/machine-file.ts'
import type { StationSettings } from '../station/station.ts'
import type { Confirmation } from '../supervision/confirmation.ts'
import { type Reason, reason } from '../words/reason.ts'
import {
  type Chain,
  confirmedBy,
  type Confirmed,
  confirmsSettlement,
  commonMembersOf,
  operatorFor,
} from './certificate-parts.ts'
import { certifiedDisk } from './disk-certification.ts'
import { type ErasureSubject, statementOfDisk } from './erasure-certificate.ts'

export type ErasureCertificateBasis = EvidenceKnown & {
  readonly loose: LooseDisk
  /** That of the machine it was taken from, or of its own file. */
  readonly stay: Stay
  /** The inventory number of the machine whose file it was taken out of; null where it came by itself. */
  readonly inventoryNumber: string | null
  /** Of that machine's stay, oldest first; none where it came by itself. */
  readonly reports: readonly ReportOfStay[]
  /** Of its owner, in the order of the journal. */
  readonly settlements: readonly Confirmed<Settlement>[]
  readonly secondPerson: Confirmation | null
  readonly settings: StationSettings
  /** ISO 8601, UTC. */
  readonly now: string
  readonly clock: 'trusted' | 'declared'
  readonly chain: Chain
  readonly operator: string
}

export type DerivedErasure =
  { readonly ok: true; readonly subject: ErasureSubject } | { readonly ok: false; readonly reasons: readonly Reason[] }

/** The reports that show this very disk. */
const shownIn = ({ reports, loose }: ErasureCertificateBasis) =>
  reports.flatMap(({ hash, report }) =>
    report.disks.some((candidate) => isSameNamedDisk(identityOf(candidate), loose.disk))
      ? [{ hash, takenAt: report.takenAt }]
      : [],
  )

/** Two disks of one model and size look alike: without a name, only one that no longer exists can be certified. */
const lacksAName = ({ loose }: ErasureCertificateBasis) => !hasName(loose.disk)

export const deriveErasureCertificate = (given: ErasureCertificateBasis): DerivedErasure => {
  const { loose, stay, settings } = given
  const label = diskLabel(loose.disk)
  const showing = shownIn(given)
  const account = accountForLooseDisk({
    ...given,
    kind: kindOfLooseDisk(
      loose,
      given.reports.flatMap(({ report }) => report.disks),
    ),
    settlements: given.settlements.map(({ what }) => what),
    minimum: settings.erasureMinimum,
  })
  const reasons: Reason[] = [...account.reasons]
  // A machine that shows it again holds it again: it is that machine's certificate which has to speak of it.
  if (showing.some(({ takenAt }) => Date.parse(takenAt) > Date.parse(loose.since)))
    reasons.push(reason('erasure.disk-back', { disk: label }))

  const { settlement, verdict } = account
  const confirmation = given.settlements.find(({ what }) => what.id === settlement?.id)?.confirmation
  if (settlement === null || verdict === null) return { ok: false, reasons }
  if (verdict.kind !== 'destroyed' && lacksAName(given))
    reasons.push(reason('documents.loose-disk-nameless', { disk: label }))
  if (confirmation === undefined || !confirmsSettlement(confirmation, settlement)) {
    return { ok: false, reasons: [...reasons, reason('documents.settlement-unconfirmed', { disk: label })] }
  }

  const seenIn = showing.map(({ hash, takenAt }): SightingSource => ({ kind: 'report', hash, takenAt }))
  const disk = certifiedDisk({ ...account, seenIn }, settlement, confirmation, given)
  const statement = statementOfDisk(disk)
  if (statement === null && reasons.length === 0) reasons.push(reason('erasure.disk-unsettled', { disk: label }))
  if (reasons.length > 0 || statement === null) return { ok: false, reasons }

  const chassis = given.inventoryNumber ?? loose.chassis
  const subject: ErasureSubject = {
    id: `urn:uuid:${loose.id}`,
    kind: 'erasure-certificate',
    version: 1,
    machineId: loose.id,
    ...commonMembersOf(given),
    origin: {
      basis: 'declared',
      chassis: chassis === '' ? null : chassis,
      fromMachine: loose.fromMachine,
      since: loose.since,
    },
    stay: { stayId: stay.id, startedAt: stay.startedAt },
    erasure: { statement, minimum: settings.erasureMinimum },
    disk,
    issuedBy: operatorFor(given.operator, settings),
    secondPerson: given.secondPerson === null ? null : confirmedBy(given.secondPerson),
  }
  return { ok: true, subject }
}
