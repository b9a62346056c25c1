// SHA-256 by the browser's own SubtleCrypto, for the rules of domain/ that ask for it.
import type { Sha256Of } from '../../domain/documents/canonical.ts'

const hexadecimal = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Of bytes as they are: a key, a file. */
export const sha256OfBytes = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  hexadecimal(await crypto.subtle.digest('SHA-256', bytes))

export const sha256: Sha256Of = async (text) =>
  hexadecimal(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
