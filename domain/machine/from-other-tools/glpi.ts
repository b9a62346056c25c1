// The inventory of GLPI-Agent, as a report. It carries values that the agent has already interpreted: memory in MiB, disks
// in whole megabytes, batteries in mWh; so they are put back into the words of the tools the agent asked, and read as those.
import { readDisks } from '../disks.ts'
import { readFirmware } from '../firmware.ts'
import { read, type Section } from '../gaps.ts'
import type { HardwareReport, ToolVersion } from '../hardware-report.ts'
import { readIdentity } from '../identity.ts'
import { readMemory } from '../memory.ts'
import { withDomain, type PciDevice } from '../pci-devices.ts'
import { readOpticalDrives } from '../peripherals.ts'
import { processorGeneration } from '../processor-generation.ts'
import { readProcessor } from '../processor.ts'
import { readStorageControllers } from '../storage-controllers.ts'
import { asPassedOn, blockDevice, madeUpPath, sizeFromMegabytes } from './block-words.ts'
import { machineStructures, memoryStructures, processorStructure } from './dmi-words.ts'
import { bluetoothIn, camerasIn, displaysIn, graphicsIn, networkIn, soundIn, systemsIn } from './glpi-around.ts'
import { GlpiInventory, type GlpiContent, type GlpiCpu, type GlpiStorage } from './glpi-inventory.ts'
import { batteriesIn } from './power-words.ts'
import { readingTime } from './reading-time.ts'
import { foreignReport, knowing, lacking, noReadings, silenceIsTheTools } from './sections.ts'
import { saidOrNull } from './values.ts'

const MEBI = 2 ** 20

/** "GLPI-Agent_v1.7.1", "FusionInventory-Agent_v2.5.2-1.fc31". */
const toolOf = (client: string | undefined): ToolVersion => {
  const parts = /^(.{1,100}?)_v(.{1,100})$/.exec(client?.trim() ?? '')
  return { name: saidOrNull(parts?.[1] ?? client) ?? 'GLPI-Agent', version: saidOrNull(parts?.[2]) }
}

/** Since its twelfth generation Intel mixes cores with two threads and with one. */
const mayMixCores = (name: string | undefined) => {
  const generation = processorGeneration(name ?? '')
  return (
    generation !== null &&
    (/Ultra/.test(generation.family) || (/Intel/.test(generation.family) && generation.number >= 12))
  )
}

/**
 * Older agents write all threads of the socket, newer ones those of one core, rounded. No processor of a PC runs more than
 * two on one core, which tells the two apart, save for two cores with "2".
 */
const threadsOf = ({ core, thread, name }: GlpiCpu): number | undefined => {
  if (core === undefined || thread === undefined) return undefined
  if (thread > 2) return thread >= core && thread <= 2 * core ? thread : undefined
  if (mayMixCores(name) || (core === 2 && thread === 2)) return undefined
  return core * thread
}

const bitsOf = ({ operatingsystem, cpus = [] }: GlpiContent): 64 | undefined =>
  // A 64-bit system shows a 64-bit processor; "i386" is what agents call any of them.
  [operatingsystem?.arch, ...cpus.map(({ arch }) => arch)].some((arch) =>
    /^(x86_64|amd64|aarch64|arm64|.*64[ -]?bits?.*)$/i.test(arch ?? ''),
  )
    ? 64
    : undefined

const processorIn = (content: GlpiContent): Section<HardwareReport['processor']> | undefined => {
  if (content.cpus === undefined || content.cpus.length === 0) return undefined
  const packages = content.cpus.map((cpu) =>
    processorStructure({ maker: cpu.manufacturer, model: cpu.name, cores: cpu.core, threads: threadsOf(cpu) }),
  )
  return knowing(silenceIsTheTools(readProcessor(undefined, read(packages))), { bits: bitsOf(content) })
}

