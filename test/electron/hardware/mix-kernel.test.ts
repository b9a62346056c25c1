// The hand-made module does what its comment says: held against the same loop written in JavaScript.
import { expect, test } from 'vitest'
import { newMix } from '../../../electron/hardware/mix-kernel.ts'
import { fc, test as property } from '../../domain/erasure/with-fast-check.ts'

const xorshift = (word: number): number => {
  const one = word ^ (word << 13)
  const two = one ^ (one >>> 17)
  return two ^ (two << 5)
}

const inJavaScript = () => {
  const table = new Int32Array(65_536)
  return (rounds: number, seed: number): number => {
    let [a, b, c, d, e] = [seed | 0, seed | 0, seed | 0, 0, 0]
    let [f, g] = [seed ^ 0x55555555, seed ^ 0x33333333]
    for (let round = 0; round < rounds; round++) {
      a = xorshift(a)
      f = xorshift(f)
      g = xorshift(g)
      b = Math.imul((b + a) | 0, 0x9e3779b1)
      c ^= b
      c = (c << 11) | (c >>> 21)
      const place = (c & 0x3fffc) >>> 2
      d = (d + (table[place] ?? 0)) | 0
      table[place] = d ^ f
      e = e * 0.875 + (g >>> 0)
    }
    const low = Number(BigInt.asIntN(32, new BigInt64Array(new Float64Array([e]).buffer)[0] ?? 0n))
    return a ^ b ^ c ^ d ^ f ^ g ^ low
  }
}

property(
  'the kernel computes, round for round, what it is said to compute',
  fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 0x7fffffff })),
  ([rounds, seed]) => {
    const [one, other] = [newMix(), inJavaScript()]
    expect(one(rounds, seed)).toBe(other(rounds, seed))
    // The table remembers: a second run does not repeat the first.
    expect(one(rounds, seed)).toBe(other(rounds, seed))
  },
  50,
)

test('each has a table of its own', () => {
  const [one, other] = [newMix(), newMix()]
  one(100_000, 7)
  one(1, 7)
  expect(newMix()(1000, 3)).toBe(other(1000, 3))
})
