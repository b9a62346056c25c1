// The sections as systeminformation gives them, for systems without the kernel files and the field's tools that Linux has
// (Windows, macOS). What the library is known to get wrong is left out rather than passed on: see each section.
import { lookUp } from './look-up.ts'
import { z } from 'zod'
import type {
  Battery,
  Disk,
  DiskKind,
  Display,
  Firmware,
  Graphics,
  Identity,
  Memory,
  NetworkAdapter,
  OperatingSystem,
  Processor,
} from './hardware-report.ts'
import { jsonOf, listOf, maybeFlag, maybeNumber, maybeText } from './answers.ts'
import { Gaps, mapRead, missing, orMissing, read, unavailable, wasRead, type Reading, type Section } from './gaps.ts'
import { firmwareDate } from './firmware.ts'
import { memoryMaker } from './memory-makers.ts'
import { said, saidUuid } from './placeholders.ts'
import { processorGeneration } from './processor-generation.ts'
import type { LibraryFunction, Readings } from './readings.ts'

const opened = <T extends z.ZodType>(readings: Readings, name: LibraryFunction, shape: T): Reading<z.output<T>> =>
  mapRead(jsonOf(readings.library[name]), (json) => {
    const parsed = shape.safeParse(json)
    return parsed.success ? read(parsed.data) : missing('malformed')
  })

/** Empty text, 0 and -1 are all the library's words for "I do not know". */
const positive = (amount: number | undefined): Reading<number> =>
  orMissing(amount !== undefined && Number.isSafeInteger(amount) && amount > 0 ? amount : undefined, 'device-silent')

const member = <T, Key extends keyof T>(source: Reading<T>, key: Key): Reading<string> =>
  mapRead(source, (value) => {
    const text = value[key]
    return typeof text === 'string' ? said(text) : missing('device-silent')
  })

const System = z.object({
  manufacturer: maybeText,
  model: maybeText,
  version: maybeText,
  serial: maybeText,
  uuid: maybeText,
  sku: maybeText,
})
const Board = z.object({ manufacturer: maybeText, model: maybeText, version: maybeText, serial: maybeText })

const identity = (readings: Readings): Section<Identity> => {
  const gaps = new Gaps()
  const system = opened(readings, 'system', System)
  const board = opened(readings, 'baseboard', Board)
  const chassis = opened(readings, 'chassis', z.object({ type: maybeText, assetTag: maybeText }))
  const value: Identity = {
    manufacturer: gaps.take('manufacturer', member(system, 'manufacturer')),
    model: gaps.take('model', member(system, 'model')),
    version: gaps.take('version', member(system, 'version')),
    family: gaps.take('family', missing('unsupported')),
    serial: gaps.take('serial', member(system, 'serial')),
    uuid: gaps.take('uuid', mapRead(member(system, 'uuid'), saidUuid)),
    sku: gaps.take('sku', member(system, 'sku')),
    assetTag: gaps.take('assetTag', member(chassis, 'assetTag')),
    chassis: gaps.take('chassis', member(chassis, 'type')),
    board: {
      manufacturer: gaps.take('board.manufacturer', member(board, 'manufacturer')),
      model: gaps.take('board.model', member(board, 'model')),
      version: gaps.take('board.version', member(board, 'version')),
      serial: gaps.take('board.serial', member(board, 'serial')),
    },
  }
  return wasRead(system) ? { value, state: gaps.state() } : unavailable(value, system.why)
}

const firmware = (readings: Readings): Section<Firmware> => {
  const gaps = new Gaps()
  const bios = opened(readings, 'bios', z.object({ vendor: maybeText, version: maybeText, releaseDate: maybeText }))
  const system = opened(readings, 'osInfo', z.object({ uefi: maybeFlag }))
  const value: Firmware = {
    vendor: gaps.take('vendor', member(bios, 'vendor')),
    version: gaps.take('version', member(bios, 'version')),
    // Outside Linux the library passes on an ISO date; with slashes nobody could tell day from month.
    date: gaps.take(
      'date',
      mapRead(member(bios, 'releaseDate'), (date) => (date.includes('/') ? missing('malformed') : firmwareDate(date))),
    ),
    mode: gaps.take(
      'mode',
      mapRead(system, ({ uefi }) => orMissing(uefi === undefined ? null : uefi ? 'uefi' : 'legacy', 'device-silent')),
    ),
    secureBoot: gaps.take('secureBoot', missing('unsupported')),
  }
  return wasRead(bios) ? { value, state: gaps.state() } : unavailable(value, bios.why)
}

const Cpu = z.object({
  manufacturer: maybeText,
  brand: maybeText,
  cores: maybeNumber,
  physicalCores: maybeNumber,
  processors: maybeNumber,
  speed: maybeNumber,
  speedMax: maybeNumber,
})

