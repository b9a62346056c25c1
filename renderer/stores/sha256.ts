// SHA-256 by the browser's own SubtleCrypto, for the rules of domain/ that ask for it.
import type { Sha256Of } from '../../domain/documents/canonical.ts'

const hexadecimal = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

export const sha256: Sha256Of = async (text) =>
  hexadecimal(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
