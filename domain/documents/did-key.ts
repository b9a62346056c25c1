// The name of a key: `did:key` of an Ed25519 public key (W3C CCG did:key v0.9; Multikey, W3C Controlled Identifiers
// v1.0 §2.2.2). Nothing here signs or verifies; it only tells names from bytes, and refuses keys that sign nothing.

/** base58btc, the alphabet of Bitcoin: no 0, O, I or l. */
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const ed25519Prefix = [0xed, 0x01]
const keyLength = 32

/** A number in big-endian base 58; each leading zero byte is a leading '1'. */
export const toBase58 = (bytes: Uint8Array): string => {
  const digits: number[] = []
  for (const byte of bytes) {
    let carry = byte
    for (let index = 0; index < digits.length; index++) {
      carry += (digits[index] ?? 0) << 8
      digits[index] = carry % 58
      carry = Math.floor(carry / 58)
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58)
  }
  const firstNonZero = bytes.findIndex((byte) => byte !== 0)
  const zeros = firstNonZero === -1 ? bytes.length : firstNonZero
  return (
    '1'.repeat(zeros) +
    digits
      .reverse()
      .map((digit) => alphabet.charAt(digit))
      .join('')
  )
}

/** The bytes, or null where a character is not of the alphabet. `atMost` bounds what untrusted text may cost. */
export const fromBase58 = (text: string, atMost = 128): Uint8Array | null => {
  if (text.length > atMost) return null
  const bytes: number[] = []
  for (const character of text) {
    let carry = alphabet.indexOf(character)
    if (carry === -1) return null
    for (let index = 0; index < bytes.length; index++) {
      carry += (bytes[index] ?? 0) * 58
      bytes[index] = carry & 0xff
      carry >>= 8
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff)
  }
  const zeros = /^1*/.exec(text)?.[0].length ?? 0
  return Uint8Array.from([...new Array<number>(zeros).fill(0), ...bytes.reverse()])
}

/** The field of Curve25519, 2^255 - 19 (RFC 8032 §5.1). */
const fieldPrime = 2n ** 255n - 19n
/** The y of the eight points whose order divides 8: the neutral one, that of order 2, two of order 4, four of order 8. */
const smallOrderY: readonly bigint[] = [
  1n,
  fieldPrime - 1n,
  0n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  fieldPrime - 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
]

/**
 * Whether a key of 32 bytes must be refused: under a small-order key one signature of zeros "verifies" any text, and
 * an encoding with y not below the prime (RFC 8032 §5.1.3) is a second name for another key. Both signs are covered.
 */
export const isUnsafePublicKey = (publicKey: Uint8Array): boolean => {
  let y = 0n
  for (let index = keyLength - 1; index >= 0; index--) {
    const byte = publicKey[index] ?? 0
    y = (y << 8n) | BigInt(index === keyLength - 1 ? byte & 0x7f : byte)
  }
  return y >= fieldPrime || smallOrderY.includes(y)
}

/** `did:key:z6Mk…` of an Ed25519 public key of 32 bytes. Throws on another length or on a key that must be refused. */
export const didKeyOf = (publicKey: Uint8Array): string => {
  if (publicKey.length !== keyLength) throw new TypeError('An Ed25519 public key has 32 bytes')
  if (isUnsafePublicKey(publicKey)) throw new TypeError('This public key is of small order or not canonical')
  return `did:key:z${toBase58(Uint8Array.from([...ed25519Prefix, ...publicKey]))}`
}

/** The 32 bytes that a `did:key` names; null for another method or type of key, a second spelling, or an unsafe key. */
export const publicKeyOf = (did: string): Uint8Array | null => {
  const encoded = /^did:key:z([1-9A-HJ-NP-Za-km-z]{1,64})$/.exec(did)?.[1]
  if (encoded === undefined) return null
  const bytes = fromBase58(encoded)
  if (bytes?.length !== ed25519Prefix.length + keyLength) return null
  if (ed25519Prefix.some((byte, index) => bytes[index] !== byte)) return null
  const publicKey = bytes.subarray(ed25519Prefix.length)
  return isUnsafePublicKey(publicKey) ? null : publicKey
}

/** The one verification method of a did:key: its own fragment. */
export const verificationMethodOf = (did: string): string => `${did}#${did.slice('did:key:'.length)}`
