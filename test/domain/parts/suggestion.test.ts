// What the bench says by itself of the stock: never what does not fit, and never a grade that the rubric would not give.
import { describe, expect, test } from 'vitest'
import { defaultRubric } from '../../../domain/grading/default-rubric.ts'
import { gradeMachine, type GradingQuestion } from '../../../domain/grading/grade.ts'
import type { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import { fit } from '../../../domain/parts/fit.ts'
import type { Part, PartEvent } from '../../../domain/parts/part.ts'
import { reportWith, suggestions } from '../../../domain/parts/suggestion.ts'
import { say } from '../../../domain/words/sentences.ts'
import { aDisk, anIdentity, aReport, uuidOf } from '../erasure/a-report.ts'
import { fc, test as property } from '../erasure/with-fast-check.ts'
import { aModule, aPart, discarded, fitted, GIBI, inSlot, received, takenOut, tested } from './some-parts.ts'

const with4 = (modules = [inSlot()], used = modules.length, total = 2) =>
  aReport({
    memory: {
      totalBytes: modules.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0),
      visibleBytes: null,
      maximumBytes: 32 * GIBI,
      slots: { total, used },
      modules,
    },
  })
const question = (report: HardwareReport | null): GradingQuestion => ({
  report,
  equipment: 'laptop',
  aspect: null,
  rubric: defaultRubric,
  overrides: [],
})
const words = (parts: readonly Part[], report: HardwareReport) =>
  suggestions(parts, question(report)).map(({ said }) => say(said, 'fr').replace(/[\u202f\u00a0]/g, ' '))

describe('The bench', () => {
  test('says which module in stock would raise the laptop, and where it lies', () => {
    expect(words([aPart()], with4())).toEqual([
      'Une barrette de 4 Go DDR4 SODIMM en stock (bac 3) ferait passer ce portable en A.',
    ])
  })
  test('says which one it would replace where no slot is free', () => {
    const report = with4([inSlot({ sizeBytes: 2 * GIBI }), inSlot({ sizeBytes: 2 * GIBI, locator: 'DIMM B' })])
    expect(words([aPart(aModule({ sizeBytes: 8 * GIBI }))], report)).toEqual([
      'Une barrette de 8 Go DDR4 SODIMM en stock (bac 3), à la place de celle de 2 Go (DIMM A), ferait passer ce portable en A.',
    ])
  })
  test('says that a verified SSD in place of the hard disk would help, and supposes nothing of its health', () => {
    const report = aReport({ disks: [aDisk({ kind: 'hdd' })] })
    const ssd = aPart({ kind: 'disk', identity: anIdentity({ serial: 'NEW' }), diskKind: 'sata-ssd' })
    expect(words([ssd], report)).toEqual(['Un SSD SATA de 500 Go en stock (bac 3) ferait passer ce portable en B.'])
  })
  test('says nothing of a part that would change nothing, does not fit, does not work, or is not there', () => {
    expect(words([aPart(aModule({ sizeBytes: 2 * GIBI }))], with4())).toEqual([])
    expect(words([aPart(aModule({ type: 'DDR3' }))], with4())).toEqual([])
    const gone: readonly PartEvent[][] = [
      [received, tested(false)],
      [takenOut(), fitted()],
      [received, discarded],
    ]
    for (const history of gone) expect(words([aPart(undefined, { history })], with4())).toEqual([])
  })
  test('says nothing of a machine that has the best grade, or none', () => {
    expect(words([aPart()], aReport())).toEqual([])
    expect(suggestions([aPart()], question(null))).toEqual([])
  })
  test('names first what was tried, then what is just large enough', () => {
    const large = aPart(aModule({ sizeBytes: 16 * GIBI }), { id: uuidOf(1), number: 'P-0001' })
    const small = aPart(aModule(), { id: uuidOf(2), number: 'P-0002' })
    const tried = aPart(aModule({ sizeBytes: 8 * GIBI }), {
      id: uuidOf(3),
      number: 'P-0003',
      history: [takenOut(), tested(true)],
    })
    const order = suggestions([large, small, tried], question(with4())).map(({ part }) => part.number)
    expect(order).toEqual(['P-0003', 'P-0002', 'P-0001'])
  })
})

