// Evidence about the plain disk of the laptop, as a station makes it and as files bring it; and that disk, attached.
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import { identityOf } from '../../domain/erasure/disk-identity.ts'
import { noRanges, withRanges } from '../../domain/erasure/read-back/ranges.ts'
import type { ReadBackRecord } from '../../domain/erasure/read-back/read-back.ts'
import type { StationDisk } from '../../domain/erasure/station-disk.ts'
import { plainDisk } from './laptop-report.ts'

const logs = import.meta.glob<string>('../fixtures/nwipe/*.log', { eager: true, query: '?raw', import: 'default' })

export const plainIdentity: DiskIdentity = identityOf(plainDisk)
const sizeBytes = plainDisk.sizeBytes ?? 0
const INSTANCE = '8:0 1 boot'

export const attachedDisk = (changes: Partial<StationDisk> = {}): StationDisk => ({
  handle: { identity: plainIdentity, instance: INSTANCE },
  name: 'sda',
  disk: plainDisk,
  refusals: [],
  attentions: [],
  ...changes,
})

/** All of the disk was read and is zero, a moment ago. */
export const readBackNow = (changes: Partial<ReadBackRecord> = {}): ReadBackRecord => ({
  kind: 'read-back',
  version: 1,
  tool: { name: 'etabli', version: '1.0.0' },
  medium: { kind: 'disk', identity: plainIdentity, sizeBytes, sectorBytes: 512, instance: INSTANCE },
  expectation: { kind: 'zero' },
  plan: { mode: 'full' },
  startedAt: new Date().toISOString(),
  endedAt: new Date().toISOString(),
  milliseconds: 1000,
  directness: 'direct',
  ended: 'complete',
  readTo: sizeBytes,
  bytesRead: sizeBytes,
  spoiled: noRanges(512),
  unreadable: noRanges(0),
  structures: [],
  entropy: null,
  speeds: [
    { address: 0, bytes: sizeBytes / 2, milliseconds: 1_400_000 },
    { address: sizeBytes / 2, bytes: sizeBytes / 2, milliseconds: 2_100_000 },
  ],
  ...changes,
})

/** One sector of it is not zero. */
export const spoiledReadBack = (): ReadBackRecord =>
  readBackNow({ spoiled: withRanges(noRanges(512), [{ start: 1_048_576, end: 1_049_088 }]) })

const pad = (value: number) => String(value).padStart(2, '0')
/** As nwipe writes a time: on the clock of the wall. */
const onTheWall = (at: Date) =>
  `${String(at.getFullYear())}/${pad(at.getMonth() + 1)}/${pad(at.getDate())} ${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`

/** A loop device has no serial; here it gets one, in both places where nwipe would print it. */
const withSerial = (log: string, serial: string) =>
  log
    .replace(/(Found \/dev\/loop0, .*S\/N=)$/gm, `$1${serial}`)
    .replace(/^([! ] +loop0 \|[^|]*\|[^|]*\/s \|.*\/)$/gm, `$1${serial}`)

/** A log that nwipe wrote, of a run that ended at this time instead, on a disk of this serial. */
export const logNow = (name: string, ended: Date, serial = ''): string => {
  const found = logs[`../fixtures/nwipe/${name}.log`]
  if (found === undefined) throw new Error(`There is no log ${name}`)
  const text = withSerial(found, serial)
  const stamps = [...text.matchAll(/\[(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\]/g)]
  const timeOf = ([, year, month, day, hour, minute, second]: RegExpMatchArray) =>
    new Date(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)).getTime()
  const last = Math.max(...stamps.map(timeOf))
  return text.replace(/\[\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\]/g, (stamp) => {
    const match = /\[(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\]/.exec(stamp)
    return match === null ? stamp : `[${onTheWall(new Date(timeOf(match) - last + ended.getTime()))}]`
  })
}
