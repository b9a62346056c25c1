// What makers leave where a value should be. A placeholder is not a value: a report that carried "To Be Filled By O.E.M."
// as a serial number would make two thousand machines the same machine. New ones are added here, with an example in the
// test.
import { missing, read, type Reading } from './gaps.ts'

/** Compared in lower case, without the punctuation and blanks that vary from maker to maker. */
const squeeze = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const FILLERS = new Set(
  [
    'To Be Filled By O.E.M.',
    'To Be Filled By O.E.M. by More String',
    'To be set by OEM',
    'Filled by OEM',
    'OEM',
    'O.E.M',
    'OEM_Define1',
    'Default string',
    'Default',
    'Not Specified',
    'Not Applicable',
    'Not Available',
    'Not Defined',
    'Not Provided',
    'Not Present',
    'Not Set',
    'Not Settable',
    'No Asset Tag',
    'No Asset Information',
    'No Enclosure',
    'No Serial',
    'No Battery',
    'No DPK',
    'NO DIMM',
    'None',
    'NULL',
    'N/A',
    'NA',
    'Unknown',
    'Undefined',
    'Unspecified',
    'Invalid',
    'Empty',
    'Other',
    'Others',
    'BAD INDEX',
    'OUT OF SPEC',
    'INVALID',
    'System manufacturer',
    'System Product Name',
    'System Name',
    'System Version',
    'System Serial Number',
    'System SKU#',
    'System SKU',
    'System SKUNumber',
    'SKU',
    'SKU Number',
    'Asset Tag',
    'Asset-1234567890',
    'ATN12345678901234567',
    'Chassis Manufacture',
    'Chassis Manufacturer',
    'Chassis Version',
    'Chassis Asset Tag',
    'Chassis Serial Number',
    'Base Board Version',
    'Base Board Serial Number',
    'Base Board Asset Tag',
    'BSN12345678901234567',
    'CSN12345678901234567',
    'SSN12345678901234567',
    'Type1ProductConfigId',
    'Type1Family',
    'Type1 - Family',
    'Product Name',
    'Product Version',
    'Serial Number',
    'SerNum',
    'Part Number',
    'Manufacturer',
    'Version',
    'Family',
    'Bios Vendor',
    'CPU Version',
    'INTEL_OEM',
    'empty',
    'ABCD',
    'Test',
    'Tbd',
    'undefine',
    'JEDEC ID',
    'xx',
    'xxx',
  ].map(squeeze),
)

/** One character over and over: "0000", "FFFFFFFF", "xxxxxxx", "--". "11" and "22" may be real versions. */
const isOneCharacterRepeated = (text: string) =>
  /^(.)\1+$/su.test(text.replace(/\s+/g, '')) && !/^([1-9])\1$/.test(text)

const RUNS = ['0123456789'.repeat(4), '1234567890'.repeat(4), '0123456789abcdefghijklmnopqrstuvwxyz', '123456789abcdef']

/** A counter's or the alphabet's run: "0123456789", "1234567890", "0123456789ABCDEF", "abcdefgh". */
const isRun = (text: string) => {
  const run = text.toLowerCase().replace(/[^a-z0-9]/g, '')
  return run.length >= 5 && (RUNS.some((long) => long.startsWith(run)) || 'abcdefghijklmnopqrstuvwxyz'.startsWith(run))
}

/** Slots' own names in place of a module's: "A1_Manufacturer0", "ModulePartNumber01", "SerNum1", "Array1_PartNumber3". */
const isNumberedLabel = (text: string) =>
  /^(a\d+_|array\d+_)?(module)?_?(manufacturer|mfg|partnum|partnumber|sernum|serialnumber|assettag(num)?)\s*_?\d+$/i.test(
    text.trim(),
  )

/** "[Empty]", "<BAD INDEX>", "x.x", "x.xx": brackets and patterns in place of a value. */
const isPattern = (text: string) => /^x+([.\- ]x+)*$/i.test(text) || /^rev\.?\s*x\.\d?x+$/i.test(text)

/** "GW-XXXXXX-XXX": a maker's mask. Four X in a row are in no real name. */
const isMask = (text: string) => /x{4,}/i.test(text)

export const isPlaceholder = (text: string): boolean => {
  const trimmed = text.trim()
  return (
    squeeze(trimmed) === '' ||
    FILLERS.has(squeeze(trimmed)) ||
    isOneCharacterRepeated(trimmed) ||
    isRun(trimmed) ||
    isNumberedLabel(trimmed) ||
    isPattern(trimmed) ||
    isMask(trimmed)
  )
}

const CONTROL_CHARACTERS = /[\p{Cc}\p{Cs}\u{fffd}]+/gu
const LONGEST = 500

/** A text as a person would copy it: no control characters, no padding, one blank between words. */
export const tidy = (text: string): string => text.replace(CONTROL_CHARACTERS, ' ').replace(/\s+/g, ' ').trim()

/** Cut where a report's limit lies, but never through a surrogate pair. */
const shortened = (text: string) =>
  text
    .slice(0, LONGEST)
    .replace(/\p{Cs}$/u, '')
    .trim()

/** The text that a device or a firmware gave for a field, if it means anything. */
export const said = (text: string | null | undefined): Reading<string> => {
  const tidied = tidy((text ?? '').slice(0, 4 * LONGEST))
  if (tidied === '') return missing('device-silent')
  if (isPlaceholder(tidied)) return missing('placeholder')
  return read(shortened(tidied))
}

/** UUIDs that firmware authors left: all alike, or the one that AMI's sample code carries. SMBIOS §7.2.1. */
export const saidUuid = (text: string | null | undefined): Reading<string> => {
  const uuid = tidy(text ?? '').toLowerCase()
  if (uuid === '' || /^not (present|settable|specified)$/.test(uuid)) return missing('device-silent')
  if (uuid === '--') return missing('placeholder')
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) return missing('malformed')
  const digits = uuid.replace(/-/g, '')
  const filler = /^(.)\1+$/.test(digits) || uuid.startsWith('03000200-0400-0500-0006-000700080009')
  return filler || /^0{20,}/.test(digits) || digits === '12345678123456781234567812345678'
    ? missing('placeholder')
    : read(uuid)
}