const sizes = fc.constantFrom(1, 2, 4, 8, 16).map((gibi) => gibi * GIBI)
const forms = fc.constantFrom('SODIMM', 'DIMM', '')
const types = fc.constantFrom('DDR3', 'DDR4', '')
const ecc = fc.constantFrom(true, false, null)
const anyModule = fc
  .record({ sizeBytes: sizes, type: types, formFactor: forms, ecc })
  .map((changes) => aModule(changes))
const anySlot = fc
  .record({ sizeBytes: fc.option(sizes), type: types, formFactor: forms, ecc, soldered: fc.constantFrom(true, false) })
  .map((changes) =>
    inSlot({ ...changes, type: changes.type === '' ? null : changes.type, formFactor: changes.formFactor || null }),
  )
const anyReport = fc
  .record({
    modules: fc.array(anySlot, { maxLength: 4 }),
    free: fc.nat(2),
    maximum: fc.option(fc.constantFrom(4, 8, 16, 32).map((gibi) => gibi * GIBI)),
    disk: fc.constantFrom('hdd', 'sata-ssd', 'nvme'),
    health: fc.constantFrom('good', 'warning', 'failing', null),
  })
  .map(({ modules, free, maximum, disk, health }) => {
    const known = modules.every(({ sizeBytes }) => sizeBytes !== null)
    return aReport({
      memory: {
        totalBytes: known && modules.length > 0 ? modules.reduce((sum, one) => sum + (one.sizeBytes ?? 0), 0) : null,
        visibleBytes: 2 * GIBI,
        maximumBytes: maximum,
        slots: { total: modules.length + free, used: modules.length },
        modules,
      },
      disks: [aDisk({ kind: disk, health })],
    })
  })
const anyPart = fc.oneof(
  anyModule.map((data) => aPart(data)),
  fc
    .constantFrom('hdd', 'sata-ssd', 'nvme', null)
    .map((diskKind) => aPart({ kind: 'disk', identity: anIdentity({ serial: 'NEW' }), diskKind })),
)

describe('Whatever machine meets whatever stock', () => {
  property(
    'only what fits without a doubt is suggested, with the grade that the rubric gives the machine with it',
    fc.tuple(anyReport, fc.array(anyPart, { maxLength: 6 })),
    ([report, parts]) => {
      const asked = question(report)
      const before = gradeMachine(asked).performance.grade
      for (const { part, placement, from, to } of suggestions(parts, asked)) {
        expect(fit(part.data, { report, equipment: 'laptop' })).toMatchObject({ outcome: 'fits', placement })
        const changed = reportWith(report, part, placement)
        expect(gradeMachine({ ...asked, report: changed }).performance.grade).toBe(to)
        expect(from).toBe(before)
        expect(to < from).toBe(true)
      }
    },
    1000,
  )
  property(
    'a suggested module is of the type and form of those in the slots, within what the board accepts',
    fc.tuple(anyReport, anyPart),
    ([report, part]) => {
      if (part.data.kind !== 'memory') return
      const data = part.data
      const [found] = suggestions([part], question(report))
      if (found === undefined) return
      const { memory } = report
      for (const module of memory.modules.filter(({ soldered }) => soldered === false))
        expect([module.type ?? data.type, module.formFactor ?? data.formFactor]).toEqual([data.type, data.formFactor])
      const changed = reportWith(report, part, found.placement)?.memory
      expect(changed?.totalBytes).toBeLessThanOrEqual(memory.maximumBytes ?? 0)
      expect(changed?.totalBytes).toBeGreaterThan(memory.totalBytes ?? 0)
      expect(changed?.modules.length).toBeLessThanOrEqual(memory.slots.total ?? 0)
    },
    1000,
  )
})
