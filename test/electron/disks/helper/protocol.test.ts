// Lines between the station and its helper come in pieces of any size, and are whole again on the other side.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineListener } from '../../../../electron/disks/helper/protocol.ts'

const heardOf = (pieces: readonly string[], most = 1000) => {
  const lines: string[] = []
  let floods = 0
  const listen = lineListener(
    most,
    (line) => lines.push(line),
    () => floods++,
  )
  for (const piece of pieces) listen(piece)
  return { lines, floods }
}

const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\n', ' '))

describe('Lines between station and helper', () => {
  test('are the same however they are cut', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(fc.nat(300), { maxLength: 12 }), (lines, cuts) => {
        const text = lines.map((each) => `${each}\n`).join('')
        const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b)
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end))
        expect(heardOf(pieces)).toEqual({ lines, floods: 0 })
      }),
    )
  })

  test('are not told before their end, and one that never ends is given up', () => {
    expect(heardOf(['{"verb":"inv', 'entory"}'])).toEqual({ lines: [], floods: 0 })
    expect(heardOf(['x'.repeat(600), 'x'.repeat(600)])).toEqual({ lines: [], floods: 1 })
  })
})