const megahertz = (gigahertz: number | undefined): Reading<number> =>
  positive(gigahertz === undefined ? undefined : Math.round(gigahertz * 1000))

const processor = (readings: Readings): Section<Processor> => {
  const gaps = new Gaps()
  const cpu = opened(readings, 'cpu', Cpu)
  const brand = member(cpu, 'brand')
  const value: Processor = {
    maker: gaps.take('maker', member(cpu, 'manufacturer')),
    model: gaps.take('model', brand),
    sockets: gaps.take(
      'sockets',
      mapRead(cpu, ({ processors }) => positive(processors)),
    ),
    cores: gaps.take(
      'cores',
      mapRead(cpu, ({ physicalCores }) => positive(physicalCores)),
    ),
    threads: gaps.take(
      'threads',
      mapRead(cpu, ({ cores }) => positive(cores)),
    ),
    architecture: gaps.take('architecture', missing('unsupported')),
    bits: gaps.take('bits', missing('unsupported')),
    baseMhz: gaps.take(
      'baseMhz',
      mapRead(cpu, ({ speed }) => megahertz(speed)),
    ),
    maxMhz: gaps.take(
      'maxMhz',
      mapRead(cpu, ({ speedMax }) => megahertz(speedMax)),
    ),
    generation: gaps.take(
      'generation',
      orMissing(wasRead(brand) ? processorGeneration(brand.value) : null, 'not-present'),
    ),
  }
  return wasRead(cpu) ? { value, state: gaps.state() } : unavailable(value, cpu.why)
}

/** On Windows the library's table of memory types is shifted: DDR comes out as SGRAM and DDR2 as RDRAM. */
const WINDOWS_TYPES: Readonly<Record<string, string>> = { SGRAM: 'DDR', RDRAM: 'DDR2' }

const Module = z.object({
  size: maybeNumber,
  bank: maybeText,
  type: maybeText,
  formFactor: maybeText,
  manufacturer: maybeText,
  partNum: maybeText,
  serialNum: maybeText,
  clockSpeed: maybeNumber,
})

const memory = (readings: Readings): Section<Memory> => {
  const gaps = new Gaps()
  const layout = opened(readings, 'memLayout', listOf(Module))
  const visible = opened(readings, 'mem', z.object({ total: maybeNumber }))
  const fitted = wasRead(layout) ? layout.value.filter((module) => (module.size ?? 0) > 0).slice(0, 512) : []
  const total = fitted.reduce((sum, module) => sum + (module.size ?? 0), 0)
  const value: Memory = {
    totalBytes: gaps.take('totalBytes', wasRead(layout) ? positive(total) : layout),
    visibleBytes: gaps.take(
      'visibleBytes',
      mapRead(visible, (mem) => positive(mem.total)),
    ),
    maximumBytes: gaps.take('maximumBytes', missing('unsupported')),
    slots: {
      total: gaps.take('slots.total', missing('unsupported')),
      used: gaps.take('slots.used', wasRead(layout) ? positive(fitted.length) : layout),
    },
    modules: fitted.map((module, index) => {
      const take = gaps.within(`modules.${String(index)}`)
      return {
        sizeBytes: take('sizeBytes', positive(module.size)),
        type: take(
          'type',
          mapRead(said(module.type), (type) =>
            read(readings.platform === 'win32' ? (lookUp(WINDOWS_TYPES, type) ?? type) : type),
          ),
        ),
        formFactor: take('formFactor', said(module.formFactor)),
        // The library has no locator; its "bank" is one or the other, depending on the maker.
        locator: take('locator', missing('unsupported')),
        bank: take('bank', said(module.bank)),
        maker: take('maker', memoryMaker(module.manufacturer)),
        partNumber: take('partNumber', said(module.partNum)),
        serial: take('serial', said(module.serialNum)),
        speedMts: take('speedMts', positive(module.clockSpeed)),
        configuredSpeedMts: take('configuredSpeedMts', missing('unsupported')),
        // Always false in the library, also for modules that have it.
        ecc: take('ecc', missing('unsupported')),
        soldered: take('soldered', missing('unsupported')),
      }
    }),
  }
  return wasRead(layout) ? { value, state: gaps.state() } : unavailable(value, layout.why)
}

const DiskItem = z.object({
  device: maybeText,
  type: maybeText,
  name: maybeText,
  vendor: maybeText,
  size: maybeNumber,
  firmwareRevision: maybeText,
  serialNum: maybeText,
  interfaceType: maybeText,
})

