// Reads what a plan names, compares it with what is expected, and keeps a record of bounded size. An error of the medium is
// an entry of the record, never the end of the reading. Knows neither threads nor where the medium is.
import { canBeRandom, entropyOf, roomForCounts } from '../../../domain/erasure/read-back/entropy.ts'
import { bytesIn, type ByteRange, type RangeList, withRanges } from '../../../domain/erasure/read-back/ranges.ts'
import {
  entropyBlockBytes,
  mostSpeedPoints,
  rangesToRead,
  type ReadBackRecord,
  repeatedBytes,
} from '../../../domain/erasure/read-back/read-back.ts'
import { structureRanges, structuresIn } from '../../../domain/erasure/read-back/structures.ts'
import { alignedBuffers, type Source } from './source.ts'

/** Bytes of one read, and how many reads wait at once: as fast as `dd bs=4M iflag=direct`, in 8 MiB of memory. */
const pieceBytes = 2 * 1024 * 1024
const readsInFlight = 4
/**
 * Where a read fails, it is read again in smaller steps down to the sector, so that what is unreadable is named and the
 * rest is still compared. Few steps: each failing read can take a hard disk half a minute.
 */
const stepsDown = [65_536, 4096]
/** Spoiled bytes with fewer good ones between them are one range. */
export const spoiledJoined = 512

export type ReadBackProgress = {
  /** Bytes done and planned, those of an earlier part that is continued included. */
  readonly bytesDone: number
  readonly bytesPlanned: number
  /** Over the last seconds. */
  readonly bytesPerSecond: number
  /** null until a speed is known. */
  readonly secondsLeft: number | null
  readonly spoiledBytes: number
  readonly unreadableBytes: number
}

export type Watch = {
  readonly isCancelled: () => boolean
  /** Called at most five times a second. */
  readonly onProgress: (progress: ReadBackProgress) => void
  /** Milliseconds, of a clock that never jumps. */
  readonly now: () => number
}

/** The planned ranges from `from` on, in pieces of one read. */
function* piecesOf(ranges: readonly ByteRange[], from: number): Generator<ByteRange, undefined> {
  for (const range of ranges) {
    for (let start = Math.max(range.start, from); start < range.end; start += pieceBytes) {
      yield { start, end: Math.min(range.end, start + pieceBytes) }
    }
  }
}

/** Every place where `got` differs from `expected`, as ranges of the medium, near ones as one; and how many bytes differ. */
const differences = (
  got: Buffer,
  expected: Buffer,
  phase: number,
  start: number,
  joined: number,
): { readonly found: readonly ByteRange[]; readonly bytes: number } => {
  if (got.compare(expected, phase, phase + got.length) === 0) return { found: [], bytes: 0 }
  const found: ByteRange[] = []
  let bytes = 0
  let from = -1
  let to = -1
  for (let block = 0; block < got.length; block += 4096) {
    const end = Math.min(got.length, block + 4096)
    if (got.compare(expected, phase + block, phase + end, block, end) === 0) continue
    for (let index = block; index < end; index++) {
      if (got[index] === expected[phase + index]) continue
      bytes++
      if (from === -1) from = index
      else if (index > to && index - to >= joined) {
        found.push({ start: start + from, end: start + to })
        from = index
      }
      to = index + 1
    }
  }
  if (from !== -1) found.push({ start: start + from, end: start + to })
  return { found, bytes }
}

type Outcome = { readonly ok: true; readonly bytes: number } | { readonly ok: false }

/** A read that failed is an outcome too. Not answered: a promise that rejects while nobody waits for it yet. */
const attempt = (source: Source, target: Buffer, address: number): Promise<Outcome> =>
  source.read(target, address).then(
    (bytes) => ({ ok: true, bytes }),
    () => ({ ok: false }),
  )

/**
 * Continues `record` (a new one, or one that was cancelled) to its end, or until it is cancelled or the medium is gone.
 * `endedAt` is left to the caller, who has a clock.
 */
