// Deriving a refurbishment certificate from what it rests on: reports, settlements, attestations, overrides and
// confirmations, judged by the rules of erasure/, grading/ and checklist/. It answers the subject, or every reason that
// stands against it; reading the journal and signing are somebody else's.
import type { DecisionRule, Profile } from '../checklist/profile.ts'
import { progressOf, type StepProgress } from '../checklist/progress.ts'
import { accountForDisks, type ReportOfStay } from '../erasure/accounting.ts'
import type { EvidenceKnown } from '../erasure/evidence/question.ts'
import type { DiskAttestation, Settlement } from '../erasure/settlement.ts'
import { gradeMachine, type AxisGrade } from '../grading/grade.ts'
import type { GradeOverride } from '../grading/override.ts'
import type { Rubric } from '../grading/rubric.ts'
import { type HardwareReport, SECTIONS } from '../machine/hardware-report.ts'
import type { MachineFile } from '../machine/machine-file.ts'
import type { StationSettings } from '../station/station.ts'
import type { Confirmation } from '../supervision/confirmation.ts'
import type { AnnouncedDisk } from '../transfer/announced.ts'
import { type Reason, reason } from '../words/reason.ts'
import {
  type Chain,
  confirmedBy,
  type Confirmed,
  commonMembersOf,
  operatorFor,
  statementOf,
} from './certificate-parts.ts'
import { disksOfStay, openingsOfStay } from './disks-of-stay.ts'
import {
  type CertifiedGrade,
  type CertifiedTest,
  faceOf,
  type Measurement,
  type RefurbishmentSubject,
} from './refurbishment-certificate.ts'

export type CertifiedReport = ReportOfStay & { readonly source: 'this-machine' | 'file' }

/** All that a certificate rests on, as the journal holds it. Other machines' and stays' entries are left out here. */
export type CertificateBasis = EvidenceKnown & {
  readonly machine: MachineFile
  readonly machineFileHash: string
  /** Of this stay, oldest first: the last shows the machine as it stands. */
  readonly reports: readonly CertifiedReport[]
  readonly settlements: readonly Confirmed<Settlement>[]
  readonly attestations: readonly Confirmed<DiskAttestation>[]
  /** By the slip that the machine came with. */
  readonly announced: readonly AnnouncedDisk[]
  readonly overrides: readonly Confirmed<GradeOverride>[]
  readonly secondPerson: Confirmation | null
  readonly settings: StationSettings
  readonly rubric: Rubric
  /** The one that the machine file names. */
  readonly profile: Profile
  /** ISO 8601, UTC. */
  readonly now: string
  readonly clock: 'trusted' | 'declared'
  readonly chain: Chain
  readonly operator: string
}

export type Derived =
  | { readonly ok: true; readonly subject: RefurbishmentSubject }
  | { readonly ok: false; readonly reasons: readonly Reason[] }

export const deriveCertificate = (given: CertificateBasis): Derived => {
  const { machine, settings } = given
  const isOfThisStay = ({ what }: Confirmed<{ readonly machineId: string; readonly stayId: string }>) =>
    what.machineId === machine.id && what.stayId === machine.stay.id
  const settlements = given.settlements.filter(isOfThisStay)
  const attestations = given.attestations.filter(isOfThisStay)
  const overrides = given.overrides.filter(isOfThisStay)
  const latest = given.reports.at(-1) ?? null

  const accounting = accountForDisks({
    machineId: machine.id,
    stay: machine.stay,
    reports: given.reports,
    evidence: given.evidence,
    uses: given.uses,
    unfinished: given.unfinished,
    attestations: attestations.map(({ what }) => what),
    settlements: settlements.map(({ what }) => what),
    announced: given.announced,
    minimum: settings.erasureMinimum,
    now: given.now,
  })
  const grades = gradeMachine({
    report: latest?.report ?? null,
    equipment: machine.equipment,
    aspect: machine.aspect,
    rubric: given.rubric,
    overrides: overrides.map(({ what }) => what),
  })

  const progress = progressOf({
    profile: given.profile,
    machine,
    report: latest?.report ?? null,
    disks: accounting,
    grades,
    confirmations: [...settlements, ...attestations].map(({ confirmation }) => confirmation),
  })

  const reasons: Reason[] = [...accounting.blocking, ...progress.blocking]
  if (given.secondPerson === null && asksForSecondPerson(given.profile)) {
    reasons.push(reason('documents.second-person-missing'))
  }
  const told = disksOfStay(accounting, { ...given, settlements })
  reasons.push(...told.reasons)
  if (reasons.length > 0) return { ok: false, reasons }

  const subject: RefurbishmentSubject = {
    id: `urn:uuid:${machine.id}`,
    kind: 'refurbishment-certificate',
    version: 1,
    machineId: machine.id,
    ...commonMembersOf(given),
    machine: {
      inventoryNumber: machine.inventoryNumber,
      equipment: machine.equipment,
      stay: { stayId: machine.stay.id, startedAt: machine.stay.startedAt },
      file: given.machineFileHash,
      measurement: latest === null ? null : measurementOf(latest.hash, latest.report),
      reports: given.reports.map(({ hash, report, source }) => ({ report: hash, takenAt: report.takenAt, source })),
    },
    erasure: faceOf(told.disks, settings.erasureMinimum),
    disks: [...told.disks],
    openings: [...openingsOfStay(attestations, settings)],
    checklist: {
      profile: machine.checklist.profileId,
      profileVersion: machine.checklist.profileVersion,
      tests: progress.steps.map((step) => certifiedTest(step, settings)),
    },
    grading: {
      rubric: given.rubric.id,
      rubricVersion: given.rubric.version,
      grades: Object.values(grades).map((axis: AxisGrade) => certifiedGrade(axis, overrides)),
    },
    operatingSystem: machine.installedSystem === null ? null : { basis: 'declared', ...machine.installedSystem },
    repairs: { basis: 'declared', text: machine.repairs },
    reservations: { basis: 'declared', text: machine.reservations },
    accessories: { basis: 'declared', text: machine.accessories },
    aspectNotes: { basis: 'declared', text: machine.aspect?.notes ?? '' },
    issuedBy: operatorFor(given.operator, settings),
    secondPerson: given.secondPerson === null ? null : confirmedBy(given.secondPerson),
  }
  return { ok: true, subject }
}

