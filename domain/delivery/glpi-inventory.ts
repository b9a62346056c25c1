// A certified machine as GLPI's inventory takes it (its JSON format of agents): what was measured, in GLPI's own units. What was
// not read is left out. A certificate holds no network address, and none is sent.
import type { RefurbishmentSubject } from '../documents/refurbishment-certificate.ts'
import type { CertifiedDisk } from '../documents/certified-disk.ts'

type Known<T> = { [K in keyof T]?: NonNullable<T[K]> }

/** Without what is not known: GLPI takes no null. */
const known = <T extends Record<string, string | number | null | undefined>>(members: T): Known<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined)) as Known<T> // Object.fromEntries forgets the names

const MEBI = 2 ** 20
const mebibytes = (bytes: number | null) => (bytes === null ? null : Math.round(bytes / MEBI))
/** Disks count in whole powers of ten there. */
const megabytes = (bytes: number | null) => (bytes === null ? null : Math.floor(bytes / 1e6))
const milli = (value: number | null) => (value === null ? null : Math.round(value * 1000))

const secureBootOf = (on: boolean | null) => (on === null ? null : on ? 'enabled' : 'disabled')
const architectures = /^(mips|mips64|alpha|sparc|sparc64|m68k|i\d86|x86_64|powerpc|powerpc64|arm.*|aarch64)$/

/** One entry a socket, as the agent writes them. */
const cpusOf = ({ processor }: NonNullable<RefurbishmentSubject['machine']['measurement']>) => {
  const { maker, model, sockets, cores, threads, architecture, baseMhz, maxMhz } = processor
  if (model === null && maker === null) return []
  const count = sockets ?? 1
  const one = known({
    manufacturer: maker,
    name: model,
    core: cores === null ? null : Math.round(cores / count),
    thread: threads === null || cores === null ? null : Math.round(threads / cores),
    speed: milli((baseMhz ?? maxMhz ?? 0) / 1000) || null,
    arch: architecture !== null && architectures.test(architecture) ? architecture : null,
  })
  return Array.from({ length: Math.min(count, 16) }, () => one)
}

const isInTheMachine = ({ verdict }: CertifiedDisk) => verdict === 'verified' || verdict === 'declared'

const measuredContent = (measurement: NonNullable<RefurbishmentSubject['machine']['measurement']>) => {
  const { identity, firmware, memory, batteries, graphics, displays } = measurement
  return {
    bios: known({
      smanufacturer: identity.manufacturer,
      smodel: identity.model,
      ssn: identity.serial,
      skunumber: identity.sku,
      mmanufacturer: identity.board.manufacturer,
      mmodel: identity.board.model,
      msn: identity.board.serial,
      bmanufacturer: firmware.vendor,
      bversion: firmware.version,
      bdate: firmware.date,
      secure_boot: secureBootOf(firmware.secureBoot),
    }),
    hardware: known({
      uuid: identity.uuid?.toUpperCase(),
      chassis_type: identity.chassis,
      memory: mebibytes(memory.totalBytes),
    }),
    cpus: cpusOf(measurement),
    memories: memory.modules.map((module, index) => ({
      numslots: index + 1,
      ...known({
        capacity: mebibytes(module.sizeBytes),
        type: module.technology,
        description: module.formFactor,
        caption: module.locator,
        manufacturer: module.maker,
        model: module.partNumber,
        serialnumber: module.serial,
        speed: module.speedMts === null ? null : `${String(module.speedMts)} MT/s`,
      }),
    })),
    batteries: batteries.map((battery) =>
      known({
        name: battery.model ?? battery.name,
        manufacturer: battery.maker,
        serial: battery.serial,
        chemistry: battery.chemistry,
        capacity: milli(battery.designWh),
        real_capacity: milli(battery.fullWh),
        voltage: milli(battery.voltageDesign),
      }),
    ),
    videos: graphics.map((card) =>
      known({ name: card.model ?? card.maker, chipset: card.model, memory: mebibytes(card.memoryBytes) }),
    ),
    monitors: displays.map((display) =>
      known({ caption: display.model, name: display.model, manufacturer: display.maker, serial: display.serial }),
    ),
  }
}

/** `client`: name and version of this program. */
export const glpiInventory = (subject: RefurbishmentSubject, client: string) => {
  const { machineId, machine, disks, operatingSystem, station } = subject
  const content = machine.measurement === null ? { bios: {}, hardware: {} } : measuredContent(machine.measurement)
  return {
    deviceid: `etabli-${machineId}`,
    action: 'inventory' as const,
    itemtype: 'Computer' as const,
    tag: station.code,
    content: {
      versionclient: client,
      ...content,
      bios: { ...content.bios, assettag: machine.inventoryNumber },
      hardware: { ...content.hardware, name: machine.inventoryNumber },
      storages: disks.filter(isInTheMachine).map((disk, index) => ({
        type: 'disk',
        name: `disk${String(index)}`,
        ...known({
          manufacturer: disk.make,
          model: disk.model,
          serial: disk.serial,
          wwn: disk.wwn,
          firmware: disk.firmware,
          interface: disk.interface?.toUpperCase(),
          disksize: megabytes(disk.sizeBytes),
        }),
      })),
      ...(operatingSystem === null || operatingSystem.name === ''
        ? {}
        : {
            operatingsystem: {
              name: operatingSystem.name,
              full_name: [operatingSystem.name, operatingSystem.version].join(' ').trim(),
              ...(operatingSystem.version === '' ? {} : { version: operatingSystem.version }),
            },
          }),
    },
  }
}
