// Steps around the guards: what Établi lists, refuses and finds on the target, as data that the host can compare.
import { spawn } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import type { DiskHandle, DiskInventory } from '../../../domain/erasure/station-disk.ts'
import { readBlockSnapshot } from '../../../electron/disks/kernel/block-devices.ts'
import { refusalsOf } from '../../../electron/disks/guards/guards.ts'
import { findErasable, takeInventory } from '../../../electron/disks/listing/inventory.ts'
import { run } from './disks.ts'

const optionsFor = (dataFolder: string | null) => ({ dataFolder, testLoopDevices: false })

export const inventory = (): Promise<DiskInventory> => takeInventory(optionsFor(null))

/** Device → the codes of what speaks against it, for everything that the kernel calls a block device. */
export type RefusalsByName = Readonly<Record<string, readonly string[]>>

export const refusals = async (dataFolder: string | null): Promise<RefusalsByName> => {
  const snapshot = await readBlockSnapshot({ dataFolder })
  return Object.fromEntries(
    (snapshot.devices ?? []).map(({ name }) => [
      name,
      refusalsOf(name, snapshot, { testLoopDevices: false }).map(({ code }) => code),
    ]),
  )
}

/** Empty: the disk would be erased. */
export const whyNot = async (handle: DiskHandle, dataFolder: string | null): Promise<readonly string[]> => {
  const found = await findErasable(handle, optionsFor(dataFolder))
  return 'refused' in found ? found.refused.map(({ code }) => code) : []
}

const asker = '/repository/test/machine/guest/ask-guards.ts'

/** The same question from a process whose `/` is another folder, where a file system with the system may be mounted. */
export const refusalsFromRoot = async (root: string): Promise<RefusalsByName> =>
  // What our own program printed.
  JSON.parse(
    await run('chroot', root, process.execPath, '--disable-warning=ExperimentalWarning', asker),
  ) as RefusalsByName

export type Opening = { readonly program: string; readonly path: string; readonly flags: string }

/** Every opening of something in /dev by a whole inventory and a search for two of its disks, with all programs they ask. */
export const openings = async (): Promise<readonly Opening[]> => {
  const trace = '/tmp/openings'
  const how = ['-f', '-qq', '--seccomp-bpf', '-e', 'trace=open,openat,openat2,execve', '-e', 'signal=none', '-o', trace]
  await run('strace', ...how, process.execPath, '--disable-warning=ExperimentalWarning', asker, '--find')
  const programs = new Map<string, string>()
  const found: Opening[] = []
  for (const line of (await run('cat', trace)).split('\n')) {
    const pid = /^\d+/.exec(line)?.[0] ?? ''
    const program = /execve\("([^"]+)".* = 0$/.exec(line)?.[1]
    if (program !== undefined) programs.set(pid, program)
    const [, path, flags] = /open(?:at2?)?\((?:AT_FDCWD, )?"(\/dev\/[^"]*)", (?:\{flags=)?([A-Z_|]+)/.exec(line) ?? []
    if (path !== undefined && flags !== undefined) found.push({ program: programs.get(pid) ?? '', path, flags })
  }
  return found
}

let held: number | null = null

/** As another program would that wants a disk for itself. */
export const holdAlone = (device: string): void => {
  held = openSync(device, constants.O_RDONLY | constants.O_EXCL)
}
export const letGo = (): void => {
  if (held !== null) closeSync(held)
  held = null
}

/** A shell script of a scenario, ended at its first failure; answers what it printed. */
export const script = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    // Not `run`: what a script leaves in the background keeps its output open.
    const child = spawn('sh', ['-ec', `exec 2>&1\n${text}`], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (words: string) => (said += words))
    child.once('error', reject)
    child.once('exit', (code) => {
      setImmediate(() => {
        if (code === 0) resolve(said)
        else reject(new Error(`${text}\nended with ${String(code)}: ${said}`))
      })
    })
  })
