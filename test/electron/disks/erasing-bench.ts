// A station's disk helper and disks of nobody to erase with it: real nwipe on real loop devices. Needs root.
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { DiskProgress, ErasureChoice } from '../../../domain/erasure/disk-job.ts'
import type { ErasureRecord } from '../../../domain/erasure/running/record.ts'
import { nistEdition } from '../../../domain/erasure/method.ts'
import type { Expectation, ReadBackRecord } from '../../../domain/erasure/read-back/read-back.ts'
import type { DiskHandle } from '../../../domain/erasure/station-disk.ts'
import { type DiskHelper, type Refused, startDiskHelper } from '../../../electron/disks/helper/client.ts'
import { helperRuntime, type HelperRuntime } from '../../../electron/disks/helper/program.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import { loopDevice, type LoopDevice, loopDevices } from './loop-device.ts'

const hasNwipe = (() => {
  try {
    execFileSync('nwipe', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

export const canErase = loopDevices.had && hasNwipe
export const whyNot = canErase ? '' : ` (skipped: ${loopDevices.had ? 'nwipe is not installed' : loopDevices.why})`

const overwriteBy = (fill: ErasureChoice['fill'], blank: boolean): ErasureChoice => ({
  method: { category: 'clear', technique: 'overwrite', edition: nistEdition },
  fill,
  blank,
})
export const zeros = overwriteBy('zeros', false)
export const randomThenZeros = overwriteBy('random', true)
export const random = overwriteBy('random', false)

export const nobodyCancels = () => new AbortController().signal
export const zero: Expectation = { kind: 'zero' }

const cleaning: (() => Promise<unknown>)[] = []
/** For afterEach: helpers first, then their disks. */
export const cleanUp = async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean()
}
export const later = (clean: () => Promise<unknown>) => {
  cleaning.push(clean)
}

export const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'etabli-erasing-'))
  later(() => rm(made, { recursive: true, force: true }))
  return made
}

/** Content that somebody left: all of it in the first 4 MiB of a disk, and its last sector. */
const leftover = randomBytes(4 * 2 ** 20)

export const diskWithData = async (sizeBytes = 24 * 2 ** 20 + 7 * 512): Promise<LoopDevice> => {
  const loop = await loopDevice(sizeBytes)
  // It may be gone already, by the test's own doing.
  later(() => loop.detach().catch(() => undefined))
  loop.write(0, leftover.subarray(0, Math.min(leftover.length, sizeBytes)))
  loop.write(sizeBytes - 512, leftover.subarray(0, 512))
  return loop
}

export const station = async (runtime: HelperRuntime = helperRuntime()): Promise<DiskHelper> => {
  const helper = startDiskHelper(
    {
      dataFolder: await folder(),
      testLoopDevices: true,
      version: packageJson.version,
      now: () => new Date(),
      // Tests look at what the helper answers; several of them make it fail.
      report: () => undefined,
    },
    runtime,
  )
  later(() => helper.close())
  return helper
}

/**
 * The helper in surroundings of its own: `before` is what a shell does in a mount namespace that ends with it (a program
 * hidden, a small disk under the temporary folder).
 */
export const within = async (before: string, program = 'exec'): Promise<HelperRuntime> => {
  const real = helperRuntime()
  const node = join(await folder(), 'node')
  const inner = `${before}\n${program} '${real.node}' "$@"`
  await writeFile(
    node,
    `#!/bin/sh\nexec unshare --mount --propagation private sh -ec '${inner.replaceAll("'", "'\\''")}' helper "$@"\n`,
  )
  await chmod(node, 0o755)
  return { ...real, node }
}

export const handleOf = async (helper: DiskHelper, { device }: LoopDevice): Promise<DiskHandle> => {
  const { disks } = await helper.inventory()
  const disk = disks.find(({ name }) => `/dev/${name}` === device)
  if (disk === undefined) throw new Error(`${device} is not in the inventory`)
  return disk.handle
}

type Watched = { readonly signal?: AbortSignal; readonly onProgress?: (progress: DiskProgress) => void }

export const attemptErasure = async (
  helper: DiskHelper,
  handle: DiskHandle,
  method: ErasureChoice = zeros,
  { signal = nobodyCancels(), onProgress = () => undefined }: Watched = {},
): Promise<ErasureRecord | Refused> => helper.erase({ handle, method, job: randomUUID() }, { signal, onProgress })

export const eraseDisk = async (...args: Parameters<typeof attemptErasure>): Promise<ErasureRecord> => {
  const record = await attemptErasure(...args)
  if ('refused' in record) throw new Error(record.refused.map(({ code }) => code).join())
  return record
}

export const codesOf = (ended: ErasureRecord | ReadBackRecord | Refused): readonly string[] =>
  ('refused' in ended ? ended.refused : 'reasons' in ended ? ended.reasons : []).map(({ code }) => code)

export const readDisk = async (
  helper: DiskHelper,
  handle: DiskHandle,
  expectation: Expectation = zero,
): Promise<ReadBackRecord> => {
  const record = await helper.readBack(
    { handle, plan: { mode: 'full' }, expectation, resume: null },
    { signal: nobodyCancels(), onProgress: () => undefined },
  )
  if ('refused' in record) throw new Error(record.refused.map(({ code }) => code).join())
  return record
}

/** Of an image as its file holds it. */
export const checksum = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer) // read without an encoding
  return hash.digest('hex')
}

const wordsOf = (pid: string): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return [] // it ended while we looked
  }
}

/** Processes of nwipe that were given this device: never those of anybody else on this machine. */
export const nwipesOn = ({ device }: LoopDevice): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const words = wordsOf(pid)
      return (words[0] ?? '').endsWith('nwipe') && words.includes(device)
    })
    .map(Number)

/** Waits for what is bound to come; a test that waits for good fails by its own limit. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await pause(50)
}
