// The disk helper: the one process of Établi that touches disks, with the rights to. It listens to the station on its
// standard input (disks/helper/protocol.ts), asks every guard itself whatever the station said, and ends with it: when
// its input closes, it stops what it runs and goes. Started by disks/helper/client.ts and by nobody else.
import type { DiskProgress } from '../domain/erasure/disk-job.ts'
import type { DiskHandle } from '../domain/erasure/station-disk.ts'
import { samplingPlan } from '../domain/erasure/read-back/sampling.ts'
import { type Reason, reason } from '../domain/words/reason.ts'
import { built } from './built.ts'
import { eraseDisk } from './disks/erasing/erase.ts'
import { replacementWatch } from './disks/helper/own-file.ts'
import {
  HelperEvent,
  HelperRequest,
  lineListener,
  OTHER_VERSION_EXIT,
  requestLengthAtMost,
  tasksAtMost,
} from './disks/helper/protocol.ts'
import { findReadable, type InventoryOptions, takeInventory } from './disks/listing/inventory.ts'
import { readBack } from './disks/reading/read-back.ts'

type Begun = InventoryOptions & { readonly tool: { readonly name: string; readonly version: string } }
type RequestOf<Verb extends HelperRequest['verb']> = HelperRequest & { readonly verb: Verb }
type Answer = { readonly [Name in HelperEvent['event']]: HelperEvent & { readonly event: Name } }[
  'inventory' | 'read-back' | 'erasure' | 'refused']

let begun: Begun | null = null
const running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>()
/** Attachments that are being worked on: one disk is never erased and read, or erased twice, at once. */
const taken = new Set<string>()

/** What the station would not understand is said to be a fault: it must not wait for an answer that it cannot read. */
const tell = (event: HelperEvent) => {
  const parsed = HelperEvent.safeParse(event)
  const task = 'task' in event ? event.task : null
  const said: HelperEvent = parsed.success
    ? parsed.data
    : { event: 'failed', task, message: `not fit to be told: ${parsed.error.message}`.slice(0, 2000) }
  process.stdout.write(`${JSON.stringify(said)}\n`)
}
const now = () => new Date()

/** Not more often than a screen asks. */
const PROGRESS_MS = 250
const progressTeller = (task: string) => {
  let last = -Infinity
  let phase: string | null = null
  return (progress: DiskProgress) => {
    if (performance.now() - last < PROGRESS_MS && phase === progress.phase) return
    last = performance.now()
    phase = progress.phase
    tell({ event: 'progress', task, progress })
  }
}

const refusal = (task: string, reasons: readonly Reason[]): Answer => ({
  event: 'refused',
  task,
  reasons: reasons.slice(0, 50),
})

const isReplaced = replacementWatch(import.meta.url)

const holdingAlone = async (task: string, { instance }: DiskHandle, work: () => Promise<Answer>): Promise<Answer> => {
  // What it would load now is of another version than itself.
  if (isReplaced()) return refusal(task, [reason('erase.other-version')])
  if (taken.has(instance)) return refusal(task, [reason('erase.at-work')])
  taken.add(instance)
  try {
    return await work()
  } finally {
    taken.delete(instance)
  }
}

const erase = async (
  request: RequestOf<'erase'>,
  { tool, ...options }: Begun,
  signal: AbortSignal,
): Promise<Answer> => {
  const { task } = request
  const onProgress = progressTeller(task)
  const ended = await eraseDisk(request, { options, tool, now, signal, onProgress })
  return 'refused' in ended ? refusal(task, ended.refused) : { event: 'erasure', task, record: ended }
}

