// A station's fingerprint, computed by Node.
import { hash as digest } from 'node:crypto'
import { publicKeyOf } from '../../domain/documents/did-key.ts'
import { fingerprintOfDigest } from '../../domain/trust/fingerprint.ts'

/** Empty where the text names no key: a document by such an issuer never holds. */
export const fingerprintHere = (did: string): string => {
  const publicKey = publicKeyOf(did)
  return publicKey === null ? '' : fingerprintOfDigest(digest('sha256', publicKey))
}
