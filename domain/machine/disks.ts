// Every disk of the machine: which there are is lsblk's word, what they are and how they do is the drive's own (SMART),
// with lsblk's where the drive was not asked. A disk that answers nothing is still listed: no disk escapes.
import type { Disk, DiskKind } from './hardware-report.ts'
import {
  firstRead,
  Gaps,
  ifAny,
  mapRead,
  missing,
  orMissing,
  read,
  unavailable,
  wasRead,
  type Reading,
  type Section,
  type Take,
} from './gaps.ts'
import { isDisk, readBlockDevices, readKernelBlockDevices, type BlockDevice } from './block-devices.ts'
import { readDiskContent } from './disk-content.ts'
import { diskHealth } from './disk-health.ts'
import { readDiskLook } from './disk-look.ts'
import { said } from './placeholders.ts'
import { figure, readSmart, type SmartFigures } from './smart.ts'
import type { Corner, Readings } from './readings.ts'

const nameOf = (device: BlockDevice) => device.kname ?? device.name

/** USB drives say "usb" whatever is inside; names tell what older lsblk leave out. */
const interfaceOf = (device: BlockDevice, smart: Reading<SmartFigures>): Reading<string> => {
  if (device.tran !== undefined && device.tran !== '') return read(device.tran)
  const name = nameOf(device)
  if (name.startsWith('nvme')) return read('nvme')
  if (name.startsWith('mmcblk')) return read('mmc')
  if (name.startsWith('vd')) return read('virtio')
  if (!wasRead(smart)) return missing('device-silent')
  if (smart.value.throughUsbBridge) return read('usb')
  if (smart.value.protocol === 'ata') return read(smart.value.sata ? 'sata' : 'ata')
  return orMissing(smart.value.protocol, 'device-silent')
}

/** eMMC is soldered and has boot areas; an SD card has neither. The kernel writes the bus type in device/type. */
const mmcKind = (name: string, all: readonly BlockDevice[], sys: Corner | undefined): Reading<DiskKind> => {
  const type = sys?.state === 'files' ? sys.files[`${name}/device/type`]?.trim() : undefined
  if (type === 'MMC') return read('emmc')
  if (type === 'SD') return read('sd')
  return all.some((other) => nameOf(other).startsWith(`${name}boot`)) ? read('emmc') : missing('device-silent')
}

/** A drive that gives its speed is a hard disk; one that says it does not turn is not, whatever bridge it is behind. */
const kindFromRotation = (smart: Reading<SmartFigures>): Reading<DiskKind> => {
  if (!wasRead(smart)) return smart
  if (smart.value.protocol === 'nvme') return read('nvme')
  const { rotationRpm, protocol } = smart.value
  if (rotationRpm === undefined) return missing('device-silent')
  if (rotationRpm > 0) return read('hdd')
  return protocol === 'ata' ? read('sata-ssd') : missing('unsupported')
}

/** lsblk's ROTA is the kernel's default of 1 wherever nothing answered: behind USB and in virtual machines it says nothing. */
const kindFromKernel = (device: BlockDevice, bus: Reading<string>): Reading<DiskKind> => {
  if (!wasRead(bus) || device.rota === undefined) return missing('device-silent')
  if (bus.value === 'usb') return read('usb')
  if (bus.value === 'sata' || bus.value === 'ata') return read(device.rota ? 'hdd' : 'sata-ssd')
  return (bus.value === 'sas' || bus.value === 'spi' || bus.value === 'fc') && device.rota
    ? read('hdd')
    : missing('unsupported')
}

const kindOf = (
  device: BlockDevice,
  smart: Reading<SmartFigures>,
  bus: Reading<string>,
  all: readonly BlockDevice[],
  sys: Corner | undefined,
): Reading<DiskKind> => {
  const name = nameOf(device)
  if (name.startsWith('nvme')) return read('nvme')
  if (name.startsWith('mmcblk')) return mmcKind(name, all, sys)
  // A USB bridge repeats SCSI answers of its own making; only what passed through it from an ATA or NVMe drive counts.
  const bridged = wasRead(bus) && bus.value === 'usb' && wasRead(smart) && smart.value.protocol === 'scsi'
  return firstRead<DiskKind>(bridged ? read('usb') : kindFromRotation(smart), kindFromKernel(device, bus))
}

type Serial = { readonly text: string; readonly from: 'drive' | 'kernel' | 'bridge' }

const serialOf = (device: BlockDevice, smart: Reading<SmartFigures>, bus: Reading<string>): Reading<Serial> => {
  const behindUsb = wasRead(bus) && bus.value === 'usb'
  const ownWord = wasRead(smart) && smart.value.protocol !== 'scsi'
  const fromDrive = wasRead(smart) ? said(smart.value.serial) : missing(smart.why)
  if (wasRead(fromDrive)) return read({ text: fromDrive.value, from: ownWord || !behindUsb ? 'drive' : 'bridge' })
  const fromKernel = said(device.serial)
  return wasRead(fromKernel) ? read({ text: fromKernel.value, from: behindUsb ? 'bridge' : 'kernel' }) : fromKernel
}

/** ATA drives stand as vendor "ATA" in SCSI's words, virtual ones as a PCI number: nobody's name either. */
const vendorOf = (device: BlockDevice): Reading<string> => {
  const vendor = said(device.vendor)
  return !wasRead(vendor) || /^(ATA|0x[0-9a-f]+)$/i.test(vendor.value) ? missing('not-present') : vendor
}

const majorMinorOf = (device: BlockDevice): Reading<string> => {
  const text = device['maj:min']?.trim()
  return text !== undefined && /^\d{1,5}:\d{1,8}$/.test(text) ? read(text) : missing('device-silent')
}

