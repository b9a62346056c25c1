// The table for a spreadsheet: read back it says the same grams, and no cell of it is a formula.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FractionTotal } from '../../../domain/dismantling/totals.ts'
import { totalsCsv } from '../../../domain/dismantling/totals-csv.ts'
import { frenchCsv } from '../../../domain/words/french-csv.ts'

const fraction = (changes: Partial<FractionTotal> = {}): FractionTotal => ({
  code: '16 02 13*',
  labelFr: 'Équipements',
  labelEn: '',
  hazardous: true,
  editions: ['2000/532/CE'],
  grams: 12_300,
  machines: 3,
  container: 'Bac 1',
  outlet: 'Métaux du Rhône',
  ...changes,
})
const words = {
  column: (name: string) => name,
  yes: 'oui',
  no: 'non',
  labelOf: ({ labelFr }: FractionTotal) => labelFr,
}

/** As a spreadsheet reads it: RFC 4180 with semicolons. */
const read = (text: string): string[][] => {
  const rows: string[][] = [[]]
  let cell = ''
  let inQuotes = false
  const body = text.slice(1)
  for (let at = 0; at < body.length; at++) {
    const sign = body[at] ?? ''
    if (inQuotes) {
      if (sign !== '"') cell += sign
      else if (body[at + 1] === '"') {
        cell += '"'
        at++
      } else inQuotes = false
    } else if (sign === '"') inQuotes = true
    else if (sign === ';' || sign === '\n') {
      rows.at(-1)?.push(cell)
      cell = ''
      if (sign === '\n') rows.push([])
    } else if (sign !== '\r' || body[at + 1] !== '\n') cell += sign
  }
  return rows.slice(0, -1)
}

test('a line says code, container, outlet, kilograms and tonnes as a French spreadsheet reads them', () => {
  const text = totalsCsv([fraction()], words)
  expect(text.startsWith('\uFEFF')).toBe(true)
  expect(read(text)[1]).toEqual([
    '16 02 13*',
    'Équipements',
    'oui',
    'Bac 1',
    'Métaux du Rhône',
    '3',
    '12,3',
    '0,0123',
    '2000/532/CE',
  ])
})

test('what somebody named like a formula stays a name', () => {
  for (const name of [
    '=1+1',
    '+33 5',
    '-Bac',
    '@bac',
    '\tBac',
    '\rBac',
    '\nBac',
    '\0Bac',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
  ]) {
    const [, row] = read(totalsCsv([fraction({ container: name })], words))
    expect(row?.[3]).toBe(`'${name}`)
  }
})

test('any cells come back as they were, but for the apostrophe of what looks like a formula', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', '\n', '\r', '=', '-', '\t', 'é', ' ') })
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
      const expected = rows.map((row) => row.map((each) => (/^[=\-\t\r\n]/.test(each) ? `'${each}` : each)))
      expect(read(frenchCsv(rows))).toEqual(expected)
    }),
  )
})
