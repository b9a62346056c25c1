// Reception by a scanner alone: which question is next, what each card does, and that nothing is received that nobody said.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Command } from '../../../domain/documents/scan-code.ts'
import {
  afterScan,
  cardOf,
  KINDS_IN_ORDER,
  LOOKS_IN_ORDER,
  reopened,
  WAITING,
  type Answers,
  type Deed,
  type Reception,
  type Received,
  type Scanned,
} from '../../../domain/intake/reception.ts'
import type { Doubt, Label } from '../../../domain/intake/doubts.ts'
import type { EquipmentKind } from '../../../domain/machine/equipment.ts'
import { reason } from '../../../domain/words/reason.ts'

const number = (inventoryNumber: string): Label => ({ inventoryNumber, machineId: null })
const labelled = (inventoryNumber: string, doubt: Doubt | null = null, known: Answers | null = null): Scanned => ({
  kind: 'label',
  label: number(inventoryNumber),
  doubt,
  known,
})
const card = (command: Command): Scanned => ({ kind: 'command', command })

/** Scans one after the other, as the station does: the kind of the last machine received is taken over. */
const afterAll = (scans: readonly Scanned[], from: Reception = WAITING, kindBefore: EquipmentKind | null = null) => {
  let reception = from
  let lastKind = kindBefore
  let last: Received | null = null
  const deeds: Deed[] = []
  const refusals: string[] = []
  for (const scanned of scans) {
    const next = afterScan(reception, scanned, lastKind)
    reception = next.reception
    deeds.push(next.deed)
    if (next.refused !== null) refusals.push(next.refused.code)
    if (next.deed.kind === 'receive') {
      last = next.deed.received
      lastKind = last.answers.equipment
    }
    if (next.deed.kind === 'reopen-last' && last !== null) reception = reopened(last)
  }
  const received = deeds.flatMap((deed) => (deed.kind === 'receive' ? [deed.received] : []))
  return { reception, deeds, refusals, received }
}

describe('a machine is received', () => {
  it('by its label, its kind, one look and the power-on test', () => {
    const { received, reception } = afterAll([labelled('PC-1'), card('2'), card('1'), card('yes')])
    expect(received).toEqual([
      {
        machine: { inventoryNumber: 'PC-1', machineId: null, hasFile: false, corrects: false, comesBack: false },
        answers: { equipment: 'desktop', look: 'good', powerOn: 'starts' },
      },
    ])
    expect(reception).toEqual(WAITING)
  })

  it('and the next one of the same kind with three scans', () => {
    const { received } = afterAll([labelled('PC-2'), card('3'), card('no')], WAITING, 'monitor')
    expect(received[0]?.answers).toEqual({ equipment: 'monitor', look: 'damaged', powerOn: 'does-not-start' })
  })

  it('with another kind than the last one by going one question back', () => {
    const { received } = afterAll(
      [labelled('PC-2'), card('undo'), card('1'), card('next'), card('next')],
      WAITING,
      'monitor',
    )
    expect(received[0]?.answers).toEqual({ equipment: 'laptop', look: null, powerOn: 'not-tried' })
  })

  it('never with a kind that nobody said', () => {
    const { reception, refusals } = afterAll([labelled('PC-1'), card('next'), card('yes')])
    expect(reception.step).toBe('kind')
    expect(refusals).toEqual(['intake.card-not-here-kind', 'intake.card-not-here-kind'])
  })

  it('each by the card whose digit stands beside its word', () => {
    for (const equipment of KINDS_IN_ORDER)
      for (const look of LOOKS_IN_ORDER) {
        const cards = [card(cardOf(KINDS_IN_ORDER, equipment)), card(cardOf(LOOKS_IN_ORDER, look))]
        const { received } = afterAll([labelled('PC-1'), ...cards, card('yes')])
        expect(received[0]?.answers).toEqual({ equipment, look, powerOn: 'starts' })
      }
  })
})

