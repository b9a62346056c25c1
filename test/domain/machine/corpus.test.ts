// Real machines' raw output, beside the repository where it was collected. Nothing of it is copied here; without it these
// tests say that they were skipped.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import { isPlaceholder, tidy } from '../../../domain/machine/placeholders.ts'
import { memoryMaker } from '../../../domain/machine/memory-makers.ts'
import { smartctlTextMembers } from '../../../domain/machine/smartctl-text.ts'
import { comparing } from './compared.ts'
import { files, reportOf, said, saidJson } from './readings-of.ts'

const corpus = new URL('../../../../shared/corpus/', import.meta.url)
const isThere = existsSync(corpus)
if (!isThere) console.warn('The corpus of real machines is not beside this repository: its tests are skipped.')

const compare = comparing()

const list = (folder: string, ending: string) =>
  isThere ? readdirSync(new URL(`${folder}/`, corpus)).filter((name) => name.endsWith(ending)) : []
const text = (path: string) => readFileSync(new URL(path, corpus), 'utf8')

type Slot = {
  readonly locator: string
  readonly bank: string
  readonly size: number | null
  readonly type: string
  readonly formFactor: string
  readonly speed: string | null
  readonly totalWidth: string
  readonly dataWidth: string
  readonly manufacturerRaw: string | null
  readonly part: string | null
  readonly serial: string | null
}
type Truth = {
  readonly system: Readonly<Record<string, string>>
  readonly bios: Readonly<Record<string, string>> & { readonly releaseDateIso: string | null }
  readonly chassis: Readonly<Record<string, string>>
  readonly ramSlots: readonly Slot[]
  readonly ramTotal: number
  readonly slotsUsed: number
  readonly slotsTotal: number
  readonly memMax: number | null
  readonly tpm: readonly Readonly<Record<string, string>>[]
}

/** What a dump's text is worth as a value of the report. */
const worth = (value: string | null | undefined) => {
  const tidied = tidy(value ?? '')
  return tidied === '' || isPlaceholder(tidied) ? null : tidied
}
/** A dump of zero ("0 TB", an absent array) tells no more than one that is silent. */
const amount = (bytes: number | null) => (bytes === null || bytes === 0 || !Number.isSafeInteger(bytes) ? null : bytes)
const isoDate = (date: string | undefined) => (/^\d{4}-\d\d-\d\d$/.test(date ?? '') ? date : null)
const transfers = (speed: string | null) => Number(/^(\d+) (MT\/s|MHz)$/.exec(speed ?? '')?.[1] ?? 0) || null
const bits = (width: string) => Number(/^(\d+) bits$/.exec(width)?.[1] ?? NaN)