/** Where the profile has somebody look again, a second person confirms the certificate itself, with a PIN. */
const asksForSecondPerson = ({ steps }: Profile): boolean =>
  steps.some(({ decidedBy }) => decidedBy === 'second-person')

/** The rules that look at readings alone; the others put together what people said. */
const rulesOfReadings: ReadonlySet<DecisionRule | null> = new Set<DecisionRule>([
  'hardware-read',
  'disk-health',
  'webcam-present',
  'sound-present',
  'wifi-present',
  'battery-read',
])

const certifiedTest = ({ step, state }: StepProgress, settings: StationSettings): CertifiedTest => {
  const result = 'result' in state ? state.result : null
  return {
    step: step.id,
    title: { fr: step.text.fr.title, en: step.text.en.title },
    outcome: state.state === 'later' || state.state === 'open' || state.state === 'blocked' ? 'left' : state.state,
    basis: 'by' in state && state.by === 'rule' && rulesOfReadings.has(step.decidedBy) ? 'measured' : 'declared',
    operator: result === null ? null : operatorFor(result.operator, settings),
    at: result?.at ?? null,
    note: result?.note ?? '',
    reasons: state.reasons.map(statementOf).slice(0, 100),
  }
}

/** The machine as its last report found it. The report itself is kept by the workshop under `hash`. */
const measurementOf = (hash: string, report: HardwareReport): Measurement => ({
  basis: 'measured',
  report: hash,
  takenAt: report.takenAt,
  ...(report.takenAtFrom === undefined ? {} : { takenAtFrom: report.takenAtFrom }),
  tool: report.tool,
  fieldTools: [...report.fieldTools],
  // One state for each section, as the report's own schema demands.
  sections: Object.fromEntries(
    SECTIONS.map((section) => [section, report.sections[section].state]),
  ) as Measurement['sections'],
  identity: report.identity,
  firmware: report.firmware,
  processor: report.processor,
  memory: {
    totalBytes: report.memory.totalBytes,
    maximumBytes: report.memory.maximumBytes,
    slots: report.memory.slots,
    modules: report.memory.modules.map(({ type, ...module }) => ({ ...module, technology: type })),
  },
  batteries: [...report.batteries],
  graphics: [...report.graphics],
  displays: [...report.displays],
  network: report.network.map(({ name: _name, mac: _mac, ...adapter }) => adapter),
  tpm: report.tpm,
})

/** An override stands only with the confirmation it was journalled under. */
const certifiedGrade = (
  { axis, grade, byRubric, reasons, override }: AxisGrade,
  overrides: readonly Confirmed<GradeOverride>[],
): CertifiedGrade => {
  const confirmation = overrides.find(({ what }) => what.id === override?.id)?.confirmation
  const stands = override !== null && confirmation !== undefined
  return {
    axis,
    grade: stands ? grade : byRubric,
    byRubric,
    reasons: reasons.map(statementOf),
    override: stands
      ? {
          from: override.from,
          to: override.to,
          reason: override.reason,
          at: override.at,
          confirmedBy: confirmedBy(confirmation),
        }
      : null,
  }
}
