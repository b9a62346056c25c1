// What the report, the accounting of disks and the grades decide of a step by themselves, each rule under the name by
// which a profile calls it. How a decision and a person's word come together is progress.ts' business.
import type { DiskAccounting } from '../erasure/accounting.ts'
import type { MachineGrades } from '../grading/grade.ts'
import { listMayBeShort } from '../machine/completeness.ts'
import type { HardwareReport } from '../machine/hardware-report.ts'
import type { MachineFile } from '../machine/machine-file.ts'
import type { Confirmation } from '../supervision/confirmation.ts'
import { reason, type Reason } from '../words/reason.ts'
import type { DecisionRule } from './profile.ts'

export type Decision = {
  /** `undecided`: the rule cannot tell; `reasons` say what it lacks. */
  readonly outcome: 'passed' | 'failed' | 'not-applicable' | 'undecided'
  readonly reasons: readonly Reason[]
}

/** What the rules look at. */
export type Findings = {
  readonly machine: Pick<MachineFile, 'id' | 'stay' | 'equipment' | 'installedSystem'>
  /** The last report of the stay. */
  readonly report: HardwareReport | null
  readonly disks: DiskAccounting
  readonly grades: MachineGrades
  /** Those of this station; other machines' are left out here. */
  readonly confirmations: readonly Confirmation[]
}

const passed = (...reasons: readonly Reason[]): Decision => ({ outcome: 'passed', reasons })
const failed = (...reasons: readonly Reason[]): Decision => ({ outcome: 'failed', reasons })
const notApplicable = (...reasons: readonly Reason[]): Decision => ({ outcome: 'not-applicable', reasons })
const undecided = (...reasons: readonly Reason[]): Decision => ({ outcome: 'undecided', reasons })

const noReport = () => undecided(reason('checklist.no-report'))

const hardwareRead = ({ report }: Findings): Decision =>
  report === null
    ? noReport()
    : passed(reason('checklist.hardware-read', { takenAt: report.takenAt, tool: report.tool.name }))

const disksAccounted = ({ disks }: Findings): Decision => {
  const unclear = disks.disks.flatMap(({ whereabouts }) => whereabouts)
  const isAttested = disks.attestationNeeded === null
  if (isAttested && unclear.length === 0)
    return passed(reason('checklist.disks-accounted', { count: disks.disks.length }))
  return undecided(...(isAttested ? [] : disks.blocking.slice(0, 1)), ...unclear)
}

const disksErased = ({ disks }: Findings): Decision => {
  if (disks.settled) return passed(reason('checklist.disks-settled', { count: disks.disks.length }))
  return disks.disks.some(({ verdict }) => verdict?.kind === 'failed')
    ? failed(...disks.blocking)
    : undecided(...disks.blocking)
}

/** Supervisors confirm every settlement; that is a second pair of eyes unless they confirmed their own work. */
const secondPerson = ({ machine, confirmations }: Findings): Decision => {
  const ofDisks = confirmations.filter(
    ({ action, at }) =>
      (action.kind === 'settle-disks' || action.kind === 'attest-disks' || action.kind === 'erase-disks') &&
      action.machineId === machine.id &&
      Date.parse(at) >= Date.parse(machine.stay.startedAt),
  )
  if (ofDisks.length === 0) return undecided(reason('checklist.second-person-awaited'))
  if (ofDisks.some(({ ownWork }) => ownWork)) return undecided(reason('checklist.second-person-own-work'))
  const supervisors = [...new Set(ofDisks.map(({ supervisor }) => supervisor))].toSorted()
  return passed(reason('checklist.second-person', { supervisors: supervisors.join(', ') }))
}

