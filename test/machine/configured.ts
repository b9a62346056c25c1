// What a right report of a known machine says, field by field, worked out from its description alone: nothing of Établi's
// own reading is used, so that the two can be held against each other.
import type { TargetBattery } from './acpi-battery.ts'
import { type Field, type Fields, flat } from './fields.ts'
import type { KnownDisk, KnownMachine } from './known-machine.ts'
import type { MemoryArray, MemorySlot, Written } from './smbios.ts'

type Entry = readonly [string, Field]

/** A filler is no value, and the report says that it was one. */
const written = (path: string, value: Written): readonly Entry[] => {
  if (value === null) return [[path, null]]
  if (typeof value === 'string') return [[path, value]]
  const missing: readonly Entry[] = [
    [path, null],
    [`why ${path}`, 'placeholder'],
  ]
  return missing
}

const allWritten = (prefix: string, values: Readonly<Record<string, Written>>) =>
  Object.entries(values).flatMap(([field, value]) => written(`${prefix}.${field}`, value))

const { mebibyte, gibibyte } = { mebibyte: 2 ** 20, gibibyte: 2 ** 30 }

/** Makers that the machines here name by JEDEC's code. */
const makersByCode: Readonly<Record<string, string>> = {
  '80CE': 'Samsung',
  '80AD': 'SK hynix',
  '0198': 'Kingston',
  '859B0000802C': 'Crucial',
}

const moduleIn = ({ locator, bank, holds }: MemorySlot): readonly Entry[] => {
  if (holds === 'nothing') return []
  const path = `memory[${locator}]`
  const { maker } = holds
  return [
    ...allWritten(path, { locator, bank, partNumber: holds.partNumber, serial: holds.serial }),
    ...written(`${path}.maker`, typeof maker === 'string' ? (makersByCode[maker] ?? maker) : maker),
    ...flat(path, {
      sizeBytes: holds.megabytes === null ? null : holds.megabytes * mebibyte,
      type: holds.type,
      formFactor: holds.form,
      speedMts: holds.speedMts,
      configuredSpeedMts: holds.configuredSpeedMts,
      ecc: holds.totalWidth > holds.dataWidth,
      soldered: holds.form === 'Row Of Chips',
    }),
  ]
}

const memoryOf = (arrays: readonly MemoryArray[]): readonly Entry[] => {
  const usable = arrays.filter(({ use }) => use === 'System Memory')
  const slots = usable.flatMap((array) => array.slots)
  const modules = slots.flatMap(({ holds }) => (holds === 'nothing' ? [] : [holds]))
  const sum = (amounts: readonly number[]) => amounts.reduce((all, each) => all + each, 0)
  const isUnknown = modules.some(({ megabytes }) => megabytes === null)
  return [
    ['memory.count', modules.length],
    ['memory.totalBytes', isUnknown ? null : sum(modules.map(({ megabytes }) => megabytes ?? 0)) * mebibyte],
    ['memory.maximumBytes', sum(usable.map(({ maximumGigabytes }) => maximumGigabytes)) * gibibyte],
    ['memory.slots.total', slots.length],
    ['memory.slots.used', modules.length],
    ...slots.flatMap(moduleIn),
  ]
}

const diskOf = ({ megabytes, attachment }: KnownDisk): readonly Entry[] => {
  const path = `disks[${attachment.serial}]`
  const common = { serial: attachment.serial, sizeBytes: megabytes * mebibyte, logicalSectorBytes: 512 }
  switch (attachment.kind) {
    case 'ahci': {
      const { model, wwn, firmware, rotationRate = 7200 } = attachment
      const turns = rotationRate > 1
      return flat(path, {
        ...{ ...common, model, serialFrom: 'drive', interface: 'sata', removable: false, vendor: null },
        ...{ kind: turns ? 'hdd' : 'sata-ssd', rotationRpm: turns ? rotationRate : null },
        ...(wwn === undefined ? {} : { wwn: `0x${wwn}` }),
        ...(firmware === undefined ? {} : { firmware }),
      })
    }
    case 'nvme':
      return flat(path, { ...common, serialFrom: 'drive', kind: 'nvme', interface: 'nvme', removable: false })
    case 'usb': {
      const { vendor, product, removable = false } = attachment
      // The serial may be that of the bridge: so the report has to say.
      return flat(path, {
        ...common,
        ...{ vendor, model: product, serialFrom: 'bridge', kind: 'usb', interface: 'usb', removable },
      })
    }
  }
}

