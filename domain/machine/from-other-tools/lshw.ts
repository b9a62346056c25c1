// `lshw -json`, as a report. lshw reads the firmware's tables and the kernel's devices itself and passes on what it made of
// them; it knows nothing of a disk's health, a battery's state or a panel.
import { read, unavailable, type Section } from '../gaps.ts'
import type { HardwareReport, NetworkAdapter } from '../hardware-report.ts'
import { Gaps, missing } from '../gaps.ts'
import { readFirmware } from '../firmware.ts'
import { readGraphics } from '../graphics.ts'
import { readIdentity } from '../identity.ts'
import { lookUp } from '../look-up.ts'
import { readMemory } from '../memory.ts'
import { readProcessor } from '../processor.ts'
import { readStorageControllers } from '../storage-controllers.ts'
import { machineStructures, memoryStructures, processorStructure } from './dmi-words.ts'
import { disksIn, opticalDrivesIn, systemsIn } from './lshw-disks.ts'
import { configured, isCapable, lshwNodes, type LshwNode } from './lshw-nodes.ts'
import { lshwPciDevices } from './lshw-pci.ts'
import { batteriesIn } from './power-words.ts'
import { unknownTime } from './reading-time.ts'
import { foreignReport, knowing, lacking, noReadings, silenceIsTheTools, someOf } from './sections.ts'
import { saidOrNull } from './values.ts'

/** lshw's plain names for the chassis types of SMBIOS §7.4.1; unlike its descriptions they are never translated. */
const CHASSIS: Readonly<Record<string, string>> = {
  desktop: 'Desktop',
  'low-profile': 'Low Profile Desktop',
  pizzabox: 'Pizza Box',
  'mini-tower': 'Mini Tower',
  tower: 'Tower',
  portable: 'Portable',
  laptop: 'Laptop',
  notebook: 'Notebook',
  handheld: 'Hand Held',
  docking: 'Docking Station',
  'all-in-one': 'All In One',
  'sub-notebook': 'Sub Notebook',
  'space-saving': 'Space-saving',
  lunchbox: 'Lunch Box',
  server: 'Main Server Chassis',
  rackmount: 'Rack Mount Chassis',
  sealed: 'Sealed-case PC',
  blade: 'Blade',
  tablet: 'Tablet',
  convertible: 'Convertible',
  detachable: 'Detachable',
  iot: 'IoT Gateway',
  embedded: 'Embedded PC',
  mini: 'Mini PC',
  stick: 'Stick PC',
}

const isRoot = ({ class: of, depth }: LshwNode) => of === 'system' && depth === 0
const isOfTheBoard = (node: LshwNode) => node.above[0]?.id === 'core'

/** lshw writes the SKU behind the product's name: "Latitude E7240 (05CA)". */
const productOf = (root: LshwNode) => {
  const sku = configured(root, 'sku')
  const product = root.product
  return sku !== undefined && product?.endsWith(` (${sku})`) === true ? product.slice(0, -sku.length - 3) : product
}

const identityIn = (root: LshwNode, board: LshwNode | undefined) =>
  silenceIsTheTools(
    readIdentity(
      read(
        machineStructures({
          system: {
            manufacturer: root.vendor,
            model: productOf(root),
            version: root.version,
            serial: root.serial,
            uuid: configured(root, 'uuid'),
            sku: configured(root, 'sku'),
            family: configured(root, 'family'),
          },
          board: { manufacturer: board?.vendor, model: board?.product, version: board?.version, serial: board?.serial },
          chassis: { type: lookUp(CHASSIS, configured(root, 'chassis') ?? '') },
        }),
      ),
      undefined,
    ),
  )

const firmwareIn = (firmware: LshwNode) =>
  silenceIsTheTools(
    readFirmware(
      read(
        machineStructures({
          firmware: { vendor: firmware.vendor, version: firmware.version, date: firmware.date },
        }),
      ),
      noReadings,
    ),
  )

const megahertz = (hertz: number | undefined) => (hertz === undefined ? undefined : Math.round(hertz / 1e6))
const counted = (node: LshwNode, name: string) => {
  const count = Number(configured(node, name) ?? NaN)
  return Number.isNaN(count) ? undefined : count
}

