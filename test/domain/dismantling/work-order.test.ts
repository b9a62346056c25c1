// The order of work: what a person at the bench is asked, and what stands in the file when nothing is left to ask.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { annexViiOf } from '../../../domain/dismantling/annex-vii.ts'
import { DismantlingFile } from '../../../domain/dismantling/sheet-file.ts'
import {
  accepts,
  answer,
  hasSwollenBattery,
  lastDone,
  nextStep,
  stepsOf,
  undo,
  type StepAnswer,
  type WorkStep,
} from '../../../domain/dismantling/work-order.ts'
import { stepSentences } from '../../../domain/dismantling/work-sentences.ts'
import { paperStepsOf, STEP_KEYS, STEP_RULES, type StepKey } from '../../../domain/dismantling/work-steps.ts'
import { EquipmentKind } from '../../../domain/machine/equipment.ts'

const at = '2026-11-25T09:00:00.000Z'
const empty: DismantlingFile = {
  kind: 'dismantling-file',
  version: 1,
  id: '6f2b1f6e-9a0b-4a86-8a0d-0d5d1b6f0a01',
  machineId: '6f2b1f6e-9a0b-4a86-8a0d-0d5d1b6f0a02',
  stayId: '6f2b1f6e-9a0b-4a86-8a0d-0d5d1b6f0a03',
  createdAt: at,
  updatedAt: at,
  revision: 1,
  operator: null,
  reason: 'does-not-start',
  reasonNote: '',
  make: '',
  model: '',
  serial: '',
  grossGrams: null,
  protection: [],
  safety: [],
  annexVii: {},
  mediaFound: null,
  media: [],
  fractions: [],
  collectionNote: '',
  ecoOrganisme: '',
  notes: '',
  steps: {},
}
const around = { at, newId: () => crypto.randomUUID(), lockedBox: 'Armoire fermée' }

/** What a person would say; every question not named here is answered no, every weight is 100 g, no disk is found. */
type Said = Partial<Record<StepKey, StepAnswer>>
const plain: Readonly<Record<WorkStep['ask'], StepAnswer>> = {
  done: { kind: 'done' },
  presence: { kind: 'no' },
  count: { kind: 'count', count: 0 },
  weight: { kind: 'weight', grams: 100 },
}
const yes: StepAnswer = { kind: 'yes' }

const workedThrough = (kind: EquipmentKind, said: Said, from = empty) => {
  let file = from
  const keys: StepKey[] = []
  for (let step = nextStep(kind, file); step !== null; step = nextStep(kind, file)) {
    file = answer(file, step, said[step.key] ?? plain[step.ask], around)
    keys.push(step.key)
    expect(keys.length).toBeLessThan(200)
  }
  return { file, keys }
}

const kinds = fc.constantFrom(...EquipmentKind.options)
/** Any answer that a step takes. */
const anyAnswer = (step: WorkStep): fc.Arbitrary<StepAnswer> => {
  switch (step.ask) {
    case 'done':
      return fc.constantFrom<StepAnswer>({ kind: 'done' }, { kind: 'done', serial: 'WD-WCC4N7' })
    case 'presence':
      return fc.constantFrom<StepAnswer>({ kind: 'yes' }, { kind: 'no' })
    case 'count':
      return fc.integer({ min: 0, max: 4 }).map((count) => ({ kind: 'count', count }))
    case 'weight':
      return fc.oneof(
        fc.constant<StepAnswer>({ kind: 'none' }),
        fc.integer({ min: 1, max: 9000 }).map((grams): StepAnswer => ({ kind: 'weight', grams })),
      )
  }
}
/** What a supervisor may have entered beforehand, from paper. */
const enteredBefore = fc
  .record({
    gross: fc.option(fc.integer({ min: 1, max: 20_000 })),
    gloves: fc.boolean(),
    batteries: fc.option(fc.record({ present: fc.boolean(), removed: fc.boolean(), container: fc.constant('bac 3') })),
    iron: fc.option(fc.option(fc.integer({ min: 1, max: 9000 }))),
    unplugged: fc.boolean(),
  })
  .map(({ gross, gloves, batteries, iron, unplugged }): DismantlingFile => ({
    ...empty,
    grossGrams: gross,
    protection: gloves ? ['gloves'] : [],
    safety: unplugged ? ['unplugged', 'battery-looked-at'] : [],
    annexVii: batteries === null ? {} : { batteries },
    fractions:
      iron === null
        ? []
        : [
            {
              ...({ id: crypto.randomUUID(), kind: 'ferrous', name: 'Fer', code: '19 12 02', grams: iron } as const),
              ...{ container: 'benne 1', outlet: 'Fonderie' },
            },
          ],
  }))

