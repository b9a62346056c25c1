// What the end of a log says of the run before this one: whether it came to its end, and which version it was.
import type { LogEvent, LogLine } from './event.ts'

/** What is to be told at a start, in this order. `before` are the last lines, the newest last. */
export const toldAtStart = (before: readonly LogLine[], version: string): readonly LogEvent[] => {
  const lastStart = before.findLastIndex(({ event }) => event === 'started')
  const last = before.at(-1)
  if (last === undefined) return []
  // A long run's beginning lies further back than is looked; starts that failed are no run.
  if (lastStart === -1 && before.some(({ event }) => event === 'not-started')) return []
  const ended = before.slice(Math.max(0, lastStart)).some(({ event }) => event === 'ended')
  const started = before[lastStart]
  return [
    ...(ended ? [] : [{ event: 'ended-badly-before', lastAt: last.at } as const]),
    ...(started?.event === 'started' && started.version !== version
      ? [{ event: 'other-version', before: started.version, now: version } as const]
      : []),
  ]
}
