// A virtual machine that runs: started, asked to do its steps, changed while it runs (a disk plugged in or pulled out), and
// ended. What it consists of is said in description.ts, what it can be asked in guest/steps.ts.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { partsOfDisk, qemuArguments, type TargetDisk, type TargetMachine } from './description.ts'
import type { StepAnswer, Steps } from './guest/steps.ts'
import { targetImage } from './image.ts'
import { type Monitor, openMonitor } from './monitor.ts'

/** What QEMU itself counted on a disk: the guest cannot hide a write from it. */
export type Traffic = { readonly writes: number; readonly writtenBytes: number; readonly discards: number }

export type RunningMachine = {
  /** Milliseconds from the start of QEMU to the first word of the agent. */
  readonly bootMilliseconds: number
  /** Runs an exported function of a file of steps in the guest; rejects with what it threw there. */
  readonly ask: <F extends keyof Steps, S extends keyof Steps[F] & string>(
    file: F,
    step: S,
    ...given: StepInput<Steps[F][S]>
  ) => Promise<StepOutput<Steps[F][S]>>
  readonly plugIn: (disk: TargetDisk) => Promise<void>
  /** Pulls a USB disk out, as a hand would: without a word to the guest beforehand. */
  readonly pullOut: (name: string) => Promise<void>
  readonly traffic: (name: string) => Promise<Traffic>
  readonly end: () => Promise<void>
}

type StepInput<T> = T extends (...given: infer Given) => unknown ? Given : never
type StepOutput<T> = T extends (...given: never) => infer Answer ? Awaited<Answer> : never

const repository = fileURLToPath(new URL('../..', import.meta.url))

/** Emulated, Node alone takes seconds to start, and UEFI as long as all the rest; a step has its own limits inside. */
const bootLimit = ({ uefi }: TargetMachine) => (uefi === undefined ? 100_000 : 600_000)
const stepLimit = 240_000

export const connected = async (path: string, isOver: () => boolean): Promise<Socket> => {
  for (;;) {
    const socket = await new Promise<Socket | null>((resolve) => {
      const attempt = connect(path)
      attempt.once('connect', () => {
        resolve(attempt)
      })
      attempt.once('error', () => {
        resolve(null)
      })
    })
    if (socket !== null) return socket
    if (isOver()) throw new Error('QEMU ended before it could be spoken to')
    await sleep(20)
  }
}

export const within = async <T>(limit: number, what: string, promise: Promise<T>): Promise<T> => {
  const stop = new AbortController()
  const late = sleep(limit, null, { signal: stop.signal }).then(
    () => {
      throw new Error(`${what}: nothing after ${String(limit / 1000)} s`)
    },
    () => promise, // stopped: the other one has won
  )
  try {
    return await Promise.race([promise, late])
  } finally {
    stop.abort()
  }
}

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

const speaker = (socket: Socket) => {
  const waiting = new Map<number, Waiting>()
  const started = Promise.withResolvers<null>()
  started.promise.catch(() => null) // told again to whoever waits for it
  let last = 0
  const lines = createInterface({ input: socket })
  lines.on('error', () => null) // a broken socket closes too, which is told below
  lines.on('line', (line) => {
    const answer = JSON.parse(line) as StepAnswer // our own agent
    if (answer.kind === 'started') {
      started.resolve(null)
      return
    }
    const asker = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.kind === 'done') asker?.resolve(answer.value)
    else asker?.reject(new Error(`in the virtual target: ${answer.error}`))
  })
  socket.on('close', () => {
    started.reject(new Error('the virtual target ended'))
    for (const { reject } of waiting.values()) reject(new Error('the virtual target ended'))
    waiting.clear()
  })
  const ask = (file: string, step: string, given: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) throw new Error('the virtual target has ended')
      const id = (last += 1)
      waiting.set(id, { resolve, reject })
      socket.write(`${JSON.stringify({ id, file, step, given })}\n`)
    })
  return { started: started.promise, ask }
}

