// The TPM's version: from the kernel where it drives one, else from SMBIOS type 43, which also knows one that is switched
// off in the firmware.
import { lookUp } from './look-up.ts'
import type { Tpm } from './hardware-report.ts'
import { firstRead, Gaps, mapRead, missing, read, unavailable, wasRead, type Reading, type Section } from './gaps.ts'
import { DMI, ofType, type DmiTables } from './dmi-tables.ts'
import { tidy } from './placeholders.ts'
import { entriesOf } from './uevent.ts'
import type { Corner } from './readings.ts'

const MAJOR: Readonly<Record<string, string>> = { '1': '1.2', '2': '2.0' }

const fromKernel = (corner: Corner | undefined): Reading<string> => {
  const entries = entriesOf(corner)
  if (!wasRead(entries)) return entries
  const tpm = entries.value.find((entry) => /^tpm\d+$/.test(entry.name))
  if (tpm === undefined) return missing('not-present')
  const major = lookUp(MAJOR, tpm.files.get('tpm_version_major')?.trim() ?? '')
  if (major !== undefined) return read(major)
  // Kernels before 5.6 have no such file: only a TPM 1.2 lists its capabilities, and a 2.0 describes itself.
  if (/^TCG version: 1\.2/m.test(tpm.files.get('device/caps') ?? '')) return read('1.2')
  return /TPM 2\.0/.test(tpm.files.get('device/description') ?? '') ? read('2.0') : missing('device-silent')
}

const structureOf = (tables: Reading<DmiTables>) =>
  mapRead(tables, (all) => {
    const structure = ofType(all, DMI.tpm)[0]
    return structure === undefined ? missing('not-present') : read(structure)
  })

/** §7.44: "2.0", "1.2"; dmidecode 3.3 forgets the line's end, and the firmware revision follows. */
const fromTable = (tables: Reading<DmiTables>): Reading<string> =>
  mapRead(structureOf(tables), (structure) => {
    const version = /^([12])\.\d+\b/.exec(structure.fields.get('Specification Version')?.trim() ?? '')?.[1]
    return version === undefined ? missing('device-silent') : read(lookUp(MAJOR, version) ?? version)
  })

/** The vendor ID is four letters, padded: "INTC", "STM ", "IFX". */
const makerIn = (tables: Reading<DmiTables>): Reading<string> =>
  mapRead(structureOf(tables), (structure) => {
    const id = tidy(structure.fields.get('Vendor ID') ?? '').slice(0, 20)
    return id === '' ? missing('not-present') : read(id)
  })

export const readTpm = (corner: Corner | undefined, tables: Reading<DmiTables>): Section<Tpm> => {
  const kernel = fromKernel(corner)
  const table = fromTable(tables)
  const version = firstRead(kernel, table)
  const nobodyAsked = !wasRead(version) && corner?.state !== 'files' && !wasRead(tables)
  if (nobodyAsked) return unavailable({ version: null, maker: null }, version.why)
  const gaps = new Gaps()
  const maker = makerIn(tables)
  return {
    value: {
      version: gaps.take('version', version),
      maker: wasRead(maker) ? maker.value : null,
    },
    state: gaps.state(),
  }
}
