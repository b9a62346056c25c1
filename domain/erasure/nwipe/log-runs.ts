// Where one run of nwipe ends and the next begins, and which disks it worked on. nwipe appends to its log, and a run that
// was killed has no last line.
import type { LogLine, NwipeMessage } from './log-lines.ts'

export type Of<K extends NwipeMessage['kind']> = NwipeMessage & { readonly kind: K }
export type Told<K extends NwipeMessage['kind']> = LogLine & { readonly message: Of<K> }

export const told = <K extends NwipeMessage['kind']>(lines: readonly LogLine[], kind: K): readonly Told<K>[] =>
  lines.filter((line): line is Told<K> => line.message.kind === kind)

/** What nwipe prints before it names a disk: missing tools, USB bridges. After a run that was killed, it is the next one's. */
const isPreamble = ({ message, level }: LogLine) =>
  message.kind === 'other' && (level === 'debug' || level === 'info' || level === 'warning')

/** A run ends with nwipe's last word; one that was killed has none, and the next begins with its own disks or options. */
export const splitIntoRuns = (lines: readonly LogLine[]): readonly (readonly LogLine[])[] => {
  const runs: LogLine[][] = []
  let run: LogLine[] = []
  let hasOptions = false
  const close = () => {
    if (run.length > 0) runs.push(run)
    run = []
    hasOptions = false
  }
  for (const line of lines) {
    const { kind } = line.message
    if (hasOptions && (kind === 'found' || kind === 'options')) {
      const own = run.findLastIndex((each) => !isPreamble(each)) + 1
      const ofNext = run.splice(own)
      close()
      run = ofNext
    }
    if (kind === 'options') hasOptions = true
    run.push(line)
    if (kind === 'ended') close()
  }
  close()
  return runs
}

/** As the tables name a disk. */
export const nameOf = (device: string) => device.slice(device.lastIndexOf('/') + 1)

export const rowNamesOf = (run: readonly LogLine[]): ReadonlySet<string> =>
  new Set(
    [...told(run, 'error-row'), ...told(run, 'status-row'), ...told(run, 'coverage-row')].map(
      ({ message }) => message.name,
    ),
  )

/** Found and never chosen, a disk was not touched and is not part of the run. Chosen and never begun, it is in the tables. */
export const devicesOf = (run: readonly LogLine[]): readonly string[] => {
  const inTables = rowNamesOf(run)
  return [
    ...new Set([
      ...told(run, 'step').map(({ message }) => message.device),
      ...told(run, 'found')
        .map(({ message }) => message.device)
        .filter((device) => inTables.has(nameOf(device))),
    ]),
  ]
}
