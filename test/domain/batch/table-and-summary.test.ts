// What people read of a batch without Établi: a table for a spreadsheet and a page to print. Neither says more than the documents
// do, and nothing that somebody typed becomes a formula or markup.
import { describe, expect, test } from 'vitest'
import { type BatchSummary, summaryPage } from '../../../domain/batch/summary.ts'
import { batchTable, type TableRow } from '../../../domain/batch/table.ts'
import { documentColumns } from '../../../domain/documents/columns.ts'

const columns = (changes: Partial<TableRow['columns']> = {}): TableRow['columns'] => ({
  ...documentColumns({}),
  kind: 'refurbishment-certificate',
  number: 'ROM-000001',
  sequence: 1,
  issuedAt: '2026-11-25T23:30:00.000Z',
  issuer: 'did:key:one',
  inventoryNumber: 'PNS-0001',
  machineName: 'Lenovo ThinkPad T480',
  serials: ['PF1', 'S3T'],
  grades: { performance: 'A', battery: 'B' },
  ...changes,
})
const row = (changes: Partial<TableRow> = {}): TableRow => ({
  hash: 'a'.repeat(64),
  columns: columns(),
  issuer: 'ACI Les Ateliers (ROM)',
  memoryBytes: 8 * 1024 ** 3,
  disks: [256_060_514_304, null],
  cents: null,
  items: null,
  ...changes,
})
const french = { language: 'fr', dayOf: (instant: string) => instant.slice(0, 10) } as const
const cells = (text: string, line: number) => (text.split('\r\n')[line] ?? '').split(';')

describe('The table', () => {
  test('has a line for each document, as a French spreadsheet reads it', () => {
    const text = batchTable([row()], french)
    expect(text.startsWith('\uFEFFNuméro;Document;')).toBe(true)
    expect(cells(text, 1)).toEqual([
      'ROM-000001',
      'Certificat de reconditionnement',
      '25/11/2026',
      'ACI Les Ateliers (ROM)',
      'valable',
      'PNS-0001',
      'Lenovo ThinkPad T480',
      'PF1, S3T',
      'performance A, batterie B',
      '8',
      '256',
      '',
      '',
      'a'.repeat(64),
    ])
  })
  test('writes decimals with a comma, and amounts with two of them', () => {
    const text = batchTable([row({ memoryBytes: 1.5 * 1024 ** 3, cents: 2500, items: 12 })], french)
    expect(cells(text, 1).slice(9, 13)).toEqual(['1,5', '256', '12', '25,00'])
  })
  test('says what ended a document, and only its own issuer can', () => {
    const [one, other, third] = ['1'.repeat(64), '2'.repeat(64), '3'.repeat(64)]
    const withdrawing = (issuer: string, number: string) =>
      row({ hash: other, columns: columns({ kind: 'withdrawal', issuer, number, withdraws: one }) })
    const replacing = row({ hash: third, columns: columns({ number: 'ROM-000003', replaces: one }) })
    const stateOf = (...rows: readonly TableRow[]) => cells(batchTable(rows, french), 1)[4]
    const first = row({ hash: one })
    expect(stateOf(first, replacing)).toBe('remplacé par ROM-000003')
    expect(stateOf(first, replacing, withdrawing('did:key:one', 'ROM-000002'))).toBe('annulé par ROM-000002')
    expect(stateOf(first, withdrawing('did:key:two', 'VAL-000002'))).toBe('valable')
  })
  test('makes no formula of a name', () => {
    const text = batchTable([row({ columns: columns({ inventoryNumber: '=1+1', machineName: '@SUM(A1)' }) })], french)
    expect(cells(text, 1).slice(5, 7)).toEqual(["'=1+1", "'@SUM(A1)"])
  })
})

const summary = (changes: Partial<BatchSummary> = {}): BatchSummary => ({
  language: 'fr',
  number: 'ROM-000012',
  title: 'Novembre',
  issuedAt: '2026-11-26T08:00:00.000Z',
  organisation: { name: 'ACI Les Ateliers', address: '', phone: '04 75 00 00 00', email: '' },
  station: 'Atelier de Romans (ROM)',
  fingerprint: '0123 4567 89ab cdef 0123 4567 89ab cdef',
  demonstration: false,
  kinds: new Map([
    ['refurbishment-certificate', 1234],
    ['withdrawal', 1],
  ]),
  machines: 1200,
  attached: 1,
  papers: 0,
  others: new Map([['ESAT du Vercors (ESA)', 3]]),
  firstDay: '2026-11-02T08:00:00.000Z',
  lastDay: '2026-11-25T08:00:00.000Z',
  ...changes,
})

describe('The summary page', () => {
  test('says who sends what, how it is taken in, and how to compare the key', () => {
    const page = summaryPage(summary())
    for (const said of [
      'Lot ROM-000012',
      'Novembre',
      'ACI Les Ateliers',
      '0123 4567 89ab cdef 0123 4567 89ab cdef',
      '1 235 documents, du 2 novembre 2026 au 25 novembre 2026',
      'Certificat de reconditionnement : 1 234',
      '1 preuve ou relevé joint',
      'ESAT du Vercors (ESA) : 3',
      'Recevoir un lot',
    ]) {
      expect(page.replace(/[\u202f\u00a0]/g, ' ')).toContain(said)
    }
    expect(page).not.toContain('Démonstration')
    expect(summaryPage(summary({ demonstration: true }))).toContain('Démonstration')
    expect(summaryPage(summary({ language: 'en' }))).toContain('Receive a batch')
  })
  test('shows what people typed as they typed it, and fetches nothing', () => {
    const page = summaryPage(
      summary({
        title: '<script>alert(1)</script>"\'&',
        station: '<img src=x onerror=alert(1)>',
        others: new Map([['</ul><iframe>', 1]]),
      }),
    )
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;')
    expect(page).not.toMatch(/<(?:script|img|iframe|link|object|a)\b/i)
    expect(page).not.toMatch(/https?:|url\(|@import/i)
  })
})