describe.skipIf(!isThere)('every dmidecode dump gives the report that the dump says', () => {
  test.each(list('dmi', '.dmidecode.txt'))('%s', (file) => {
    const dump = text(`dmi/${file}`)
    const truth = JSON.parse(text(`truth/dmi/${file.replace('.dmidecode.txt', '.json')}`)) as Truth
    const report = HardwareReport.parse(reportOf({ programs: { dmidecode: said(dump) } }))
    const { manufacturer, model, version, sku, family, serial, uuid, chassis } = report.identity

    // "Size: Unknown" and "Size: 0 TB" are occupied slots of unknown size (SMBIOS §7.18.2), which the other parser takes
    // for empty ones.
    const unread = [...dump.matchAll(/^\tSize: (Unknown|0 TB)$/gm)].length
    const slots = truth.slotsTotal === 0 ? null : { total: truth.slotsTotal, used: truth.slotsUsed }
    const sized = report.memory.modules.filter(({ sizeBytes }) => sizeBytes !== null)
    const occupied = truth.ramSlots.filter(({ size }) => size !== 0 && size !== null)

    // The other parser keeps the speed that is set, and "Unknown" where that is all that is said of it.
    const nominal = [
      ...dump.matchAll(/^\tSpeed: (\d+) M(?:T\/s|Hz)(?:\n\t.*)*?\n\tConfigured (?:Clock|Memory) Speed: Unknown$/gm),
    ].map(([, speed]) => Number(speed))

    compare(
      'dmidecode',
      file,
      {
        identity: { manufacturer, model, version, sku, family, serial, uuid, chassis },
        firmware: { version: report.firmware.version, date: report.firmware.date },
        slots: report.memory.slots,
        maximumBytes: report.memory.maximumBytes,
        totalBytes: report.memory.totalBytes,
        modules: sized.map((module, index) => ({
          sizeBytes: module.sizeBytes,
          type: module.type,
          formFactor: module.formFactor,
          locator: module.locator,
          bank: module.bank,
          partNumber: module.partNumber,
          serial: module.serial,
          ecc: module.ecc,
          speed:
            [module.speedMts, module.configuredSpeedMts].find(
              (speed) => speed === transfers(occupied[index]?.speed ?? null),
            ) ?? module.speedMts,
        })),
        tpm: report.tpm.version,
      },
      {
        identity: {
          manufacturer: worth(truth.system['Manufacturer']),
          model: worth(truth.system['Product Name']),
          version: worth(truth.system['Version']),
          sku: worth(truth.system['SKU Number']),
          family: worth(truth.system['Family']),
          serial: worth(truth.system['Serial Number']),
          uuid: worth(truth.system['UUID']),
          chassis: worth(truth.chassis['Type']),
        },
        firmware: { version: worth(truth.bios['Version']), date: truth.bios.releaseDateIso },
        slots: slots ?? { total: null, used: null },
        maximumBytes: amount(truth.memMax),
        totalBytes: amount(truth.ramTotal),
        modules: occupied.map((slot) => ({
          sizeBytes: slot.size,
          type: worth(slot.type),
          formFactor: worth(slot.formFactor),
          locator: worth(slot.locator),
          bank: worth(slot.bank),
          partNumber: worth(slot.part),
          serial: worth(slot.serial),
          ecc: Number.isNaN(bits(slot.totalWidth) + bits(slot.dataWidth))
            ? null
            : bits(slot.totalWidth) > bits(slot.dataWidth),
          speed: transfers(slot.speed),
        })),
        tpm: truth.tpm[0]?.['Specification Version']?.split('\t')[0] ?? null,
      },
      [
        ...(unread === 0
          ? []
          : [
              {
                path: /^slots\.used$/,
                files: truth.slotsUsed,
                ours: truth.slotsUsed + unread,
                why: 'a module of unknown size, which the other parser takes for an empty slot',
              },
              {
                path: /^totalBytes$/,
                files: amount(truth.ramTotal),
                ours: null,
                why: 'no sum with a module of unknown size in it',
              },
            ]),
        ...nominal.map((speed, index) => ({
          path: new RegExp(`^modules\\.${String(index)}\\.speed$`),
          files: null,
          ours: speed,
          why: 'its nominal speed; the other parser keeps the set one, which is unknown',
        })),
        {
          path: /^firmware\.date$/,
          files: null,
          ours: isoDate(truth.bios['Release Date']),
          why: 'an ISO date, which the other parser does not read',
        },
      ],
    )
  })

  test('no maker of memory is left as a code', () => {
    const makers = list('dmi', '.dmidecode.txt').flatMap((file) =>
      reportOf({ programs: { dmidecode: said(text(`dmi/${file}`)) } }).memory.modules.map(({ maker }) => maker),
    )
    expect(makers.filter((maker) => maker !== null && /^(0x)?[0-9A-F]{4,}$/i.test(maker))).toEqual([])
    expect(memoryMaker('80CE')).toEqual({ value: 'Samsung' })
  })
})

/** The disk of a report whose only other source names nothing but its path. */
const diskToldBy = (smartctl: string) => {
  const [disk] = HardwareReport.parse(
    reportOf({
      programs: {
        lsblk: saidJson({ blockdevices: [{ name: 'sda', type: 'disk' }] }),
        smartctl: { '/dev/sda': said(smartctl) },
      },
    }),
  ).disks
  if (disk === undefined) throw new Error('the report has no disk')
  return disk
}

