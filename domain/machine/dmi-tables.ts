// The text that dmidecode prints, taken apart into the structures of the SMBIOS table (DSP0134). It knows dmidecode's
// layout and nothing of what the fields mean; truncated or garbled text gives fewer structures, never an exception.
import { said, tidy } from './placeholders.ts'
import { missing, type Reading } from './gaps.ts'
import type { Answer } from './readings.ts'

export type DmiStructure = {
  readonly handle: string
  readonly type: number
  /** The first value of each field, in dmidecode's words: "Serial Number" → "PF2ABCDE". */
  readonly fields: ReadonlyMap<string, string>
}

export type DmiTables = readonly DmiStructure[]

/** SMBIOS structure types used here (DSP0134 §6.2). */
export const DMI = {
  firmware: 0,
  system: 1,
  board: 2,
  chassis: 3,
  processor: 4,
  memoryArray: 16,
  memoryDevice: 17,
  portableBattery: 22,
  tpm: 43,
} as const

const HEADER = /^Handle (0x[0-9A-Fa-f]{1,8}), DMI type (\d{1,3}), \d+ bytes/
/** A field stands one tab in; what stands two tabs in is a list under a field and is not a field itself. */
const FIELD = /^\t([^\t:][^:]*):(?: (.*))?$/

export const parseDmiTables = (text: string): DmiTables => {
  const structures: { handle: string; type: number; fields: Map<string, string> }[] = []
  let current: (typeof structures)[number] | null = null
  for (const line of text.split(/\r?\n/)) {
    const header = HEADER.exec(line)
    if (header?.[1] !== undefined && header[2] !== undefined) {
      current = { handle: header[1].toLowerCase(), type: Number(header[2]), fields: new Map() }
      structures.push(current)
      continue
    }
    const field = current === null ? null : FIELD.exec(line)
    if (current === null || field?.[1] === undefined) continue
    if (!current.fields.has(field[1])) current.fields.set(field[1], field[2] ?? '')
  }
  return structures
}

export const ofType = (tables: DmiTables, type: number): DmiTables => tables.filter((one) => one.type === type)

/** What the first structure of a type says for a field. */
export const fieldOf = (structure: DmiStructure | undefined, field: string): Reading<string> =>
  structure === undefined ? missing('device-silent') : said(structure.fields.get(field))

/**
 * The first structure is the machine's own. Some firmware put an empty one before it (blades, docking stations): the
 * first that names anything is taken, so that order does not decide.
 */
export const mainStructure = (tables: DmiTables, type: number, naming: string): DmiStructure | undefined => {
  const candidates = ofType(tables, type)
  return candidates.find((one) => tidy(one.fields.get(naming) ?? '') !== '') ?? candidates[0]
}

/** The tables, or why there are none: an ordinary user's dmidecode prints its header and "Permission denied". */
export const dmiTablesFrom = (answer: Answer | undefined): Reading<DmiTables> => {
  if (answer === undefined) return missing('not-asked')
  if (answer.state === 'mute') return missing(answer.why)
  const tables = parseDmiTables(answer.text)
  if (tables.length > 0) return { value: tables }
  if (/permission denied|you must be root|operation not permitted/i.test(answer.text)) return missing('needs-root')
  // Without a table in /sys it looks for one in /dev/mem, which some kernels do not have.
  if (/No SMBIOS nor DMI entry point found|\/dev\/mem: No such file/i.test(answer.text)) return missing('unsupported')
  return missing(answer.exitCode === 0 ? 'malformed' : 'tool-failed')
}
