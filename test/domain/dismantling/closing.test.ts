// What keeps a dismantling sheet from being signed, what a supervisor should look at again, and which waste codes hold on a day.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sheetQuestionOf } from '../../../domain/documents/dismantling-sheet-derivation.ts'
import { AnnexViiItem, annexViiOf } from '../../../domain/dismantling/annex-vii.ts'
import { leavesWithTheScreen } from '../../../domain/dismantling/annex-vii-answers.ts'
import { balanceOf, outcomeOf } from '../../../domain/dismantling/balance.ts'
import { sheetBalance, sheetReasons, sheetWarnings, type SheetQuestion } from '../../../domain/dismantling/closing.ts'
import { codeInForce, codesInForce, successorOf } from '../../../domain/dismantling/codes-in-force.ts'
import { defaultWasteCodes, successorsOf } from '../../../domain/dismantling/default-waste-codes.ts'
import { usualCode } from '../../../domain/dismantling/fraction-catalogue.ts'
import { FractionKind } from '../../../domain/dismantling/fractions.ts'
import type { DismantlingFile } from '../../../domain/dismantling/sheet-file.ts'
import { WasteCode } from '../../../domain/dismantling/waste-codes.ts'
import { EquipmentKind } from '../../../domain/machine/equipment.ts'
import { partName } from '../../../domain/parts/name.ts'
import type { Part } from '../../../domain/parts/part.ts'
import { partsTakenOut } from '../../../domain/parts/taken-out.ts'
import { say } from '../../../domain/words/sentences.ts'
import { machineId, report, secondDisk, ssd, stayId, uuid } from '../documents/bench.ts'
import { boxed, boxedDisk, opening, sheetBasis } from '../documents/sheet-bench.ts'
import { answeredFor, dismantlingFile, fraction, leftInside, medium, removed } from './a-file.ts'

const question = async (
  file: Partial<DismantlingFile> = {},
  changes: Partial<Parameters<typeof sheetBasis>[0] & object> = {},
): Promise<SheetQuestion> => sheetQuestionOf(await sheetBasis({ file: dismantlingFile(file), ...changes }))
const reasons = async (...given: Parameters<typeof question>) =>
  sheetReasons(await question(...given)).map(({ code }) => code)
const warnings = async (...given: Parameters<typeof question>) =>
  sheetWarnings(await question(...given)).map(({ code }) => code)

const openedAt = (at: string, found = [boxedDisk]) => {
  const { what, confirmation } = opening(found)
  return { what: { ...what, at }, confirmation }
}

const battery: Part = {
  kind: 'part',
  version: 1,
  id: uuid(600),
  number: 'P-0001',
  data: { kind: 'battery', maker: '', model: '', serial: '', healthPercent: 80, designWh: null },
  place: 'Bac 3',
  grams: null,
  history: [
    {
      what: 'taken-out',
      at: '2026-11-25T09:00:00Z',
      operator: null,
      note: '',
      machine: { machineId, stayId, inventoryNumber: '2026-0117', name: '' },
    },
  ],
  createdAt: '2026-11-25T09:00:00Z',
  updatedAt: '2026-11-25T09:00:00Z',
  revision: 1,
  operator: null,
}

describe('an ordinary desktop', () => {
  test('is signed without a reason against it or a doubt', async () => {
    expect(await reasons()).toEqual([])
    expect(await warnings()).toEqual([])
  })
})

