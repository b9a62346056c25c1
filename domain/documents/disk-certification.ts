// From the accounting of a machine's disks to what its certificate says of each: identity and figures as measured,
// treatment with its basis, who did it and who confirmed it. Whether the disks are settled is asked in erasure/.
import type { DiskAccount, ReportOfStay } from '../erasure/accounting.ts'
import { identityOf, modelSizeKey, serialKey, wwnKey, type DiskIdentity } from '../erasure/disk-identity.ts'
import type { Conclusion } from '../erasure/evidence/conclusion.ts'
import type { Settlement } from '../erasure/settlement.ts'
import type { Disk } from '../machine/hardware-report.ts'
import type { StationSettings } from '../station/station.ts'
import type { Confirmation } from '../supervision/confirmation.ts'
import { confirmedBy, operatorFor } from './certificate-parts.ts'
import type { CertifiedDisk } from './certified-disk.ts'

const isSameDisk = (one: DiskIdentity, other: DiskIdentity): boolean => {
  for (const keyOf of [serialKey, wwnKey, modelSizeKey]) {
    const [oneKey, otherKey] = [keyOf(one), keyOf(other)]
    if (oneKey !== null && otherKey !== null) return oneKey === otherKey
  }
  return false
}

/** Of an account, what a document says. */
export type AccountedDisk = Pick<DiskAccount, 'identity' | 'seenIn' | 'conclusion'>

/** The disk as the last report shows it; null where only a person saw it. */
const lastReading = (account: AccountedDisk, reports: readonly ReportOfStay[]): Disk | null => {
  const hashes = new Set(account.seenIn.flatMap((source) => (source.kind === 'report' ? [source.hash] : [])))
  const showing = reports.filter(({ hash }) => hashes.has(hash)).toReversed()
  for (const { report } of showing) {
    const disk = report.disks.find((candidate) => isSameDisk(identityOf(candidate), account.identity))
    if (disk !== undefined) return disk
  }
  return null
}

/** What nobody read or told is null, down to the last figure. */
const figuresOf = (disk: Disk | null, identity: DiskIdentity) => ({
  make: disk?.vendor ?? null,
  model: disk?.model ?? identity.model,
  serial: disk?.serial ?? identity.serial,
  serialFrom: disk?.serialFrom ?? null,
  wwn: disk?.wwn ?? identity.wwn,
  firmware: disk?.firmware ?? null,
  kind: disk?.kind ?? null,
  interface: disk?.interface ?? null,
  sizeBytes: disk?.sizeBytes ?? identity.sizeBytes,
  health: disk?.health ?? null,
  doubts: disk?.doubts ?? [],
  powerOnHours: disk?.powerOnHours ?? null,
  wearPercent: disk?.wearPercent ?? null,
  reallocatedSectors: disk?.reallocatedSectors ?? null,
})

type Told = Pick<CertifiedDisk, 'verdict' | 'how' | 'treatment' | 'evidenceHashes' | 'evidenceLink' | 'removedTo'>

const untreated: Pick<Told, 'how' | 'treatment' | 'evidenceHashes' | 'removedTo'> = {
  how: null,
  treatment: null,
  evidenceHashes: [],
  removedTo: null,
}

/** What was measured: the erasure where one is shown, and the reading back. */
export const measuredTreatment = ({ erasure, readBack }: Conclusion): CertifiedDisk['treatment'] => {
  const first = erasure ?? readBack
  const last = readBack ?? erasure
  if (first === null || last?.endedAt == null) return null
  return {
    basis: 'measured',
    method: erasure?.method ?? null,
    detail: erasure?.methodName?.slice(0, 120) ?? null,
    destruction: null,
    tool: { name: first.tool.name, version: first.tool.version?.slice(0, 40) ?? null },
    startedAt: first.startedAt,
    endedAt: last.endedAt,
    bytesWritten: erasure?.bytesWritten ?? null,
    bytesRead: readBack?.bytesRead ?? erasure?.bytesRead ?? null,
    verification:
      readBack !== null
        ? {
            method: readBack.mode === 'full' ? 'full' : 'sampling',
            coveragePercent: readBack.coveragePercent,
            basis: 'measured',
          }
        : { method: erasure?.verified === true ? 'full' : 'none', coveragePercent: null, basis: 'measured' },
    readBack:
      readBack?.startedAt == null || readBack.endedAt === null
        ? null
        : {
            tool: { name: readBack.tool.name, version: readBack.tool.version },
            expected: readBack.expectation.kind,
            startedAt: readBack.startedAt,
            endedAt: readBack.endedAt,
            bytesRead: readBack.bytesRead,
          },
  }
}

