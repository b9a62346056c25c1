// Whose updates this Établi believes: the key that the build put in, and the check of a signature by it. Without a key nothing is
// believed.
import { publicKeyOf } from '../../domain/documents/did-key.ts'
import type { Believes } from '../../domain/update/manifest.ts'
import { cryptography } from '../documents/cryptography.ts'

/** Set by the build (build/update-key.ts): a `did:key`, or nothing. Run from its sources, an Établi has none. */
declare const ETABLI_UPDATE_KEY: string | undefined

export const publisherKey = (): string | null =>
  typeof ETABLI_UPDATE_KEY === 'undefined' || ETABLI_UPDATE_KEY === '' ? null : ETABLI_UPDATE_KEY

export const believesIn = (key: string | null): Believes => {
  const publicKey = key === null ? null : publicKeyOf(key)
  return (text, signature) =>
    publicKey !== null &&
    cryptography.verify(publicKey, Buffer.from(text, 'utf8'), Buffer.from(signature, 'base64')) === true
}
