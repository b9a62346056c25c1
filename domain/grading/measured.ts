// Grades by what was measured: the processor's points in place of the table of generations, and how fast the disk is read.
// Where nothing was measured, or the rubric asks for no measure, the table stands.
import type { Disk, HardwareReport } from '../machine/hardware-report.ts'
import { isUsable, type ProcessorMeasurement } from '../machine/processor-measurement.ts'
import { reason } from '../words/reason.ts'
import { type Criterion, gradeByLeast, nextAbove, worse } from './criterion.ts'
import type { Rubric } from './rubric.ts'

type Measured = NonNullable<Rubric['performance']['processor']['measured']>

const generationCriterion = (report: HardwareReport, rubric: Rubric): Criterion => {
  const { generation } = report.processor
  const { generations, unknownGeneration } = rubric.performance.processor
  const model = report.processor.model ?? '?'
  const known = generations.find(({ family }) => family === generation?.family)
  if (generation === null || known === undefined)
    return {
      grade: unknownGeneration,
      reasons: [reason('grading.processor-generation-unknown', { grade: unknownGeneration, model })],
      raise: [],
    }
  const grade = gradeByLeast(generation.number, known.least)
  const next = nextAbove(grade)
  const params = { grade, family: generation.family, generation: generation.number }
  return next === null
    ? { grade, reasons: [reason('grading.processor-recent', params)], raise: [] }
    : {
        grade,
        reasons: [reason('grading.processor-old', { ...params, needed: known.least[next], next })],
        raise: [reason('grading.raise-processor', { next })],
      }
}

const throttlingCriterion = ({ throttled }: Measured): Criterion => ({
  grade: throttled,
  reasons: [reason('grading.processor-throttled', { grade: throttled })],
  raise: [reason('grading.raise-by-cooling')],
})

const pointsCriterion = (
  { singlePoints, allCoresPoints }: ProcessorMeasurement,
  { singlePoints: single, allCoresPoints: all }: Measured,
): Criterion => {
  const grade = worse(gradeByLeast(singlePoints, single), gradeByLeast(allCoresPoints, all))
  const next = nextAbove(grade)
  const points = { grade, single: Math.round(singlePoints), all: Math.round(allCoresPoints) }
  return next === null
    ? { grade, reasons: [reason('grading.processor-fast', points)], raise: [] }
    : {
        grade,
        reasons: [
          reason('grading.processor-slow', { ...points, neededSingle: single[next], neededAll: all[next], next }),
        ],
        raise: [reason('grading.raise-processor', { next })],
      }
}

/** What was measured is this very machine; the table knows only its name. */
export const processorCriterion = (report: HardwareReport, rubric: Rubric): Criterion => {
  const measurement = report.measurements?.processor ?? null
  const { measured } = rubric.performance.processor
  if (measurement === null || measured?.kernel !== measurement.kernel) return generationCriterion(report, rubric)
  if (!isUsable(measurement)) {
    const byTable = generationCriterion(report, rubric)
    return { ...byTable, reasons: [...byTable.reasons, reason('grading.processor-disturbed')] }
  }
  const byPoints = pointsCriterion(measurement, measured)
  if (measurement.throttled !== true) return byPoints
  const byHeat = throttlingCriterion(measured)
  const grade = worse(byPoints.grade ?? 'D', byHeat.grade ?? 'D')
  // Cooling comes first: what the processor is worth shows only after it.
  return { grade, reasons: [...byHeat.reasons, ...byPoints.reasons], raise: byHeat.raise }
}

/** Empty where the disk's speed was not measured, or the rubric does not ask for it. */
export const diskSpeedCriterion = (disk: Disk | undefined, rubric: Rubric): readonly Criterion[] => {
  const least = rubric.performance.disk.readBytesPerSecond
  if (disk?.speed === undefined || least === undefined) return []
  const { bytesPerSecond, accessMilliseconds } = disk.speed
  const grade = gradeByLeast(bytesPerSecond, least)
  const next = nextAbove(grade)
  const megabytes = (bytes: number) => Math.round(bytes / 1e6)
  const params = { grade, speed: megabytes(bytesPerSecond), access: accessMilliseconds }
  if (next === null) return [{ grade, reasons: [reason('grading.disk-fast-measured', params)], raise: [] }]
  return [
    {
      grade,
      reasons: [reason('grading.disk-slow-measured', { ...params, needed: megabytes(least[next]), next })],
      raise: [reason('grading.raise-by-faster-disk', { next, needed: megabytes(least[next]) })],
    },
  ]
}
