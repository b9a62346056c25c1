// Who made a memory module. Modules name their maker by a JEDEC code (JEP106), and much firmware passes the code on as it
// is, in half a dozen spellings. The table holds makers of memory only; a code that is not in it is no maker's name.
import { missing, read, type Reading } from './gaps.ts'
import { said } from './placeholders.ts'

/** JEP106: bank (counted from 1) and code without its parity bit. */
const MAKERS: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  1: {
    0x01: 'AMD',
    0x09: 'Intel',
    0x18: 'Kioxia',
    0x2c: 'Micron',
    0x2d: 'SK hynix',
    0x40: 'ProMOS',
    0x41: 'Infineon',
    0x4e: 'Samsung',
    0x5a: 'Winbond',
  },
  2: {
    0x14: 'SMART Modular',
    0x18: 'Kingston',
    0x32: 'Mushkin',
    0x3a: 'PNY',
    0x40: 'Viking',
    0x4e: 'Unigen',
    0x4f: 'Transcend',
    0x5a: 'Dane-Elec',
    0x61: 'Wintec',
    0x7a: 'Apacer',
  },
  3: { 0x1e: 'Corsair', 0x35: 'SpecTek', 0x7e: 'Elpida' },
  4: {
    0x03: 'Buffalo',
    0x0b: 'Nanya',
    0x13: 'GeIL',
    0x14: 'Mushkin',
    0x16: 'Netlist',
    0x19: 'Centon',
    0x25: 'Kingmax',
    0x5a: 'Swissbit',
  },
  5: {
    0x30: 'OCZ',
    0x43: 'Ramaxel',
    0x48: 'Powerchip',
    0x4b: 'ADATA',
    0x4d: 'G.Skill',
    0x6f: 'Team Group',
    0x7c: 'Eudar',
  },
  6: { 0x02: 'Patriot', 0x1b: 'Crucial', 0x3a: 'Virtium', 0x51: 'Qimonda', 0x62: 'Goldenmars', 0x63: 'Kreton' },
  7: {
    0x16: 'Avexir',
    0x34: 'Super Talent',
    0x41: 'ASint',
    0x53: 'Silicon Power',
    0x5e: 'Lexar',
    0x63: 'ATP',
    0x6b: 'TwinMOS',
    0x6d: 'V-Color',
  },
  8: {
    0x03: 'Strontium',
    0x07: 'Unifosa',
    0x12: 'HT Micron',
    0x25: 'Ramos',
    0x26: 'Goldenmars',
    0x46: 'Gloway',
    0x5d: 'Wilk (GOODRAM)',
  },
  9: { 0x13: 'Gloway', 0x18: 'Essencore (KLEVV)', 0x1a: 'UniIC', 0x55: 'Etron', 0x71: 'Asgard' },
  10: { 0x0c: 'UMAX', 0x22: 'Maxsun', 0x2d: 'Neo Forza', 0x4d: 'Longsys', 0x68: 'Kimtigo', 0x77: 'Netac' },
  11: { 0x11: 'CXMT', 0x31: 'Biwin', 0x53: 'Cervoz', 0x56: 'Longsys', 0x76: 'Lexar' },
}

const CONTINUATION = 0x7f
/** The top bit of a code is odd parity and of a bank count too; both are written with and without it. */
const withoutParity = (byte: number) => byte & 0x7f

const hasOddParity = (byte: number) => {
  let bits = 0
  for (let rest = byte; rest > 0; rest >>= 1) bits += rest & 1
  return bits % 2 === 1
}

/** The old form (DDR, DDR2): one 0x7F per bank skipped, then the code, then padding: 7F 98 00 00… is Kingston. */
const fromContinuations = (bytes: readonly number[]): string | undefined => {
  const skipped = bytes.findIndex((byte) => byte !== CONTINUATION)
  if (skipped < 0) return undefined
  const code = bytes[skipped] ?? 0
  const padded = bytes.slice(skipped + 1).every((byte) => byte === 0 || byte === 0xff)
  return padded && hasOddParity(code) ? MAKERS[skipped + 1]?.[withoutParity(code)] : undefined
}

/** The new form (DDR3 on): the number of banks skipped, with parity, then the code: 01 98 is Kingston, 80 CE Samsung. */
const fromBankAndCode = (bank: number, code: number): string | undefined =>
  hasOddParity(code) ? MAKERS[withoutParity(bank) + 1]?.[withoutParity(code)] : undefined

const bytesOf = (hex: string) => (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16))

const makerOfCode = (hex: string): string | undefined => {
  const bytes = bytesOf(hex)
  const [first = 0, second = 0] = bytes
  if (bytes.length === 1) return fromContinuations(bytes)
  if (bytes.length === 2)
    return (
      (first === CONTINUATION ? fromContinuations(bytes) : fromBankAndCode(first, second)) ??
      // Some firmware swaps the two bytes, and some pads a code of the first bank with a zero behind it.
      fromBankAndCode(second, first)
    )
  // Six bytes: module maker, register maker, DRAM maker (servers); the first pair is who made the module.
  if (bytes.length === 6 && first !== CONTINUATION) return fromBankAndCode(first, second)
  return fromContinuations(bytes)
}

/** "0x830B", "830B", "JEDEC ID:83 0B", "Unknown - [0x0285]", "7F7F9E0000000000" → the digits; a name → undefined. */
const codeIn = (text: string): string | undefined => {
  const bare = text
    .replace(/^JEDEC ID:/i, '')
    .replace(/^Unknown\s*-?\s*\[?(0x[0-9a-f]+)\]?$/i, '$1')
    .replace(/^0x/i, '')
    .replace(/[\s:]+/g, '')
  return /^([0-9a-f]{2}){1,10}$/i.test(bare) && /\d/.test(bare) ? bare : undefined
}

export const memoryMaker = (text: string | undefined): Reading<string> => {
  const name = said(text)
  if ('why' in name) return name
  const code = codeIn(name.value)
  if (code === undefined) return name
  if (/^0+$/.test(code)) return missing('placeholder')
  const maker = makerOfCode(code)
  return maker === undefined ? missing('unsupported') : read(maker)
}
