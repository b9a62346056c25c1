// Older versions of lshw write JSON that is none: several nodes without an array around them (`-class disk`), a comma missing
// between two, and bytes of a serial number that JSON does not allow. Mended here, and only what is lshw's.
const BEGINS = /^\ufeff?\s*\{\s*"id"\s*:\s*"[^"]{0,300}",\s*"class"\s*:/
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** The text as it is, where it does not begin as lshw's. */
export const lshwTextMended = (text: string): string => {
  if (!BEGINS.test(text.slice(0, 1000)) && !/^\ufeff?\s*\[\s*\{\s*"id"\s*:/.test(text.slice(0, 1000))) return text
  const bare = text
    .replace(/^\ufeff/, '')
    .replace(CONTROL_CHARACTERS, ' ')
    .trim()
    .replace(/,$/, '')
  if (bare.startsWith('[')) return bare
  return `[${bare.replace(/\}(\s{0,200})\{/g, '},$1{')}]`
}