const memoryIn = ({ memories, hardware }: GlpiContent): Section<HardwareReport['memory']> | undefined => {
  const mebibytes = hardware?.memory
  const visible =
    mebibytes !== undefined && Number.isSafeInteger(mebibytes) && mebibytes > 0
      ? ({ state: 'files', files: { meminfo: `MemTotal: ${String(mebibytes * 1024)} kB` } } as const)
      : undefined
  const slots = memories?.map((slot) => ({
    sizeBytes: slot.capacity === undefined ? undefined : slot.capacity * MEBI,
    type: slot.type,
    // The agent puts the form factor where its format has a description; Windows numbers it elsewhere.
    formFactor: slot.description,
    locator: slot.caption,
    maker: slot.manufacturer,
    partNumber: slot.model,
    serial: slot.serialnumber,
    speedMts: Number(/^(\d{2,5})(?: ?(?:MT\/s|MHz))?$/i.exec(slot.speed?.trim() ?? '')?.[1] ?? NaN),
  }))
  if (slots === undefined && visible === undefined) return undefined
  return silenceIsTheTools(readMemory(read(slots === undefined ? [] : memoryStructures(slots)), visible))
}

/** A number that the agent took from the partition table or a volume where the disk gave none: it goes when the disk is erased. */
const isNotTheDisks = (serial: string) =>
  /^(?=.*[a-f])[0-9a-f]{8}$/.test(serial) ||
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(serial) ||
  /^\w{6}(-\w{4}){5}-\w{6}$/.test(serial)

const serialOf = ({ serial, serialnumber }: GlpiStorage) => {
  const text = (serial ?? serialnumber)?.trim()
  return text === undefined || isNotTheDisks(text) ? undefined : text
}

const WIRES: readonly (readonly [RegExp, string])[] = [
  [/nvme/i, 'nvme'],
  [/usb/i, 'usb'],
  [/\bmmc/i, 'mmc'],
  [/s-?ata/i, 'sata'],
  [/\bsas\b/i, 'sas'],
  [/virt/i, 'virtio'],
  [/\b(ide|pata|atapi)\b/i, 'ata'],
]

const wireOf = ({ interface: wire, description }: GlpiStorage) => {
  const told = `${wire ?? ''} ${description ?? ''}`
  return WIRES.find(([pattern]) => pattern.test(told))?.[1]
}

const wwnOf = (wwn: string | undefined) => {
  const digits = (wwn ?? '').replace(/^wwn-/i, '').replace(/^0x/i, '').replace(/\s+/g, '')
  return /^[0-9a-f]{16}$/i.test(digits) ? `0x${digits.toLowerCase()}` : undefined
}

/** Linux names the device, Windows "\\.\PHYSICALDRIVE0". */
const pathOf = (name: string | undefined, index: number) =>
  name === undefined || name.trim() === '' ? madeUpPath(index) : /^[a-z0-9]+$/.test(name) ? `/dev/${name}` : name

const blocksIn = (storages: readonly GlpiStorage[]) =>
  storages.map((storage, index) =>
    blockDevice({
      path: pathOf(storage.name, index),
      type: /^cd|dvd|optical/i.test(storage.type ?? '') || /^sr\d/.test(storage.name ?? '') ? 'rom' : 'disk',
      // A reader without a card has no size; it is told from a disk by being removable.
      size: storage.disksize === undefined && storage.type === 'removable' ? 0 : sizeFromMegabytes(storage.disksize),
      vendor: storage.manufacturer,
      model: storage.model,
      serial: serialOf(storage),
      wwn: wwnOf(storage.wwn),
      rev: storage.firmware,
      tran: wireOf(storage),
      ...(storage.type === 'removable' ? { rm: true } : storage.type === 'disk' ? { rm: false } : {}),
    }),
  )

/**
 * The agent shows the disks that the running system had under names it knows. What a controller hides, a disk without a
 * driver, an eMMC that an older agent passes over or that a person left out of the inventory is not in the file, and nothing
 * in it says so: the list is never taken as whole.
 */
const disksIn = (storages: readonly GlpiStorage[]) =>
  lacking(asPassedOn(readDisks(read(blocksIn(storages)), noReadings)), 'list', 'not-asked')