const positive = (amount: number | undefined): Reading<number> =>
  orMissing(amount === undefined || amount <= 0 ? undefined : amount, 'device-silent')

/** Figures that a medium cannot have are no gaps: an NVMe drive has no pending sectors, a hard disk no wear. */
const unlessImpossible = <T>(impossible: boolean, reading: Reading<T>): Reading<T> =>
  impossible && !wasRead(reading) ? missing('not-present') : reading

const readDisk = (device: BlockDevice, all: readonly BlockDevice[], readings: Readings, take: Take): Disk => {
  const asked = readSmart(readings.programs.smartctl?.[device.path])
  // An eMMC or SD card has no SMART to be asked for.
  const smart = !wasRead(asked) && nameOf(device).startsWith('mmcblk') ? missing('not-present') : asked
  const bus = interfaceOf(device, smart)
  const serial = serialOf(device, smart, bus)
  const kind = kindOf(device, smart, bus, all, readings.corners.block)
  const health = wasRead(smart) ? diskHealth(smart.value) : { health: null, doubts: [] }

  const look = readDiskLook(readings.programs.look?.[device.path])
  const content = readDiskContent(device, all, look, take)
  const speed = wasRead(look) ? look.value.speed : null

  const isHdd = wasRead(kind) && kind.value === 'hdd'
  const isFlash = wasRead(kind) && !isHdd && wasRead(smart)
  const isNvme = wasRead(smart) && smart.value.protocol === 'nvme'

  const own = <Key extends keyof SmartFigures>(key: Key): Reading<NonNullable<SmartFigures[Key]>> =>
    figure(smart, (figures) => figures[key] ?? undefined)
  const ownText = (key: 'model' | 'firmware') => mapRead<string, string>(own(key), said)

  return {
    path: device.path,
    majorMinor: take('majorMinor', majorMinorOf(device)),
    vendor: take('vendor', vendorOf(device)),
    model: take('model', firstRead(ownText('model'), said(device.model))),
    serial: take(
      'serial',
      mapRead(serial, ({ text }) => read(text)),
    ),
    serialFrom: wasRead(serial) ? serial.value.from : null,
    wwn: take('wwn', ifAny(firstRead(said(device.wwn), own('wwn')))),
    firmware: take('firmware', firstRead(ownText('firmware'), said(device.rev))),
    sizeBytes: take('sizeBytes', firstRead(positive(device.size), own('sizeBytes'))),
    logicalSectorBytes: take('logicalSectorBytes', firstRead(positive(device['log-sec']), own('logicalSectorBytes'))),
    physicalSectorBytes: take(
      'physicalSectorBytes',
      firstRead(positive(device['phy-sec']), own('physicalSectorBytes')),
    ),
    kind: take('kind', kind),
    interface: take('interface', bus),
    removable: take('removable', orMissing(device.rm, 'device-silent')),
    rotationRpm: take(
      'rotationRpm',
      mapRead(unlessImpossible(!isHdd && wasRead(kind), own('rotationRpm')), (rpm) =>
        rpm > 0 ? read(rpm) : missing('not-present'),
      ),
    ),
    health: take('health', wasRead(smart) ? orMissing(health.health, 'device-silent') : smart),
    doubts: health.doubts,
    selfAssessmentPassed: take('selfAssessmentPassed', own('selfAssessmentPassed')),
    powerOnHours: take('powerOnHours', own('powerOnHours')),
    powerCycles: take('powerCycles', own('powerCycles')),
    reallocatedSectors: take('reallocatedSectors', unlessImpossible(isNvme, own('reallocatedSectors'))),
    pendingSectors: take('pendingSectors', unlessImpossible(isFlash, own('pendingSectors'))),
    uncorrectableSectors: take('uncorrectableSectors', unlessImpossible(isFlash, own('uncorrectableSectors'))),
    mediaErrors: take('mediaErrors', unlessImpossible(isHdd, own('mediaErrors'))),
    wearPercent: take('wearPercent', unlessImpossible(isHdd, own('wearPercent'))),
    temperatureCelsius: take('temperatureCelsius', own('temperatureCelsius')),
    ...(content === undefined ? {} : { content }),
    ...(speed === null ? {} : { speed }),
  }
}

/** Which disks there are: lsblk's list, else the kernel's bare one. */
const disksIn = (devices: Reading<readonly BlockDevice[]>, sys: Corner | undefined) => {
  if (wasRead(devices)) return { all: devices.value, disks: devices.value.filter(isDisk) }
  const known = readKernelBlockDevices(sys)
  const all = wasRead(known) ? known.value : []
  return { all, disks: all.filter(isDisk) }
}

/** The paths under which the disks of these readings can be asked for their SMART. */
export const diskPaths = (readings: Readings): readonly string[] =>
  disksIn(readBlockDevices(readings.programs.lsblk), readings.corners.block).disks.map((disk) => disk.path)

const MOST_DISKS = 256

export const readDisks = (devices: Reading<readonly BlockDevice[]>, readings: Readings): Section<readonly Disk[]> => {
  const gaps = new Gaps()
  const { all, disks } = disksIn(devices, readings.corners.block)
  if (!wasRead(devices)) {
    if (disks.length === 0) return unavailable([], devices.why)
    gaps.take('list', devices)
  }
  if (disks.length > MOST_DISKS) gaps.take('list', missing('too-large'))
  const value = disks
    .slice(0, MOST_DISKS)
    .map((disk, index) => readDisk(disk, all, readings, gaps.within(String(index))))
  return { value, state: gaps.state() }
}