const diskKind = ({ type, interfaceType }: z.infer<typeof DiskItem>): Reading<DiskKind> => {
  if (/nvme|pcie/i.test(interfaceType ?? '') || type === 'NVMe') return read('nvme')
  if (/usb/i.test(interfaceType ?? '')) return read('usb')
  if (type === 'SSD' && /sata|ata/i.test(interfaceType ?? '')) return read('sata-ssd')
  return type === 'HD' && /sata|ata|sas/i.test(interfaceType ?? '') ? read('hdd') : missing('device-silent')
}

const disks = (readings: Readings): Section<readonly Disk[]> => {
  const layout = opened(readings, 'diskLayout', listOf(DiskItem))
  if (!wasRead(layout)) return unavailable([], layout.why)
  const gaps = new Gaps()
  const value = layout.value.slice(0, 256).map((disk, index): Disk => {
    const take = gaps.within(String(index))
    const serial = said(disk.serialNum)
    const unasked = <T>(field: string): T | null => take<T>(field, missing('unsupported'))
    return {
      path: take('path', said(disk.device)),
      majorMinor: null,
      vendor: take('vendor', said(disk.vendor)),
      model: take('model', said(disk.name)),
      serial: take('serial', serial),
      serialFrom: wasRead(serial) ? (/usb/i.test(disk.interfaceType ?? '') ? 'bridge' : 'kernel') : null,
      wwn: unasked('wwn'),
      firmware: take('firmware', said(disk.firmwareRevision)),
      sizeBytes: take('sizeBytes', positive(disk.size)),
      logicalSectorBytes: unasked('logicalSectorBytes'),
      physicalSectorBytes: unasked('physicalSectorBytes'),
      kind: take('kind', diskKind(disk)),
      interface: take('interface', said(disk.interfaceType?.toLowerCase())),
      removable: unasked('removable'),
      rotationRpm: unasked('rotationRpm'),
      // "Ok" there is the self-assessment alone, and of the wrong disk when one does not answer.
      health: unasked('health'),
      doubts: [],
      selfAssessmentPassed: unasked('selfAssessmentPassed'),
      powerOnHours: unasked('powerOnHours'),
      powerCycles: unasked('powerCycles'),
      reallocatedSectors: unasked('reallocatedSectors'),
      pendingSectors: unasked('pendingSectors'),
      uncorrectableSectors: unasked('uncorrectableSectors'),
      mediaErrors: unasked('mediaErrors'),
      wearPercent: unasked('wearPercent'),
      temperatureCelsius: unasked('temperatureCelsius'),
    }
  })
  return { value, state: gaps.state() }
}

const BatteryItem = z.object({
  hasBattery: maybeFlag,
  cycleCount: maybeNumber,
  designedCapacity: maybeNumber,
  maxCapacity: maybeNumber,
  capacityUnit: maybeText,
  type: maybeText,
  model: maybeText,
  manufacturer: maybeText,
  serial: maybeText,
})

const batteries = (readings: Readings): Section<readonly Battery[]> => {
  const battery = opened(readings, 'battery', BatteryItem)
  if (!wasRead(battery)) return unavailable([], battery.why)
  const one = battery.value
  if (one.hasBattery !== true) return { value: [], state: { state: 'read' } }
  const gaps = new Gaps()
  const take = gaps.within('0')
  // Only milliwatt-hours are sure to be both of one unit: elsewhere the library divides by the voltage of the moment.
  const inMilliwattHours = one.capacityUnit === 'mWh'
  const wattHours = (amount: number | undefined): Reading<number> =>
    inMilliwattHours
      ? mapRead(positive(amount), (milliwattHours) => read(milliwattHours / 1000))
      : missing('unsupported')
  const design = wattHours(one.designedCapacity)
  const full = wattHours(one.maxCapacity)
  const value: Battery = {
    name: null,
    maker: take('maker', said(one.manufacturer)),
    model: take('model', said(one.model)),
    serial: take('serial', said(one.serial)),
    chemistry: take('chemistry', said(one.type)),
    designWh: take('designWh', design),
    fullWh: take('fullWh', full),
    designMah: null,
    fullMah: null,
    healthPercent: take(
      'healthPercent',
      mapRead(design, (whole) => mapRead(full, (left) => read(Number(Math.min(100, (left / whole) * 100).toFixed(1))))),
    ),
    cycles: take('cycles', positive(one.cycleCount)),
    voltageDesign: null,
    status: null,
  }
  return { value: [value], state: gaps.state() }
}

const GraphicsItem = z.object({
  controllers: listOf(z.object({ vendor: maybeText, model: maybeText })),
  displays: listOf(
    z.object({
      vendor: maybeText,
      model: maybeText,
      builtin: maybeFlag,
      connection: maybeText,
      sizeX: maybeNumber,
      sizeY: maybeNumber,
      resolutionX: maybeNumber,
      resolutionY: maybeNumber,
    }),
  ),
})