describe('annex VII', () => {
  test('keeps the sheet open while one question of the machine’s kind has no answer', async () => {
    const { batteries: _forgotten, ...others } = answeredFor('desktop')
    const [open] = sheetReasons(await question({ annexVii: others }))
    expect(open && say(open, 'fr')).toBe('Piles et batteries\u202f: dites si cela se trouve dans la machine.')
  })

  test('keeps the sheet open while something is present and still inside, and says what to do', async () => {
    const [inside] = sheetReasons(await question({ annexVii: { ...answeredFor('desktop'), batteries: leftInside } }))
    expect(inside?.code).toBe('dismantling.annex-present')
    expect(inside && say(inside, 'fr')).toContain('Retirez-le')
  })

  test('does not believe that something was taken out that was not there', async () => {
    const annexVii = { ...answeredFor('desktop'), toner: { present: false, removed: true, container: '' } }
    expect(await reasons({ annexVii })).toEqual(['dismantling.annex-removed-absent'])
  })

  test('lets a lamp stay in a screen that goes whole, but no battery', () => {
    const whole = [fraction(1, { kind: 'lamp-screens', code: '16 02 13*' })]
    expect(leavesWithTheScreen('mercury-lamps', 'monitor', whole)).toBe(true)
    expect(leavesWithTheScreen('circuit-boards', 'monitor', whole)).toBe(true)
    expect(leavesWithTheScreen('batteries', 'monitor', whole)).toBe(false)
    const opened = [...whole, fraction(2)]
    expect(leavesWithTheScreen('mercury-lamps', 'monitor', opened)).toBe(true)
    expect(leavesWithTheScreen('circuit-boards', 'monitor', opened)).toBe(false)
    expect(AnnexViiItem.options.some((item) => leavesWithTheScreen(item, 'monitor', [fraction(2)]))).toBe(false)
  })

  test('keeps nothing in a machine that is no monitor because of a screen: its boards and cells come out', async () => {
    const whole = [fraction(1, { kind: 'lamp-screens', code: '16 02 13*' })]
    const annexVii = { ...answeredFor('desktop'), 'circuit-boards': leftInside, 'lcd-screens': leftInside }
    expect(await reasons({ annexVii, fractions: whole })).toEqual([
      'dismantling.annex-present',
      'dismantling.annex-present',
    ])
    expect(leavesWithTheScreen('mercury-lamps', 'laptop', whole)).toBe(true)
    expect(leavesWithTheScreen('circuit-boards', 'laptop', whole)).toBe(false)
  })

  test('asks something of every kind of machine', () => {
    for (const kind of EquipmentKind.options) expect(annexViiOf(kind).length).toBeGreaterThan(0)
  })
})

