// The station's side of its disk helper: started when first needed, once, again after it died; tasks go there, progress and
// records come back. Without the rights to start it, the disks are still listed.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { DiskProgress, ErasureChoice } from '../../../domain/erasure/disk-job.ts'
import type { ErasureRecord } from '../../../domain/erasure/running/record.ts'
import type { Expectation, ReadBackRecord } from '../../../domain/erasure/read-back/read-back.ts'
import type { DiskHandle, DiskInventory } from '../../../domain/erasure/station-disk.ts'
import { type Reason, reason } from '../../../domain/words/reason.ts'
import { findHelper, helperRuntime, type HelperRuntime } from './program.ts'
import {
  eventLengthAtMost,
  HelperEvent,
  type HelperRequest,
  lineListener,
  OTHER_VERSION_EXIT,
  type ReadBackWay,
} from './protocol.ts'
import { takeInventory } from '../listing/inventory.ts'

export type ReadBackTask = {
  readonly handle: DiskHandle
  readonly plan: ReadBackWay
  readonly expectation: Expectation
  readonly resume: ReadBackRecord | null
  /** The count at the end of the erasure that is read back (CountedWrites). */
  readonly countedFrom?: number | null
}
export type EraseTask = { readonly handle: DiskHandle; readonly method: ErasureChoice; readonly job: string }
export type TaskWatch = { readonly signal: AbortSignal; readonly onProgress: (progress: DiskProgress) => void }
export type Refused = { readonly refused: readonly Reason[] }

export type DiskHelper = {
  readonly inventory: (signal?: AbortSignal) => Promise<DiskInventory>
  /** `refused`: nothing was read. Rejects with HelperGone where the helper died. */
  readonly readBack: (task: ReadBackTask, watch: TaskWatch) => Promise<ReadBackRecord | Refused>
  /** `refused`: nothing was written. Rejects with HelperGone where the helper died: the disk is then in an unknown state. */
  readonly erase: (task: EraseTask, watch: TaskWatch) => Promise<ErasureRecord | Refused>
  /** Stops what runs and waits for its end. */
  readonly close: () => Promise<void>
}

export type DiskHelperOptions = {
  readonly dataFolder: string
  readonly testLoopDevices: boolean
  readonly version: string
  readonly now: () => Date
  readonly report: (fault: unknown) => void
}

/** The helper ended in the middle of a task: what it did last is not known. */
export class HelperGone extends Error {}

type Task = { readonly hear: (event: HelperEvent) => void; readonly lose: (fault: Error) => void }
type Running = {
  readonly child: ChildProcessWithoutNullStreams
  readonly tasks: Map<string, Task>
  readonly tell: (request: HelperRequest) => void
  readonly ended: Promise<void>
}

/** A person may take long over a password; a helper started directly may not. */
const READY_MS = 30_000
/** Longer than the helper takes to stop a program and to end. */
const CLOSING_MS = 25_000

const start = async (
  options: DiskHelperOptions,
  runtime: HelperRuntime,
  closing: AbortSignal,
): Promise<Running | Reason> => {
  const how = await findHelper(runtime)
  if ('code' in how) return how
  const { NODE_OPTIONS: _, ...inherited } = process.env
  const child = spawn(how.program, [...how.args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...inherited, ...how.env },
  })
  const tasks = new Map<string, Task>()
  let isReady: () => void = () => undefined
  const ready = new Promise<'ready'>((resolve) => {
    isReady = () => {
      resolve('ready')
    }
  })
  /** It stops what it runs and ends. One that runs as root takes no signal from us. */
  const dismiss = () => {
    child.stdin.end()
  }
  const hear = (line: string) => {
    const parsed = (() => {
      try {
        return HelperEvent.safeParse(JSON.parse(line))
      } catch {
        return null
      }
    })()
    if (parsed?.success !== true) {
      options.report(new Error('the disk helper said something else', { cause: parsed?.error }))
      // Of no task that could be named: without this its answer, if it was one, would be waited for in vain.
      dismiss()
      return
    }
    const event = parsed.data
    if (event.event === 'ready') isReady()
    else if (event.task === null)
      options.report(new Error(`the disk helper: ${event.event === 'failed' ? event.message : ''}`))
    else tasks.get(event.task)?.hear(event)
  }
  child.stdout.setEncoding('utf8').on('data', lineListener(eventLengthAtMost, hear, dismiss))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    options.report(new Error(`the disk helper: ${text.slice(0, 2000)}`))
  })
  // Its end shows in `close`; a write that comes too late is no fault of its own.
  child.stdin.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => {
    child.on('error', (fault) => {
      options.report(fault)
      if (child.pid === undefined) resolve() // never started
    })
    child.once('close', () => {
      resolve()
    })
  }).then(() => {
    for (const { lose } of tasks.values()) lose(new HelperGone('the disk helper ended'))
    tasks.clear()
  })
  const tell = (request: HelperRequest) => {
    child.stdin.write(`${JSON.stringify(request)}\n`)
  }
  const { dataFolder, testLoopDevices, version } = options
  tell({ verb: 'begin', dataFolder, testLoopDevices, version })
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    if (!how.asks) limit = setTimeout(resolve, READY_MS, 'late')
  })
  // Nobody waits for a password any more. pkexec is still ours to end as long as it asks for it.
  const stopAsking = () => {
    dismiss()
    child.kill('SIGTERM')
  }
  closing.addEventListener('abort', stopAsking, { once: true })
  if (closing.aborted) stopAsking()
  const state = await Promise.race([ready, ended.then(() => 'ended' as const), late])
  closing.removeEventListener('abort', stopAsking)
  clearTimeout(limit)
  if (state === 'ready') return { child, tasks, tell, ended }
  dismiss()
  if (child.exitCode === OTHER_VERSION_EXIT) return reason('erase.other-version')
  // pkexec's own: 126 the person declined, 127 nobody could be asked.
  const isDeclined = how.asks && (child.exitCode === 126 || child.exitCode === 127)
  return reason(isDeclined ? 'erase.password-declined' : 'erase.helper-failed')
}

