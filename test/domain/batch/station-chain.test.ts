// The list by which a receiver tells a document that was not sent from one that is lost.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readStationChain, stationChain, stationChainText } from '../../../domain/batch/station-chain.ts'

const hash = fc.stringMatching(/^[0-9a-f]{64}$/)

test('whatever documents a station holds, its list says each of them, and each that it lost, and is read as it was written', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ sequence: fc.integer({ min: 1, max: 30 }), hash }), { selector: (one) => one.hash }),
      fc.nat({ max: 25 }),
      (own, last) => {
        const links = stationChain(own, last)
        expect(readStationChain(stationChainText(links), last)).toEqual({ ok: true, value: links })
        const held = own.filter(({ sequence }) => sequence <= last).map((one) => one.hash)
        expect(links.flatMap((one) => one.hash ?? []).toSorted()).toEqual(held.toSorted())
        const lost = links.filter((one) => one.hash === null).map(({ sequence }) => sequence)
        expect(lost.every((sequence) => own.every((one) => one.sequence !== sequence))).toBe(true)
        expect(new Set(links.map(({ sequence }) => sequence)).size).toBe(last)
      },
    ),
  )
})

test('documents without a sequence, or after the list’s end, are not on it', () => {
  const a = 'a'.repeat(64)
  expect(
    stationChainText(
      stationChain(
        [
          { sequence: null, hash: a },
          { sequence: 3, hash: a },
        ],
        2,
      ),
    ),
  ).toBe('1 -\n2 -\n')
})

const a = 'a'.repeat(64)
const b = 'b'.repeat(64)
test.each([
  ['a number left out', `1 ${a}\n3 ${b}\n`, 3, 'batch.chain-line'],
  ['numbers out of order', `2 ${a}\n1 ${b}\n`, 2, 'batch.chain-line'],
  ['one document under two numbers', `1 ${a}\n2 ${a}\n`, 2, 'batch.chain-line'],
  ['one that is lost and there', `1 ${a}\n1 -\n`, 1, 'batch.chain-line'],
  ['one that is there and lost', `1 -\n1 ${a}\n`, 1, 'batch.chain-line'],
  ['a last line without its end', `1 ${a}`, 1, 'batch.chain-line'],
  ['line ends of Windows', `1 ${a}\r\n`, 1, 'batch.chain-line'],
  ['a leading zero', `01 ${a}\n`, 1, 'batch.chain-line'],
  ['an end too early', `1 ${a}\n`, 2, 'batch.chain-ends'],
  ['an end too late', `1 ${a}\n2 ${b}\n`, 1, 'batch.chain-ends'],
])('a list with %s is refused', (_, text, last, code) => {
  const read = readStationChain(text, last)
  expect(read.ok ? null : read.reason.code).toBe(code)
})

test('two documents of one number, both sent by a copied key, are both on it', () => {
  expect(readStationChain(`1 ${a}\n1 ${b}\n`, 1)).toEqual({
    ok: true,
    value: [
      { sequence: 1, hash: a },
      { sequence: 1, hash: b },
    ],
  })
})
