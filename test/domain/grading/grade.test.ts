// Grades told as a technician would: why this letter, and what would raise it.
import { describe, expect, test } from 'vitest'
import { defaultRubric } from '../../../domain/grading/default-rubric.ts'
import { gradeMachine, type GradingQuestion } from '../../../domain/grading/grade.ts'
import type { GradeOverride } from '../../../domain/grading/override.ts'
import { Rubric } from '../../../domain/grading/rubric.ts'
import type { ProcessorMeasurement } from '../../../domain/machine/processor-measurement.ts'
import { say } from '../../../domain/words/sentences.ts'
import { aDisk, aReport, machineId, stay, uuidOf } from '../erasure/a-report.ts'
import { fc, test as property } from '../erasure/with-fast-check.ts'

const GIBI = 1024 ** 3

const grades = (changes: Partial<GradingQuestion> = {}) =>
  gradeMachine({
    report: aReport(),
    equipment: 'laptop',
    aspect: null,
    rubric: defaultRubric,
    overrides: [],
    ...changes,
  })

const withMemory = (totalBytes: number | null, visibleBytes: number | null = null) =>
  aReport({
    memory: { totalBytes, visibleBytes, maximumBytes: 32 * GIBI, slots: { total: 2, used: 1 }, modules: [] },
  })

const words = (reasons: readonly Parameters<typeof say>[0][]) =>
  reasons.map((why) => say(why, 'fr').replace(/[\u202f\u00a0]/g, ' '))

const anOverride = (changes: Partial<GradeOverride> = {}): GradeOverride => ({
  id: uuidOf(1),
  machineId,
  stayId: stay.id,
  axis: 'performance',
  from: 'B',
  to: 'A',
  reason: 'processeur très au-dessus',
  operator: 'ABCD',
  at: '2026-11-05T10:00:00Z',
  ...changes,
})

describe('Performance', () => {
  test('8 GB, an 8th generation and a healthy SSD of 500 GB make an A', () => {
    expect(grades().performance).toMatchObject({ grade: 'A', raise: [] })
  })
  test('4 GB hold it at B, and 8 would make an A', () => {
    const { performance } = grades({ report: withMemory(4 * GIBI) })
    expect(performance.grade).toBe('B')
    expect(words(performance.reasons)[0]).toBe('Note B : 4 Go de mémoire, il en faut 8 pour A.')
    expect(words(performance.raise)).toEqual(['Pour A : porter la mémoire à 8 Go (1 emplacement libre).'])
  })
  test('memory that could not be read gives no grade', () => {
    const { performance } = grades({ report: withMemory(null) })
    expect(performance.grade).toBeNull()
    expect(performance.reasons[0]?.code).toBe('grading.memory-unknown')
  })
  test('memory that only the system sees counts as what it is, never rounded up', () => {
    const { performance } = grades({ report: withMemory(null, Math.round(7.6 * GIBI)) })
    expect(performance.grade).toBe('B')
    expect(performance.raise.map(({ code }) => code)).toContain('grading.raise-by-reading-memory')
  })
  test('a hard disk holds it at C, and a faster one would raise it', () => {
    const { performance } = grades({ report: aReport({ disks: [aDisk({ kind: 'hdd' })] }) })
    expect(performance.grade).toBe('C')
    expect(performance.raise.map(({ code }) => code)).toEqual(['grading.raise-disk-kind'])
  })
  test('a failing disk holds it at D, a disk of unknown health at B', () => {
    expect(grades({ report: aReport({ disks: [aDisk({ health: 'failing' })] }) }).performance.grade).toBe('D')
    expect(grades({ report: aReport({ disks: [aDisk({ health: null })] }) }).performance.grade).toBe('B')
  })
  test('a USB key is no disk of the machine', () => {
    const key = aDisk({ kind: 'usb', interface: 'usb' })
    expect(grades({ report: aReport({ disks: [key] }) }).performance.reasons[0]?.code).toBe('grading.disk-none')
  })
  test('a processor that no scheme names never counts as recent', () => {
    const report = aReport()
    const { performance } = grades({ report: { ...report, processor: { ...report.processor, generation: null } } })
    expect(performance.grade).toBe('C')
  })
  test('without a report there is none', () => {
    expect(grades({ report: null }).performance.grade).toBeNull()
  })
})

