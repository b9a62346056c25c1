import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import {
  didKeyOf,
  fromBase58,
  isUnsafePublicKey,
  publicKeyOf,
  toBase58,
  verificationMethodOf,
} from '../../../domain/documents/did-key.ts'
import { stationKey } from './cryptography.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

/** The points of small order as they can be written in 32 bytes, sign bit clear. */
const smallOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]
const withSign = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, index) => (index === 31 ? byte | 0x80 : byte))

describe('the name of a key', () => {
  test('is that of the did:key specification', () => {
    // Multicodec ed25519-pub and base58btc: every such name begins with z6Mk.
    expect(stationKey.did).toMatch(/^did:key:z6Mk/)
    expect(verificationMethodOf(stationKey.did)).toBe(`${stationKey.did}#${stationKey.did.slice(8)}`)
  })

  test('gives the key back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        fc.pre(!isUnsafePublicKey(bytes))
        expect(publicKeyOf(didKeyOf(bytes))).toEqual(bytes)
      }),
    )
  })

  test.each([
    'did:web:example.org',
    'did:key:z',
    'did:key:zzzzz',
    'did:key:z0OIl',
    `did:key:z${'1'.repeat(5000)}`,
    // An X25519 key (multicodec 0xec).
    'did:key:z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F',
  ])('is refused where it is of another kind: %s', (did) => {
    expect(publicKeyOf(did)).toBeNull()
  })

  test('is refused with a leading 1 that would spell it twice', () => {
    expect(publicKeyOf(stationKey.did.replace('did:key:z', 'did:key:z1'))).toBeNull()
  })

  test('is never that of a small-order key, in any spelling', () => {
    for (const point of smallOrder.map(hex).flatMap((bytes) => [bytes, withSign(bytes)])) {
      expect(isUnsafePublicKey(point)).toBe(true)
      expect(() => didKeyOf(point)).toThrow()
      expect(publicKeyOf(`did:key:z${toBase58(Uint8Array.from([0xed, 0x01, ...point]))}`)).toBeNull()
    }
  })
})

describe('base58btc', () => {
  test('has the values of its specification', () => {
    expect(toBase58(new TextEncoder().encode('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U')
    expect(toBase58(hex('0000287fb4cd'))).toBe('11233QC4')
  })
  test('is its own inverse', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(fromBase58(toBase58(bytes))).toEqual(bytes)
      }),
    )
  })
})
