// How fast a long piece of work goes and how long it still takes, from how far it was at which moment.
import type { DiskProgress } from '../../../domain/erasure/disk-job.ts'

/** The speed is that of the last seconds: a disk slows down towards its end. */
const WINDOW_MS = 10_000

/** Answers how the work stands; `now` in milliseconds of a clock that never jumps. */
export const paceOf = (phase: DiskProgress['phase'], now: () => number) => {
  let seen: { readonly at: number; readonly done: number }[] = []
  return (bytesDone: number, bytesPlanned: number | null, secondsLeft: number | null = null): DiskProgress => {
    const at = now()
    seen = [...seen.filter((each) => at - each.at <= WINDOW_MS), { at, done: bytesDone }]
    const first = seen[0] ?? { at, done: bytesDone }
    const seconds = (at - first.at) / 1000
    const bytesPerSecond = seconds > 0 ? Math.max(0, (bytesDone - first.done) / seconds) : 0
    const left =
      bytesPlanned === null || bytesPerSecond === 0 ? null : Math.max(0, bytesPlanned - bytesDone) / bytesPerSecond
    return {
      phase,
      bytesDone,
      bytesPlanned,
      bytesPerSecond,
      secondsLeft: secondsLeft ?? left,
      spoiledBytes: 0,
      unreadableBytes: 0,
    }
  }
}