const graphics = (readings: Readings): Section<readonly Graphics[]> => {
  const found = opened(readings, 'graphics', GraphicsItem)
  if (!wasRead(found)) return unavailable([], found.why)
  const gaps = new Gaps()
  const value = found.value.controllers.slice(0, 64).map((controller, index): Graphics => {
    const take = gaps.within(String(index))
    return {
      maker: take('maker', said(controller.vendor)),
      model: take('model', said(controller.model)),
      memoryBytes: take('memoryBytes', missing('unsupported')),
      driver: take('driver', missing('unsupported')),
    }
  })
  return { value, state: gaps.state() }
}

const displays = (readings: Readings): Section<readonly Display[]> => {
  const found = opened(readings, 'graphics', GraphicsItem)
  if (!wasRead(found)) return unavailable([], found.why)
  const gaps = new Gaps()
  const value = found.value.displays.slice(0, 64).map((display, index): Display => {
    const take = gaps.within(String(index))
    const width = mapRead(positive(display.sizeX), (cm) => read(cm * 10))
    const height = mapRead(positive(display.sizeY), (cm) => read(cm * 10))
    return {
      connector: take('connector', said(display.connection)),
      builtIn: take('builtIn', orMissing(display.builtin, 'device-silent')),
      maker: take('maker', said(display.vendor)),
      makerCode: take('makerCode', missing('unsupported')),
      model: take('model', said(display.model)),
      serial: take('serial', missing('unsupported')),
      widthMm: take('widthMm', width),
      heightMm: take('heightMm', height),
      diagonalInches: take(
        'diagonalInches',
        mapRead(width, (across) =>
          mapRead(height, (down) => read(Number((Math.hypot(across, down) / 25.4).toFixed(1)))),
        ),
      ),
      widthPixels: take('widthPixels', positive(display.resolutionX)),
      heightPixels: take('heightPixels', positive(display.resolutionY)),
      year: take('year', missing('unsupported')),
    }
  })
  return { value, state: gaps.state() }
}

const Adapter = z.object({
  iface: z.string().min(1).max(200),
  ifaceName: maybeText,
  mac: maybeText,
  type: maybeText,
  internal: maybeFlag,
  virtual: maybeFlag,
})

const network = (readings: Readings): Section<readonly NetworkAdapter[]> => {
  const found = opened(readings, 'networkInterfaces', listOf(Adapter))
  if (!wasRead(found)) return unavailable([], found.why)
  const gaps = new Gaps()
  const value = found.value
    .filter((adapter) => adapter.internal !== true && adapter.virtual !== true)
    .slice(0, 256)
    .map((adapter, index): NetworkAdapter => {
      const take = gaps.within(String(index))
      const mac = adapter.mac?.toLowerCase().replace(/-/g, ':') ?? ''
      const isMac = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac) && mac !== '00:00:00:00:00:00'
      return {
        name: adapter.iface,
        kind: adapter.type === 'wireless' ? 'wifi' : adapter.type === 'wired' ? 'wired' : null,
        mac: take('mac', isMac ? read(mac) : missing('device-silent')),
        model: take('model', said(adapter.ifaceName)),
        driver: take('driver', missing('unsupported')),
        wifiStandard: take('wifiStandard', missing('unsupported')),
        speedMbps: null,
      }
    })
  return { value, state: gaps.state() }
}

const FAMILIES: Readonly<Record<string, OperatingSystem['family']>> = { win32: 'windows', darwin: 'macos' }

const operatingSystems = (readings: Readings): Section<readonly OperatingSystem[]> => {
  const system = opened(readings, 'osInfo', z.object({ distro: maybeText, release: maybeText }))
  const name = member(system, 'distro')
  const version = member(system, 'release')
  if (!wasRead(name)) return unavailable([], name.why)
  return {
    value: [
      {
        name: name.value,
        family: lookUp(FAMILIES, readings.platform) ?? 'other',
        version: wasRead(version) ? version.value : null,
        partition: null,
        running: true,
        encrypted: null,
      },
    ],
    state: { state: 'partly', missing: [{ field: 'installed', why: 'unsupported' }] },
  }
}

/** The sections that the library can fill. */
export const sectionsFromLibrary = (readings: Readings) => ({
  identity: identity(readings),
  firmware: firmware(readings),
  processor: processor(readings),
  memory: memory(readings),
  disks: disks(readings),
  batteries: batteries(readings),
  graphics: graphics(readings),
  displays: displays(readings),
  network: network(readings),
  operatingSystems: operatingSystems(readings),
})
