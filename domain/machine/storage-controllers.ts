// What disks are attached to. A RAID or VMD controller may show the system one volume where there are several disks, or
// none where there is one: with such a controller the list of disks settles nothing, and a person opens the machine.
import { lookUp } from './look-up.ts'
import type { StorageController } from './hardware-report.ts'
import { unavailable, wasRead, type Reading, type Section } from './gaps.ts'
import { pciName, type PciDevice } from './pci-devices.ts'

/** PCI class 01 by subclass (PCI Code and ID Assignment §1.2). */
const KINDS: Readonly<Record<string, StorageController['kind']>> = {
  '0100': 'scsi',
  '0101': 'ide',
  '0104': 'raid',
  '0105': 'ide',
  '0106': 'sata',
  '0107': 'scsi',
  '0108': 'nvme',
}

const isStorage = (device: PciDevice) => device.classCode.startsWith('01')

/** Intel's Volume Management Device says it is a RAID controller; its name and driver tell it apart. */
const isVmd = (device: PciDevice) =>
  device.driver === 'vmd' || /Volume Management Device|\bVMD\b/i.test(device.name ?? '')

/** Controllers of servers that make volumes and call themselves SAS or "other". */
const RAID_DRIVERS = new Set([
  'megaraid_sas',
  'megaraid',
  'hpsa',
  'cciss',
  'smartpqi',
  'aacraid',
  'arcmsr',
  '3w-9xxx',
  '3w-sas',
])

/** Intel's SATA in "RAID" mode keeps class 0106 on some chipsets; only the name says it, and NVMe disks hide behind it. */
const isRaid = (device: PciDevice) =>
  device.classCode === '0104' || RAID_DRIVERS.has(device.driver ?? '') || /\bRAID\b|\bRST\b/.test(device.name ?? '')

const kindOf = (device: PciDevice): StorageController['kind'] => {
  if (isVmd(device)) return 'vmd'
  if (isRaid(device)) return 'raid'
  return lookUp(KINDS, device.classCode) ?? 'other'
}

export const readStorageControllers = (
  devices: Reading<readonly PciDevice[]>,
): Section<readonly StorageController[]> => {
  if (!wasRead(devices)) return unavailable([], devices.why)
  const value = devices.value
    .filter(isStorage)
    .slice(0, 256)
    .map((device): StorageController => {
      const kind = kindOf(device)
      return { name: pciName(device), driver: device.driver, kind, hidesDisks: kind === 'raid' || kind === 'vmd' }
    })
  return { value, state: { state: 'read' } }
}
