// A thread that works as hard as it can: warms up, waits for the others, and tells how many rounds it did in each slice.
import { parentPort, workerData } from 'node:worker_threads'
import { newMix } from './mix-kernel.ts'

export type BenchTask = {
  /** One number: the threads wait while it is 0. */
  readonly gate: Int32Array
  readonly milliseconds: number
}

/** `at`: milliseconds since this thread began its work. */
export type Slice = { readonly at: number; readonly rounds: number; readonly milliseconds: number }
export type BenchMessage = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly slices: readonly Slice[] }

/** Shorter than what the system gives another program at a time: some slices are undisturbed on a busy machine too. */
const SLICE_MS = 5
/** Node translates the kernel well only after it has run for a while, and sets the better code in between two calls. */
const WARM_UP_MS = 400

const tell = (message: BenchMessage) => {
  parentPort?.postMessage(message)
}

const { gate, milliseconds } = workerData as BenchTask // given by measure-processor.ts alone
const mix = newMix()
let seed = 1
/** As many rounds as fill a slice here. */
let rounds = 100_000
for (const begun = performance.now(); performance.now() - begun < WARM_UP_MS;) {
  const at = performance.now()
  seed = mix(rounds, seed) | 1
  const took = performance.now() - at
  if (took > 0) rounds = Math.max(1000, Math.min(50_000_000, Math.round((rounds * SLICE_MS) / took)))
}
tell({ kind: 'ready' })
Atomics.wait(gate, 0, 0)

const slices: Slice[] = []
const begun = performance.now()
for (let at = begun; at - begun < milliseconds;) {
  // What came out goes in again, so that no round can be left out.
  seed = mix(rounds, seed) | 1
  const now = performance.now()
  slices.push({ at: at - begun, rounds, milliseconds: now - at })
  at = now
}
tell({ kind: 'done', slices })