const pciIn = (controllers: GlpiContent['controllers']): readonly PciDevice[] | undefined =>
  controllers?.flatMap((one): PciDevice[] => {
    const classCode = /^[0-9a-f]{4}/i.exec(one.pciclass ?? '')?.[0]
    if (classCode === undefined) return []
    return [
      {
        slot: withDomain(one.pcislot ?? ''),
        classCode: classCode.toLowerCase(),
        id: `${one.vendorid ?? '????'}:${one.productid ?? '????'}`.slice(0, 40).toLowerCase(),
        vendor: saidOrNull(one.manufacturer),
        name: saidOrNull(one.name ?? one.caption),
        driver: saidOrNull(one.driver),
      },
    ]
  })

const firmwareIn = ({ bios }: GlpiContent) => {
  const tables = read(
    machineStructures({
      firmware: { vendor: bios?.bmanufacturer, version: bios?.bversion, date: bios?.bdate?.slice(0, 10) },
    }),
  )
  const section = silenceIsTheTools(readFirmware(tables, noReadings))
  const { secure_boot: secureBoot } = bios ?? {}
  return knowing(section, {
    ...(secureBoot === 'enabled' ? { secureBoot: true, mode: 'uefi' as const } : {}),
    ...(secureBoot === 'disabled' ? { secureBoot: false } : {}),
  })
}

const identityIn = ({ bios, hardware }: GlpiContent) =>
  silenceIsTheTools(
    readIdentity(
      read(
        machineStructures({
          system: {
            manufacturer: bios?.smanufacturer,
            model: bios?.smodel,
            serial: bios?.ssn,
            uuid: hardware?.uuid,
            sku: bios?.skunumber,
          },
          board: { manufacturer: bios?.mmanufacturer, model: bios?.mmodel, serial: bios?.msn },
          chassis: { type: hardware?.chassis_type, assetTag: bios?.assettag },
        }),
      ),
      undefined,
    ),
  )

/** macOS' agent writes mAh where the format has mWh, and the present charge for what the battery was built to hold. */
const countsInMilliwattHours = ({ operatingsystem: system }: GlpiContent) =>
  !/darwin|mac ?os|os ?x/i.test(`${system?.kernel_name ?? ''} ${system?.full_name ?? ''} ${system?.name ?? ''}`)

const batteriesOf = (content: GlpiContent) => {
  if (content.batteries === undefined) return undefined
  const inWattHours = countsInMilliwattHours(content)
  const wattHours = (milli: number | undefined) => (milli === undefined || !inWattHours ? undefined : milli / 1000)
  return batteriesIn(
    content.batteries.map((one) => ({
      maker: one.manufacturer,
      model: one.name,
      serial: one.serial,
      chemistry: one.chemistry,
      designWh: wattHours(one.capacity),
      fullWh: wattHours(one.real_capacity),
    })),
  )
}

/** null where the value is no inventory of a computer at all. */
export const reportFromGlpi = (json: unknown, openedAt: string): HardwareReport | null => {
  const parsed = GlpiInventory.safeParse(json)
  if (!parsed.success) return null
  const { content } = parsed.data
  const pci = pciIn(content.controllers)
  const blocks = content.storages === undefined ? undefined : read(blocksIn(content.storages))
  const sections = {
    identity: content.bios === undefined && content.hardware === undefined ? undefined : identityIn(content),
    firmware: content.bios === undefined ? undefined : firmwareIn(content),
    processor: processorIn(content),
    memory: memoryIn(content),
    disks: content.storages === undefined ? undefined : disksIn(content.storages),
    storageControllers: pci === undefined ? undefined : readStorageControllers(read(pci)),
    batteries: batteriesOf(content),
    graphics: graphicsIn(pci, content.videos),
    displays: displaysIn(content.monitors),
    network: networkIn(content.networks, pci ?? []),
    bluetooth: bluetoothIn(content.usbdevices),
    webcams: camerasIn(content.usbdevices),
    sound: soundIn(content.sounds),
    opticalDrives:
      blocks === undefined ? undefined : lacking(silenceIsTheTools(readOpticalDrives(blocks)), 'list', 'not-asked'),
    operatingSystems: systemsIn(content),
  }
  return foreignReport({
    madeFrom: 'glpi-inventory',
    tool: toolOf(content.versionclient),
    time: readingTime(content.accesslog?.logdate, content.operatingsystem?.timezone?.offset, openedAt),
    sections,
  })
}
