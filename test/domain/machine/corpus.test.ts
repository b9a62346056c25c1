// Real machines' raw output, beside the repository where it was collected. Nothing of it is copied here; without it these
// tests say that they were skipped.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import { isPlaceholder, tidy } from '../../../domain/machine/placeholders.ts'
import { memoryMaker } from '../../../domain/machine/memory-makers.ts'
import { files, reportOf, said, saidJson } from './readings-of.ts'

const corpus = new URL('../../../../shared/corpus/', import.meta.url)
const isThere = existsSync(corpus)
if (!isThere) console.warn('The corpus of real machines is not beside this repository: its tests are skipped.')

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

    expect({ manufacturer, model, version, sku, family, serial, uuid, chassis }).toEqual({
      manufacturer: worth(truth.system['Manufacturer']),
      model: worth(truth.system['Product Name']),
      version: worth(truth.system['Version']),
      sku: worth(truth.system['SKU Number']),
      family: worth(truth.system['Family']),
      serial: null, // taken out of the dumps by who published them
      uuid: null,
      chassis: worth(truth.chassis['Type']),
    })
    expect(report.firmware.version).toBe(worth(truth.bios['Version']))
    expect(report.firmware.date).toBe(truth.bios.releaseDateIso ?? isoDate(truth.bios['Release Date']))

    // "Size: Unknown" and "Size: 0 TB" are occupied slots of unknown size (SMBIOS §7.18.2), which the other parser takes
    // for empty ones.
    const occupiedOfUnknownSize = /^\tSize: (Unknown|0 TB)$/gm
    const occupied = truth.ramSlots.filter(({ size }) => size !== 0)
    const unread = [...dump.matchAll(occupiedOfUnknownSize)].length
    expect(report.memory.slots).toEqual({
      total: truth.slotsTotal === 0 ? null : truth.slotsTotal,
      used: truth.slotsTotal === 0 ? null : truth.slotsUsed + unread,
    })
    expect(report.memory.maximumBytes).toBe(amount(truth.memMax))
    expect(report.memory.totalBytes).toBe(unread > 0 ? null : amount(truth.ramTotal))

    const sized = report.memory.modules.filter(({ sizeBytes }) => sizeBytes !== null)
    expect(
      sized.map(({ sizeBytes, type, formFactor, locator, bank, partNumber, ecc }) => ({
        sizeBytes,
        type,
        formFactor,
        locator,
        bank,
        partNumber,
        ecc,
      })),
    ).toEqual(
      occupied
        .filter(({ size }) => size !== null)
        .map((slot) => ({
          sizeBytes: slot.size,
          type: worth(slot.type),
          formFactor: worth(slot.formFactor),
          locator: worth(slot.locator),
          bank: worth(slot.bank),
          partNumber: worth(slot.part),
          ecc: Number.isNaN(bits(slot.totalWidth) + bits(slot.dataWidth))
            ? null
            : bits(slot.totalWidth) > bits(slot.dataWidth),
        })),
    )
    // The other parser keeps one of the two speeds.
    occupied.forEach(({ speed, size }, index) => {
      const module = report.memory.modules[index]
      if (size !== null && transfers(speed) !== null)
        expect([module?.speedMts, module?.configuredSpeedMts]).toContain(transfers(speed))
    })
    expect(report.tpm.version).toBe(truth.tpm[0]?.['Specification Version']?.split('\t')[0] ?? null)
  })

  test('no maker of memory is left as a code', () => {
    const makers = list('dmi', '.dmidecode.txt').flatMap((file) =>
      reportOf({ programs: { dmidecode: said(text(`dmi/${file}`)) } }).memory.modules.map(({ maker }) => maker),
    )
    expect(makers.filter((maker) => maker !== null && /^(0x)?[0-9A-F]{4,}$/i.test(maker))).toEqual([])
    expect(memoryMaker('80CE')).toEqual({ value: 'Samsung' })
  })
})

describe.skipIf(!isThere)('every smartctl output gives a disk as it says', () => {
  test.each(list('smart', '.json'))('%s', (file) => {
    const output = JSON.parse(text(`smart/${file}`)) as {
      readonly device?: { readonly protocol?: string }
      readonly model_name?: string
      readonly scsi_model_name?: string
      readonly rotation_rate?: number
      readonly smart_status?: { readonly passed?: boolean }
      readonly power_on_time?: { readonly hours?: number }
      readonly nvme_smart_health_information_log?: {
        readonly percentage_used?: number
        readonly power_on_hours?: number
      }
    }
    const report = HardwareReport.parse(
      reportOf({
        programs: {
          lsblk: saidJson({ blockdevices: [{ name: 'sda', type: 'disk', size: 1_000_000, tran: 'sata' }] }),
          smartctl: { '/dev/sda': said(text(`smart/${file}`)) },
        },
      }),
    )
    const log = output.nvme_smart_health_information_log
    expect(report.disks[0]).toMatchObject({
      model: output.model_name ?? output.scsi_model_name ?? null,
      selfAssessmentPassed: output.smart_status?.passed ?? null,
      powerOnHours: output.power_on_time?.hours ?? log?.power_on_hours ?? null,
      rotationRpm: output.rotation_rate === 0 ? null : (output.rotation_rate ?? null),
      ...(log === undefined ? {} : { wearPercent: log.percentage_used }),
    })
    if (output.smart_status?.passed === false) expect(report.disks[0]?.health).toBe('failing')
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
    expect(displays[0]?.makerCode).toBe(/Manufacturer: ([A-Z]{3})/.exec(decoded)?.[1])
    expect(displays[0]?.maker).not.toBeNull()
    expect(displays[0]?.year).toBe(Number(/Made in: .*?(\d{4})/.exec(decoded)?.[1]))
    expect(names.some((name) => displays[0]?.model?.startsWith(name))).toBe(true)
    if (detailed !== null)
      expect([
        displays[0]?.widthPixels,
        displays[0]?.heightPixels,
        displays[0]?.widthMm,
        displays[0]?.heightMm,
      ]).toEqual(detailed.slice(1).map(Number))
  })
})

describe.skipIf(!isThere)('every lscpu gives its processor', () => {
  test.each(list('lscpu', '.lscpu.txt'))('%s', (file) => {
    const output = text(`lscpu/${file}`)
    const field = (label: string) => new RegExp(`^${label.replace(/[()]/g, '\\$&')}: +(.*)$`, 'm').exec(output)?.[1]
    const { processor } = HardwareReport.parse(reportOf({ programs: { lscpu: said(output) } }))
    expect(processor.model).toBe(tidy(field('Model name') ?? ''))
    expect(processor.threads).toBe(Number(field('CPU(s)')))
    expect(processor.cores).toBe(Number(field('Core(s) per socket')) * Number(field('Socket(s)')))
    expect(processor.bits).toBe(64)
  })
})

describe.skipIf(!isThere)('the battery of the corpus', () => {
  test('holds what its two energies say', () => {
    const uevent = text('battery/20-procfs-bat0.uevent')
    const { batteries } = reportOf({ corners: { powerSupply: files({ 'BAT0/uevent': uevent }) } })
    expect(batteries).toMatchObject([
      { designWh: 47.52, fullWh: 47.39, healthPercent: 99.7, serial: '38109', cycles: null },
    ])
  })
})