describe('the disks of a dismantled machine', () => {
  const hash = 'b'.repeat(64)
  const sees = (...disks: readonly (typeof ssd)[]) => ({
    reports: [
      { hash, report: report({ takenAt: '2026-11-25T08:30:00Z', disks: [...disks] }), source: 'file' as const },
    ],
    attestations: [],
  })
  const identity = ({ serial, wwn, model, sizeBytes }: typeof ssd) => ({ serial, wwn, model, sizeBytes })

  test('have all to be found that the report saw', async () => {
    const settlements = [boxed(320, identity(ssd)), boxed(340, identity(secondDisk))]
    const both = { mediaFound: 2, media: [medium('CRM0001'), medium('CRN0002')] }
    expect(await reasons(both, { ...sees(ssd, secondDisk), settlements })).toEqual([])
    const one = { mediaFound: 1, media: [medium('CRM0001')] }
    expect(await reasons(one, { ...sees(ssd, secondDisk), settlements })).toEqual(['dismantling.media-too-few'])
    expect(await reasons(one, { ...sees(ssd, secondDisk), settlements: settlements.slice(0, 1) })).toEqual(
      expect.arrayContaining(['erasure.disk-unsettled', 'dismantling.media-too-few']),
    )
  })

  test('that were taken out before the machine came to the table are not looked for there', async () => {
    const early = boxed(320)
    const before = { ...early, what: { ...early.what, at: '2026-11-25T07:00:00Z' } }
    const attestations = [openedAt('2026-11-25T06:50:00Z')]
    expect(await reasons({ mediaFound: 0, media: [] }, { settlements: [before], attestations })).toEqual([])
    // Found inside after it was put away: it is back.
    expect(await reasons({ mediaFound: 0, media: [] }, { settlements: [before] })).toEqual(['erasure.disk-back'])
    expect(await reasons({ mediaFound: 0, media: [] })).toEqual(['dismantling.media-too-few'])
  })

  test('that were taken out before do not stand for another that is found on the table', async () => {
    const early = boxed(320)
    const settlements = [{ ...early, what: { ...early.what, at: '2026-11-25T07:00:00Z' } }]
    const gone = { settlements, attestations: [openedAt('2026-11-25T06:50:00Z')] }
    for (const media of [[], [medium('')], [medium('0000')]])
      expect(await reasons({ mediaFound: 1, media }, gone)).toEqual(['dismantling.media-went-before'])
    // The sheet was begun late: this very disk was counted.
    expect(await reasons({ mediaFound: 1, media: [medium('CRM0001')] }, gone)).toEqual([])
  })

  test('that came from the stock are answered for after they were put in', async () => {
    const machine = { machineId, stayId, inventoryNumber: '2026-0117', name: '' }
    const said = { operator: null, note: '' }
    const stocked: Part = {
      ...battery,
      data: { kind: 'disk', identity: identity(secondDisk), diskKind: 'hdd' },
      history: [
        { what: 'received', at: '2026-11-20T09:00:00Z', ...said },
        { what: 'fitted', at: '2026-11-25T08:30:00Z', machine, ...said },
      ],
    }
    const open = ['dismantling.fitted-disk-open']
    expect(await reasons({}, { parts: [stocked] })).toEqual(open)
    const both = { mediaFound: 2, media: [medium('CRM0001'), medium('CRN0002')] }
    const attestations = [openedAt('2026-11-25T08:05:00Z', [boxedDisk, identity(secondDisk)])]
    const settled = boxed(340, identity(secondDisk))
    const answered = { parts: [stocked], attestations, settlements: [boxed(320), settled] }
    expect(await reasons(both, answered)).toEqual([])
    const before = { ...settled, what: { ...settled.what, at: '2026-11-25T08:10:00Z' } }
    expect(await reasons(both, { ...answered, settlements: [boxed(320), before] })).toEqual(open)
    const elsewhere = { ...machine, machineId: uuid(77) }
    const history = [
      ...stocked.history.slice(0, 1),
      { what: 'fitted' as const, at: '2026-11-25T08:30:00Z', machine: elsewhere, ...said },
    ]
    expect(await reasons({}, { parts: [{ ...stocked, history }] })).toEqual([])
  })

  test('that are kept as its parts were found in it', async () => {
    const [first] = battery.history
    if (first === undefined) throw new Error('It was taken out')
    const diskOf = (one: typeof boxedDisk): Part => ({
      ...battery,
      data: { kind: 'disk', identity: one, diskKind: 'hdd' },
      grams: 600,
      history: [first],
    })
    const stranger = { ...boxedDisk, serial: 'AUTRE-9' }
    expect(await reasons({}, { parts: [diskOf(stranger)] })).toEqual(['dismantling.kept-disk-unknown'])
    // Erased in the locked box and kept since: it is weighed once.
    const own = await question({}, { parts: [diskOf(boxedDisk)] })
    expect(sheetReasons(own)).toEqual([])
    expect(sheetBalance(own)).toMatchObject({ partGrams: 600, mediaGrams: 0, outcome: 'fits' })
  })

  test('are counted, one by one, by whoever opens the machine', async () => {
    expect(await reasons({ mediaFound: null })).toEqual(['dismantling.media-not-counted'])
    expect(await reasons({ mediaFound: 1, media: [medium('CRM0001'), medium('')] })).toEqual([
      'dismantling.media-more-than-found',
    ])
    expect(await reasons({ mediaFound: 2, media: [medium('CRM0001'), medium('crm 0001')] })).toEqual(
      expect.arrayContaining(['dismantling.medium-twice']),
    )
    expect(await reasons({ media: [medium('AUTRE-9')] })).toEqual(['dismantling.medium-unaccounted'])
  })

  test('are settled by a supervisor, or the sheet waits', async () => {
    expect(await reasons({}, { settlements: [] })).toContain('erasure.disk-unsettled')
    expect(await reasons({}, { attestations: [] })).toContain('erasure.attest-no-report')
  })

  test('are none in a bare monitor, and that alone needs no opening', async () => {
    const bare = { mediaFound: 0, media: [], annexVii: answeredFor('monitor') }
    const none = { attestations: [], settlements: [] }
    const { machine } = await sheetBasis()
    const monitor = { ...none, machine: { ...machine, equipment: 'monitor' as const } }
    expect(await reasons(bare, monitor)).toEqual([])
    // An all-in-one looks like one: the supervisor is told what the signature says.
    expect(await warnings(bare, monitor)).toContain('dismantling.media-bare-monitor')
    expect(
      await reasons(
        { ...bare, annexVii: answeredFor('all-in-one') },
        { ...none, machine: { ...machine, equipment: 'all-in-one' } },
      ),
    ).toContain('erasure.attest-no-report')
    const found = { ...bare, mediaFound: 1 }
    expect(await reasons(found, { ...none, machine: { ...machine, equipment: 'monitor' } })).toContain(
      'dismantling.media-too-many',
    )
  })
})

