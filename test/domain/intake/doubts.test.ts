// Labels at reception that mean more than a new machine: each says what is wrong and what to do.
import { describe, expect, it } from 'vitest'
import { doubtOf, type KnownDocument, type KnownMachine, type Label } from '../../../domain/intake/doubts.ts'
import type { Departure } from '../../../domain/transfer/departure.ts'
import { say } from '../../../domain/words/sentences.ts'

const HERE = 'c0a80101-0000-4000-8000-000000000001'
const ELSEWHERE = 'c0a80101-0000-4000-8000-000000000002'
const MACHINE = 'c0a80101-0000-4000-8000-00000000000a'

const plain: Label = { inventoryNumber: 'PC-0007', machineId: null }
const ours: Label = { inventoryNumber: 'PC-0007', machineId: MACHINE }
const known = (changed: Partial<KnownMachine> = {}): KnownMachine => ({
  machineId: MACHINE,
  inventoryNumber: 'PC-0007',
  intake: { id: HERE, donor: 'Mairie de Dax' },
  path: 'refurbishing',
  documents: [],
  departure: null,
  ...changed,
})
const document = (kind: KnownDocument['kind'], issuedAt = '2026-10-01T10:00:00Z'): KnownDocument => ({
  kind,
  number: 'DAX2-000012',
  issuedAt,
})
const left: Departure = {
  ...{ itemId: MACHINE, stayId: ELSEWHERE, document: 'a'.repeat(64), number: 'DAX2-000020', issuer: 'did:key:z' },
  ...{ how: 'sent', to: 'Atelier de Mont-de-Marsan', at: '2026-10-02T10:00:00Z', work: null },
}
const asked = (label: Label, machines: readonly KnownMachine[], elsewhere: readonly KnownDocument[] = []) =>
  doubtOf(label, machines, elsewhere, HERE)

describe('at reception', () => {
  it('a number that nobody has seen is a new machine', () => {
    expect(asked(plain, [])).toBeNull()
  })

  it('the same label twice may correct what was said', () => {
    expect(asked(plain, [known()])).toMatchObject({ reason: { code: 'intake.received-twice' }, yes: 'correct' })
  })

  it('a machine of another intake, or with a file and no intake, may be taken into this one', () => {
    const other = known({ intake: { id: ELSEWHERE, donor: 'Lycée de Mont-de-Marsan' } })
    expect(asked(ours, [other])).toMatchObject({ reason: { code: 'intake.in-another-intake' }, yes: 'attach' })
    expect(asked(ours, [known({ intake: null, path: 'undecided' })])).toMatchObject({
      reason: { code: 'intake.has-a-file' },
      yes: 'attach',
    })
  })

  it('a label with an identity that has no file here comes from another site, and is received knowingly', () => {
    expect(asked(ours, [])).toMatchObject({ reason: { code: 'intake.label-of-another-site' }, yes: 'receive' })
  })

  it('a machine that is taken apart is never received again, here or where only its sheet is known', () => {
    const sheet = document('dismantling-sheet')
    const taken = { reason: { code: 'intake.dismantled-already' }, yes: null }
    expect(asked(ours, [known({ documents: [sheet] })])).toMatchObject(taken)
    expect(asked(ours, [known({ documents: [sheet], departure: left })])).toMatchObject(taken)
    expect(asked(ours, [], [sheet, document('transfer-slip')])).toMatchObject(taken)
  })

  it.each([
    ['refurbishment-certificate', 'intake.certified-already'],
    ['transfer-slip', 'intake.transferred-already'],
    ['handover-slip', 'intake.handed-over-already'],
  ] as const)('a machine with a %s of another site is received knowingly, under its identity', (kind, code) => {
    expect(asked(ours, [], [document(kind)])).toMatchObject({ reason: { code }, yes: 'receive' })
  })

  it('a machine that left, or was certified, comes back for another stay', () => {
    const back = { yes: 'again', machineId: MACHINE }
    const certificate = document('refurbishment-certificate')
    expect(asked(ours, [known({ departure: left, documents: [certificate] })])).toMatchObject({
      reason: { code: 'intake.came-back', params: { document: 'DAX2-000020', to: 'Atelier de Mont-de-Marsan' } },
      ...back,
    })
    expect(asked(ours, [known({ departure: { ...left, how: 'handed-over', to: '' } })])).toMatchObject({
      reason: { code: 'intake.brought-back' },
      ...back,
    })
    expect(asked(ours, [known({ documents: [certificate] })])).toMatchObject({
      reason: { code: 'intake.certified-already' },
      ...back,
    })
  })

  it('a machine that a slip of another site announces is received by that slip', () => {
    const expected = { number: 'DAX2-000021', from: 'ESAT de Dax' }
    for (const machines of [[], [known({ departure: left })]]) {
      expect(doubtOf(ours, machines, [], HERE, expected)).toMatchObject({
        reason: { code: 'intake.expected-by-slip', params: { document: 'DAX2-000021', from: 'ESAT de Dax' } },
        yes: null,
      })
    }
  })

  it('what happened last to a machine is what is said: dismantled goes before certified', () => {
    const both = known({ documents: [document('refurbishment-certificate'), document('dismantling-sheet')] })
    expect(asked(ours, [both])?.reason.code).toBe('intake.dismantled-already')
  })

  it('a machine that a supervisor sent to dismantling is not received again', () => {
    expect(asked(ours, [known({ path: 'dismantling' })])).toMatchObject({
      reason: { code: 'intake.sent-to-dismantling' },
      yes: null,
    })
  })

  it('a number that several machines bear is no answer', () => {
    expect(asked(plain, [known(), known({ machineId: ELSEWHERE })])).toMatchObject({
      reason: { code: 'intake.number-of-several', params: { count: 2 } },
      yes: null,
    })
  })

  it('says it in plain words, with the day as people write it', () => {
    const doubt = asked(ours, [known({ documents: [document('dismantling-sheet')] })])
    expect(doubt && say(doubt.reason, 'fr')).toMatch(
      /^PC-0007 est déjà démantelée\u202f: fiche DAX2-000012 du 1er octobre 2026/,
    )
  })
})