describe.skipIf(!isThere)('every smartctl output gives a disk as it says', () => {
  test.each(list('smart', '.json'))('%s', (file) => {
    const output = JSON.parse(text(`smart/${file}`)) as {
      readonly model_name?: string
      readonly scsi_model_name?: string
      readonly serial_number?: string
      readonly firmware_version?: string
      readonly revision?: string
      readonly scsi_revision?: string
      readonly user_capacity?: { readonly bytes?: number }
      readonly logical_block_size?: number
      readonly rotation_rate?: number
      readonly smart_status?: { readonly passed?: boolean }
      readonly power_on_time?: { readonly hours?: number }
      readonly power_cycle_count?: number
      readonly temperature?: { readonly current?: number }
      readonly nvme_smart_health_information_log?: {
        readonly percentage_used?: number
        readonly media_errors?: number
        readonly power_on_hours?: number
        readonly power_cycles?: number
        readonly temperature?: number
      }
    }
    const disk = diskToldBy(text(`smart/${file}`))
    const log = output.nvme_smart_health_information_log
    compare(
      'smartctl JSON',
      file,
      {
        model: disk.model,
        serial: disk.serial,
        firmware: disk.firmware,
        sizeBytes: disk.sizeBytes,
        logicalSectorBytes: disk.logicalSectorBytes,
        rotationRpm: disk.rotationRpm,
        selfAssessmentPassed: disk.selfAssessmentPassed,
        powerOnHours: disk.powerOnHours,
        powerCycles: disk.powerCycles,
        temperatureCelsius: disk.temperatureCelsius,
        ...(log === undefined ? {} : { wearPercent: disk.wearPercent, mediaErrors: disk.mediaErrors }),
      },
      {
        model: worth(output.model_name ?? output.scsi_model_name),
        serial: worth(output.serial_number),
        firmware: worth(output.firmware_version ?? output.revision ?? output.scsi_revision),
        sizeBytes: output.user_capacity?.bytes ?? null,
        logicalSectorBytes: output.logical_block_size ?? null,
        // A drive that does not turn says 0.
        rotationRpm: output.rotation_rate === 0 ? null : (output.rotation_rate ?? null),
        selfAssessmentPassed: output.smart_status?.passed ?? null,
        powerOnHours: output.power_on_time?.hours ?? log?.power_on_hours ?? null,
        powerCycles: output.power_cycle_count ?? log?.power_cycles ?? null,
        temperatureCelsius: output.temperature?.current ?? log?.temperature ?? null,
        ...(log === undefined ? {} : { wearPercent: log.percentage_used, mediaErrors: log.media_errors }),
      },
      [{ path: /^temperatureCelsius$/, files: 0, ours: null, why: '0 °C is a sensor that is not there' }],
    )
    if (output.smart_status?.passed === false) expect(disk.health).toBe('failing')
  })
})

/** What stands after a label, at its first place. */
const labelled = (output: string, label: string) =>
  new RegExp(`^${label}: *(.*)$`, 'm').exec(output)?.[1]?.trim() ?? null
const digitsOf = (value: string | null | undefined) => (value == null ? null : Number(value.replace(/\D/g, '')))

