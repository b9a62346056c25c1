// A block device that is nobody's: a loop device over a file of our own under /tmp, taken away at the end. Needs root.
import { execFile, execFileSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

export const run = promisify(execFile)

/** Whether loop devices can be had here; where not, why, for the test's name. */
export const loopDevices = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { had: false, why: 'loop devices need root' }
  try {
    execFileSync('losetup', ['--find'], { stdio: 'ignore' })
    return { had: true, why: '' }
  } catch {
    return { had: false, why: 'no loop device is free (losetup)' }
  }
})()

export type LoopDevice = {
  readonly device: string
  readonly image: string
  /** Writes through the device, as somebody else on this computer would. */
  readonly write: (address: number, bytes: Uint8Array) => void
  readonly detach: () => Promise<void>
}

/** A device of `sizeBytes` (a multiple of 512) full of zeros, in a file that takes no space. */
export const loopDevice = async (sizeBytes: number, options: readonly string[] = []): Promise<LoopDevice> => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-loop-'))
  // A name of its own: under the test option the file's name is the disk's serial, and two of one serial are refused.
  const image = join(folder, `${basename(folder)}.img`)
  const file = openSync(image, 'w')
  closeSync(file)
  await truncate(image, sizeBytes)
  const { stdout } = await run('losetup', ['--find', '--show', ...options, image])
  const device = stdout.trim()
  if (!/^\/dev\/loop\d+$/.test(device)) throw new Error(`losetup answered ${device}`)
  return {
    device,
    image,
    write: (address, bytes) => {
      const open = openSync(device, 'r+')
      writeSync(open, bytes, 0, bytes.length, address)
      closeSync(open)
    },
    detach: async () => {
      await run('losetup', ['--detach', device])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
