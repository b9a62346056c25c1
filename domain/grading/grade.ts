// What a machine gets by a rubric, and why: performance, battery and aspect, kept apart. A grade is computed anew from
// its values each time and never stored; what could not be read is said, and never counts as good.
import { gradeByLeast, GRADES, nextAbove, none, type Criterion, worse } from './criterion.ts'
import { diskSpeedCriterion, processorCriterion } from './measured.ts'
import { listMayBeShort } from '../machine/completeness.ts'
import type { EquipmentKind } from '../machine/equipment.ts'
import type { Battery, Disk, HardwareReport, Memory } from '../machine/hardware-report.ts'
import { isInternal } from '../machine/internal-disk.ts'
import { reason, type Reason } from '../words/reason.ts'
import type { Grade, GradeAxis, GradeOverride } from './override.ts'
import type { AspectGrade, Rubric } from './rubric.ts'

export type AxisGrade = {
  readonly axis: GradeAxis
  /** The grade that stands: the override's where there is one, else the rubric's. null: none can be given, for the reasons. */
  readonly grade: Grade | null
  /** What the rubric says, override or not. */
  readonly byRubric: Grade | null
  readonly override: GradeOverride | null
  /** A desktop has no battery grade, and lacks none. */
  readonly applicable: boolean
  /** Why the rubric's grade is what it is; what holds it down comes first. Never empty. */
  readonly reasons: readonly Reason[]
  /** What would raise it, from what is missing to the next grade. */
  readonly raise: readonly Reason[]
}

export type MachineGrades = Readonly<Record<GradeAxis, AxisGrade>>

export type GradingQuestion = {
  /** The last report of the stay; null while there is none. */
  readonly report: HardwareReport | null
  readonly equipment: EquipmentKind
  readonly aspect: { readonly grade: AspectGrade; readonly notes: string } | null
  readonly rubric: Rubric
  /** Of this machine and stay. */
  readonly overrides: readonly GradeOverride[]
}

const memoryCriterion = (memory: Memory, rubric: Rubric): Criterion => {
  const { totalBytes, visibleBytes, slots } = memory
  const bytes = totalBytes ?? visibleBytes
  if (bytes === null) return none(reason('grading.memory-unknown'))
  const least = rubric.performance.memory
  const grade = gradeByLeast(bytes, least)
  const next = nextAbove(grade)
  // What the system sees is less than what is fitted: it is a floor, and nothing is rounded up from it.
  const onlySeen = totalBytes === null ? [reason('grading.memory-only-visible', { bytes })] : []
  if (next === null)
    return { grade, reasons: [reason('grading.memory-enough', { grade, bytes }), ...onlySeen], raise: [] }
  const needed = least[next]
  const free = slots.total !== null && slots.used !== null ? slots.total - slots.used : null
  return {
    grade,
    reasons: [reason('grading.memory-short', { grade, bytes, needed, next }), ...onlySeen],
    raise: [
      memory.maximumBytes !== null && memory.maximumBytes < needed
        ? reason('grading.raise-memory-impossible', { next, needed, maximum: memory.maximumBytes })
        : free !== null && free > 0
          ? reason('grading.raise-memory-free-slots', { next, needed, free })
          : reason('grading.raise-memory', { next, needed }),
      ...(totalBytes === null ? [reason('grading.raise-by-reading-memory')] : []),
    ],
  }
}

const coresCriterion = (report: HardwareReport, rubric: Rubric): Criterion => {
  const { cores, threads } = report.processor
  if (cores === null || threads === null) return none(reason('grading.processor-unknown'))
  const least = rubric.performance.processor
  const grade = worse(gradeByLeast(cores, least.cores), gradeByLeast(threads, least.threads))
  const next = nextAbove(grade)
  return next === null
    ? { grade, reasons: [reason('grading.processor-cores', { grade, cores, threads })], raise: [] }
    : {
        grade,
        reasons: [
          reason('grading.processor-few-cores', {
            grade,
            cores,
            threads,
            neededCores: least.cores[next],
            neededThreads: least.threads[next],
            next,
          }),
        ],
        raise: [reason('grading.raise-processor', { next })],
      }
}

