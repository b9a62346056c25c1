// What is said of a computer that a virtual one is made after: what its firmware says, its processor, its batteries, its disks.
// All that a report must bring back follows from it (configured.ts), and all that QEMU has to be told (made-machine.ts).
import type { TargetBattery } from './acpi-battery.ts'
import type { Attachment } from './description.ts'
import type { FirmwareTables } from './smbios.ts'
import type { WindowsDisk } from './windows-disk.ts'

export type KnownMachine = {
  readonly tables: FirmwareTables
  readonly processor: {
    readonly vendor: 'GenuineIntel' | 'AuthenticAMD'
    readonly family: number
    readonly model: number
    readonly stepping: number
    readonly name: string
    /** As the maker sold it; part of the name where that holds it. */
    readonly baseMhz: number
    readonly cores: number
    readonly threads: number
    readonly generation: { readonly family: string; readonly number: number } | null
  }
  /** What the machine really has, where it is to be seen; else as little as will do, whatever its tables say. */
  readonly memoryMegabytes?: number
  /** UEFI with Secure Boot on; else a BIOS. */
  readonly secureBoot?: boolean
  /** The address of its network adapter, and whether it has sound: where nothing is said, it has none. */
  readonly ethernet?: string
  readonly sound?: boolean
  readonly batteries: readonly TargetBattery[]
  readonly disks: readonly KnownDisk[]
}

export type KnownDisk = {
  readonly name: string
  /** Makers count in sectors: not always a whole number. */
  readonly megabytes: number
  readonly holds: 'data' | 'nothing' | WindowsDisk
  readonly attachment: Attachment
  /** As fast as its kind is; else as fast as this computer reads. */
  readonly bytesPerSecond?: number
}