/** An empty socket is disabled, and has no address on the bus. */
const isFitted = (node: LshwNode) => node.businfo !== undefined || node.product !== undefined

const processorIn = (nodes: readonly LshwNode[]): Section<HardwareReport['processor']> | undefined => {
  const fitted = nodes.filter((node) => node.class === 'processor' && node.kind === 'cpu' && isFitted(node))
  if (fitted.length === 0) return undefined
  const packages = fitted.map((node) =>
    processorStructure({
      maker: node.vendor,
      model: node.product,
      cores: counted(node, 'cores'),
      threads: counted(node, 'threads'),
      maxMhz: megahertz(node.capacity),
    }),
  )
  const is64 = fitted.some((node) => node.width === 64 || isCapable(node, 'x86-64'))
  const is32 = fitted.some((node) => node.width === 32)
  return knowing(silenceIsTheTools(readProcessor(undefined, read(packages))), {
    bits: is64 ? 64 : is32 ? 32 : undefined,
    architecture: fitted.some((node) => isCapable(node, 'x86-64')) ? 'x86_64' : undefined,
  })
}

/** A bank is described by its parts in a row: "SODIMM DDR3 Synchronous 1600 MHz (0.6 ns)". */
const FORM_FACTORS = /\b(SODIMM|SO-DIMM|FB-DIMM|SRIMM|RIMM|DIMM|SIMM|TSOP|Row of chips|Chip|Die)\b/i
const TYPES = /\b(LPDDR[2-5]X?|DDR[2-5]?|DDR2 FB-DIMM|SDRAM|RDRAM)\b/
/** As dmidecode writes it: what is soldered is told from it. */
const formFactorIn = (description: string | undefined) =>
  FORM_FACTORS.exec(description ?? '')?.[1]?.replace(/^row of chips$/i, 'Row Of Chips')

const memoryIn = (nodes: readonly LshwNode[]): Section<HardwareReport['memory']> | undefined => {
  const arrays = nodes.filter((node) => node.class === 'memory' && node.kind === 'memory' && isOfTheBoard(node))
  const banks = nodes.filter(
    (node) => node.kind === 'bank' && node.above[0] !== undefined && arrays.includes(node.above[0]),
  )
  if (banks.length > 0) {
    const slots = banks.map((bank) => ({
      sizeBytes: bank.size,
      type: TYPES.exec(bank.description ?? '')?.[1],
      formFactor: formFactorIn(bank.description),
      locator: bank.slot,
      maker: bank.vendor,
      partNumber: bank.product,
      serial: bank.serial,
      speedMts: megahertz(bank.clock),
    }))
    return silenceIsTheTools(readMemory(read(memoryStructures(slots)), undefined))
  }
  // Without root lshw has the kernel's sum alone.
  const visible = arrays.length === 1 ? arrays[0]?.size : undefined
  if (visible === undefined) return undefined
  const meminfo = `MemTotal: ${String(Math.floor(visible / 1024))} kB`
  return silenceIsTheTools(readMemory(read([]), { state: 'files', files: { meminfo } }))
}

/** Bridges and tunnels hang on no bus; a virtual machine's adapter has two nodes, of which the inner one is the adapter. */
const adaptersIn = (nodes: readonly LshwNode[]) => {
  const onABus = nodes.filter((node) => node.class === 'network' && node.businfo !== undefined)
  const outer = new Set(onABus.map(({ above }) => above[0]))
  return onABus.filter((node) => !outer.has(node)).slice(0, 256)
}