const gradeOfDisk = ({ kind, sizeBytes }: Disk, rubric: Rubric): Grade =>
  GRADES.find((grade) => {
    if (grade === 'D') return true
    const wanted = rubric.performance.disk[grade]
    return kind !== null && sizeBytes !== null && wanted.kinds.includes(kind) && sizeBytes >= wanted.sizeBytes
  }) ?? 'D'

/** The internal disk that a system would be installed on. */
const bestDisk = (report: HardwareReport, rubric: Rubric): Disk | undefined =>
  report.disks
    .filter(isInternal)
    .toSorted((one, other) => (gradeOfDisk(one, rubric) < gradeOfDisk(other, rubric) ? -1 : 1))[0]

const diskSizeCriterion = (report: HardwareReport, rubric: Rubric): Criterion => {
  const internal = report.disks.filter(isInternal)
  if (internal.length === 0) {
    if (listMayBeShort(report.sections.disks)) return none(reason('grading.disk-unknown'))
    return {
      grade: 'D',
      reasons: [reason('grading.disk-none', { grade: 'D' })],
      raise: [reason('grading.raise-disk-none')],
    }
  }
  const best = bestDisk(report, rubric)
  if (best?.kind == null || best.sizeBytes === null) return none(reason('grading.disk-unknown'))
  const grade = gradeOfDisk(best, rubric)
  const next = nextAbove(grade)
  const params = { grade, kind: best.kind, bytes: best.sizeBytes }
  if (next === null) return { grade, reasons: [reason('grading.disk-enough', params)], raise: [] }
  const wanted = rubric.performance.disk[next]
  const needed = wanted.sizeBytes
  return wanted.kinds.includes(best.kind)
    ? {
        grade,
        reasons: [reason('grading.disk-small', { ...params, needed, next })],
        raise: [reason('grading.raise-disk-size', { next, needed })],
      }
    : {
        grade,
        reasons: [reason('grading.disk-slow', { ...params, next })],
        raise: [reason('grading.raise-disk-kind', { next, needed })],
      }
}

const diskHealthCriterion = (disk: Disk, rubric: Rubric): Criterion => {
  const label = disk.model ?? disk.serial ?? disk.path ?? '?'
  const { unknown, warning, failing } = rubric.performance.disk.health
  switch (disk.health) {
    case 'good':
      return { grade: 'A', reasons: [], raise: [] }
    case null:
      return {
        grade: unknown,
        reasons: [reason('grading.disk-health-unknown', { grade: unknown, disk: label })],
        raise: unknown === 'A' ? [] : [reason('grading.raise-by-reading-health', { disk: label })],
      }
    case 'warning':
      return {
        grade: warning,
        reasons: [reason('grading.disk-health-warning', { grade: warning, disk: label })],
        raise: [reason('grading.raise-by-replacing-disk', { disk: label })],
      }
    case 'failing':
      return {
        grade: failing,
        reasons: [reason('grading.disk-health-failing', { grade: failing, disk: label })],
        raise: [reason('grading.raise-by-replacing-disk', { disk: label })],
      }
  }
}

/** The worst criterion decides. While one cannot be told, no grade is given: it might be the worst. */
const together = (criteria: readonly Criterion[]): Criterion => {
  const inOrder = criteria.toSorted((one, other) => {
    if (one.grade === other.grade) return 0
    if (one.grade === null) return -1
    if (other.grade === null) return 1
    return one.grade > other.grade ? -1 : 1
  })
  const grade = criteria.some((criterion) => criterion.grade === null)
    ? null
    : criteria.reduce<Grade>((worst, criterion) => worse(worst, criterion.grade ?? 'D'), 'A')
  // Only what holds the grade down raises it; the rest would change nothing yet.
  const raise = inOrder.filter((criterion) => criterion.grade === grade).flatMap((criterion) => criterion.raise)
  const isSame = (one: Reason, other: Reason) => JSON.stringify(one) === JSON.stringify(other)
  return {
    grade,
    reasons: inOrder.flatMap(({ reasons }) => reasons),
    raise: raise.filter((one, position) => raise.findIndex((other) => isSame(one, other)) === position),
  }
}

