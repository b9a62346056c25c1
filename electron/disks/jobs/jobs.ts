// The jobs of the station: erasing and reading back, which go on whatever the window does. A job keeps its state here for
// whoever asks; what it leaves in the journal is the business of those who run it (disk-work.ts).
import { diskLabel, sharesName } from '../../../domain/erasure/disk-identity.ts'
import type { DiskJob, DiskProgress } from '../../../domain/erasure/disk-job.ts'
import { codesOf, type Note } from '../../../domain/log/event.ts'
import { reason, type Reason } from '../../../domain/words/reason.ts'
import { refuse } from '../../failure.ts'

export type JobEnd = Omit<NonNullable<DiskJob['ended']>, 'at'>

/** What a running job may tell and ask. */
export type JobRun = { readonly signal: AbortSignal; readonly onProgress: (progress: DiskProgress) => void }

/** Ended ones are kept for the screen that comes back to them. */
const endedKept = 50

export class DiskJobs {
  #jobs = new Map<string, { job: DiskJob; readonly stop: AbortController; done: Promise<void> }>()
  #now: () => Date
  #report: (fault: unknown) => void
  #held = new Set<Reason>()
  #note: Note

  constructor(options: { readonly now: () => Date; readonly report: (fault: unknown) => void; readonly note?: Note }) {
    this.#now = options.now
    this.#note = options.note ?? (() => undefined)
    this.#report = options.report
  }

  /** The newest first. */
  list(): DiskJob[] {
    return [...this.#jobs.values()].map(({ job }) => job).toReversed()
  }

  get running(): readonly DiskJob[] {
    return this.list().filter(({ ended }) => ended === null)
  }

  get(id: string): DiskJob {
    return this.#jobs.get(id)?.job ?? refuse(reason('disks.job-unknown'))
  }

  has(id: string): boolean {
    return this.#jobs.has(id)
  }

  /** Whether a job is at work on this disk, or on one that may be it. */
  isAtWorkOn(disk: DiskJob['disk']): boolean {
    return this.running.some((job) => sharesName(job.disk, disk))
  }

  /** No job may begin from now on, for this reason; what is answered takes that back. */
  hold(why: Reason): () => void {
    this.#held.add(why)
    return () => this.#held.delete(why)
  }

  /** Refuses a disk that another job is at work on, and any while the jobs are held. */
  requireFree(disk: DiskJob['disk']): void {
    const [held] = this.#held
    if (held !== undefined) refuse(held)
    const busy = this.isAtWorkOn(disk)
    if (busy) refuse(reason('disks.busy', { disk: diskLabel(disk) }))
  }

  /** Begins a job at once. `run` never stops the station: what it throws ends the job as `broke`. */
  begin(
    of: Omit<DiskJob, 'startedAt' | 'progress' | 'cancelling' | 'ended'>,
    run: (job: JobRun) => Promise<JobEnd>,
  ): DiskJob {
    if (this.#jobs.has(of.id)) throw new TypeError(`Job ${of.id} is known`)
    const stop = new AbortController()
    const job: DiskJob = {
      ...of,
      startedAt: this.#now().toISOString(),
      progress: null,
      cancelling: false,
      ended: null,
    }
    const held = { job, stop, done: Promise.resolve() }
    this.#jobs.set(of.id, held)
    const began = performance.now()
    this.#note({ event: 'disk-work-began', work: of.kind, gigabytes: Math.round((of.disk.sizeBytes ?? 0) / 1e9) })
    const end = (ended: JobEnd) => {
      this.#note({
        event: 'disk-work-ended',
        work: of.kind,
        outcome: ended.outcome,
        reasons: codesOf(ended.reasons),
        seconds: Math.round((performance.now() - began) / 1000),
      })
      held.job = { ...held.job, ended: { ...ended, at: this.#now().toISOString() } }
      this.#forgetOldest()
    }
    held.done = run({
      signal: stop.signal,
      onProgress: (progress) => {
        held.job = { ...held.job, progress }
      },
    }).then(end, (fault: unknown) => {
      this.#report(fault)
      end({ ...nothingLeft, outcome: 'broke', reasons: [reason('disks.job-broke', { disk: diskLabel(of.disk) })] })
    })
    return held.job
  }

  cancel(id: string): DiskJob {
    const held = this.#jobs.get(id) ?? refuse(reason('disks.job-unknown'))
    if (held.job.ended === null) {
      held.job = { ...held.job, cancelling: true }
      held.stop.abort()
    }
    return held.job
  }

  /** Resolves when every job has ended by itself. */
  async settled(): Promise<void> {
    while (this.running.length > 0) await Promise.all([...this.#jobs.values()].map(({ done }) => done))
  }

  /** Cancels every job and waits until each has said how it ended. */
  async close(): Promise<void> {
    for (const { id } of this.running) this.cancel(id)
    await Promise.all([...this.#jobs.values()].map(({ done }) => done))
  }

  #forgetOldest(): void {
    const ended = [...this.#jobs].filter(([, { job }]) => job.ended !== null)
    for (const [id] of ended.slice(0, Math.max(0, ended.length - endedKept))) this.#jobs.delete(id)
  }
}

/** What a job leaves that did not come to anything. */
export const nothingLeft: Omit<JobEnd, 'outcome' | 'reasons'> = {
  evidence: [],
  settlement: null,
  speeds: [],
  spoiled: [],
  unreadable: [],
}