describe.skipIf(!isThere)('every smartctl text, as versions without JSON print it, gives a disk as it says', () => {
  test.each(list('smart', '.txt'))('%s', (file) => {
    const output = text(`smart/${file}`)
    const disk = diskToldBy(output)
    const isNvme = output.includes('NVMe Log')
    const members = smartctlTextMembers(output)

    /** The printed raw value of an attribute, up to its first sign that is no digit. */
    const raw = (id: number, name: string) => {
      const row = new RegExp(`^ *${String(id)} ${name}\\S* .* {3,}(?:-|NOW|Past) +(\\d+)`, 'm').exec(output)
      return row === null ? null : Number(row[1])
    }
    const status = /^SMART overall-health .*: (\w+)/m.exec(output)?.[1]
    const sectors = labelled(output, 'Sector Sizes?')
    const temperature = isNvme ? digitsOf(labelled(output, 'Temperature')) : (raw(194, 'Temp') ?? raw(190, '\\w*Temp'))
    const size = labelled(output, isNvme ? 'Namespace 1 Size/Capacity' : 'User Capacity')
    // A row split at its blanks: a name and its flags have none.
    const rows = output
      .split('\n')
      .map((line) => line.trim().split(/ +/))
      .filter(([id, , flags]) => /^\d+$/.test(id ?? '') && /^[-POSRCK]{6}$/.test(flags ?? ''))
    const shown = (column: string | undefined) => (column === '---' ? undefined : Number(column))

    compare(
      'smartctl text',
      file,
      {
        model: disk.model,
        serial: disk.serial,
        firmware: disk.firmware,
        sizeBytes: disk.sizeBytes,
        logicalSectorBytes: disk.logicalSectorBytes,
        physicalSectorBytes: disk.physicalSectorBytes,
        rotationRpm: disk.rotationRpm,
        kind: disk.kind,
        interface: disk.interface,
        selfAssessmentPassed: disk.selfAssessmentPassed,
        powerOnHours: disk.powerOnHours,
        powerCycles: disk.powerCycles,
        temperatureCelsius: disk.temperatureCelsius,
        ...(isNvme
          ? {
              mediaErrors: disk.mediaErrors,
              wearPercent: disk.wearPercent,
              criticalWarning: members?.nvme_smart_health_information_log?.critical_warning,
              spare: members?.nvme_smart_health_information_log?.available_spare,
              spareThreshold: members?.nvme_smart_health_information_log?.available_spare_threshold,
            }
          : {
              reallocatedSectors: disk.reallocatedSectors,
              pendingSectors: disk.pendingSectors,
              uncorrectableSectors: disk.uncorrectableSectors,
              attributes: members?.ata_smart_attributes?.table.map((row) => ({
                id: row.id,
                name: row.name,
                value: row.value,
                worst: row.worst,
                thresh: row.thresh,
                when_failed: row.when_failed,
                raw: row.raw.string,
              })),
            }),
      },
      {
        model: labelled(output, isNvme ? 'Model Number' : 'Device Model'),
        serial: worth(labelled(output, 'Serial Number')),
        firmware: labelled(output, 'Firmware Version'),
        sizeBytes: digitsOf(size?.replace(/(bytes )?\[.*/, '')),
        logicalSectorBytes: digitsOf(
          isNvme ? labelled(output, 'Namespace 1 Formatted LBA Size') : sectors?.split(' bytes')[0],
        ),
        physicalSectorBytes: sectors === null ? null : digitsOf(/(\d+) bytes (logical\/)?physical/.exec(sectors)?.[1]),
        rotationRpm: digitsOf(/^Rotation Rate: *(\d+) rpm/m.exec(output)?.[1]),
        kind: isNvme
          ? 'nvme'
          : /^Rotation Rate: *Solid/m.test(output)
            ? 'sata-ssd'
            : /^Rotation Rate: *\d/m.test(output)
              ? 'hdd'
              : null,
        interface: isNvme ? 'nvme' : 'sata',
        selfAssessmentPassed: status === undefined ? null : status === 'PASSED',
        powerOnHours: isNvme ? digitsOf(labelled(output, 'Power On Hours')) : raw(9, 'Power_On_Hours'),
        powerCycles: isNvme ? digitsOf(labelled(output, 'Power Cycles')) : raw(12, 'Power_Cycle'),
        temperatureCelsius: temperature,
        ...(isNvme
          ? {
              mediaErrors: digitsOf(labelled(output, 'Media and Data Integrity Errors')),
              wearPercent: digitsOf(labelled(output, 'Percentage Used')),
              criticalWarning: Number(labelled(output, 'Critical Warning')),
              spare: digitsOf(labelled(output, 'Available Spare')),
              spareThreshold: digitsOf(labelled(output, 'Available Spare Threshold')),
            }
          : {
              reallocatedSectors: raw(5, 'Re'),
              pendingSectors: raw(197, 'Current_Pending'),
              uncorrectableSectors: raw(198, 'Offline_Unc'),
              attributes: rows.map(([id, name, , value, worst, thresh, failed, ...rest]) => ({
                id: Number(id),
                name,
                value: shown(value),
                worst: shown(worst),
                thresh: shown(thresh),
                when_failed: failed === '-' ? '' : failed?.toLowerCase(),
                raw: rest.join(' '),
              })),
            }),
      },
      [{ path: /^temperatureCelsius$/, files: 0, ours: null, why: '0 °C is a sensor that is not there' }],
    )
    if (status === 'FAILED' || / {3,}NOW /.test(output)) expect(disk.health).toBe('failing')
  })
})

describe.skipIf(!isThere)('every EDID gives the panel that edid-decode sees', () => {
  test.each(list('edid', '.edid.txt'))('%s', (file) => {
    const decoded = text(`edid/${file}`)
    const hex = [
      ...(decoded.split('----------------')[0] ?? '').matchAll(/^(?:[0-9a-f]{2} ){15}[0-9a-f]{2} *$/gm),
    ].join('')
    const { displays } = reportOf({
      corners: { drm: files({ 'card0-DP-1/status': 'connected', 'card0-DP-1/edid': hex }) },
    })
    const detailed = /DTD 1: +(\d+)x(\d+) .*\((\d+) mm x (\d+) mm\)/.exec(decoded)
    const names = [...decoded.matchAll(/(?:Alphanumeric Data String|Display Product Name): '(.*)'/g)].map(([, name]) =>
      tidy(name ?? ''),
    )
    expect(displays).toHaveLength(1)
    const [display] = displays
    expect(display?.maker).not.toBeNull()
    const [widthPixels, heightPixels, widthMm, heightMm] = detailed?.slice(1).map(Number) ?? []
    compare(
      'EDID',
      file,
      {
        makerCode: display?.makerCode,
        year: display?.year,
        model: display?.model,
        ...(detailed === null
          ? {}
          : {
              widthPixels: display?.widthPixels,
              heightPixels: display?.heightPixels,
              widthMm: display?.widthMm,
              heightMm: display?.heightMm,
            }),
      },
      {
        makerCode: /Manufacturer: ([A-Z]{3})/.exec(decoded)?.[1],
        year: Number(/Made in: .*?(\d{4})/.exec(decoded)?.[1]),
        // The model may be made of several strings.
        model: names.some((name) => display?.model?.startsWith(name)) ? display?.model : names.join(' or '),
        ...(detailed === null ? {} : { widthPixels, heightPixels, widthMm, heightMm }),
      },
    )
  })
})

describe.skipIf(!isThere)('every lscpu gives its processor', () => {
  test.each(list('lscpu', '.lscpu.txt'))('%s', (file) => {
    const output = text(`lscpu/${file}`)
    const field = (label: string) => new RegExp(`^${label.replace(/[()]/g, '\\$&')}: +(.*)$`, 'm').exec(output)?.[1]
    const { processor } = HardwareReport.parse(reportOf({ programs: { lscpu: said(output) } }))
    compare(
      'lscpu',
      file,
      { model: processor.model, threads: processor.threads, cores: processor.cores, bits: processor.bits },
      {
        model: tidy(field('Model name') ?? ''),
        threads: Number(field('CPU(s)')),
        cores: Number(field('Core(s) per socket')) * Number(field('Socket(s)')),
        bits: Number(/(\d+)-bit$/.exec(field('CPU op-mode(s)') ?? '')?.[1]),
      },
    )
  })
})

describe.skipIf(!isThere)('the battery of the corpus', () => {
  test('holds what its two energies say', () => {
    const file = '20-procfs-bat0.uevent'
    const uevent = text(`battery/${file}`)
    const { batteries } = reportOf({ corners: { powerSupply: files({ 'BAT0/uevent': uevent }) } })
    const property = (name: string) => new RegExp(`^POWER_SUPPLY_${name}=(.*)$`, 'm').exec(uevent)?.[1]
    const micro = (name: string) => Number(property(name)) / 1e6
    const [battery] = batteries
    expect(batteries).toHaveLength(1)
    compare(
      'battery',
      file,
      {
        maker: battery?.maker,
        model: battery?.model,
        serial: battery?.serial,
        designWh: battery?.designWh,
        fullWh: battery?.fullWh,
        healthPercent: battery?.healthPercent,
        cycles: battery?.cycles,
      },
      {
        maker: property('MANUFACTURER'),
        model: property('MODEL_NAME'),
        serial: property('SERIAL_NUMBER'),
        designWh: micro('ENERGY_FULL_DESIGN'),
        fullWh: micro('ENERGY_FULL'),
        healthPercent: Math.round((micro('ENERGY_FULL') / micro('ENERGY_FULL_DESIGN')) * 1000) / 10,
        cycles: Number(property('CYCLE_COUNT')),
      },
      [{ path: /^cycles$/, files: 0, ours: null, why: '0 cycles is a battery that does not count them' }],
    )
  })
})