/** Whoever read the medium read its name too. */
const isReadByStation = (conclusion: Conclusion | null) =>
  conclusion?.readBack?.source === 'station' || conclusion?.erasure?.source === 'station'

/** What the settlement's outcome says, as the certificate words it. */
const toldBy = ({ outcome }: Settlement, conclusion: Conclusion | null): Told => {
  switch (outcome.kind) {
    case 'declared':
      return {
        ...untreated,
        verdict: 'declared',
        treatment: {
          basis: 'declared',
          method: outcome.method,
          destruction: null,
          tool: { name: outcome.tool.name, version: outcome.tool.version === '' ? null : outcome.tool.version },
          startedAt: null,
          endedAt: outcome.performedAt,
          bytesWritten: null,
          bytesRead: null,
          verification: { method: outcome.verification, coveragePercent: null, basis: 'declared' },
        },
      }
    case 'evidence':
      return {
        ...untreated,
        verdict: 'verified',
        how: outcome.via,
        treatment: conclusion === null ? null : measuredTreatment(conclusion),
        evidenceHashes: outcome.evidence,
        evidenceLink:
          outcome.link === null ? null : { log: outcome.link.hash, run: outcome.link.run, device: outcome.link.device },
      }
    case 'destroyed':
      return {
        ...untreated,
        verdict: 'destroyed',
        treatment: {
          basis: 'declared',
          method: null,
          destruction: outcome.technique,
          tool: null,
          startedAt: null,
          endedAt: outcome.performedAt,
          bytesWritten: null,
          bytesRead: null,
          verification: { method: 'none', coveragePercent: null, basis: 'declared' },
        },
      }
    case 'removed':
      return {
        ...untreated,
        verdict: 'removed',
        removedTo: { place: outcome.place, looseDisk: outcome.looseDiskId },
      }
    case 'failed':
      return { ...untreated, verdict: 'failed' }
    case 'foreign':
      return { ...untreated, verdict: 'foreign' }
  }
}

/** One disk that is settled. `confirmation` is the one its settlement was journalled under. */
export const certifiedDisk = (
  account: AccountedDisk,
  settlement: Settlement,
  confirmation: Confirmation,
  given: { readonly reports: readonly ReportOfStay[]; readonly settings: StationSettings },
): CertifiedDisk => {
  const disk = lastReading(account, given.reports)
  const { organisation } = given.settings
  return {
    basis: disk !== null || isReadByStation(account.conclusion) ? 'measured' : 'declared',
    seenIn: account.seenIn.flatMap((source) => (source.kind === 'report' ? [source.hash] : [])),
    ...figuresOf(disk, account.identity),
    ...toldBy(settlement, account.conclusion),
    settlement: settlement.id,
    settledAt: settlement.at,
    performedBy: {
      operator: operatorFor(settlement.operator, given.settings),
      organisation: organisation.name,
      location: organisation.address,
      phone: organisation.phone,
    },
    // Nobody tells a refurbisher how the data was classified, or whether it was backed up.
    classificationBefore: null,
    classificationAfter: null,
    backedUp: null,
    // Nobody is asked where the disk goes; an erasure does not tell.
    destination: null,
    notes: settlement.outcome.notes,
    validatedBy: confirmedBy(confirmation),
  }
}
