// Raw readings → hardware report: a pure function. Each section has its reader in a file of its own; here they are only
// put together. No reader throws, whatever it is given: what it cannot read it names as missing.
import { type HardwareReport, type SectionName, type SectionState, type SectionStates } from './hardware-report.ts'
import { readBatteries } from './batteries.ts'
import { readBlockDevices } from './block-devices.ts'
import { readDisks } from './disks.ts'
import { readDisplays } from './displays.ts'
import { dmiTablesFrom } from './dmi-tables.ts'
import { readFirmware } from './firmware.ts'
import { sectionsFromLibrary } from './from-library.ts'
import { readGraphics } from './graphics.ts'
import { readIdentity } from './identity.ts'
import { readMemory } from './memory.ts'
import { readNetwork } from './network.ts'
import { readOperatingSystems } from './operating-systems.ts'
import { readPciDevices } from './pci-devices.ts'
import { readBluetooth, readOpticalDrives, readSound, readWebcams } from './peripherals.ts'
import { readProcessor } from './processor.ts'
import type { Readings } from './readings.ts'
import { readStorageControllers } from './storage-controllers.ts'
import { readTpm } from './tpm.ts'
import { readUsbNames } from './usb-devices.ts'
import type { Section } from './gaps.ts'

/** The value of one section of the report. */
export type SectionValue<Name extends SectionName> = HardwareReport[Name]
export type Sections = { readonly [Name in SectionName]: Section<SectionValue<Name>> }

const readSections = (readings: Readings): Sections => {
  const { programs, corners } = readings
  const tables = dmiTablesFrom(programs.dmidecode)
  const blocks = readBlockDevices(programs.lsblk)
  const pci = readPciDevices(readings)
  const usb = readUsbNames(programs.lsusb)
  return {
    identity: readIdentity(tables, corners.dmi),
    firmware: readFirmware(tables, readings),
    processor: readProcessor(programs.lscpu, tables),
    memory: readMemory(tables, corners.memory),
    disks: readDisks(blocks, readings),
    storageControllers: readStorageControllers(pci),
    batteries: readBatteries(corners.powerSupply),
    graphics: readGraphics(pci, corners.drm),
    displays: readDisplays(corners.drm),
    network: readNetwork(readings, pci, usb),
    bluetooth: readBluetooth(corners.bluetooth, usb),
    webcams: readWebcams(corners.video4linux),
    sound: readSound(corners.sound),
    tpm: readTpm(corners.tpm, tables),
    opticalDrives: readOpticalDrives(blocks),
    operatingSystems: readOperatingSystems(readings, blocks),
  }
}

/** Linux speaks for itself; elsewhere the library knows more than nothing. */
const sectionsOf = (readings: Readings): Sections =>
  readings.platform === 'linux'
    ? readSections(readings)
    : { ...readSections(readings), ...sectionsFromLibrary(readings) }

export const reportFromReadings = (readings: Readings): HardwareReport => {
  const sections = sectionsOf(readings)
  const states = Object.fromEntries(
    Object.entries(sections).map(([name, section]): [string, SectionState] => [name, section.state]),
  ) as SectionStates // the same keys as `Sections`, which fromEntries cannot say
  return {
    kind: 'hardware-report',
    version: 1,
    takenAt: readings.takenAt,
    tool: readings.tool,
    fieldTools: readings.fieldTools,
    sections: states,
    identity: sections.identity.value,
    firmware: sections.firmware.value,
    processor: sections.processor.value,
    memory: sections.memory.value,
    disks: sections.disks.value,
    storageControllers: sections.storageControllers.value,
    batteries: sections.batteries.value,
    graphics: sections.graphics.value,
    displays: sections.displays.value,
    network: sections.network.value,
    bluetooth: sections.bluetooth.value,
    webcams: sections.webcams.value,
    sound: sections.sound.value,
    tpm: sections.tpm.value,
    opticalDrives: sections.opticalDrives.value,
    operatingSystems: sections.operatingSystems.value,
    ...(readings.measurements === undefined ? {} : { measurements: readings.measurements }),
  }
}
