// The snapshot of eReuse Workbench 11 and 12: a device and its components, interpreted. It writes names with capitals of its
// own ("Intel Core I5-4200m Cpu @ 2.50ghz"), memory in MiB, disks in 10^6 bytes.
import { z } from 'zod'
import { listOf, maybeFlag } from '../answers.ts'
import { readDisks } from '../disks.ts'
import { displayMaker } from '../display-makers.ts'
import { readFirmware } from '../firmware.ts'
import { Gaps, missing, read, type Section } from '../gaps.ts'
import type { Display, HardwareReport, NetworkAdapter } from '../hardware-report.ts'
import { readIdentity } from '../identity.ts'
import { lookUp } from '../look-up.ts'
import { readMemory } from '../memory.ts'
import { readProcessor } from '../processor.ts'
import { asPassedOn, blockDevice, madeUpPath } from './block-words.ts'
import { machineStructures, memoryStructures, processorStructure } from './dmi-words.ts'
import { batteriesIn } from './power-words.ts'
import { readingTime } from './reading-time.ts'
import { foreignReport, knowing, lacking, noReadings, silenceIsTheTools, someOf } from './sections.ts'
import { maybeAmount, maybeWords, saidOrNull } from './values.ts'

const words = maybeWords
const amount = maybeAmount

const Action = z.object({ type: words, size: amount, cycleCount: amount })

const Component = z.object({
  ...{ type: words, model: words, manufacturer: words, serialNumber: words, variant: words, version: words },
  ...{ size: amount, speed: amount, interface: words, format: words, technology: words },
  ...{ cores: amount, threads: amount, address: amount, brand: words, generation: amount },
  ...{ wireless: maybeFlag, biosDate: words, ramSlots: amount, ramMaxSize: amount },
  ...{ productionDate: words, resolutionWidth: amount, resolutionHeight: amount },
  actions: listOf(Action),
})
type Component = z.infer<typeof Component>

const Snapshot = z.object({
  type: z.literal('Snapshot'),
  endTime: words,
  software: words,
  version: words,
  device: z.object({
    ...{ model: words, manufacturer: words, serialNumber: words, version: words, sku: words },
    chassis: words,
    type: words,
  }),
  components: listOf(Component),
})
type Device = z.infer<typeof Snapshot>['device']

/** Workbench folds several chassis types into one name of its own; where it folded two, the more usual one is meant. */
const CHASSIS: Readonly<Record<string, string>> = {
  Netbook: 'Notebook',
  Laptop: 'Laptop',
  Tower: 'Desktop',
  Microtower: 'Mini Tower',
  AllInOne: 'All In One',
  PizzaBox: 'Pizza Box',
  Lunchbox: 'Lunch Box',
  Stick: 'Stick PC',
  Handheld: 'Hand Held',
  Docking: 'Docking Station',
  Convertible: 'Convertible',
  Detachable: 'Detachable',
  Tablet: 'Tablet',
}

/** Midnight of the day the firmware names, on a clock of unknown zone: the nearest midnight is meant. */
const firmwareDay = (text: string | undefined) => {
  const time = Date.parse(text ?? '')
  if (Number.isNaN(time) || Math.abs(time) > 8e15) return undefined
  return /T/.test(text ?? '') ? new Date(time + 12 * 3_600_000).toISOString().slice(0, 10) : text?.slice(0, 10)
}

const MEBI = 2 ** 20
const GIBI = 2 ** 30

const memoryIn = (
  modules: readonly Component[],
  board: Component | undefined,
): Section<HardwareReport['memory']> | undefined => {
  if (modules.length === 0) return undefined
  const slots = modules.map((module) => ({
    sizeBytes: module.size === undefined ? undefined : module.size * MEBI,
    type: module.interface,
    formFactor: module.format,
    maker: module.manufacturer,
    partNumber: module.model,
    serial: module.serialNumber,
    speedMts: module.speed,
  }))
  const most = board?.ramMaxSize
  const maximum = most === undefined || !Number.isSafeInteger(most) ? undefined : most * GIBI
  const section = silenceIsTheTools(readMemory(read(memoryStructures(slots, maximum)), undefined))
  const total = board?.ramSlots
  const used = section.value.slots.used
  // Empty slots have no component: how many there are, the board says.
  if (total !== undefined && Number.isSafeInteger(total) && used !== null && total >= used && total < 1000) {
    return { ...section, value: { ...section.value, slots: { total, used } } }
  }
  return lacking({ ...section, value: { ...section.value, slots: { total: null, used } } }, 'slots.total', 'not-asked')
}