type BlockStats = {
  readonly 'node-name'?: string
  readonly qdev?: string
  readonly stats: {
    readonly wr_operations: number
    readonly wr_bytes: number
    readonly unmap_operations: number
  }
}

export const trafficOf = async (monitor: Monitor, name: string): Promise<Traffic> => {
  const all = (await monitor.command('query-blockstats')) as readonly BlockStats[] // QMP reference, 7.2
  const found = all.find(({ 'node-name': node, qdev }) => node === name || qdev?.includes(`dev-${name}`) === true)
  if (found === undefined) throw new Error(`QEMU knows no disk ${name}`)
  const { wr_operations, wr_bytes, unmap_operations } = found.stats
  return { writes: wr_operations, writtenBytes: wr_bytes, discards: unmap_operations }
}

export const plugIn = async (monitor: Monitor, disk: TargetDisk): Promise<void> => {
  for (const { as, properties } of partsOfDisk(disk)) {
    await monitor.command(
      as === 'object' ? 'object-add' : as === 'blockdev' ? 'blockdev-add' : 'device_add',
      properties,
    )
  }
  // The bridge is on the bus only once the disk behind it is ready.
  const bridge = `/machine/peripheral/usb-${disk.name}`
  await monitor.command('qom-set', { path: bridge, property: 'attached', value: true })
}

export const pullOut = async (monitor: Monitor, name: string): Promise<void> => {
  await monitor.command('device_del', { id: `usb-${name}` })
}

/**
 * Starts a machine and waits until its agent speaks. It must be ended by `end`; it ends by itself with this process. A machine
 * that does not come up is started a second time, and that is said: nothing of ours has run in it by then.
 */
export const boot = async (machine: TargetMachine): Promise<RunningMachine> => {
  try {
    return await start(machine)
  } catch (error) {
    console.warn(`started a second time: ${String(error)}`)
    return start(machine)
  }
}

const start = async (machine: TargetMachine): Promise<RunningMachine> => {
  const image = await targetImage()
  const folder = await mkdtemp(join(tmpdir(), 'etabli-target-'))
  const doors = {
    ...{ kernel: image.kernel, initramfs: image.initramfs, repository },
    ...{ console: join(folder, 'console'), monitor: join(folder, 'monitor'), agent: join(folder, 'agent') },
  }
  const startedAt = performance.now()
  const qemu = spawn('qemu-system-x86_64', qemuArguments(machine, doors), { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  qemu.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const ended = new Promise<void>((resolve) => {
    qemu.once('error', (error) => {
      complaints += error.message
      resolve()
    })
    qemu.once('exit', () => {
      resolve()
    })
  })
  let isOver = false
  void ended.then(() => (isOver = true))
  const whatItSaid = async () =>
    `${complaints}\n${(await readFile(doors.console, 'utf8').catch(() => '')).slice(-4000)}`
  const end = async () => {
    qemu.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }

  try {
    const agent = speaker(await connected(doors.agent, () => isOver))
    const monitor = await openMonitor(await connected(doors.monitor, () => isOver))
    await within(bootLimit(machine), 'the virtual target starts', agent.started)
    return {
      bootMilliseconds: performance.now() - startedAt,
      // The type of the answer is that of the step's own function.
      ask: (file, step, ...given) =>
        within(stepLimit, `${file}.${step}`, agent.ask(file, step, given)).catch(async (error: unknown) => {
          throw new Error(`${String(error)}\n${await whatItSaid()}`, { cause: error })
        }) as Promise<never>,
      plugIn: (disk) => plugIn(monitor, disk),
      pullOut: (name) => pullOut(monitor, name),
      traffic: (name) => trafficOf(monitor, name),
      end,
    }
  } catch (error) {
    const said = await whatItSaid()
    await end()
    throw new Error(`the virtual target does not start\n${said}`, { cause: error })
  }
}
