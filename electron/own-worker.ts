// Starting a thread of our own: from its file, or, in a program that is one single file, from the text that it carries.
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Set by the build of the probe: the code of each thread by its name. */
declare const ETABLI_WORKERS: Readonly<Record<string, string>> | undefined

/**
 * The thread of this name. `sources` and `built` say where its file is, seen from the module `here`: in the sources, and
 * in a build of several files.
 */
export const ownWorker = (
  name: 'read-back-worker' | 'bench-worker',
  { here, sources, built }: { readonly here: string; readonly sources: string; readonly built: string },
  options: WorkerOptions,
): Worker => {
  const carried = typeof ETABLI_WORKERS === 'undefined' ? undefined : ETABLI_WORKERS[name]
  return carried === undefined
    ? new Worker(new URL(here.endsWith('.ts') ? sources : built, here), options)
    : new Worker(new URL(`data:text/javascript;base64,${Buffer.from(carried).toString('base64')}`), options)
}