const read = async (
  request: RequestOf<'read-back'>,
  { tool, ...options }: Begun,
  signal: AbortSignal,
): Promise<Answer> => {
  const { task, handle, plan, expectation, resume, countedFrom } = request
  const onProgress = progressTeller(task)
  const found = await findReadable(handle, { ...options, signal }).catch((fault: unknown) => {
    if (signal.aborted) return { refused: [reason('erase.cancelled')] }
    throw fault
  })
  if ('refused' in found) return refusal(task, found.refused)
  const { sizeBytes, sectorBytes } = found.medium
  const ended = await readBack(
    {
      found,
      plan:
        plan.mode === 'full'
          ? plan
          : { mode: 'sample', sampling: samplingPlan({ sizeBytes, sectorBytes, seed: plan.seed }) },
      expectation,
      tool,
      resume: resume ?? undefined,
      countedFrom,
    },
    {
      now,
      signal,
      onProgress: (progress) => {
        onProgress({ phase: 'reading-back', ...progress })
      },
    },
  )
  return 'refused' in ended ? refusal(task, ended.refused) : { event: 'read-back', task, record: ended }
}

const list = async (task: string, { tool: _tool, ...options }: Begun, signal: AbortSignal): Promise<Answer> => ({
  event: 'inventory',
  task,
  inventory: await takeInventory({ ...options, signal }),
})

const workOf = (request: RequestOf<'inventory' | 'read-back' | 'erase'>, options: Begun, signal: AbortSignal) => {
  switch (request.verb) {
    case 'inventory':
      return list(request.task, options, signal)
    case 'read-back':
      return holdingAlone(request.task, request.handle, () => read(request, options, signal))
    case 'erase':
      return holdingAlone(request.task, request.handle, () => erase(request, options, signal))
  }
}

const messageOf = (fault: unknown) =>
  (fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)).slice(0, 2000)

const begin = (request: RequestOf<'inventory' | 'read-back' | 'erase'>, options: Begun) => {
  const { task } = request
  const stop = new AbortController()
  const ended = workOf(request, options, stop.signal)
    .catch((fault: unknown): HelperEvent => ({ event: 'failed', task, message: messageOf(fault) }))
    .then((event) => {
      running.delete(task)
      tell(event)
    })
  running.set(task, { stop, ended })
}

const wrong = (message: string, task: string | null = null) => {
  tell({ event: 'failed', task, message })
}

const hear = (line: string) => {
  let said: unknown
  try {
    said = JSON.parse(line)
  } catch {
    wrong('not JSON')
    return
  }
  const parsed = HelperRequest.safeParse(said)
  if (!parsed.success) {
    // Its task, where it names one, must not wait for good.
    const task = typeof said === 'object' && said !== null && 'task' in said ? said.task : null
    const known = typeof task === 'string' && /^[0-9a-f-]{36}$/.test(task) && !running.has(task) ? task : null
    wrong(`not understood: ${parsed.error.message.slice(0, 500)}`, known)
    return
  }
  const request = parsed.data
  if (request.verb === 'cancel') {
    running.get(request.task)?.stop.abort()
    return
  }
  if (request.verb === 'begin') {
    if (begun !== null) {
      wrong('begun twice')
      return
    }
    const { dataFolder, testLoopDevices, version } = request
    if (built !== null && built.version !== version) process.exit(OTHER_VERSION_EXIT)
    begun = { dataFolder, testLoopDevices, tool: { name: 'etabli', version } }
    tell({ event: 'ready' })
    return
  }
  if (begun === null) wrong('not begun', request.task)
  else if (running.has(request.task)) wrong('this task is running')
  else if (running.size >= tasksAtMost)
    tell({ event: 'refused', task: request.task, reasons: [reason('erase.too-many')] })
  else begin(request, begun)
}

/** Longer than a program is given to end. */
const LAST_MS = 20_000
let isEnding = false
const end = () => {
  if (isEnding) return
  isEnding = true
  for (const { stop } of running.values()) stop.abort()
  setTimeout(() => process.exit(1), LAST_MS).unref()
  void Promise.all([...running.values()].map(({ ended }) => ended)).then(() => process.exit(0))
}

// Nobody listens any more: what is still to be said is said to nobody.
process.stdout.on('error', end)
// A Ctrl-C in the terminal is the station's, which then closes the input.
process.on('SIGINT', () => undefined)
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
process.stdin
  .setEncoding('utf8')
  .on('data', lineListener(requestLengthAtMost, hear, end))
  .on('end', end)
  .on('error', end)
