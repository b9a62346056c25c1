// The firmware: SMBIOS type 0, how it started the system (UEFI or legacy), and Secure Boot.
import type { Firmware } from './hardware-report.ts'
import { Gaps, mapRead, missing, read, wasRead, type Reading, type Section } from './gaps.ts'
import { DMI, fieldOf, mainStructure, type DmiTables } from './dmi-tables.ts'
import { kernelDmi } from './identity.ts'
import type { Corner, Readings } from './readings.ts'

const isRealDate = (year: number, month: number, day: number) => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/**
 * SMBIOS §7.1: month/day/year, always in this order, the year in two digits (then 19yy) or four. Two-digit years below 80
 * are taken as 20yy: the rule was written before 2000, and firmware of 2008 breaks it. A few write ISO dates instead.
 */
export const firmwareDate = (text: string): Reading<string> => {
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (us === null && iso === null) return missing('malformed')
  const [year = NaN, month = NaN, day = NaN] =
    us !== null ? [Number(us[3]), Number(us[1]), Number(us[2])] : (iso ?? []).slice(1).map(Number)
  const fullYear = year >= 100 ? year : year < 80 ? 2000 + year : 1900 + year
  if (fullYear < 1980 || !isRealDate(fullYear, month, day)) return missing('malformed')
  return read(`${String(fullYear)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
}

/** /sys/firmware/efi exists exactly when the running system was started by UEFI. */
const bootMode = (corner: Corner | undefined): Reading<'uefi' | 'legacy'> => {
  if (corner === undefined) return missing('not-asked')
  if (corner.state === 'mute') return missing(corner.why)
  return read(Object.keys(corner.files).some((file) => file.startsWith('efi/')) ? 'uefi' : 'legacy')
}

/**
 * UEFI §3.3: the variable SecureBoot is one byte; efivarfs puts four bytes of attributes before it. The file's text is
 * hexadecimal here. A machine without the variable has no Secure Boot to switch on.
 */
const secureBoot = (corner: Corner | undefined, mode: Reading<'uefi' | 'legacy'>): Reading<boolean> => {
  if (!wasRead(mode)) return mode
  if (mode.value === 'legacy') return read(false)
  if (corner?.state !== 'files') return missing('not-asked')
  const variable = Object.keys(corner.files).find((file) => file.startsWith('efi/efivars/SecureBoot-'))
  if (variable === undefined) return missing('device-silent')
  const state = /^[0-9a-f]{8}(0[01])$/i.exec(corner.files[variable]?.trim() ?? '')?.[1]
  return state === undefined ? missing('malformed') : read(state === '01')
}

export const readFirmware = (tables: Reading<DmiTables>, readings: Readings): Section<Firmware> => {
  const gaps = new Gaps()
  const kernel = readings.corners.dmi
  const field = (name: string, file: string) =>
    wasRead(tables) ? fieldOf(mainStructure(tables.value, DMI.firmware, 'Vendor'), name) : kernelDmi(kernel, file)
  const mode = bootMode(readings.corners.efi)
  const value: Firmware = {
    vendor: gaps.take('vendor', field('Vendor', 'bios_vendor')),
    version: gaps.take('version', field('Version', 'bios_version')),
    date: gaps.take('date', mapRead(field('Release Date', 'bios_date'), firmwareDate)),
    mode: gaps.take('mode', mode),
    secureBoot: gaps.take('secureBoot', secureBoot(readings.corners.efi, mode)),
  }
  const nothing = Object.values(value).every((one) => one === null)
  return { value, state: nothing && !wasRead(tables) ? { state: 'unavailable', why: tables.why } : gaps.state() }
}
