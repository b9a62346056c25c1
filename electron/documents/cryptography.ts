// What verifying a document asks of cryptography, from Node: SHA-256 and Ed25519 (RFC 8032) by a raw public key.
import { hash, verify } from 'node:crypto'
import type { VerifyDeps } from '../../domain/documents/verify.ts'

export const cryptography: VerifyDeps = {
  sha256: (text) => Promise.resolve(hash('sha256', text)),
  verify: (publicKey, data, signature) =>
    verify(
      null,
      data,
      { key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') }, format: 'jwk' },
      signature,
    ),
}
