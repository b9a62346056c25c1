// A machine with one disk for the probe to read: a real loop device that lsblk, first on PATH, gives out as an internal disk
// under a name of its own in /dev. Needs root.
import { symlink, unlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { loopDevice, type LoopDevice } from '../disks/loop-device.ts'
import { pathWith, printing } from '../hardware/recorded-programs.ts'

export type Target = {
  readonly disk: LoopDevice
  readonly serial: string
  /** To run the probe under. */
  readonly path: (smartctl?: string) => Promise<string>
  readonly takeAway: () => Promise<void>
}

export const aTarget = async (sizeBytes: number): Promise<Target> => {
  const disk = await loopDevice(sizeBytes)
  // The probe passes loop devices over: they are no disks of a machine.
  const name = `etabli-test-${basename(disk.device)}-${String(process.pid)}`
  await symlink(disk.device, `/dev/${name}`)
  const serial = 'S3YJNF0K'
  const row = { name, kname: name, type: 'disk', size: sizeBytes, tran: 'sata', rm: false, serial }
  return {
    disk,
    serial,
    path: (smartctl = 'echo {}') => pathWith({ lsblk: printing(JSON.stringify({ blockdevices: [row] })), smartctl }),
    takeAway: async () => {
      await unlink(`/dev/${name}`)
      await disk.detach()
    },
  }
}
