// Measures the processor: one thread, then one on each, with what the kernel says of frequency and heat meanwhile. Takes some
// seven seconds, writes nothing, and needs no root.
import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { isThrottled, type ProcessorMeasurement } from '../../domain/machine/processor-measurement.ts'
import { namesIn, textOf } from '../disks/kernel/files.ts'
import { ownWorker } from '../own-worker.ts'
import type { BenchMessage, BenchTask, Slice } from './bench-worker.ts'
import { KERNEL } from './mix-kernel.ts'

const SINGLE_MS = 2500
const ALL_MS = 4000
/** At the beginning and the end of the second part. */
const COMPARED_MS = 1000
const LOOK_AT_FREQUENCY_EVERY_MS = 250

const file = { here: import.meta.url, sources: './bench-worker.ts', built: './bench-worker.mjs' }

const CPUS = '/sys/devices/system/cpu'
const cpuFolders = async (): Promise<readonly string[]> =>
  ((await namesIn(CPUS)) ?? []).filter((name) => /^cpu\d+$/.test(name)).map((name) => `${CPUS}/${name}`)

const numberIn = async (path: string): Promise<number | null> => {
  const text = await textOf(path)
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

const known = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null)
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

/** The package's counter is seen at each of its cores: only whether it rises matters. */
const heatCount = async (cpus: readonly string[]): Promise<number | null> => {
  const counters = cpus.flatMap((cpu) =>
    ['core_throttle_count', 'package_throttle_count'].map((name) => numberIn(`${cpu}/thermal_throttle/${name}`)),
  )
  const counts = known(await Promise.all(counters))
  return counts.length === 0 ? null : sum(counts)
}

const frequencyNow = async (cpus: readonly string[]): Promise<number | null> => {
  const ratios = await Promise.all(
    cpus.map(async (cpu) => {
      const [now, most] = await Promise.all(
        ['scaling_cur_freq', 'cpuinfo_max_freq'].map((name) => numberIn(`${cpu}/cpufreq/${name}`)),
      )
      return now == null || most == null || most === 0 ? null : now / most
    }),
  )
  const all = known(ratios)
  return all.length === 0 ? null : sum(all) / all.length
}

const messageOf = <Kind extends BenchMessage['kind']>(worker: Worker, kind: Kind) =>
  new Promise<Extract<BenchMessage, { kind: Kind }>>((resolve, reject) => {
    worker.on('message', (message: BenchMessage) => {
      if (message.kind === kind) resolve(message as Extract<BenchMessage, { kind: Kind }>) // just compared
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      reject(new Error('a measuring thread ended'))
    })
  })

/** Runs so many threads at once; answers the slices of each. `meanwhile` is called until they are done. */
const runThreads = async (threads: number, milliseconds: number, meanwhile?: (at: number) => Promise<void>) => {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const task: BenchTask = { gate, milliseconds }
  const workers = Array.from({ length: threads }, () => ownWorker('bench-worker', file, { workerData: task }))
  try {
    const done = Promise.all(workers.map((worker) => messageOf(worker, 'done')))
    await Promise.race([Promise.all(workers.map((worker) => messageOf(worker, 'ready'))), done])
    Atomics.store(gate, 0, 1)
    Atomics.notify(gate, 0)
    const begun = performance.now()
    const usedBefore = process.cpuUsage()
    const watch =
      meanwhile === undefined
        ? null
        : setInterval(() => {
            void meanwhile(performance.now() - begun)
          }, LOOK_AT_FREQUENCY_EVERY_MS)
    try {
      const slices = (await done).map((each) => each.slices)
      const { user, system } = process.cpuUsage(usedBefore)
      const had = (user + system) / 1000 / (threads * (performance.now() - begun))
      return { slices, undisturbed: Math.min(1, had) }
    } finally {
      if (watch !== null) clearInterval(watch)
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

/** In points: million rounds in a second. */
const pointsOf = ({ rounds, milliseconds }: Slice) => rounds / milliseconds / 1000

const quantile = (values: readonly number[], part: number): number => {
  const inOrder = values.toSorted((one, other) => one - other)
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * part))] ?? 0
}

/** What nine slices of ten do not surpass: its speed where nothing else gets in its way for a moment. */
const score = (slices: readonly Slice[]) => quantile(slices.map(pointsOf), 0.9)

/** By the same measure at both ends: a program that disturbs one of them is no heat. */
const endOverStartOf = (threads: readonly (readonly Slice[])[]): number | null => {
  const ratios = threads.map((slices) => {
    const end = slices.at(-1)?.at ?? 0
    return (
      score(slices.filter(({ at }) => at >= end - COMPARED_MS)) / score(slices.filter(({ at }) => at <= COMPARED_MS))
    )
  })
  const mean = sum(ratios) / ratios.length
  return Number.isFinite(mean) && mean > 0 ? mean : null
}

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

export const measureProcessor = async (): Promise<ProcessorMeasurement> => {
  const begun = performance.now()
  const cpus = process.platform === 'linux' ? await cpuFolders() : []
  const threads = availableParallelism()
  const heatBefore = await heatCount(cpus)
  const one = await runThreads(1, SINGLE_MS)
  let frequency: number | null = null
  const all = await runThreads(threads, ALL_MS, async (at) => {
    if (at < ALL_MS - COMPARED_MS || at > ALL_MS - LOOK_AT_FREQUENCY_EVERY_MS) return
    frequency = await frequencyNow(cpus)
  })
  const heatAfter = await heatCount(cpus)

  const endOverStart = endOverStartOf(all.slices)
  const figures = {
    undisturbed: rounded(Math.min(one.undisturbed, all.undisturbed), 3),
    endOverStart: endOverStart === null ? null : rounded(endOverStart, 3),
    frequencyOverMaximum: frequency === null ? null : rounded(frequency, 3),
    heatEvents: heatBefore === null || heatAfter === null ? null : Math.max(0, heatAfter - heatBefore),
  }
  return {
    kernel: KERNEL,
    runtime: `node ${process.versions.node}, V8 ${process.versions.v8}`,
    seconds: rounded((performance.now() - begun) / 1000, 1),
    threads,
    singlePoints: rounded(sum(one.slices.map(score)), 1),
    allCoresPoints: rounded(sum(all.slices.map(score)), 1),
    ...figures,
    throttled: isThrottled(figures),
  }
}