describe('the fractions', () => {
  test('have each a weight and a code', async () => {
    expect(await reasons({ fractions: [] })).toEqual(['dismantling.fractions-missing'])
    expect(await reasons({ fractions: [fraction(1, { grams: null, code: null })] })).toEqual([
      'dismantling.fraction-unweighed',
      'dismantling.fraction-without-code',
    ])
    expect(await reasons({ fractions: [fraction(1, { code: '99 99 99' })] })).toEqual(['dismantling.code-unknown'])
  })

  test('are listed once each: a line that is there twice is said, not found out when the sheet is sealed', async () => {
    expect(await reasons({ fractions: [fraction(1), fraction(2)] })).toEqual([])
    expect(await reasons({ fractions: [fraction(1), fraction(2), fraction(1)] })).toEqual([
      'dismantling.fraction-twice',
    ])
  })

  test('take no code that has ended: the sheet names the one that replaced it', async () => {
    const [ended] = sheetReasons(
      await question({ fractions: [fraction(1, { kind: 'button-cells', code: '16 06 05' })] }),
    )
    expect(ended && say(ended, 'fr')).toBe(
      'Piles boutons\u202f: le code 16 06 05 n’est pas valable le 25 novembre 2026. Prenez 16 06 07* à la place (Batteries au lithium usagées).',
    )
    const lastDay = { ...(await question({ fractions: [fraction(1, { code: '16 06 05' })] })), day: '2026-11-08' }
    expect(sheetReasons(lastDay)).toEqual([])
    const tooEarly = { ...(await question({ fractions: [fraction(1, { code: '16 06 07*' })] })), day: '2026-11-08' }
    expect(sheetReasons(tooEarly).map(({ code }) => code)).toEqual(['dismantling.code-not-in-force'])
  })
})

describe('the balance', () => {
  const weighed = (grossGrams: number | null, ...grams: readonly number[]) =>
    balanceOf({ grossGrams, fractions: grams.map((each) => ({ grams: each })), parts: [], media: [] })

  test('fits up to five percent off, and not beyond', () => {
    expect(weighed(10_000, 9_500).outcome).toBe('fits')
    expect(weighed(10_000, 9_499).outcome).toBe('too-little')
    expect(weighed(10_000, 10_500).outcome).toBe('fits')
    expect(weighed(10_000, 10_501).outcome).toBe('too-much')
    expect(weighed(null, 10_000).outcome).toBe('unknown')
  })

  test('counts parts and the disks in the locked box, and grants what nobody weighed', () => {
    const balance = balanceOf({
      grossGrams: 6_000,
      fractions: [{ grams: 5_000 }],
      parts: [{ grams: 20, kind: 'memory' }],
      media: [{ grams: null, kind: 'hdd' }],
    })
    expect(balance).toMatchObject({ partGrams: 20, unweighed: 1, allowanceGrams: 750, outcome: 'fits' })
    expect(outcomeOf({ ...balance, allowanceGrams: 0 })).toBe('too-little')
  })

  test('never finds fault with a machine whose fractions weigh what it weighed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 10 }), (grams) => {
        expect(
          weighed(
            grams.reduce((sum, each) => sum + each, 0),
            ...grams,
          ).outcome,
        ).toBe('fits')
      }),
    )
  })

  test('that is off is shown and does not keep from signing', async () => {
    expect(await warnings({ grossGrams: 8_000 })).toEqual(['dismantling.balance-too-little'])
    expect(await warnings({ grossGrams: 3_000 })).toEqual(['dismantling.balance-too-much'])
    expect(await warnings({ grossGrams: null })).toEqual(['dismantling.gross-missing'])
    expect(await reasons({ grossGrams: 8_000 })).toEqual([])
    const [off] = sheetWarnings(await question({ grossGrams: 8_000 }))
    expect(off && say(off, 'fr')).toContain('Il manque 2,9\u00a0kg\u202f: 5,1\u00a0kg pour une machine de 8\u00a0kg')
  })
})