describe('a machine taken apart step by step', () => {
  test('a desktop: protection first, current before the cover, disks before the rest, the table last', () => {
    const { file, keys } = workedThrough('desktop', {
      'cables-beside': yes,
      'button-cell': yes,
      disks: { kind: 'count', count: 2 },
      memory: yes,
      boards: yes,
      'gross-weight': { kind: 'weight', grams: 8400 },
      'plastics-weight': { kind: 'none' },
    })
    expect(keys).toEqual([
      ...(['gloves', 'glasses', 'shoes', 'sharp-edges', 'unplugged', 'cables-beside', 'cables-away'] as const),
      ...(['discharged', 'gross-weight', 'open', 'button-cell', 'button-cell-out'] as const),
      ...(['button-cell-weight', 'disks', 'disk', 'disk'] as const),
      ...(['memory', 'memory-aside', 'large-capacitor', 'boards', 'boards-out', 'boards-weight'] as const),
      ...(['supply-weight', 'cables-weight', 'iron-weight', 'aluminium-weight', 'plastics-weight', 'tidy'] as const),
    ])
    expect(file).toMatchObject({
      grossGrams: 8400,
      protection: ['gloves', 'glasses', 'shoes'],
      safety: ['unplugged', 'discharged', 'battery-looked-at'],
      mediaFound: 2,
      annexVii: {
        batteries: { present: true, removed: true },
        'electrolytic-capacitors': { present: false },
        'circuit-boards': { present: true, removed: true },
        'external-cables': { present: true, removed: true },
      },
    })
    expect(file.media.map(({ place }) => place)).toEqual(['Armoire fermée', 'Armoire fermée'])
    expect(file.fractions.map(({ kind }) => kind)).toEqual([
      'button-cells',
      'circuit-boards',
      'power-supplies',
      'cables',
      'ferrous',
      'aluminium',
    ])
  })

  test('a swollen battery stops the work: the supervisor is called and takes it out, nobody weighs it', () => {
    const { file, keys } = workedThrough('laptop', { battery: yes, 'battery-swollen': yes })
    const from = keys.indexOf('battery')
    expect(keys.slice(from, from + 5)).toEqual([
      'battery',
      'battery-swollen',
      'battery-stop',
      'battery-isolated',
      'button-cell',
    ])
    const stops = stepsOf('laptop', file).filter(({ stop }) => stop)
    expect(stops.map(({ key }) => key)).toEqual(['battery-stop', 'battery-isolated'])
    expect(file.annexVii.batteries).toMatchObject({ present: true, removed: true })
    expect(hasSwollenBattery(file)).toBe(true)
  })

  test('a battery that a supervisor has entered as present is looked at, taken out and weighed all the same', () => {
    const from = { ...empty, annexVii: { batteries: { present: true, removed: false, container: 'bac 3' } } }
    const { file, keys } = workedThrough('laptop', {}, from)
    expect(keys).toEqual(expect.arrayContaining(['battery-swollen', 'battery-out', 'battery-weight']))
    expect(file.annexVii.batteries).toEqual({ present: true, removed: true, container: 'bac 3' })
  })

  test('a sound battery is taken out and weighed', () => {
    const { file, keys } = workedThrough('laptop', { battery: yes })
    expect(keys).toContain('battery-weight')
    expect(keys).not.toContain('battery-stop')
    expect(hasSwollenBattery(file)).toBe(false)
    expect(file.fractions.find(({ kind }) => kind === 'lithium-batteries')?.grams).toBe(100)
  })

  test('no cell on the board does not hide the battery that was taken out before', () => {
    expect(workedThrough('laptop', { battery: yes }).file.annexVii.batteries).toMatchObject({
      present: true,
      removed: true,
    })
    expect(workedThrough('laptop', {}).file.annexVii.batteries).toMatchObject({ present: false })
  })

  test('a screen on which nobody reads LED counts as one with lamps and stays whole', () => {
    const lamps = workedThrough('laptop', { screen: yes })
    expect(lamps.file.annexVii).toMatchObject({
      'lcd-screens': { present: true, removed: true },
      'mercury-lamps': { present: true, removed: true },
    })
    expect(lamps.file.fractions.map(({ kind }) => kind)).toContain('lamp-screens')
    const led = workedThrough('laptop', { screen: yes, 'screen-led': yes })
    expect(led.file.annexVii['mercury-lamps']).toMatchObject({ present: false })
    expect(led.file.fractions.map(({ kind }) => kind)).toContain('led-screens')
  })

  test('without a screen nobody is asked to read its label or to weigh it', () => {
    const { keys, file } = workedThrough('laptop', {})
    expect(keys.filter((key) => /^(screen|led|lamp)-/.test(key))).toEqual([])
    expect(file.annexVii['mercury-lamps']).toMatchObject({ present: false })
  })

  test('the serial that a scanner reads off a disk goes with the disk', () => {
    const { file } = workedThrough('desktop', {
      disks: { kind: 'count', count: 1 },
      disk: { kind: 'done', serial: ' WD-WCC4N7 ' },
    })
    expect(file.media).toMatchObject([{ serial: 'WD-WCC4N7' }])
  })

  test('what a supervisor has entered from paper is not asked again, and stays as it was entered', () => {
    const fraction = { id: crypto.randomUUID(), kind: 'ferrous', name: 'Fer', code: '19 12 02' } as const
    const from: DismantlingFile = {
      ...empty,
      grossGrams: 7000,
      fractions: [{ ...fraction, grams: null, container: 'benne 1', outlet: '' }],
    }
    const { file, keys } = workedThrough('desktop', {}, from)
    expect(keys).not.toContain('gross-weight')
    expect(file.grossGrams).toBe(7000)
    const iron = file.fractions.filter(({ kind }) => kind === 'ferrous')
    expect(iron).toEqual([{ ...fraction, grams: 100, container: 'benne 1', outlet: '' }])
  })

  test.each([
    { kind: 'count', count: 65 },
    { kind: 'count', count: 1.5 },
    { kind: 'count', count: -1 },
    { kind: 'yes' },
    { kind: 'done' },
  ] as const)('a number of disks is a whole number up to 64: $kind $count is none', (given) => {
    expect(accepts({ ask: 'count' }, given)).toBe(false)
  })
})