const networkIn = (nodes: readonly LshwNode[]): Section<readonly NetworkAdapter[]> => {
  const gaps = new Gaps()
  const value = adaptersIn(nodes).map((node, index): NetworkAdapter => {
    const take = gaps.within(String(index))
    const orNotAsked = <T>(field: string, known: T | null): T | null =>
      take(field, known === null ? missing('not-asked') : read(known))
    const isWifi = configured(node, 'wireless') !== undefined || isCapable(node, 'wireless')
    const mac = node.serial?.trim().toLowerCase() ?? ''
    const speed = Math.round((node.size ?? node.capacity ?? 0) / 1e6)
    const model = [node.vendor, node.product].filter((part) => part !== undefined).join(' ')
    return {
      name: saidOrNull(node.logicalname.find((name) => !name.includes('/'))) ?? node.id,
      kind: isWifi ? 'wifi' : isCapable(node, 'ethernet') ? 'wired' : orNotAsked('kind', null),
      mac: orNotAsked('mac', /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac) && !/^(00|ff)(:\1){5}$/.test(mac) ? mac : null),
      model: orNotAsked('model', saidOrNull(model)),
      driver: orNotAsked('driver', saidOrNull(configured(node, 'driver'))),
      wifiStandard: isWifi ? orNotAsked<string>('wifiStandard', null) : null,
      speedMbps: Number.isSafeInteger(speed) && speed > 0 ? speed : null,
    }
  })
  return { value, state: gaps.state() }
}

const drivers = (node: LshwNode) => configured(node, 'driver') ?? ''
const isCamera = (node: LshwNode) => node.class === 'multimedia' && drivers(node).includes('uvcvideo')
const isSound = (node: LshwNode) => node.class === 'multimedia' && /^snd/.test(drivers(node))
const isBluetooth = (node: LshwNode) => /^btusb/.test(drivers(node))

/** "Laptop_Integrated_Webcam_HD: In" is the camera's name and which of its ends this is. */
const namesOf = (nodes: readonly LshwNode[]) =>
  nodes.slice(0, 64).flatMap((node) => saidOrNull(node.product?.replace(/: (In|Out)$/, '')) ?? [])

/** What the tables of the firmware say of a battery: what it was built to hold, in mWh, and not what it holds today. */
const batteriesOf = (nodes: readonly LshwNode[]) => {
  const batteries = nodes.filter((node) => node.class === 'power' && node.kind === 'battery')
  if (batteries.length === 0) return unavailable([], 'not-asked')
  const section = batteriesIn(
    batteries.map((node) => ({
      maker: node.vendor,
      model: node.product,
      serial: node.serial,
      designWh: node.capacity === undefined ? undefined : node.capacity / 1000,
    })),
  )
  return lacking(section, 'list', 'not-asked')
}

/** null where the value is no tree of lshw's. `lshw -class disk` gives the nodes alone: then only those are known. */
export const reportFromLshw = (json: unknown, openedAt: string): HardwareReport | null => {
  const nodes = lshwNodes(json)
  if (nodes.length === 0) return null
  const root = nodes.find(isRoot)
  const board = nodes.find((node) => node.id === 'core')
  const firmware = nodes.find((node) => node.id === 'firmware' && node.class === 'memory')
  const isWhole = root !== undefined && board !== undefined
  const pci = isWhole ? lshwPciDevices(nodes) : undefined
  const ifWhole = <T>(section: T): T | undefined => (isWhole ? section : undefined)
  return foreignReport({
    madeFrom: 'lshw',
    // Neither its version nor the time is in what lshw writes.
    tool: { name: 'lshw', version: null },
    time: unknownTime(openedAt),
    sections: {
      identity: root === undefined ? undefined : identityIn(root, board),
      firmware: firmware === undefined ? undefined : firmwareIn(firmware),
      processor: processorIn(nodes),
      memory: memoryIn(nodes),
      disks: disksIn(nodes),
      storageControllers: pci === undefined ? undefined : readStorageControllers(read(pci)),
      batteries: batteriesOf(nodes),
      graphics: pci === undefined ? undefined : silenceIsTheTools(readGraphics(read(pci), undefined)),
      network: ifWhole(networkIn(nodes)),
      bluetooth: ifWhole(
        someOf(namesOf(nodes.filter(isBluetooth)).map((model) => ({ name: model, model, mac: null }))),
      ),
      webcams: ifWhole(someOf(namesOf(nodes.filter(isCamera)).map((name) => ({ name })))),
      sound: ifWhole(someOf(namesOf(nodes.filter(isSound)).map((name) => ({ name })))),
      opticalDrives: opticalDrivesIn(nodes),
      operatingSystems: systemsIn(nodes),
    },
  })
}