describe('a doubt', () => {
  test('is raised about a weight that is unusual, a battery that is nowhere, a tick that is missing', async () => {
    expect(await warnings({ grossGrams: 51_000 })).toContain('dismantling.gross-implausible')
    const heavy = { fractions: [fraction(1, { kind: 'button-cells', code: '16 06 07*', grams: 4_500 })] }
    expect(await warnings(heavy)).toContain('dismantling.fraction-implausible')
    const annexVii = { ...answeredFor('desktop'), batteries: removed }
    expect(await warnings({ annexVii })).toEqual(['dismantling.battery-nowhere'])
    expect(await warnings({ annexVii }, { parts: [battery] })).toEqual([])
    expect(await warnings({ safety: ['unplugged', 'discharged'] })).toEqual(['dismantling.safety-open'])
  })
})

describe('waste codes', () => {
  test('are each written as the list writes them, and never twice in force on one day', () => {
    for (const code of defaultWasteCodes) expect(WasteCode.safeParse(code).success).toBe(true)
    for (const day of ['2026-11-08', '2026-11-09']) {
      const inForce = codesInForce([], day).map(({ code }) => code)
      expect(new Set(inForce).size).toBe(inForce.length)
    }
  })

  test('changed on 9 November 2026: lithium has a code of its own and is hazardous', () => {
    expect(usualCode('lithium-batteries', [], '2026-11-08')?.code).toBe('16 06 05')
    expect(usualCode('lithium-batteries', [], '2026-11-09')?.code).toBe('16 06 07*')
    expect(usualCode('ferrous', [], '2026-11-08')).toEqual(usualCode('ferrous', [], '2026-11-09'))
  })

  test('that ended have each a successor in force', () => {
    for (const { code } of defaultWasteCodes.filter(({ validTo }) => validTo !== null)) {
      if (codeInForce(code, [], '2026-11-09') === null) expect(successorOf(code, [], '2026-11-09')).not.toBeNull()
    }
    for (const next of Object.values(successorsOf).flat()) expect(codeInForce(next, [], '2026-11-09')).not.toBeNull()
  })

  test('are there for every usual fraction', () => {
    for (const kind of FractionKind.options.filter((each) => each !== 'other'))
      expect(usualCode(kind, [], '2026-11-25'), kind).not.toBeNull()
  })

  test('of the workshop count from the day that was put in, and the last word counts', () => {
    const put = (validTo: string | null, labelFr = 'Ferraille de l’atelier'): { readonly put: WasteCode } => ({
      put: { code: '19 12 02', labelFr, labelEn: '', validFrom: '2015-06-01', validTo, edition: 'Atelier' },
    })
    expect(codeInForce('19 12 02', [put('2026-11-24')], '2026-11-25')).toBeNull()
    expect(codeInForce('19 12 02', [put('2026-11-24')], '2026-11-24')?.edition).toBe('Atelier')
    expect(codeInForce('19 12 02', [put('2026-11-24'), put(null)], '2026-11-25')?.edition).toBe('Atelier')
    const later = { put: { ...put(null, 'Nouveau').put, validFrom: '2026-11-20' } }
    expect(codeInForce('19 12 02', [later], '2026-11-19')?.labelFr).toBe('Métaux ferreux triés')
    expect(codeInForce('19 12 02', [later], '2026-11-20')?.labelFr).toBe('Nouveau')
  })
})

test('a part that was discarded before the sheet is signed is no part kept: its weight is among the fractions', async () => {
  const said = { at: '2026-11-25T09:30:00Z', operator: null, note: '' }
  const weighed = { ...battery, grams: 300 }
  const thrown: Part = { ...weighed, history: [...battery.history, { what: 'discarded', ...said }] }
  const back: Part = { ...thrown, history: [...thrown.history, { what: 'restored', ...said }] }
  const { machine } = await question()
  expect(partsTakenOut([weighed], machine)).toEqual([weighed])
  expect(partsTakenOut([thrown], machine)).toEqual([])
  expect(sheetBalance(await question({}, { parts: [thrown] })).partGrams).toBe(0)
  expect(partsTakenOut([back], machine)).toEqual([back])
})

test('a part on a sheet bears its name in both languages', () => {
  expect(say(partName(battery.data), 'fr')).not.toBe(say(partName(battery.data), 'en'))
})
