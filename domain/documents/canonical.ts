// The canonical form (RFC 8785, JCS) and the hash under which everything here is known: SHA-256 of the UTF-8 of that
// form, in lower-case hexadecimal.
import canonicalize from 'canonicalize'

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal: node:crypto on one side, SubtleCrypto on the other. */
export type Sha256Of = (text: string) => Promise<string>

/** The JCS form. Throws on what JSON cannot say (NaN, a function, undefined at the top). */
export const canonical = (value: unknown): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('This value has no canonical form')
  return text
}

export const hashOf = (value: unknown, sha256: Sha256Of): Promise<string> => sha256(canonical(value))
