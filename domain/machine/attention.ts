// What a technician should see first in a report, gravest first: what loses data, what hides disks, what was not read,
// then what is worn or missing. It judges nothing for a certificate; grades and the accounting of disks do.
import { reason, type Reason } from '../words/reason.ts'
import { listMayBeShort } from './completeness.ts'
import { SECTIONS, type Disk, type DiskContent, type HardwareReport, type SectionState } from './hardware-report.ts'
import { isInternal } from './internal-disk.ts'
import { isInstalled } from './operating-systems.ts'
import { defaultEligibilityTable, eligibilityOf, type EligibilityTable } from './os-eligibility.ts'

const GIBI = 1024 ** 3
/** Custom of the trade: under 65 % of its design capacity a battery is to be replaced, under 75 % it is worn. */
const BATTERY_SPENT_PERCENT = 65
const BATTERY_WORN_PERCENT = 75
/** Less than this is too little for the web today. */
const LITTLE_MEMORY_BYTES = 4 * GIBI

const labelOf = ({ model, serial }: Disk) => [model, serial].filter((part) => part !== null).join(' · ') || '?'

const failingDisks = ({ disks }: HardwareReport) =>
  disks
    .filter(({ health }) => health === 'failing')
    .map((disk) => reason('machine.disk-failing', { disk: labelOf(disk), doubts: disk.doubts.join(',') }))

const weakDisks = ({ disks }: HardwareReport) =>
  disks
    .filter(({ health }) => health === 'warning')
    .map((disk) => reason('machine.disk-weak', { disk: labelOf(disk), doubts: disk.doubts.join(',') }))

const hiddenDisks = ({ storageControllers }: HardwareReport) =>
  storageControllers
    .filter(({ hidesDisks }) => hidesDisks)
    .map(({ name }) => reason('machine.controller-hides-disks', { name }))

/** Names of what lies on a disk, each once, in the words of those who look at disks. */
const kindsOf = ({ volumes }: DiskContent) => [...new Set(volumes.map(({ kind }) => kind))].slice(0, 6).join(', ')

/** In how many of a hundred places something was found. */
const percentFilled = ({ sampled }: DiskContent): number | null =>
  sampled === null || sampled.read === 0 ? null : Math.round((100 * (sampled.filled + sampled.random)) / sampled.read)

const contentOf = (disk: Disk): readonly Reason[] => {
  const { content } = disk
  if (content === undefined) return []
  const label = labelOf(disk)
  const used = content.volumes.reduce((sum, { usedBytes }) => sum + (usedBytes ?? 0), 0)
  const percent = percentFilled(content)
  const kinds = kindsOf(content)
  switch (content.holds) {
    case 'data': {
      if (used > 0) return [reason('machine.disk-full-used', { disk: label, used, kinds })]
      if (percent !== null && kinds !== '')
        return [reason('machine.disk-full-sampled', { disk: label, percent, kinds })]
      if (percent !== null) return [reason('machine.disk-full-unnamed', { disk: label, percent })]
      return [reason('machine.disk-full-unmeasured', { disk: label, kinds })]
    }
    case 'random':
      return [reason('machine.disk-random', { disk: label })]
    case 'nothing-seen':
      return [reason('machine.disk-nothing-seen', { disk: label })]
    case null:
      return []
  }
}

const encryptionOf = (disk: Disk): readonly Reason[] => {
  const kinds = new Set(disk.content?.volumes.flatMap(({ encryption }) => encryption ?? []))
  const encryptions = [...kinds].map((kind) => `encryption-${kind}`).join(',')
  return kinds.size === 0 ? [] : [reason('machine.disk-encrypted', { disk: labelOf(disk), encryptions })]
}

const contents = ({ disks }: HardwareReport) =>
  disks.filter(isInternal).flatMap((disk) => [...contentOf(disk), ...encryptionOf(disk)])

const heat = ({ measurements }: HardwareReport) =>
  measurements?.processor?.throttled === true ? [reason('machine.processor-throttled')] : []

const systems = ({ operatingSystems }: HardwareReport) =>
  operatingSystems
    .filter(isInstalled)
    .map(({ name, partition }) => reason('machine.system-installed', { name, partition: partition ?? '?' }))

