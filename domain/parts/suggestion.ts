// Which part in stock would raise the machine's grade: the rubric is asked about the machine as it would be with the part.
// Only what fits without a doubt is suggested.
import type { Grade } from '../grading/override.ts'
import { gradeMachine, type GradingQuestion } from '../grading/grade.ts'
import type { Disk, HardwareReport, MemoryModule } from '../machine/hardware-report.ts'
import { reason, type Reason } from '../words/reason.ts'
import type { DiskPart } from './disk-fit.ts'
import type { Placement } from './fit-answer.ts'
import { fit } from './fit.ts'
import type { MemoryPart } from './memory-fit.ts'
import type { Part } from './part.ts'
import { isInStock, worksOf } from './state.ts'

export type Suggestion = {
  readonly part: Part
  readonly placement: Placement
  readonly from: Grade
  readonly to: Grade
  readonly notes: readonly Reason[]
  /** "Une barrette de 4 Go DDR4 SODIMM en stock (bac 3) ferait passer ce portable en A." */
  readonly said: Reason
}

const orNull = (text: string) => (text === '' ? null : text)

const moduleOf = (part: MemoryPart, locator: string | null): MemoryModule => ({
  sizeBytes: part.sizeBytes,
  type: orNull(part.type),
  formFactor: orNull(part.formFactor),
  locator,
  bank: null,
  maker: orNull(part.maker),
  partNumber: orNull(part.partNumber),
  serial: orNull(part.serial),
  speedMts: part.speedMts,
  configuredSpeedMts: null,
  ecc: part.ecc,
  soldered: false,
})

const withModule = (report: HardwareReport, part: MemoryPart, placement: Placement): HardwareReport => {
  const { memory } = report
  const total = (gone: number) => (memory.totalBytes === null ? null : memory.totalBytes - gone + part.sizeBytes)
  if (placement.kind === 'in-place-of-module') {
    const modules = memory.modules.map((module, position) =>
      position === placement.position ? moduleOf(part, module.locator) : module,
    )
    return { ...report, memory: { ...memory, totalBytes: total(placement.bytes), modules } }
  }
  const used = memory.slots.used === null ? null : memory.slots.used + 1
  const modules = [...memory.modules, moduleOf(part, null)]
  return { ...report, memory: { ...memory, totalBytes: total(0), slots: { ...memory.slots, used }, modules } }
}

/** Nothing is supposed of a disk that it does not say: its health is unknown until it is read in its new machine. */
const diskOf = ({ identity, diskKind }: DiskPart, { path, majorMinor, removable }: Disk): Disk => ({
  path,
  majorMinor,
  removable,
  logicalSectorBytes: null,
  physicalSectorBytes: null,
  ...identity,
  serialFrom: null,
  vendor: null,
  firmware: null,
  kind: diskKind,
  interface: diskKind === 'nvme' ? 'nvme' : 'sata',
  rotationRpm: null,
  health: null,
  doubts: [],
  selfAssessmentPassed: null,
  powerOnHours: null,
  powerCycles: null,
  reallocatedSectors: null,
  pendingSectors: null,
  uncorrectableSectors: null,
  mediaErrors: null,
  wearPercent: null,
  temperatureCelsius: null,
})

/** The report as it would read with the part in its place; null where nobody can tell. */
export const reportWith = (
  report: HardwareReport,
  { data }: Pick<Part, 'data'>,
  placement: Placement,
): HardwareReport | null => {
  if (data.kind === 'memory' && (placement.kind === 'free-slot' || placement.kind === 'in-place-of-module'))
    return withModule(report, data, placement)
  if (data.kind === 'disk' && placement.kind === 'in-place-of-disk') {
    const { position, disk } = placement
    return { ...report, disks: report.disks.map((one, at) => (at === position ? diskOf(data, disk) : one)) }
  }
  return null
}

const saidOf = ({ data, place }: Part, placement: Placement, to: Grade, question: GradingQuestion): Reason => {
  const machine = `this-${question.equipment}`
  if (data.kind === 'memory') {
    const what = [data.type, data.formFactor].filter((word) => word !== '').join(' ')
    const params = { bytes: data.sizeBytes, what, place, machine, grade: to }
    if (placement.kind !== 'in-place-of-module') return reason('parts.suggest-memory', params)
    const { bytes: replaced, locator } = placement
    return locator === ''
      ? reason('parts.suggest-memory-instead', { ...params, replaced })
      : reason('parts.suggest-memory-instead-in', { ...params, replaced, locator })
  }
  const kind = data.kind === 'disk' ? (data.diskKind ?? 'disk') : data.kind
  const bytes = data.kind === 'disk' ? (data.identity.sizeBytes ?? 0) : 0
  return reason('parts.suggest-disk', { kind, bytes, place, machine, grade: to })
}

const isOffered = (part: Part) => isInStock(part) && worksOf(part) !== false

const sizeOf = ({ data }: Part) =>
  data.kind === 'memory' ? data.sizeBytes : data.kind === 'disk' ? (data.identity.sizeBytes ?? 0) : 0

/** The best grade first; then what was tried, what needs nothing taken out, and what is just large enough. */
const byUse = (one: Suggestion, other: Suggestion): number =>
  (one.to === other.to ? 0 : one.to < other.to ? -1 : 1) ||
  Number(worksOf(other.part) === true) - Number(worksOf(one.part) === true) ||
  Number(one.placement.kind !== 'free-slot') - Number(other.placement.kind !== 'free-slot') ||
  sizeOf(one.part) - sizeOf(other.part) ||
  (one.part.number < other.part.number ? -1 : 1)

/** Every part in stock that would raise the grade of performance, the most useful first. */
export const suggestions = (parts: readonly Part[], question: GradingQuestion): readonly Suggestion[] => {
  const { report, equipment } = question
  const from = gradeMachine(question).performance.grade
  if (report === null || from === null) return []
  return parts
    .filter(isOffered)
    .flatMap((part): readonly Suggestion[] => {
      const found = fit(part.data, { report, equipment })
      if (found.outcome !== 'fits') return []
      const changed = reportWith(report, part, found.placement)
      const to = changed === null ? null : gradeMachine({ ...question, report: changed }).performance.grade
      if (to === null || to >= from) return []
      const { placement, notes } = found
      return [{ part, placement, from, to, notes, said: saidOf(part, placement, to, question) }]
    })
    .toSorted(byUse)
}