describe('what was scanned by mistake', () => {
  it('is asked about again after "undo": the last question first, with what was said', () => {
    const scans = [labelled('PC-1'), card('1'), card('4'), card('no'), card('undo')]
    expect(afterAll(scans).reception).toEqual({
      step: 'power-on',
      machine: { inventoryNumber: 'PC-1', machineId: null, hasFile: true, corrects: true, comesBack: false },
      answers: { equipment: 'laptop', look: 'incomplete', powerOn: 'does-not-start' },
    })
    const { received } = afterAll([...scans, card('yes')])
    expect(received.map(({ answers }) => answers.powerOn)).toEqual(['does-not-start', 'starts'])
    expect(received[1]?.machine.corrects).toBe(true)
  })

  it('leaves the intake by going back beyond its first question', () => {
    const back = [card('undo'), card('undo'), card('undo'), card('undo')]
    const { deeds, reception } = afterAll([labelled('PC-1'), card('1'), card('1'), card('yes'), ...back])
    expect(deeds.at(-1)).toMatchObject({ kind: 'take-out', machine: { inventoryNumber: 'PC-1' } })
    expect(reception).toEqual(WAITING)
  })

  it('is simply forgotten where nothing was saved yet', () => {
    const { deeds, reception } = afterAll([labelled('PC-1'), card('undo')])
    expect(deeds.every(({ kind }) => kind === 'none')).toBe(true)
    expect(reception).toEqual(WAITING)
  })

  it('changes nothing where it is the same label once more, and says so where it is another', () => {
    expect(afterAll([labelled('PC-1'), labelled('PC-1')], WAITING, 'laptop')).toMatchObject({
      refusals: [],
      reception: { step: 'look', machine: { inventoryNumber: 'PC-1' } },
    })
    expect(afterAll([labelled('PC-1'), labelled('PC-2')], WAITING, 'laptop')).toMatchObject({
      refusals: ['intake.answer-first'],
      reception: { step: 'look', machine: { inventoryNumber: 'PC-1' } },
    })
  })

  it('is said where it is no label at all', () => {
    expect(afterAll([{ kind: 'not-a-label', text: 'DAX2-000001' }]).refusals).toEqual(['intake.not-a-label'])
  })
})

describe('a doubt about a label', () => {
  const doubt = (yes: Doubt['yes']): Doubt => ({ reason: reason('intake.received-twice'), yes, machineId: null })
  const known: Answers = { equipment: 'server', look: 'worn', powerOn: 'not-tried' }

  it('stops before any question', () => {
    expect(afterAll([labelled('PC-1', doubt('correct'))]).reception.step).toBe('doubt')
  })

  it('goes on with what was said before, by "yes"', () => {
    const { received } = afterAll([labelled('PC-1', doubt('correct'), known), card('yes'), card('next'), card('yes')])
    expect(received[0]).toMatchObject({
      machine: { corrects: true, comesBack: false },
      answers: { equipment: 'server', look: 'worn', powerOn: 'starts' },
    })
  })

  it('is left by "no", "next", "undo" or the next label', () => {
    for (const command of ['no', 'next', 'undo'] as const)
      expect(afterAll([labelled('PC-1', doubt('correct')), card(command)]).reception).toEqual(WAITING)
    expect(afterAll([labelled('PC-1', doubt(null)), labelled('PC-2')], WAITING, 'laptop').reception).toMatchObject({
      step: 'look',
      machine: { inventoryNumber: 'PC-2' },
    })
  })

  it('cannot be overcome where the machine may not be received', () => {
    const { reception, refusals } = afterAll([labelled('PC-1', doubt(null)), card('yes')])
    expect(reception.step).toBe('doubt')
    expect(refusals).toEqual(['intake.card-not-here-doubt'])
  })
})

describe('whatever is scanned, in whatever order', () => {
  const anyLabel = fc
    .tuple(
      fc.constantFrom('PC-1', 'PC-2', 'PC-3'),
      fc.constantFrom<Doubt['yes'] | 'no doubt'>('no doubt', null, 'correct'),
    )
    .map(([text, yes]) =>
      labelled(text, yes === 'no doubt' ? null : { reason: reason('intake.received-twice'), yes, machineId: null }),
    )
  const anyScan: fc.Arbitrary<Scanned> = fc.oneof(
    anyLabel,
    fc.constantFrom(...Command.options).map(card),
    fc.constant<Scanned>({ kind: 'not-a-label', text: 'x' }),
  )

  it('a machine is received with a kind and an answer to the power-on test, and under a label that was scanned', () => {
    fc.assert(
      fc.property(fc.array(anyScan, { maxLength: 60 }), (scans) => {
        const labels = scans.flatMap((scanned) => (scanned.kind === 'label' ? [scanned.label.inventoryNumber] : []))
        for (const { machine, answers } of afterAll(scans).received) {
          expect(answers.equipment).not.toBeNull()
          expect(answers.powerOn).not.toBeNull()
          expect(labels).toContain(machine.inventoryNumber)
        }
      }),
    )
  })

  it('a machine that may not be received is not', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Command.options).map(card), { maxLength: 30 }), (cards) => {
        const doubt: Doubt = { reason: reason('intake.dismantled-already'), yes: null, machineId: null }
        expect(afterAll([labelled('PC-1', doubt), ...cards]).received).toEqual([])
      }),
    )
  })

  it('enough "undo" always leads back to the next label', () => {
    fc.assert(
      fc.property(fc.array(anyScan, { maxLength: 40 }), (scans) => {
        let { reception } = afterAll(scans)
        for (let back = 0; back < 3; back++)
          reception = reception.step === 'label' ? reception : afterScan(reception, card('undo'), null).reception
        expect(reception).toEqual(WAITING)
      }),
    )
  })
})