const performanceOf = ({ report, rubric }: GradingQuestion): Criterion =>
  report === null
    ? none(reason('grading.no-report'))
    : together([
        memoryCriterion(report.memory, rubric),
        coresCriterion(report, rubric),
        processorCriterion(report, rubric),
        diskSizeCriterion(report, rubric),
        ...report.disks.filter(isInternal).map((disk) => diskHealthCriterion(disk, rubric)),
        ...diskSpeedCriterion(bestDisk(report, rubric), rubric),
      ])

const oneBattery = (battery: Battery, rubric: Rubric): Criterion => {
  const { healthPercent } = battery
  if (healthPercent === null) return none(reason('grading.battery-health-unknown'))
  const least = rubric.battery.healthPercent
  const grade = gradeByLeast(healthPercent, least)
  const next = nextAbove(grade)
  return next === null
    ? { grade, reasons: [reason('grading.battery-good', { grade, percent: healthPercent })], raise: [] }
    : {
        grade,
        reasons: [reason('grading.battery-worn', { grade, percent: healthPercent, needed: least[next], next })],
        raise: [reason('grading.raise-battery', { next, needed: least[next] })],
      }
}

const batteryOf = ({ report, rubric }: GradingQuestion): Criterion => {
  if (report === null) return none(reason('grading.no-report'))
  const { batteries, sections } = report
  if (batteries.length > 0) return together(batteries.map((battery) => oneBattery(battery, rubric)))
  return listMayBeShort(sections.batteries)
    ? none(reason('grading.battery-unknown'))
    : {
        grade: 'D',
        reasons: [reason('grading.battery-none', { grade: 'D' })],
        raise: [reason('grading.raise-battery-none')],
      }
}

const aspectOf = ({ aspect }: GradingQuestion): Criterion =>
  aspect === null
    ? none(reason('grading.aspect-not-given'))
    : {
        grade: aspect.grade,
        reasons: [
          aspect.notes.trim() === ''
            ? reason('grading.aspect-given', { grade: aspect.grade })
            : reason('grading.aspect-given-with-notes', { grade: aspect.grade, notes: aspect.notes.trim() }),
        ],
        raise: aspect.grade === 'A' ? [] : [reason('grading.raise-aspect')],
      }

const lastOverride = (overrides: readonly GradeOverride[], axis: GradeAxis): GradeOverride | null =>
  overrides
    .filter((override) => override.axis === axis)
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at) || (one.id < other.id ? -1 : 1))
    .at(-1) ?? null

/** A supervisor decided against one grade of the rubric: once the rubric says another, that decision is over. */
const withOverride = (axis: GradeAxis, { grade, reasons, raise }: Criterion, question: GradingQuestion): AxisGrade => {
  const last = lastOverride(question.overrides, axis)
  const stands = last !== null && last.from === grade
  const overReasons =
    last === null
      ? []
      : stands
        ? [reason('grading.overridden', { to: last.to, from: last.from ?? '–', why: last.reason })]
        : [reason('grading.override-outdated', { to: last.to, from: last.from ?? '–' })]
  return {
    axis,
    grade: stands ? last.to : grade,
    byRubric: grade,
    override: stands ? last : null,
    applicable: true,
    reasons: [...overReasons, ...reasons],
    raise,
  }
}

/** Grades a machine by a rubric. Missing readings give `grade: null` or hold the grade down, and say so. */
export const gradeMachine = (question: GradingQuestion): MachineGrades => ({
  performance: withOverride('performance', performanceOf(question), question),
  battery: question.rubric.battery.equipment.includes(question.equipment)
    ? withOverride('battery', batteryOf(question), question)
    : {
        axis: 'battery',
        grade: null,
        byRubric: null,
        override: null,
        applicable: false,
        reasons: [reason('grading.battery-not-applicable')],
        raise: [],
      },
  aspect: withOverride('aspect', aspectOf(question), question),
})
