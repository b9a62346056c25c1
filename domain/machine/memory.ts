// The memory as the firmware describes it: SMBIOS types 16 (arrays) and 17 (devices). Only arrays whose use is system
// memory count: flash and cache are described by the same structures and are not memory anybody can add to.
import { lookUp } from './look-up.ts'
import type { Absence, Memory, MemoryModule } from './hardware-report.ts'
import {
  Gaps,
  ifAny,
  mapRead,
  missing,
  orMissing,
  read,
  unavailable,
  wasRead,
  type Reading,
  type Section,
  type Take,
} from './gaps.ts'
import { DMI, fieldOf, ofType, type DmiStructure, type DmiTables } from './dmi-tables.ts'
import { memoryMaker } from './memory-makers.ts'
import { said } from './placeholders.ts'
import type { Corner } from './readings.ts'

const UNITS: Readonly<Record<string, number>> = {
  bytes: 1,
  kB: 2 ** 10,
  MB: 2 ** 20,
  GB: 2 ** 30,
  TB: 2 ** 40,
  PB: 2 ** 50,
}

/** "16 GB", "8192 MB", "4608 MB". dmidecode counts in powers of two whatever it prints. */
export const dmiSize = (text: string | undefined): Reading<number> => {
  const parts = /^(\d+) (bytes|kB|MB|GB|TB|PB)$/.exec(text?.trim() ?? '')
  if (parts === null) return missing('device-silent')
  const size = Number(parts[1]) * (lookUp(UNITS, parts[2] ?? '') ?? NaN)
  // No firmware that writes "0 TB" or "4095 PB" has measured anything.
  if (size === 0) return missing('placeholder')
  return Number.isSafeInteger(size) ? read(size) : missing('malformed')
}

const isSystemMemory = (array: DmiStructure) => array.fields.get('Use') === 'System Memory'

/** §7.18.2: a size of zero means an empty slot, "Unknown" an occupied one whose size nobody could read. */
const isOccupied = (device: DmiStructure) => {
  const size = device.fields.get('Size')?.trim()
  return size !== undefined && size !== 'No Module Installed' && size !== 'Not Installed'
}

/** A device without an array, or of an array that is not in the (possibly truncated) text, is not known to be memory. */
const devicesOf = (tables: DmiTables, arrays: DmiTables) => {
  const handles = new Set(arrays.map((array) => array.handle))
  return ofType(tables, DMI.memoryDevice).filter((device) =>
    handles.has(device.fields.get('Array Handle')?.toLowerCase() ?? ''),
  )
}

/** Older dmidecode wrote MHz for the same number of megatransfers. */
const transfers = (text: string | undefined): Reading<number> => {
  const number = /^(\d+) (MT\/s|MHz)$/.exec(text?.trim() ?? '')?.[1]
  return number === undefined || Number(number) === 0 ? missing('device-silent') : read(Number(number))
}

const bits = (text: string | undefined) => {
  const number = /^(\d+) bits$/.exec(text?.trim() ?? '')?.[1]
  return number === undefined ? null : Number(number)
}

/** Error-correcting modules are wider than their data: 72 bits for 64 (§7.18). */
const isErrorCorrecting = (device: DmiStructure): Reading<boolean> => {
  const total = bits(device.fields.get('Total Width'))
  const data = bits(device.fields.get('Data Width'))
  return total === null || data === null || data === 0 ? missing('device-silent') : read(total > data)
}

/** "Row Of Chips", "Chip", "Die" and "TSOP" are on the board; every form factor of a module can be taken out (§7.18.1). */
const isSoldered = (device: DmiStructure): Reading<boolean> =>
  mapRead(fieldOf(device, 'Form Factor'), (form) => read(/^(Row Of Chips|Chip|Die|TSOP)$/.test(form)))

const readModule = (device: DmiStructure, take: Take): MemoryModule => {
  const text = (field: string) => said(device.fields.get(field))
  return {
    sizeBytes: take('sizeBytes', dmiSize(device.fields.get('Size'))),
    type: take('type', text('Type')),
    formFactor: take('formFactor', text('Form Factor')),
    locator: take('locator', text('Locator')),
    bank: take('bank', ifAny(text('Bank Locator'))),
    maker: take('maker', memoryMaker(device.fields.get('Manufacturer'))),
    partNumber: take('partNumber', text('Part Number')),
    serial: take('serial', text('Serial Number')),
    speedMts: take('speedMts', transfers(device.fields.get('Speed'))),
    configuredSpeedMts: take(
      'configuredSpeedMts',
      transfers(device.fields.get('Configured Memory Speed') ?? device.fields.get('Configured Clock Speed')),
    ),
    ecc: take('ecc', isErrorCorrecting(device)),
    soldered: take('soldered', isSoldered(device)),
  }
}

const sum = (sizes: readonly Reading<number>[]): Reading<number> => {
  const unread = sizes.find((size) => !wasRead(size))
  if (unread !== undefined) return unread
  const total = sizes.reduce((all, size) => all + (wasRead(size) ? size.value : 0), 0)
  if (total === 0) return missing('device-silent')
  return Number.isSafeInteger(total) ? read(total) : missing('malformed')
}

/** What the running system has: /proc/meminfo counts in KiB. */
const visible = (corner: Corner | undefined): Reading<number> => {
  if (corner === undefined) return missing('not-asked')
  if (corner.state === 'mute') return missing(corner.why)
  const kib = /^MemTotal:\s+(\d{1,12}) kB$/m.exec(corner.files['meminfo'] ?? '')?.[1]
  return kib === undefined || Number(kib) === 0 ? missing('malformed') : read(Number(kib) * 1024)
}

const nothingOf = (visibleBytes: number | null): Memory => ({
  totalBytes: null,
  visibleBytes,
  maximumBytes: null,
  slots: { total: null, used: null },
  modules: [],
})

const MOST_MODULES = 512

export const readMemory = (tables: Reading<DmiTables>, meminfo: Corner | undefined): Section<Memory> => {
  const gaps = new Gaps()
  const visibleBytes = gaps.take('visibleBytes', visible(meminfo))
  const partly = (why: Absence): Section<Memory> => {
    if (visibleBytes === null) return unavailable(nothingOf(null), why)
    for (const field of ['totalBytes', 'maximumBytes', 'slots', 'modules']) gaps.take(field, missing(why))
    return { value: nothingOf(visibleBytes), state: gaps.state() }
  }
  if (!wasRead(tables)) return partly(tables.why)
  const arrays = ofType(tables.value, DMI.memoryArray).filter(isSystemMemory)
  const devices = devicesOf(tables.value, arrays)
  // SMBIOS before 2.1 has no type 16 and 17; its types 5 and 6 are obsolete and not read.
  if (arrays.length === 0) return partly('device-silent')

  const occupied = devices.filter(isOccupied)
  const modules = occupied.slice(0, MOST_MODULES).map((device, index) => {
    return readModule(device, gaps.within(`modules.${String(index)}`))
  })
  const sizes = occupied.map((device) => dmiSize(device.fields.get('Size')))
  const value: Memory = {
    totalBytes: gaps.take('totalBytes', sum(sizes)),
    visibleBytes,
    maximumBytes: gaps.take('maximumBytes', sum(arrays.map((array) => dmiSize(array.fields.get('Maximum Capacity'))))),
    slots: {
      total: gaps.take('slots.total', orMissing(devices.length > 0 ? devices.length : null, 'device-silent')),
      used: gaps.take('slots.used', orMissing(devices.length > 0 ? occupied.length : null, 'device-silent')),
    },
    modules,
  }
  return { value, state: gaps.state() }
}
