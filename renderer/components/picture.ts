// A picture from outside: told by its first bytes, not by its name.
export type Picture = { readonly base64: string; readonly mediaType: 'image/png' | 'image/jpeg' | 'image/svg+xml' }

const begins = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte)

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const jpeg = [0xff, 0xd8, 0xff]

const isSvg = (bytes: Uint8Array) => {
  const text = new TextDecoder().decode(bytes)
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
  return parsed.documentElement.localName === 'svg' && parsed.querySelector('parsererror') === null
}

const mediaTypeOf = (bytes: Uint8Array): Picture['mediaType'] | null => {
  if (begins(bytes, png)) return 'image/png'
  if (begins(bytes, jpeg)) return 'image/jpeg'
  return isSvg(bytes) ? 'image/svg+xml' : null
}

/** null where the file is no PNG, JPEG or SVG. The caller has limited its size. */
export const readPicture = async (file: Blob): Promise<Picture | null> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) return null
  return { base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')), mediaType }
}