const batteryOf = (battery: TargetBattery): readonly Entry[] => {
  const { name, maker, model, serial, chemistry, unit, design, full, cycles, millivolts } = battery
  const amounts =
    unit === 'mWh'
      ? { designWh: design / 1000, fullWh: full / 1000, designMah: null, fullMah: null }
      : { designWh: null, fullWh: null, designMah: design, fullMah: full }
  return flat(`batteries[${name}]`, {
    ...{ name, maker, model, serial, cycles, voltageDesign: millivolts / 1000, ...amounts },
    healthPercent: Math.round((full / design) * 1000) / 10,
    // The kernel's names of what ACPI abbreviates (drivers/acpi/battery.c).
    chemistry: { LION: 'Li-ion', LiP: 'Li-poly' }[chemistry] ?? chemistry,
    status: 'Full',
  })
}

const processorOf = ({ processor, tables }: KnownMachine) =>
  flat('processor', {
    maker: processor.vendor === 'GenuineIntel' ? 'Intel' : 'AMD',
    // As the processor says it, with runs of blanks made one.
    model: processor.name.replace(/ +/g, ' '),
    sockets: 1,
    ...{ cores: processor.cores, threads: processor.threads, architecture: 'x86_64', bits: 64 },
    ...{ baseMhz: processor.baseMhz, maxMhz: tables.processor.maxMhz },
    ...(processor.generation === null ? { generation: null } : { generation: processor.generation }),
  })

/** The chipset brings a SATA controller whether or not a disk is on it. */
const controllersOf = (disks: readonly KnownDisk[]): readonly Entry[] => {
  const hasNvme = disks.some(({ attachment }) => attachment.kind === 'nvme')
  return [
    ['storageControllers.count', hasNvme ? 2 : 1],
    ...flat('storageControllers[sata]', {
      name: 'Intel Corporation 82801IR/IO/IH (ICH9R/DO/DH) 6 port SATA Controller [AHCI mode]',
      ...{ kind: 'sata', driver: 'ahci', hidesDisks: false },
    }),
    ...(hasNvme ? flat('storageControllers[nvme]', { kind: 'nvme', driver: 'nvme', hidesDisks: false }) : []),
  ]
}

/** The only adapter and the only sound that QEMU is asked for. */
const besides = ({ ethernet, sound = false, tables: { tpm } }: KnownMachine): readonly Entry[] => [
  ['network.count', ethernet === undefined ? 0 : 1],
  ...(ethernet === undefined
    ? []
    : flat(`network[${ethernet}]`, {
        ...{ kind: 'wired', driver: 'e1000e', wifiStandard: null },
        model: 'Intel Corporation 82574L Gigabit Network Connection',
      })),
  ['sound.count', sound ? 1 : 0],
  ...flat('tpm', tpm ?? { version: null, maker: null }),
]

export const configured = (machine: KnownMachine): Fields => {
  const { firmware, system, board, chassis, arrays } = machine.tables
  const { secureBoot = false } = machine
  return new Map<string, Field>([
    ...allWritten('identity', system),
    ...allWritten('identity.board', board),
    ...written('identity.assetTag', chassis.assetTag),
    ['identity.chassis', chassis.kind],
    ...allWritten('firmware', { vendor: firmware.vendor, version: firmware.version }),
    // A BIOS knows no Secure Boot.
    ...flat('firmware', { date: firmware.date, mode: secureBoot ? 'uefi' : 'legacy', secureBoot }),
    ...processorOf(machine),
    ...memoryOf(arrays),
    ['disks.count', machine.disks.length],
    ...machine.disks.flatMap(diskOf),
    ['batteries.count', machine.batteries.length],
    ...machine.batteries.flatMap(batteryOf),
    ...controllersOf(machine.disks),
    ...besides(machine),
  ])
}