/** 10^6 bytes with a fraction; a disk's size is a whole number of sectors, or it was rounded. */
const diskBytes = (size: number | undefined) => {
  const bytes = size === undefined ? NaN : Math.round(size * 1e6)
  return Number.isSafeInteger(bytes) && bytes > 0 && bytes % 512 === 0 ? bytes : undefined
}

const WIRES: Readonly<Record<string, string>> = { USB: 'usb', NVMe: 'nvme', NVME: 'nvme' }

/** Of an ATA drive it is known whether it turns; `type` is what the whole of Workbench knows of that. */
const disksIn = (drives: readonly Component[]) =>
  // Workbench keeps what it could name a hard disk or an SSD; cards, eMMC and what a controller hides are not in it.
  lacking(
    asPassedOn(
      readDisks(
        read(
          drives.map((drive, index) =>
            blockDevice({
              path: madeUpPath(index),
              model: drive.model,
              vendor: drive.manufacturer,
              serial: drive.serialNumber,
              rev: drive.variant,
              size: diskBytes(drive.size),
              tran:
                drive.interface === undefined
                  ? undefined
                  : (lookUp(WIRES, drive.interface) ?? (/^S?ATA$/i.test(drive.interface) ? 'ata' : undefined)),
              ...(drive.type === 'HardDrive'
                ? { rota: true }
                : drive.type === 'SolidStateDrive'
                  ? { rota: false }
                  : {}),
            }),
          ),
        ),
        noReadings,
      ),
    ),
    'list',
    'not-asked',
  )

const named = (components: readonly Component[]) =>
  components
    .slice(0, 64)
    .flatMap((one) => saidOrNull([one.manufacturer, one.model].filter((part) => part !== undefined).join(' ')) ?? [])

const networkIn = (components: readonly Component[]): Section<readonly NetworkAdapter[]> => {
  const gaps = new Gaps()
  const value = components.slice(0, 256).map((one, index): NetworkAdapter => {
    const take = gaps.within(String(index))
    const model = named([one])[0] ?? null
    const mac = one.serialNumber?.trim().toLowerCase() ?? ''
    // Wi-Fi without a driver stands there as wired: its name tells.
    const isWifi = one.wireless === true || /802\.11|wi-?fi|wireless/i.test(one.model ?? '')
    const orNotAsked = <T>(field: string, known: T | null): T | null =>
      take(field, known === null ? missing('not-asked') : read(known))
    return {
      name: model ?? `network ${String(index + 1)}`,
      kind: isWifi ? 'wifi' : 'wired',
      mac: orNotAsked('mac', /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac) ? mac : null),
      model: orNotAsked('model', model),
      driver: orNotAsked<string>('driver', null),
      wifiStandard: isWifi ? orNotAsked<string>('wifiStandard', null) : null,
      speedMbps: one.speed !== undefined && Number.isSafeInteger(one.speed) && one.speed > 0 ? one.speed : null,
    }
  })
  return lacking({ value, state: gaps.state() }, 'list', 'not-asked')
}

const whole = (figure: number | undefined, lowest: number, highest: number) =>
  figure !== undefined && Number.isSafeInteger(figure) && figure >= lowest && figure <= highest ? figure : null

const displaysIn = (displays: readonly Component[]): Section<readonly Display[]> => {
  const gaps = new Gaps()
  const value = displays.slice(0, 64).map((one, index): Display => {
    const take = gaps.within(String(index))
    const orNotAsked = <T>(field: string, known: T | null): T | null =>
      take(field, known === null ? missing('not-asked') : read(known))
    // A panel's maker is given by its three letters, in Workbench's own capitals: "Auo".
    const code = /^[a-z]{3}$/i.test(one.manufacturer ?? '') ? (one.manufacturer ?? '').toUpperCase() : null
    const isNameless = /^lcd monitor$/i.test(one.model ?? '')
    return {
      connector: null,
      builtIn: null,
      maker: orNotAsked('maker', code === null ? saidOrNull(one.manufacturer) : displayMaker(code)),
      makerCode: orNotAsked('makerCode', code),
      model: orNotAsked('model', isNameless ? null : saidOrNull(one.model)),
      serial: orNotAsked('serial', saidOrNull(one.serialNumber)),
      widthMm: null,
      heightMm: null,
      diagonalInches: orNotAsked(
        'diagonalInches',
        one.size !== undefined && one.size > 1 && one.size < 200 ? Number(one.size.toFixed(1)) : null,
      ),
      widthPixels: orNotAsked('widthPixels', whole(one.resolutionWidth, 1, 100_000)),
      heightPixels: orNotAsked('heightPixels', whole(one.resolutionHeight, 1, 100_000)),
      year: orNotAsked('year', whole(Number(one.productionDate?.slice(0, 4) ?? NaN), 1990, 2300)),
    }
  })
  return lacking({ value, state: gaps.state() }, 'list', 'not-asked')
}

