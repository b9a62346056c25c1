// The disks attached to the computer that Établi runs on, as a screen may show and name them: by what they are and by
// this very attachment, never by a path. Which of them may be written is asked of the guards in the privileged half.
import { z } from 'zod'
import { Disk } from '../machine/hardware-report.ts'
import { Reason } from '../words/reason.ts'
import { DiskIdentity } from './disk-identity.ts'

/** One disk in one attachment: pulled out and put back it has another `instance` (as in read-back.ts' Medium). */
export const DiskHandle = z.strictObject({ identity: DiskIdentity, instance: z.string().min(1).max(200) })
export type DiskHandle = z.infer<typeof DiskHandle>

export const StationDisk = z.strictObject({
  handle: DiskHandle,
  /** The kernel's name of the moment ("sda"), for the eye alone. */
  name: z.string().max(40),
  /** Its figures, as a hardware report shows them. */
  disk: Disk,
  /** Why it may not be erased here; empty: nothing speaks against it. */
  refusals: z.array(Reason).max(50),
  /** What a person should know before choosing it: a dock that hides the serial, a removable medium. */
  attentions: z.array(Reason).max(20),
})
export type StationDisk = z.infer<typeof StationDisk>

export const DiskInventory = z.strictObject({
  disks: z.array(StationDisk).max(256),
  /** What keeps the whole list from being sure, or erasing from being possible here at all: no root, no lsblk. */
  gaps: z.array(Reason).max(50),
})
export type DiskInventory = z.infer<typeof DiskInventory>