/** Whether the helper answers an event that ends a task. */
const isLast = ({ event }: HelperEvent) => event !== 'progress' && event !== 'ready'

export const startDiskHelper = (options: DiskHelperOptions, runtime = helperRuntime()): DiskHelper => {
  let current: Promise<Running | Reason> | null = null
  const closing = new AbortController()
  /** Somebody who declined once is not asked again by every list of disks, only by an order. */
  let declined: Reason | null = null

  const running = (): Promise<Running | Reason> => {
    if (closing.signal.aborted) return Promise.resolve(reason('erase.closing'))
    if (current !== null) return current
    const starting = start(options, runtime, closing.signal)
    current = starting
    const forget = () => {
      if (current === starting) current = null
    }
    void starting.then((started) => {
      if ('code' in started) {
        declined = started
        forget()
        return
      }
      declined = null
      void started.ended.then(forget)
    }, forget)
    return starting
  }

  type Asked = HelperRequest & { readonly task: string }

  const ask = async (
    helper: Running,
    request: Asked,
    signal: AbortSignal | undefined,
    onProgress: (progress: DiskProgress) => void,
  ): Promise<HelperEvent> => {
    const { task } = request
    const cancel = () => {
      helper.tell({ verb: 'cancel', task })
    }
    try {
      return await new Promise<HelperEvent>((resolve, reject) => {
        helper.tasks.set(task, {
          hear: (event) => {
            if (event.event === 'progress') onProgress(event.progress)
            else if (event.event === 'failed') reject(new Error(`the disk helper: ${event.message}`))
            else if (isLast(event)) resolve(event)
          },
          lose: reject,
        })
        // It may have died between its start and this moment, when nobody was there to be told.
        if (helper.child.exitCode !== null || helper.child.signalCode !== null) {
          reject(new HelperGone('the disk helper ended'))
          return
        }
        helper.tell(request)
        signal?.addEventListener('abort', cancel, { once: true })
        if (signal?.aborted === true) cancel()
      })
    } finally {
      signal?.removeEventListener('abort', cancel)
      helper.tasks.delete(task)
    }
  }

  const inventoryHere = async (why: Reason, signal: AbortSignal | undefined): Promise<DiskInventory> => {
    const { dataFolder, testLoopDevices } = options
    const taken = await takeInventory({ dataFolder, testLoopDevices, ...(signal === undefined ? {} : { signal }) })
    return { ...taken, gaps: [why, ...taken.gaps.filter(({ code }) => code !== why.code)].slice(0, 50) }
  }

  return {
    inventory: async (signal) => {
      signal?.throwIfAborted()
      if (declined?.code === 'erase.password-declined') return inventoryHere(declined, signal)
      const helper = await running()
      if ('code' in helper) return inventoryHere(helper, signal)
      const event = await ask(helper, { verb: 'inventory', task: randomUUID() }, signal, () => undefined).catch(
        (fault: unknown) => {
          signal?.throwIfAborted() // its own answer to a list that nobody waits for any more
          throw fault
        },
      )
      if (event.event === 'inventory') return event.inventory
      throw new Error(`the disk helper answered ${event.event} to inventory`)
    },
    readBack: async ({ countedFrom = null, ...task }, { signal, onProgress }) => {
      const helper = await running()
      if ('code' in helper) return { refused: [helper] }
      const event = await ask(
        helper,
        { verb: 'read-back', task: randomUUID(), countedFrom, ...task },
        signal,
        onProgress,
      )
      if (event.event === 'read-back') return event.record
      if (event.event === 'refused') return { refused: event.reasons }
      throw new Error(`the disk helper answered ${event.event} to read-back`)
    },
    erase: async ({ handle, method, job }, { signal, onProgress }) => {
      const helper = await running()
      if ('code' in helper) return { refused: [helper] }
      const event = await ask(
        helper,
        { verb: 'erase', task: randomUUID(), handle, choice: method, job },
        signal,
        onProgress,
      )
      if (event.event === 'erasure') return event.record
      if (event.event === 'refused') return { refused: event.reasons }
      throw new Error(`the disk helper answered ${event.event} to erase`)
    },
    close: async () => {
      closing.abort()
      const helper = await current
      if (helper === null || 'code' in helper) return
      helper.child.stdin.end()
      const kill = setTimeout(() => helper.child.kill('SIGKILL'), CLOSING_MS)
      await helper.ended
      clearTimeout(kill)
    },
  }
}