describe('whatever is answered', () => {
  /** Answers drawn one after another until nothing is left, then `look` at every file on the way. */
  const anyWork = (look: (work: { kind: EquipmentKind; files: readonly DismantlingFile[] }) => void) => {
    fc.assert(
      fc.property(kinds, enteredBefore, fc.gen(), (kind, from, draw) => {
        const files = [from]
        let file = from
        for (let step = nextStep(kind, file); step !== null; step = nextStep(kind, file)) {
          const before = step
          file = answer(
            file,
            step,
            draw(() => anyAnswer(before)),
            around,
          )
          files.push(file)
          // No step is a dead end: each answer leads on, and the work comes to an end.
          expect(files.length).toBeLessThan(120)
        }
        look({ kind, files })
      }),
      // A whole work-through is long to shrink, and says enough as it is.
      { numRuns: 200, endOnFailure: true },
    )
  }

  test('every item of annex VII that is asked of the kind is answered at the end, and what is there is out', () => {
    anyWork(({ kind, files }) => {
      const file = files.at(-1) ?? empty
      for (const item of annexViiOf(kind)) expect(file.annexVii, item).toHaveProperty(item)
      for (const [item, { present, removed }] of Object.entries(file.annexVii)) {
        if (present) expect(removed, item).toBe(true)
      }
      expect(file.media.length).toBe(file.mediaFound)
      expect(DismantlingFile.safeParse(file).success).toBe(true)
    })
  })

  test('taking back, one answer after another, restores each file exactly as it was', () => {
    anyWork(({ kind, files }) => {
      let file = files.at(-1) ?? empty
      for (const before of files.toReversed().slice(1)) {
        file = undo(kind, file)
        expect(file).toEqual(before)
      }
      expect(lastDone(kind, file)).toBeNull()
      expect(undo(kind, file)).toBe(file)
    })
  })

  test('the order never changes: steps come and go with the answers, and never change places', () => {
    const order = (key: StepKey) => STEP_RULES.findIndex((rule) => rule.key === key)
    anyWork(({ kind, files }) => {
      for (const file of files) {
        const places = stepsOf(kind, file).map(({ key, number }) => order(key) * 100 + (number ?? 0))
        expect(places).toEqual(places.toSorted((one, other) => one - other))
        expect(new Set(places).size).toBe(places.length)
      }
    })
  })

  test('a step that was answered takes no second answer before it is taken back', () => {
    const step = nextStep('desktop', empty)
    if (step === null) throw new Error('No first step')
    const file = answer(empty, step, { kind: 'done' }, around)
    expect(() => answer(file, { ...step, answered: true }, { kind: 'done' }, around)).toThrow(RangeError)
    expect(() => answer(empty, step, { kind: 'weight', grams: 3 }, around)).toThrow(RangeError)
  })
})

