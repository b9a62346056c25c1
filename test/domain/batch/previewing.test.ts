// What a preview derives: from any chain and any documents, here or sent.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DocumentColumns } from '../../../domain/documents/columns.ts'
import { type BatchDocument, type DocumentHere, type Here, previewOf } from '../../../domain/batch/previewing.ts'

const SENDER = 'did:key:zSender'
const OTHER = 'did:key:zOther'
const hashOf = (name: string) =>
  name
    .padStart(64, '0')
    .slice(-64)
    .replace(/[^0-9a-f]/g, 'e')

const columns = (changes: Partial<DocumentColumns>): DocumentColumns => ({
  ...{ kind: 'refurbishment-certificate', number: 'ESA-000001', sequence: 1, issuedAt: '2026-11-02T10:00:00Z' },
  ...{ issuer: SENDER, machineId: null, itemIds: [], inventoryNumber: null, machineName: null, serials: [] },
  ...{ grades: {}, replaces: null, withdraws: null, previousDocument: null, words: [] },
  ...changes,
})
const document = (
  sequence: number,
  changes: Partial<DocumentColumns> = {},
  name = `a${String(sequence)}`,
): BatchDocument => ({
  hash: hashOf(name),
  columns: columns({
    ...{ sequence, number: `ESA-${String(sequence).padStart(6, '0')}` },
    previousDocument: sequence === 1 ? null : hashOf(`a${String(sequence - 1)}`),
    ...changes,
  }),
  station: { name: 'ESAT des Ormes', code: 'ESA' },
  succeeds: null,
})
const here = (documents: readonly DocumentHere[] = [], changes: Partial<Here> = {}): Here => ({
  documents,
  hasFile: () => false,
  trust: { own: new Set(['did:key:zHere']), decisions: new Map() },
  fingerprint: (did) => `empreinte de ${did}`,
  now: '2026-11-03T10:00:00Z',
  ...changes,
})
const held = ({ hash, columns: { issuer, sequence, number } }: BatchDocument): DocumentHere => ({
  ...{ hash, issuer, sequence, number },
})
type Sent = {
  readonly documents: readonly BatchDocument[]
  readonly chain: readonly (string | null)[]
  readonly here?: Here
}
const preview = ({ documents, chain, here: known = here() }: Sent) =>
  previewOf(
    { fileName: 'lot.zip', bytes: 1 },
    {
      manifest: document(chain.length + 1, { kind: 'batch-manifest' }, 'manifest'),
      ...{ title: 'Lot', demonstration: false, documents, files: [], absent: [] },
      chain: chain.map((hash, index) => ({ sequence: index + 1, hash })),
    },
    known,
  )
const chainOf = (count: number) => Array.from({ length: count }, (_, index) => hashOf(`a${String(index + 1)}`))

test('every sequence of the sender is sent, here, not sent or missing, whatever the chain', () => {
  const fates = fc.array(fc.constantFrom('sent', 'here', 'sent and here', 'not-sent', 'missing', 'missing but here'), {
    minLength: 1,
    maxLength: 60,
  })
  fc.assert(
    fc.property(fates, (all) => {
      const of = (...which: string[]) =>
        all.flatMap((fate, index) => (which.includes(fate) ? [document(index + 1)] : []))
      const { gaps, counts } = preview({
        documents: of('sent', 'sent and here'),
        chain: chainOf(all.length).map((hash, index) => (all[index]?.startsWith('missing') === true ? null : hash)),
        here: here(of('here', 'sent and here', 'missing but here').map(held)),
      })
      const told = gaps.flatMap(({ kind, from, to }) =>
        Array.from({ length: to - from + 1 }, (_, index) => [from + index, kind] as const),
      )
      const expected = all.flatMap((fate, index) =>
        fate === 'not-sent' || fate === 'missing' ? [[index + 1, fate] as const] : [],
      )
      expect(told).toEqual(expected)
      // The manifest is new too.
      expect(counts.new).toBe(of('sent').length + 1)
      expect(counts.here).toBe(of('sent and here').length)
      // Runs are as long as they can be.
      for (const [index, gap] of gaps.entries()) {
        const next = gaps[index + 1]
        if (next?.kind === gap.kind) expect(next.from).toBeGreaterThan(gap.to + 1)
      }
    }),
  )
})

const codesOf = ({ documents }: ReturnType<typeof preview>) =>
  documents.flatMap(({ number, reasons }) => reasons.map(({ code }) => `${number} ${code}`))

test('documents that follow each other contradict nothing', () => {
  expect(codesOf(preview({ documents: [1, 2, 3].map((each) => document(each)), chain: chainOf(3) }))).toEqual([])
})

test('two documents of one sequence contradict each other, whether both came or one is here', () => {
  const twin = document(2, {}, 'b2')
  const both = preview({ documents: [document(2), twin], chain: chainOf(3) })
  expect(codesOf(both)).toContain('ESA-000002 batch.conflict-same-sequence')
  expect(codesOf(both)).toContain('ESA-000002 batch.conflict-not-in-chain')
  const one = preview({ documents: [twin], chain: [hashOf('a1'), hashOf('b2')], here: here([held(document(2))]) })
  expect(codesOf(one)).toContain('ESA-000002 batch.conflict-same-sequence')
  expect(one.counts).toMatchObject({ conflicting: 1, new: 1 })
})

test('a number that another station gave too, and a document that follows another than the one before it', () => {
  const clash = preview({
    documents: [document(2, { issuer: OTHER, previousDocument: null }, 'c2')],
    chain: chainOf(1),
    here: here([held(document(2))]),
  })
  expect(codesOf(clash)).toContain('ESA-000002 batch.conflict-same-number')
  const skipping = document(3, { previousDocument: hashOf('a1') })
  expect(codesOf(preview({ documents: [document(1), skipping], chain: chainOf(3) }))).toContain(
    'ESA-000003 batch.conflict-broken-chain',
  )
})

test('a document that is here and that the sender’s own chain denies is said, though it did not travel', () => {
  const { notes } = preview({ documents: [], chain: chainOf(3), here: here([held(document(2, {}, 'b2'))]) })
  expect(notes.map(({ code, params }) => [code, params['sequence']])).toEqual([['batch.chain-differs', 2]])
})

test('conflicts come first, then what is new, and no more than can be shown', () => {
  const many = Array.from({ length: 700 }, (_, index) => document(index + 1))
  const twin = document(5, {}, 'b5')
  const { documents, counts } = preview({
    documents: [...many, twin],
    chain: chainOf(700),
    here: here([held(document(1))]),
  })
  expect(documents).toHaveLength(500)
  expect(documents.slice(0, 2).map(({ state }) => state)).toEqual(['conflicting', 'conflicting'])
  expect(counts).toMatchObject({ conflicting: 2, here: 1, new: 699 })
})

test('a station that was restored says whose chain it goes on with, where the old key vouches for it', () => {
  const before = {
    ...{ did: OTHER, name: 'ESAT', code: 'ESA', decision: 'accepted' as const, from: null, reason: '', operator: null },
    at: '2026-11-01T10:00:00Z',
  }
  const trust = { own: new Set<string>(), decisions: new Map([[OTHER, before]]) }
  const restored = { ...document(1, { kind: 'succession' }), succeeds: OTHER }
  const codes = (one: BatchDocument, known: Here) =>
    preview({ documents: [one], chain: chainOf(1), here: known }).notes.map(({ code }) => code)
  expect(codes(restored, here([], { trust }))).toContain('batch.sender-succeeds')
  expect(codes({ ...restored, succeeds: null }, here([], { trust }))).toEqual([])
  expect(codes(restored, here())).toEqual([])
})