const diskHealth = ({ report }: Findings): Decision => {
  if (report === null) return noReport()
  const disks = report.disks.filter(({ kind, interface: bus }) => kind !== 'usb' && kind !== 'sd' && bus !== 'usb')
  const labelOf = ({ model, serial }: (typeof disks)[number]) => model ?? serial ?? '?'
  const failing = disks.filter(({ health }) => health === 'failing')
  const weak = disks.filter(({ health }) => health === 'warning')
  const unknown = disks.filter(({ health }) => health === null)
  if (failing.length > 0)
    return failed(...failing.map((disk) => reason('checklist.disk-failing', { disk: labelOf(disk) })))
  if (disks.length === 0)
    return listMayBeShort(report.sections.disks)
      ? undecided(reason('checklist.disks-not-read'))
      : notApplicable(reason('checklist.no-disk'))
  const open = [
    ...weak.map((disk) => reason('checklist.disk-weak', { disk: labelOf(disk) })),
    ...unknown.map((disk) => reason('checklist.disk-health-unknown', { disk: labelOf(disk) })),
  ]
  return open.length > 0 ? undecided(...open) : passed(reason('checklist.disks-healthy', { count: disks.length }))
}

const webcam = ({ report }: Findings): Decision => {
  if (report === null) return noReport()
  if (report.webcams.length > 0)
    return undecided(reason('checklist.webcam-found', { name: report.webcams[0]?.name ?? '?' }))
  return listMayBeShort(report.sections.webcams)
    ? undecided(reason('checklist.webcam-not-read'))
    : notApplicable(reason('checklist.webcam-none'))
}

const sound = ({ report }: Findings): Decision => {
  if (report === null) return noReport()
  if (report.sound.length > 0) return undecided(reason('checklist.sound-found', { name: report.sound[0]?.name ?? '?' }))
  return listMayBeShort(report.sections.sound)
    ? undecided(reason('checklist.sound-not-read'))
    : notApplicable(reason('checklist.sound-none'))
}

const wifi = ({ report }: Findings): Decision => {
  if (report === null) return noReport()
  const adapter = report.network.find(({ kind }) => kind === 'wifi')
  if (adapter !== undefined) return undecided(reason('checklist.wifi-found', { name: adapter.model ?? adapter.name }))
  return listMayBeShort(report.sections.network) || report.network.some(({ kind }) => kind === null)
    ? undecided(reason('checklist.wifi-not-read'))
    : notApplicable(reason('checklist.wifi-none'))
}

const battery = ({ report }: Findings): Decision => {
  if (report === null) return noReport()
  const health = report.batteries.map(({ healthPercent }) => healthPercent).filter((percent) => percent !== null)
  if (report.batteries.length === 0)
    return listMayBeShort(report.sections.batteries)
      ? undecided(reason('checklist.battery-not-read'))
      : failed(reason('checklist.battery-none'))
  return health.length < report.batteries.length
    ? undecided(reason('checklist.battery-silent'))
    : passed(reason('checklist.battery-read', { percent: Math.min(...health) }))
}

const gradesGiven = ({ grades }: Findings): Decision => {
  const axes = [grades.performance, grades.battery, grades.aspect].filter(({ applicable }) => applicable)
  const missing = axes.filter(({ grade }) => grade === null)
  return missing.length === 0
    ? passed(reason('checklist.grades-given', { grades: axes.map(({ grade }) => grade ?? '–').join(' · ') }))
    : undecided(...missing.flatMap(({ reasons }) => reasons.slice(0, 1)))
}

const systemRecorded = ({ machine: { installedSystem } }: Findings): Decision =>
  installedSystem === null || installedSystem.name.trim() === ''
    ? undecided(reason('checklist.system-awaited'))
    : passed(
        reason('checklist.system-recorded', { system: `${installedSystem.name} ${installedSystem.version}`.trim() }),
      )

const rules: Readonly<Record<DecisionRule, (findings: Findings) => Decision>> = {
  'hardware-read': hardwareRead,
  'disks-accounted': disksAccounted,
  'disks-erased': disksErased,
  'second-person': secondPerson,
  'disk-health': diskHealth,
  'webcam-present': webcam,
  'sound-present': sound,
  'wifi-present': wifi,
  'battery-read': battery,
  'grades-given': gradesGiven,
  'system-recorded': systemRecorded,
}

export const decide = (rule: DecisionRule, findings: Findings): Decision => rules[rule](findings)
