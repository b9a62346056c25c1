// The machines of which recordings are kept, by the name of their file.
import type { KnownMachine } from '../known-machine.ts'
import { failingDiskLaptop } from './failing-disk-laptop.ts'
import { namelessDesktop } from './nameless-desktop.ts'
import { oldLaptop } from './old-laptop.ts'
import { recentLaptop } from './recent-laptop.ts'
import { solderedMemoryLaptop } from './soldered-memory-laptop.ts'
import { twoDiskDesktop } from './two-disk-desktop.ts'

export const recordedMachines = {
  'recent-laptop': recentLaptop,
  'old-laptop': oldLaptop,
  'two-disk-desktop': twoDiskDesktop,
  'nameless-desktop': namelessDesktop,
  'failing-disk-laptop': failingDiskLaptop,
  'soldered-memory-laptop': solderedMemoryLaptop,
} as const satisfies Readonly<Record<string, KnownMachine>>

export type RecordedMachineName = keyof typeof recordedMachines