describe('the sentences at the bench', () => {
  const words = (sentence: string) => sentence.split(/[\s’]+/u).filter((word) => /\p{L}|\d/u.test(word))
  const negations = {
    fr: /(^|[\s’])(ne|n’\S+|pas|jamais|aucune?|sans|rien|interdit\S*|évitez)(?=[\s.,?!]|$)/iu,
    en: /\b(not|\w+n’t|never|no|without|none|nothing|avoid|forbidden)\b/iu,
  }
  const forbidden = /irrécupérable|FALC|annexe?|DEEE|WEEE|électrolytique|electrolytic|condensateur|capacitor/iu
  const sentences = (['fr', 'en'] as const).flatMap((language) =>
    Object.entries(stepSentences[language]).map(([key, sentence]) => ({ language, key, sentence })),
  )

  test.each(sentences)('$language, $key: at most twelve known words, said positively', ({ language, sentence }) => {
    expect(words(sentence).length).toBeLessThanOrEqual(12)
    expect(sentence).not.toMatch(negations[language])
    expect(sentence).not.toMatch(forbidden)
    expect(sentence).toMatch(/^\p{Lu}.*[.?!]$/u)
    expect(sentence).not.toContain("'")
  })

  test('a question ends in a question mark, an action does not', () => {
    for (const { key, ask } of STEP_RULES) {
      for (const language of ['fr', 'en'] as const) {
        const asks = stepSentences[language][key].endsWith('?')
        expect(asks, key).toBe(ask === 'presence' || ask === 'count')
      }
    }
  })

  test('every step has its rule once, and the worker’s page prints the same order', () => {
    expect(STEP_RULES.map(({ key }) => key).toSorted()).toEqual([...STEP_KEYS].toSorted())
    for (const kind of EquipmentKind.options) {
      const onPaper = paperStepsOf(kind).map(({ key }) => key)
      const { keys } = workedThrough(kind, {})
      expect(onPaper.filter((key) => (keys as readonly string[]).includes(key))).toEqual(keys)
    }
    expect(paperStepsOf('loose-disk').map(({ key }) => key)).toEqual([
      'gloves',
      'number',
      'serial',
      'locked-box',
      'supervisor',
    ])
  })

  test('a line that is passed over after another answer names that answer, and its question stands above it', () => {
    for (const kind of EquipmentKind.options) {
      const steps = paperStepsOf(kind)
      for (const [at, { key, after }] of steps.entries()) {
        const rule = STEP_RULES.find((one) => one.key === key)
        expect(after !== null, key).toBe(rule?.after !== undefined || key === 'disk')
        if (after?.kind !== 'answer') continue
        expect(rule?.after).toContainEqual([after.key, after.answer])
        expect(steps.slice(0, at).find((one) => one.key === after.key)?.ask, key).toBe('presence')
      }
    }
    const battery = paperStepsOf('laptop').find(({ key }) => key === 'battery-out')
    expect(battery?.after).toEqual({ kind: 'answer', key: 'battery-swollen', answer: 'no' })
  })
})
