// What the domain is given for its tests: node:crypto's SHA-256 and Ed25519, as the privileged half gives them.
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { didKeyOf } from '../../../domain/documents/did-key.ts'

export const sha256 = async (text: string): Promise<string> => createHash('sha256').update(text, 'utf8').digest('hex')

export const verifySignature = (publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean => {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  })
  return verify(null, data, key, signature)
}

/** PKCS #8 of an Ed25519 seed (RFC 8410 §7). */
const fromSeed = (seed: Uint8Array): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })

export const keyOf = (seed: Uint8Array) => {
  const privateKey = fromSeed(seed)
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' })
  const publicKey = new Uint8Array(Buffer.from(jwk.x ?? '', 'base64url'))
  return {
    publicKey,
    did: didKeyOf(publicKey),
    sign: (data: Uint8Array): Uint8Array => new Uint8Array(sign(null, data, privateKey)),
  }
}

export const stationKey = keyOf(new Uint8Array(32).fill(7))
export const otherKey = keyOf(new Uint8Array(32).fill(8))
