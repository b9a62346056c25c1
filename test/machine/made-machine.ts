// A known machine made into one that QEMU can start: its tables and disks as files, its processor as an option. What the
// files hold is written by smbios.ts and acpi-battery.ts.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batteryTable } from './acpi-battery.ts'
import type { TargetMachine } from './description.ts'
import { imagesInFolder } from './images.ts'
import type { KnownDisk, KnownMachine } from './known-machine.ts'
import { smbiosStructures } from './smbios.ts'
import { secureBootFirmware } from './uefi.ts'

export type MadeMachine = {
  readonly machine: TargetMachine
  /** A disk's image on this computer, by the disk's name. */
  readonly imageOf: (name: string) => string
  readonly remove: () => Promise<void>
}

const processorOf = ({ vendor, family, model, stepping, name }: KnownMachine['processor']): string =>
  [
    ...['max', `vendor=${vendor}`, `family=${String(family)}`, `model=${String(model)}`],
    ...[`stepping=${String(stepping)}`, `model-id=${name}`, '-hypervisor'],
  ].join(',')

export const make = async (known: KnownMachine): Promise<MadeMachine> => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-target-tables-'))
  const images = await imagesInFolder()
  const file = async (name: string, bytes: Uint8Array) => {
    const path = join(folder, name)
    await writeFile(path, bytes)
    return path
  }
  const imageOf = (name: string, megabytes: number, holds: KnownDisk['holds']) => {
    if (holds === 'nothing') return images.empty(name, megabytes)
    return holds === 'data' ? images.full(name, megabytes) : images.windows(name, megabytes, holds)
  }
  const { cores, threads } = known.processor
  const { memoryMegabytes, secureBoot = false, ethernet, sound = false } = known
  const machine: TargetMachine = {
    ...(memoryMegabytes === undefined ? {} : { memoryMegabytes }),
    ...(ethernet === undefined ? {} : { ethernet }),
    ...(secureBoot ? { uefi: await secureBootFirmware(folder) } : {}),
    sound,
    processor: processorOf(known.processor),
    cores: { count: cores, threadsEach: threads / cores },
    smbios: await Promise.all(smbiosStructures(known.tables).map((bytes, at) => file(`smbios-${String(at)}`, bytes))),
    acpi: known.batteries.length === 0 ? [] : [await file('batteries.aml', batteryTable(known.batteries))],
    disks: known.disks.map(({ name, megabytes, holds, attachment, bytesPerSecond }) => ({
      ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
      name,
      image: imageOf(name, megabytes, holds),
      attachment,
    })),
  }
  return {
    machine,
    imageOf: images.fileOf,
    remove: async () => {
      await images.remove()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
