// What two people compare by eye or over the telephone before one station believes another: its key's fingerprint.
import { publicKeyOf } from '../documents/did-key.ts'

const GROUPS = 8
const DIGITS = 4

/** `3f2a 09bc …`: the first 16 bytes of the SHA-256 (hexadecimal) of a station's public key. */
export const fingerprintOfDigest = (sha256: string): string =>
  Array.from({ length: GROUPS }, (_, group) => sha256.slice(group * DIGITS, (group + 1) * DIGITS)).join(' ')

/** null where the text names no Ed25519 key that may be believed. */
export const fingerprint = async (
  did: string,
  sha256OfKey: (publicKey: Uint8Array<ArrayBuffer>) => Promise<string>,
): Promise<string | null> => {
  const publicKey = publicKeyOf(did)
  return publicKey === null ? null : fingerprintOfDigest(await sha256OfKey(Uint8Array.from(publicKey)))
}