export const readThrough = async (source: Source, record: ReadBackRecord, watch: Watch): Promise<ReadBackRecord> => {
  const { medium, expectation } = record
  const { sizeBytes, sectorBytes } = medium
  const ranges = rangesToRead(record.plan, sizeBytes)
  const bytesPlanned = bytesIn(ranges)
  const repeated = repeatedBytes(expectation)
  const expected = repeated === null ? null : Buffer.alloc(pieceBytes + repeated.length, repeated)
  const counts = roomForCounts()
  const buffers = alignedBuffers(readsInFlight, pieceBytes)

  let spoiled: RangeList = record.spoiled
  let unreadable: RangeList = record.unreadable
  let { readTo, bytesRead, structures } = record
  let blocks = record.entropy?.blocks ?? 0
  let entropySum = (record.entropy?.mean ?? 0) * blocks
  let entropyLeast = record.entropy?.least ?? 8
  let ended: ReadBackRecord['ended'] = 'complete'

  const speedStep = Math.ceil(sizeBytes / mostSpeedPoints)
  const speeds = new Map(record.speeds.map((point) => [Math.floor(point.address / speedStep), point]))
  const addSpeed = ({ start, end }: ByteRange, milliseconds: number) => {
    const index = Math.floor(start / speedStep)
    const point = speeds.get(index)
    speeds.set(index, {
      address: point?.address ?? start,
      bytes: (point?.bytes ?? 0) + end - start,
      milliseconds: (point?.milliseconds ?? 0) + milliseconds,
    })
  }

  const compare = (bytes: Buffer, start: number) => {
    bytesRead += bytes.length
    if (expected !== null && repeated !== null) {
      const { found, bytes: differing } = differences(bytes, expected, start % repeated.length, start, spoiled.joined)
      spoiled = withRanges(spoiled, found, differing)
      return
    }
    const structured: ByteRange[] = []
    for (let block = 0; block < bytes.length; block += entropyBlockBytes) {
      const end = Math.min(bytes.length, block + entropyBlockBytes)
      const entropy = entropyOf(bytes, block, end, counts)
      if (!canBeRandom(entropy, end - block)) structured.push({ start: start + block, end: start + end })
      // A shorter block has less entropy by its length alone, and would say nothing among the others.
      if (end - block < entropyBlockBytes) continue
      blocks++
      entropySum += entropy
      entropyLeast = Math.min(entropyLeast, entropy)
    }
    spoiled = withRanges(spoiled, structured)
  }

  /** Reads in smaller steps what did not come at once; false once there is nothing left to read from. */
  const narrow = async (range: ByteRange, buffer: Buffer, steps: readonly number[]): Promise<boolean> => {
    const step = steps[0] ?? sectorBytes
    for (let start = range.start; start < range.end; start += step) {
      if (watch.isCancelled() || !source.isThere()) return false
      const end = Math.min(range.end, start + step)
      const target = buffer.subarray(0, alignedLength(end - start))
      const outcome = await attempt(source, target, start)
      if (outcome.ok && outcome.bytes >= end - start) compare(target.subarray(0, end - start), start)
      else if (step > sectorBytes) {
        if (!(await narrow({ start, end }, buffer, steps.slice(1)))) return false
      } else unreadable = withRanges(unreadable, [{ start, end }])
    }
    return true
  }

  /** Direct reads are of whole sectors: an image that ends within one is asked for more than it has. */
  const alignedLength = (length: number) => Math.ceil(length / sectorBytes) * sectorBytes

  const findStructures = async (buffer: Buffer) => {
    const found: ReadBackRecord['structures'] = []
    for (const range of structureRanges(sizeBytes)) {
      const start = Math.floor(range.start / sectorBytes) * sectorBytes
      const target = buffer.subarray(0, alignedLength(range.end - start))
      const outcome = await attempt(source, target, start)
      // Both ends are in every plan: what cannot be read here will be listed.
      if (outcome.ok) found.push(...structuresIn({ start, bytes: target.subarray(0, outcome.bytes) }, sizeBytes))
    }
    return found
  }

  const begun = watch.now()
  let before = begun
  let toldAt = -Infinity
  const recent: { readonly at: number; readonly bytes: number }[] = [{ at: begun, bytes: bytesRead + unreadable.bytes }]
  const tell = (at: number) => {
    if (at - toldAt < 200) return
    toldAt = at
    const bytesDone = bytesRead + unreadable.bytes
    recent.push({ at, bytes: bytesDone })
    if (recent.length > 25) recent.shift()
    const first = recent[0]
    const bytesPerSecond =
      first === undefined || at <= first.at ? 0 : ((bytesDone - first.bytes) * 1000) / (at - first.at)
    watch.onProgress({
      bytesDone,
      bytesPlanned,
      bytesPerSecond,
      secondsLeft: bytesPerSecond > 0 ? (bytesPlanned - bytesDone) / bytesPerSecond : null,
      spoiledBytes: spoiled.bytes,
      unreadableBytes: unreadable.bytes,
    })
  }

  const [firstBuffer] = buffers
  if (readTo === 0 && firstBuffer !== undefined) structures = await findStructures(firstBuffer)

  const pieces = piecesOf(ranges, readTo)
  type Waiting = { readonly piece: ByteRange; readonly buffer: Buffer; readonly outcome: Promise<Outcome> }
  const waiting: Waiting[] = []
  const start = (buffer: Buffer) => {
    const { value: piece } = pieces.next()
    if (piece === undefined) return
    const target = buffer.subarray(0, alignedLength(piece.end - piece.start))
    waiting.push({ piece, buffer, outcome: attempt(source, target, piece.start) })
  }
  for (const buffer of buffers) start(buffer)

  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { piece, buffer } = next
    const outcome = await next.outcome
    if (watch.isCancelled()) {
      ended = 'cancelled'
      break
    }
    const length = piece.end - piece.start
    if (outcome.ok && outcome.bytes >= length) compare(buffer.subarray(0, length), piece.start)
    else {
      // Kept, so that a piece that is left in the middle is read again from its beginning.
      const kept = { spoiled, unreadable, bytesRead, blocks, entropySum, entropyLeast }
      if (
        !(await narrow(
          piece,
          buffer,
          stepsDown.filter((step) => step > sectorBytes),
        ))
      ) {
        ;({ spoiled, unreadable, bytesRead, blocks, entropySum, entropyLeast } = kept)
        ended = watch.isCancelled() ? 'cancelled' : 'medium-gone'
        break
      }
    }
    readTo = piece.end
    const at = watch.now()
    addSpeed(piece, at - before)
    before = at
    tell(at)
    start(buffer)
  }
  // The reads that are still under way write into the buffers.
  await Promise.all(waiting.map(({ outcome }) => outcome))

  return {
    ...record,
    directness: weaker(record, source),
    milliseconds: record.milliseconds + watch.now() - begun,
    ended,
    readTo,
    bytesRead,
    spoiled,
    unreadable,
    structures,
    entropy: blocks === 0 ? null : { blocks, least: entropyLeast, mean: Math.min(8, entropySum / blocks) },
    speeds: [...speeds.values()].sort((a, b) => a.address - b.address),
  }
}

/** A reading in two parts is as direct as the less direct one. */
const weaker = (record: ReadBackRecord, source: Source): ReadBackRecord['directness'] => {
  const order = ['direct', 'dropped', 'cached'] as const
  if (record.readTo === 0) return source.directness
  return order[Math.max(order.indexOf(record.directness), order.indexOf(source.directness))] ?? 'cached'
}