describe('Battery', () => {
  test.each([
    [95, 'A'],
    [90, 'A'],
    [89.9, 'B'],
    [75, 'B'],
    [70, 'C'],
    [12, 'D'],
  ])('at %d %% of its capacity is graded %s', (healthPercent, grade) => {
    const report = aReport()
    const batteries = report.batteries.map((battery) => ({ ...battery, healthPercent }))
    expect(grades({ report: { ...report, batteries } }).battery.grade).toBe(grade)
  })
  test('of a desktop does not exist and is not missed', () => {
    expect(grades({ equipment: 'desktop' }).battery).toMatchObject({ grade: null, applicable: false })
  })
  test('of a laptop that has none is a D; one that could not be read has no grade', () => {
    expect(grades({ report: aReport({ batteries: [] }) }).battery.grade).toBe('D')
    const unread = aReport({ batteries: [], sections: { batteries: { state: 'unavailable', why: 'unsupported' } } })
    expect(grades({ report: unread }).battery.grade).toBeNull()
  })
})

describe('An override', () => {
  const report = withMemory(4 * GIBI)
  test('stands beside the grade of the rubric', () => {
    const { performance } = grades({ report, overrides: [anOverride()] })
    expect(performance).toMatchObject({ grade: 'A', byRubric: 'B', override: { to: 'A' } })
    expect(performance.reasons[0]?.code).toBe('grading.overridden')
  })
  test('is over once the rubric itself says something else', () => {
    const { performance } = grades({ report: withMemory(2 * GIBI), overrides: [anOverride()] })
    expect(performance).toMatchObject({ grade: 'C', byRubric: 'C', override: null })
    expect(performance.reasons[0]?.code).toBe('grading.override-outdated')
  })
  test('may give a grade where none could be told', () => {
    const overrides = [anOverride({ from: null, to: 'C' })]
    expect(grades({ report: withMemory(null), overrides }).performance.grade).toBe('C')
  })
  test('that is later replaces the earlier one', () => {
    const later = anOverride({ id: uuidOf(2), to: 'C', at: '2026-11-06T10:00:00Z' })
    expect(grades({ report, overrides: [later, anOverride()] }).performance.grade).toBe('C')
  })
})

describe('A measured machine', () => {
  const processor: ProcessorMeasurement = {
    kernel: 'etabli-mix-1',
    runtime: 'node',
    seconds: 8,
    threads: 8,
    singlePoints: 300,
    allCoresPoints: 1100,
    undisturbed: 0.99,
    endOverStart: 0.97,
    frequencyOverMaximum: 0.8,
    heatEvents: 0,
    throttled: false,
  }
  const measured = (changes: Partial<ProcessorMeasurement>, model = 'Unknown CPU 9000') => {
    const report = aReport()
    const named = { ...report.processor, model, generation: null }
    return { ...report, processor: named, measurements: { processor: { ...processor, ...changes } } }
  }

  test('is graded by its points, whatever its name says', () => {
    const { performance } = grades({ report: measured({}) })
    expect(performance.grade).toBe('A')
    expect(words(performance.reasons)).toContain(
      'Note A : processeur mesuré à 300 points sur un cœur et 1 100 sur tous.',
    )
  })

  test('that is slower than its name promises is graded by what it does', () => {
    const report = { ...aReport(), measurements: { processor: { ...processor, singlePoints: 120 } } }
    const { performance } = grades({ report })
    expect(performance.grade).toBe('C')
    expect(words(performance.reasons)[0]).toBe(
      'Note C : processeur mesuré à 120 points sur un cœur et 1 100 sur tous, il en faut 170 et 380 pour B.',
    )
  })

  test('that slows itself down is first to be cleaned', () => {
    const { performance } = grades({ report: measured({ throttled: true }) })
    expect(performance.grade).toBe('C')
    expect(words(performance.raise)[0]).toContain('Nettoyer le ventilateur')
  })

  test('that was disturbed is graded by the table, and says so', () => {
    const { performance } = grades({ report: measured({ undisturbed: 0.2 }) })
    expect(performance.grade).toBe('C')
    expect(performance.reasons.map(({ code }) => code)).toContain('grading.processor-disturbed')
  })

  test('is graded by the table where the rubric knows no measures', () => {
    const { measured: _, ...withoutMeasures } = defaultRubric.performance.processor
    const performance = { ...defaultRubric.performance, processor: withoutMeasures }
    const rubric = Rubric.parse({ ...defaultRubric, performance })
    expect(grades({ report: measured({}), rubric }).performance.grade).toBe('C')
  })

  test('has its disk graded by its speed too', () => {
    const speed = { bytesPerSecond: 92e6, slowestBytesPerSecond: 40e6, accessMilliseconds: 13.5, direct: true }
    const { performance } = grades({ report: aReport({ disks: [aDisk({ speed })] }) })
    expect(performance.grade).toBe('B')
    expect(words(performance.reasons)[0]).toBe(
      'Note B : disque lu à 92 Mo/s (accès en 13,5 ms), il faut 150 Mo/s pour A.',
    )
  })
})

