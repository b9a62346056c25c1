// A computer that starts from a USB key, with a person at its serial console: what stands there is waited for, and keys are
// pressed. What the computer consists of is said in description.ts.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connected, plugIn, pullOut, type Traffic, trafficOf, within } from './boot.ts'
import { computerArguments, type TargetDisk, type TargetMachine } from './description.ts'
import { openMonitor } from './monitor.ts'

export type StartedFromKey = {
  /** Waits until the console shows all of these, since the last press. Answers what it has shown. */
  readonly see: (...texts: readonly string[]) => Promise<string>
  readonly press: (typed: string) => void
  readonly pullOut: (name: string) => Promise<void>
  readonly plugIn: (disk: TargetDisk) => Promise<void>
  readonly traffic: (name: string) => Promise<Traffic>
  /** Ends once the computer has switched itself off. */
  readonly off: () => Promise<void>
  readonly end: () => Promise<void>
}

const limit = 200_000

/** Spaces of the French kind look the same to whoever reads them. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

export const startFromKey = async (machine: TargetMachine): Promise<StartedFromKey> => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-from-key-'))
  const [serial, control] = [join(folder, 'serial'), join(folder, 'monitor')]
  const qemu = spawn(
    'qemu-system-x86_64',
    [
      ...computerArguments(machine),
      ...['-chardev', `socket,id=serial,path=${serial},server=on,wait=off`, '-serial', 'chardev:serial'],
      ...['-chardev', `socket,id=monitor,path=${control},server=on,wait=off`, '-mon', 'monitor,mode=control'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let complaints = ''
  qemu.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  let isOver = false
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      isOver = true
      resolve()
    }
    qemu.once('error', end)
    qemu.once('exit', end)
  })
  const console = await connected(serial, () => isOver)
  let shown = ''
  console.setEncoding('utf8').on('data', (text: string) => (shown += plain(text)))
  console.on('error', () => null) // it closes with the computer
  const monitor = await openMonitor(await connected(control, () => isOver))

  const see = async (...texts: readonly string[]) => {
    const stop = new AbortController()
    const looking = async () => {
      while (!texts.every((text) => shown.includes(text))) {
        if (isOver) throw new Error('the computer ended')
        stop.signal.throwIfAborted()
        await sleep(50)
      }
      return shown
    }
    try {
      return await within(limit, `the console shows ${texts.join(', ')}`, looking())
    } catch (error) {
      throw new Error(`${String(error)}\n${complaints}\n${shown.slice(-4000)}`, { cause: error })
    } finally {
      stop.abort()
    }
  }
  return {
    see,
    press: (typed) => {
      shown = ''
      console.write(typed)
    },
    pullOut: async (name) => {
      await pullOut(monitor, name)
      // Only once the computer has let go of it is its image free to be plugged in again.
      for (let tries = 0; ; tries++) {
        try {
          await monitor.command('blockdev-del', { 'node-name': name })
          return
        } catch (error) {
          if (tries > 100) throw error
          await sleep(50)
        }
      }
    },
    plugIn: (disk) => plugIn(monitor, disk),
    traffic: (name) => trafficOf(monitor, name),
    off: () => within(limit, 'the computer switches off', ended),
    end: async () => {
      qemu.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
