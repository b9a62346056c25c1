// What smartctl prints for people, put under the names of its JSON: before version 7.0 it has no JSON. Only members that
// smart.ts reads are given, and what they mean is its business.

const LONGEST_TEXT = 1024 * 1024
const MOST_LINES = 20_000
const LONGEST_LINE = 500
const MOST_ATTRIBUTES = 256
/** smartctl says why it refuses within its first lines. */
const MOST_MESSAGES = 40

const BANNER = /^smartctl \d{1,3}\.\d{1,3}\b/m

type Labelled = (...labels: readonly string[]) => string | undefined

/** "--" is what publishers put in the place of a number that they took out; the other is smartctl's own. */
const saysNothing = (value: string) => /^-*$/.test(value) || value === '[No Information Found]'

/** The first line of each label: later ones stand in logs and belong to something else. */
const labelledIn = (lines: readonly string[]): Labelled => {
  const values = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    const label = line.slice(0, Math.max(colon, 0)).replace(/\s+/g, ' ').toLowerCase()
    if (colon > 0 && !values.has(label)) values.set(label, line.slice(colon + 1).trim())
  }
  return (...labels) =>
    labels.map((label) => values.get(label)).find((value) => value !== undefined && !saysNothing(value))
}

/** A whole number; its thousands are parted as the country does ("1,000", "1 000", "1.000", "1’000"). */
const wholeNumber = (value: string | undefined): number | undefined => {
  const digits = /^\d{1,3}(?:[^\d[%]\d{3}){1,12}(?!\d)|^\d{1,39}/.exec(value ?? '')?.[0]
  return digits === undefined ? undefined : Number(digits.replace(/\D/g, ''))
}

const hexadecimal = (value: string | undefined): number | undefined => {
  const digits = /^0x([0-9a-f]{1,8})$/i.exec(value ?? '')?.[1]
  return digits === undefined ? undefined : Number.parseInt(digits, 16)
}

/** Name, flags and figures stand in columns; a name of 24 letters touches its flags. */
const NUMBERED =
  /^ *(\d{1,3}) (\S{1,40}?) *(?:0x[0-9a-f]{4}|[-POSRCK]{6}\+?) +(\d{1,3}|---) +(\d{1,3}|---) +(\d{1,3}|---) +(.*)$/
/** What follows the threshold: in the long table its kind and when it is read, in the brief one only whether it fails. */
const REST = /^(?:(?:Pre-fail|Old_age) +(?:Always|Offline) +)?(\S+) +(.*)$/
const WHEN_FAILED: Readonly<Record<string, string>> = {
  FAILING_NOW: 'now',
  NOW: 'now',
  In_the_past: 'past',
  Past: 'past',
  '-': '',
}

const figureOf = (column: string | undefined) => (column === undefined || column === '---' ? undefined : Number(column))

const attributeOf = (line: string) => {
  const [, id, name, value, worst, thresh, after] = NUMBERED.exec(line) ?? []
  const [, failed, raw] = REST.exec(after ?? '') ?? []
  if (id === undefined || name === undefined || failed === undefined || raw === undefined) return undefined
  return {
    id: Number(id),
    name,
    value: figureOf(value),
    worst: figureOf(worst),
    thresh: figureOf(thresh),
    when_failed: WHEN_FAILED[failed] ?? '',
    // The text has no more of the raw value than what is printed of it.
    raw: { value: /^\d{1,15}$/.test(raw) ? Number(raw) : undefined, string: raw },
  }
}
type Attribute = NonNullable<ReturnType<typeof attributeOf>>

/** The table ends with the first line that is none of it. */
const attributesIn = (lines: readonly string[]): readonly Attribute[] => {
  const head = lines.findIndex((line) => /^ID# ATTRIBUTE_NAME\b/.test(line))
  if (head < 0) return []
  const rows = lines.slice(head + 1, head + 1 + MOST_ATTRIBUTES).map(attributeOf)
  const end = rows.indexOf(undefined)
  return rows.slice(0, end < 0 ? rows.length : end).filter((row) => row !== undefined)
}

const attribute = (table: readonly Attribute[], id: number, name: RegExp) =>
  table.find((one) => one.id === id && name.test(one.name))

/** smartctl turns minutes, half-minutes and seconds into hours itself, and then prints "31052h+00m". */
const attributeHours = (table: readonly Attribute[]): number | undefined => {
  const hours = attribute(table, 9, /^Power_On_/i)
  const printed = /^(\d{1,15})(h?)(?![\d/:])/.exec(hours?.raw.string ?? '')
  if (hours === undefined || printed === null) return undefined
  return printed[2] === 'h' || /hours/i.test(hours.name) ? Number(printed[1]) : undefined
}

const scsiHours = (lines: readonly string[], labelled: Labelled): number | undefined =>
  wholeNumber(
    /^minutes (\d{1,9}):/.exec(labelled('accumulated power on time, hours') ?? '')?.[1] ??
      lines
        .map((line) => /^\s*number of hours powered up = (\d{1,9})(?:\.\d{1,6})?\s*$/.exec(line)?.[1])
        .find((hours) => hours !== undefined),
  )

const attributeTemperature = (table: readonly Attribute[]): number | undefined =>
  [194, 190]
    .map((id) => /^(\d{1,3})(?!\d)/.exec(attribute(table, id, /temp/i)?.raw.string ?? '')?.[1])
    .map((printed) => (printed === undefined ? undefined : Number(printed)))
    // 0 °C is what a sensor that is not there reports.
    .find((celsius) => celsius !== undefined && celsius > 0)

const degrees = (value: string | undefined): number | undefined => {
  const printed = /^(-?\d{1,3}) (?:Celsius|C)$/.exec(value ?? '')?.[1]
  return printed === undefined ? undefined : Number(printed)
}

/** "5 000c50 0a1b2c3d4": which body numbered it, the maker, and the maker's own number. */
const worldWideName = (value: string | undefined) => {
  const [, naa, oui, id] = /^([0-9a-f]) ([0-9a-f]{6}) ([0-9a-f]{9})$/i.exec(value ?? '') ?? []
  if (naa === undefined || oui === undefined || id === undefined) return undefined
  return { naa: Number.parseInt(naa, 16), oui: Number.parseInt(oui, 16), id: Number.parseInt(id, 16) }
}

const selfAssessment = (labelled: Labelled): { readonly passed: boolean } | undefined => {
  const verdict = labelled('smart overall-health self-assessment test result')
  if (verdict !== undefined)
    return /^(PASSED|FAILED)/.test(verdict) ? { passed: verdict.startsWith('PASSED') } : undefined
  // SCSI drives say OK, or in words of their own what is about to fail.
  const status = labelled('smart health status')
  return status === undefined ? undefined : { passed: status === 'OK' }
}

const rotation = (value: string | undefined): number | undefined =>
  value === 'Solid State Device' ? 0 : wholeNumber(/^(\d{1,6}) rpm$/.exec(value ?? '')?.[1])

const sectorSizes = (labelled: Labelled) => {
  const value = labelled('sector sizes', 'sector size') ?? ''
  const both = /^(\d{1,7}) bytes logical\/physical$/.exec(value)?.[1]
  const [, logical = both, physical = both] = /^(\d{1,7}) bytes logical, (\d{1,7}) bytes physical$/.exec(value) ?? []
  return {
    logical_block_size: wholeNumber(logical ?? labelled('logical block size', 'namespace 1 formatted lba size')),
    physical_block_size: wholeNumber(physical ?? labelled('physical block size')),
  }
}

const protocolOf = (labelled: Labelled, table: readonly Attribute[]) => {
  if (labelled('model number') !== undefined || labelled('critical warning') !== undefined) return 'NVMe'
  if (labelled('device model', 'ata version is') !== undefined || table.length > 0) return 'ATA'
  return labelled('product', 'transport protocol') === undefined ? undefined : 'SCSI'
}

const nvmeLog = (labelled: Labelled) =>
  labelled('critical warning') === undefined
    ? undefined
    : {
        critical_warning: hexadecimal(labelled('critical warning')),
        available_spare: wholeNumber(labelled('available spare')),
        available_spare_threshold: wholeNumber(labelled('available spare threshold')),
        percentage_used: wholeNumber(labelled('percentage used')),
        media_errors: wholeNumber(labelled('media and data integrity errors')),
        power_on_hours: wholeNumber(labelled('power on hours')),
        power_cycles: wholeNumber(labelled('power cycles')),
        temperature: degrees(labelled('temperature')),
      }

/** The last of a row's seven figures. */
const uncorrected = (labelled: Labelled, row: 'read' | 'write' | 'verify') => {
  const last = /^(?:\d\S* +){6}(\d{1,15})$/.exec(labelled(row) ?? '')?.[1]
  return last === undefined ? undefined : { total_uncorrected_errors: Number(last) }
}

const scsiMembers = (lines: readonly string[], labelled: Labelled) => {
  const names = [labelled('vendor'), labelled('product')].filter((name) => name !== undefined)
  return {
    scsi_model_name: names.length === 0 ? undefined : names.join(' '),
    scsi_revision: labelled('revision'),
    scsi_grown_defect_list: wholeNumber(labelled('elements in grown defect list')),
    scsi_percentage_used_endurance_indicator: wholeNumber(labelled('percentage used endurance indicator')),
    scsi_error_counter_log: {
      read: uncorrected(labelled, 'read'),
      write: uncorrected(labelled, 'write'),
      verify: uncorrected(labelled, 'verify'),
    },
    power_on_time: { hours: scsiHours(lines, labelled) },
  }
}

/** Members of smartctl's JSON, from its text; `undefined` where the text is not smartctl's. */
export const smartctlTextMembers = (text: string) => {
  if (text.length > LONGEST_TEXT || !BANNER.test(text.slice(0, 4096))) return undefined
  const lines = text
    .split('\n', MOST_LINES)
    .map((line) => line.slice(0, LONGEST_LINE).trimEnd())
    .filter((line) => line !== '')
  const labelled = labelledIn(lines)
  const table = attributesIn(lines)
  const protocol = protocolOf(labelled, table)
  const log = nvmeLog(labelled)
  const sataVersion = labelled('sata version is')?.split(',')[0]
  return {
    smartctl: { messages: lines.slice(0, MOST_MESSAGES).map((string) => ({ string })) },
    device: protocol === undefined ? undefined : { protocol },
    model_name: labelled('device model', 'model number'),
    serial_number: labelled('serial number'),
    firmware_version: labelled('firmware version'),
    wwn: worldWideName(labelled('lu wwn device id')),
    user_capacity: {
      bytes: wholeNumber(labelled('user capacity', 'namespace 1 size/capacity', 'namespace 1 size')),
    },
    ...sectorSizes(labelled),
    rotation_rate: rotation(labelled('rotation rate')),
    sata_version: sataVersion === undefined ? undefined : { string: sataVersion },
    smart_status: selfAssessment(labelled),
    power_cycle_count: wholeNumber(/^\d{1,15}$/.exec(attribute(table, 12, /^Power_Cycle/i)?.raw.string ?? '')?.[0]),
    temperature: {
      current:
        log?.temperature ??
        attributeTemperature(table) ??
        degrees(labelled('current temperature', 'current drive temperature')),
    },
    ata_smart_attributes: table.length === 0 ? undefined : { table },
    nvme_smart_health_information_log: log,
    ...(protocol === 'SCSI'
      ? scsiMembers(lines, labelled)
      : { power_on_time: { hours: log?.power_on_hours ?? attributeHours(table) } }),
  }
}