const batteryWords = (battery: Component) => {
  const measured = battery.actions.find(({ type }) => type === 'MeasureBattery')
  return {
    maker: battery.manufacturer,
    model: battery.model,
    serial: battery.serialNumber,
    chemistry: battery.technology,
    designMah: battery.size,
    fullMah: measured?.size,
    cycles: measured?.cycleCount,
  }
}

const identityIn = (device: Device, board: Component | undefined) =>
  silenceIsTheTools(
    readIdentity(
      read(
        machineStructures({
          system: {
            manufacturer: device.manufacturer,
            model: device.model,
            version: device.version,
            serial: device.serialNumber,
            sku: device.sku,
          },
          // The board's "version" is the firmware's there.
          board: { manufacturer: board?.manufacturer, model: board?.model, serial: board?.serialNumber },
          chassis: { type: lookUp(CHASSIS, device.chassis ?? '') },
        }),
      ),
      undefined,
    ),
  )

const firmwareIn = (board: Component) =>
  silenceIsTheTools(
    readFirmware(
      read(machineStructures({ firmware: { version: board.version, date: firmwareDay(board.biosDate) } })),
      noReadings,
    ),
  )

const processorIn = (processors: readonly Component[]) =>
  knowing(
    silenceIsTheTools(
      readProcessor(
        undefined,
        read(
          processors.map((one) =>
            processorStructure({ maker: one.manufacturer, model: one.model, cores: one.cores, threads: one.threads }),
          ),
        ),
      ),
    ),
    { bits: processors[0]?.address === 64 ? 64 : processors[0]?.address === 32 ? 32 : undefined },
  )

/** null where the value is no snapshot of this form. */
export const reportFromWorkbench11 = (json: unknown, openedAt: string): HardwareReport | null => {
  const parsed = Snapshot.safeParse(json)
  if (!parsed.success) return null
  const { device, components, endTime, software, version } = parsed.data
  const ofType = (...types: readonly string[]) => components.filter(({ type }) => types.includes(type ?? ''))
  const ifAny = <T>(found: readonly Component[], section: (found: readonly Component[]) => T) =>
    found.length === 0 ? undefined : section(found)
  const board = ofType('Motherboard')[0]
  return foreignReport({
    madeFrom: 'ereuse-workbench',
    tool: { name: `eReuse ${saidOrNull(software) ?? 'Workbench'}`.slice(0, 500), version: saidOrNull(version) },
    time: readingTime(endTime, undefined, openedAt),
    sections: {
      identity: identityIn(device, board),
      firmware: board === undefined ? undefined : firmwareIn(board),
      processor: ifAny(ofType('Processor'), processorIn),
      memory: memoryIn(ofType('RamModule'), board),
      disks: disksIn(ofType('HardDrive', 'SolidStateDrive', 'DataStorage')),
      batteries: ifAny(ofType('Battery'), (found) =>
        lacking(batteriesIn(found.map(batteryWords)), 'list', 'not-asked'),
      ),
      graphics: ifAny(ofType('GraphicCard'), (found) =>
        someOf(
          found.slice(0, 64).map((one) => ({
            maker: saidOrNull(one.manufacturer),
            model: saidOrNull(one.model),
            memoryBytes: null,
            driver: null,
          })),
        ),
      ),
      displays: ifAny(ofType('Display'), displaysIn),
      network: ifAny(ofType('NetworkAdapter'), networkIn),
      sound: ifAny(ofType('SoundCard'), (found) => someOf(named(found).map((name) => ({ name })))),
      webcams: ifAny(ofType('Camera'), (found) => someOf(named(found).map((name) => ({ name })))),
    },
  })
}
