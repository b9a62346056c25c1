// What a filter of documents shows: by who signed, kind, machines, days and words, and what has not left yet.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DocumentRow } from '../../../renderer/storage/database.ts'
import {
  choosable,
  matching,
  NEVER_CHOSEN,
  withHistoryOf,
  type ChoiceFilter,
} from '../../../renderer/stores/batch-choice.ts'

const everything: ChoiceFilter = {
  signers: 'all',
  kind: 'any',
  machines: null,
  from: '',
  to: '',
  onlyNotLeft: false,
  text: '',
}
const isOwn = (did: string) => did === 'own'

let made = 0
const row = (changed: Partial<DocumentRow> = {}): DocumentRow => ({
  hash: String(++made).padStart(64, '0'),
  position: made,
  kind: 'refurbishment-certificate',
  number: `AT1-${String(made).padStart(6, '0')}`,
  sequence: made,
  issuedAt: '2026-11-20T10:00:00Z',
  issuer: 'own',
  machineId: `machine-${String(made)}`,
  inventoryNumber: null,
  machineName: null,
  serials: [],
  grades: {},
  replaces: null,
  withdraws: null,
  words: [],
  ...changed,
})
const shown = (rows: readonly DocumentRow[], filter: Partial<ChoiceFilter>, left = new Map<string, string>()) =>
  matching(choosable(rows, [], left), { ...everything, ...filter }, isOwn).map(({ hash }) => hash)

describe('what may be chosen', () => {
  test('withdrawals, successions and batches are not: the station sees to them', () => {
    const rows = [...NEVER_CHOSEN].map((kind) => row({ kind }))
    expect(shown(rows, {})).toEqual([])
  })

  test('the newest stands first', () => {
    const old = row({ issuedAt: '2026-01-01T10:00:00Z' })
    const young = row({ issuedAt: '2026-12-01T10:00:00Z' })
    expect(shown([old, young], {})).toEqual([young.hash, old.hash])
  })

  test('a slip is found by each machine that it lists', () => {
    const slip = row({ kind: 'transfer-slip', machineId: null })
    const items = [{ id: `${slip.hash} m`, document: slip.hash, itemId: 'listed', position: 1 }]
    const of = (machine: string) =>
      matching(choosable([slip], items, new Map()), { ...everything, machines: new Set([machine]) }, isOwn)
    expect(of('listed')).toHaveLength(1)
    expect(of('another')).toHaveLength(0)
  })
})

test('with a slip goes all that is known of what it lists, by whomever it was signed, and nothing else', () => {
  const slip = row({ kind: 'transfer-slip', machineId: null })
  const certificate = row({ machineId: 'listed' })
  const before = row({ machineId: 'listed', issuer: 'esat' })
  const other = row()
  const items = [{ id: `${slip.hash} m`, document: slip.hash, itemId: 'listed', position: 1 }]
  const all = choosable([slip, certificate, before, other], items, new Map([[before.hash, '2026-11-02T10:00:00Z']]))
  expect(withHistoryOf(all, slip.hash).map(({ hash }) => hash)).toEqual(
    expect.arrayContaining([slip.hash, certificate.hash, before.hash]),
  )
  expect(withHistoryOf(all, slip.hash)).toHaveLength(3)
  expect(withHistoryOf(all, 'not here')).toEqual([])
})

describe('what the filter shows', () => {
  test('what others signed about the machines of this station goes along, whatever its kind and day', () => {
    const own = row({ machineId: 'pc', issuedAt: '2026-11-20T10:00:00Z' })
    const past = row({ machineId: 'pc', issuer: 'esat', kind: 'dismantling-sheet', issuedAt: '2026-02-01T10:00:00Z' })
    const stranger = row({ machineId: 'other', issuer: 'esat' })
    const filter = { kind: 'refurbishment-certificate' as const, from: '2026-11-01' }
    expect(shown([own, past, stranger], { ...filter, signers: 'own-with-history' })).toEqual([own.hash, past.hash])
    expect(shown([own, past, stranger], { ...filter, signers: 'own' })).toEqual([own.hash])
  })

  test('both days count, from their first to their last minute', () => {
    const at = (hour: string) => row({ issuedAt: new Date(`2026-11-20T${hour}`).toISOString() })
    const rows = [at('00:00'), at('23:59')]
    expect(shown(rows, { from: '2026-11-20', to: '2026-11-20' })).toHaveLength(2)
    expect(shown(rows, { from: '2026-11-21' })).toHaveLength(0)
    expect(shown(rows, { to: '2026-11-19' })).toHaveLength(0)
  })

  test('words are found by their beginnings, without accents', () => {
    const epinal = row({ words: ['epinal', 'pc-0042'] })
    expect(shown([epinal], { text: 'Épi' })).toEqual([epinal.hash])
    expect(shown([epinal], { text: 'nal' })).toEqual([])
  })

  test('what has left is left out where only the rest is asked for', () => {
    const [gone, here] = [row(), row()]
    expect(shown([gone, here], { onlyNotLeft: true }, new Map([[gone.hash, '2026-11-21']]))).toEqual([here.hash])
  })

  test('each narrowing only takes away', () => {
    const kinds = ['refurbishment-certificate', 'dismantling-sheet', 'handover-slip'] as const
    const rows = fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        issuer: fc.constantFrom('own', 'esat'),
        machineId: fc.constantFrom('a', 'b'),
      }),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(rows, fc.constantFrom(...kinds), (asked, kind) => {
        const all = asked.map((one) => row(one))
        const whole = new Set(shown(all, {}))
        for (const narrowed of [{ kind }, { signers: 'own' as const }, { signers: 'own-with-history' as const }])
          for (const hash of shown(all, narrowed)) expect(whole.has(hash)).toBe(true)
        const own = shown(all, { signers: 'own' })
        const withHistory = new Set(shown(all, { signers: 'own-with-history' }))
        for (const hash of own) expect(withHistory.has(hash)).toBe(true)
      }),
    )
  })
})