test('the default rubric is a rubric', () => {
  expect(Rubric.parse(defaultRubric)).toEqual(defaultRubric)
})

test('a rubric that asks less for A than for B is refused', () => {
  const memory = { A: GIBI, B: 2 * GIBI, C: GIBI }
  expect(Rubric.safeParse({ ...defaultRubric, performance: { ...defaultRubric.performance, memory } }).success).toBe(
    false,
  )
})

describe('Whatever the machine', () => {
  const anyDisk = fc.record({
    kind: fc.constantFrom('hdd' as const, 'sata-ssd' as const, 'nvme' as const, 'emmc' as const, 'usb' as const, null),
    sizeBytes: fc.constantFrom(null, 32e9, 64e9, 128e9, 512e9),
    health: fc.constantFrom('good' as const, 'warning' as const, 'failing' as const, null),
  })
  const anyReport = fc
    .record({
      total: fc.option(fc.integer({ min: 1, max: 64 })),
      cores: fc.option(fc.integer({ min: 1, max: 16 })),
      generation: fc.option(fc.integer({ min: 1, max: 14 })),
      disks: fc.array(anyDisk, { maxLength: 3 }),
      health: fc.option(fc.integer({ min: 0, max: 100 })),
    })
    .map(({ total, cores, generation, disks, health }) => {
      const base = aReport({ disks: disks.map((disk) => aDisk(disk)) })
      return {
        ...base,
        memory: { ...base.memory, totalBytes: total === null ? null : total * GIBI },
        processor: {
          ...base.processor,
          cores,
          threads: cores,
          generation: generation === null ? null : { family: 'Intel Core', number: generation },
        },
        batteries: base.batteries.map((battery) => ({ ...battery, healthPercent: health })),
      }
    })
  const rank = (grade: string | null) => (grade === null ? -1 : 'DCBA'.indexOf(grade))

  property('every grade has a reason, and every reason its sentence', anyReport, (report) => {
    for (const axis of Object.values(grades({ report }))) {
      expect(axis.reasons.length).toBeGreaterThan(0)
      for (const why of [...axis.reasons, ...axis.raise])
        for (const language of ['fr', 'en'] as const) expect(say(why, language)).not.toMatch(/\{|^grading\./)
    }
  })
  property('more memory never lowers a grade', anyReport, (report) => {
    const { totalBytes } = report.memory
    if (totalBytes === null) return
    const more = { ...report, memory: { ...report.memory, totalBytes: totalBytes + 4 * GIBI } }
    expect(rank(grades({ report: more }).performance.grade)).toBeGreaterThanOrEqual(
      rank(grades({ report }).performance.grade),
    )
  })
  property('a better battery never lowers a grade', anyReport, (report) => {
    const better = report.batteries.map((battery) => ({
      ...battery,
      healthPercent: battery.healthPercent === null ? null : Math.min(100, battery.healthPercent + 10),
    }))
    expect(rank(grades({ report: { ...report, batteries: better } }).battery.grade)).toBeGreaterThanOrEqual(
      rank(grades({ report }).battery.grade),
    )
  })
  property('below A, something would raise it or something is unknown', anyReport, (report) => {
    const { performance } = grades({ report })
    const isOpen = performance.reasons.some(({ code }) => code.endsWith('-unknown'))
    expect(performance.grade === 'A' || performance.raise.length > 0 || isOpen).toBe(true)
  })
})