const noDisk = ({ disks, sections }: HardwareReport) =>
  disks.some(isInternal) || listMayBeShort(sections.disks) ? [] : [reason('machine.no-disk')]

const lacks = (state: SectionState, why: string) =>
  (state.state === 'unavailable' && state.why === why) ||
  (state.state === 'partly' && state.missing.some((missing) => missing.why === why))

const notRead = ({ sections }: HardwareReport) => {
  const without = (why: string) => SECTIONS.filter((section) => lacks(sections[section], why)).length
  const root = without('needs-root')
  const tools = without('tool-missing')
  const late = without('timed-out')
  return [
    ...(root > 0 ? [reason('machine.read-without-root', { count: root })] : []),
    ...(tools > 0 ? [reason('machine.read-without-tools', { count: tools })] : []),
    ...(late > 0 ? [reason('machine.read-timed-out', { count: late })] : []),
  ]
}

const PORTABLE_CHASSIS: ReadonlySet<string> = new Set([
  'Portable',
  'Laptop',
  'Notebook',
  'Sub Notebook',
  'Tablet',
  'Convertible',
  'Detachable',
])

const batteries = ({ batteries: fitted, identity, sections }: HardwareReport) => {
  if (fitted.length === 0)
    return identity.chassis !== null && PORTABLE_CHASSIS.has(identity.chassis) && !listMayBeShort(sections.batteries)
      ? [reason('machine.battery-missing')]
      : []
  return fitted.flatMap(({ healthPercent: percent }) => {
    if (percent === null || percent >= BATTERY_WORN_PERCENT) return []
    return [
      percent < BATTERY_SPENT_PERCENT
        ? reason('machine.battery-spent', { percent })
        : reason('machine.battery-worn', { percent }),
    ]
  })
}

const memory = ({ memory: { totalBytes, maximumBytes, slots, modules } }: HardwareReport) => {
  if (totalBytes === null) return []
  const free = slots.total !== null && slots.used !== null ? slots.total - slots.used : null
  const isSoldered = modules.length > 0 && modules.every(({ soldered }) => soldered === true)
  const little = totalBytes < LITTLE_MEMORY_BYTES ? [reason('machine.little-memory', { bytes: totalBytes })] : []
  const stuck = free === 0 && isSoldered && little.length > 0 ? [reason('machine.memory-soldered')] : []
  const isFull = maximumBytes !== null && totalBytes >= maximumBytes
  const room = free !== null && free > 0 && !isFull ? [reason('machine.memory-free-slots', { free })] : []
  return [...little, ...stuck, ...room]
}

/** Windows 11 alone is told here: whatever else is in the table runs on nearly everything. */
const windows = (report: HardwareReport, table: EligibilityTable) =>
  eligibilityOf(report, table)
    .filter(({ system, outcome }) => system.id === 'windows-11' && outcome === 'unlikely')
    .flatMap(({ lacking }) => [reason('machine.windows-11-unlikely'), ...lacking])

const toolOf = ({ tool: { name, version } }: HardwareReport) => (version === null ? name : `${name} ${version}`)

/** A report made from another tool's file: what is not in it, and whether it says of which day it is. */
const fromElsewhere = (report: HardwareReport) => {
  if (report.madeFrom === undefined) return []
  const count = SECTIONS.filter((section) => report.sections[section].state === 'unavailable').length
  return [
    reason('foreign.report-of-tool', { tool: toolOf(report).slice(0, 200), count }),
    ...(report.takenAtFrom === 'opening' ? [reason('foreign.report-undated')] : []),
    ...(report.takenAtFrom === 'local-clock' ? [reason('foreign.report-local-clock')] : []),
  ]
}

/** What deserves attention in a report, gravest first; empty where nothing does. */
export const deservesAttention = (
  report: HardwareReport,
  table: EligibilityTable = defaultEligibilityTable,
): readonly Reason[] => [
  ...failingDisks(report),
  ...hiddenDisks(report),
  ...noDisk(report),
  ...fromElsewhere(report),
  ...contents(report),
  ...notRead(report),
  ...weakDisks(report),
  ...heat(report),
  ...batteries(report),
  ...memory(report),
  ...systems(report),
  ...windows(report, table),
]
