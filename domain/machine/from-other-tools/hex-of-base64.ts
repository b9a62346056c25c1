// Base64 (RFC 4648) to hexadecimal, in plain JavaScript: domain code has neither a browser's nor Node's decoder.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** `undefined` where the text is none. */
export const hexOfBase64 = (text: string | undefined): string | undefined => {
  const letters = (text ?? '').replace(/\s+/g, '').replace(/=+$/, '')
  if (letters === '' || !/^[A-Za-z0-9+/]+$/.test(letters)) return undefined
  const bits = [...letters].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(6, '0')).join('')
  return (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2).toString(16).padStart(2, '0')).join('')
}
