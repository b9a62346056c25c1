// A short look at a disk, for reading only: what announces itself at its ends, what lies at places spread evenly over it,
// and how fast it is read. A process of its own makes it (`probe --look`): a disk that hangs then holds nothing but that.
import { realpath, stat } from 'node:fs/promises'
import type { DiskLook } from '../../domain/machine/disk-look.ts'
import type { DiskSpeed, LookedPlaces } from '../../domain/machine/disk-look-figures.ts'
import { canBeRandom, entropyOf, roomForCounts } from '../../domain/erasure/read-back/entropy.ts'
import { structureRanges, structuresIn } from '../../domain/erasure/read-back/structures.ts'
import { numbersOf } from '../disks/kernel/device-numbers.ts'
import { textOf } from '../disks/kernel/files.ts'
import { alignedBuffers, openSource, type Source } from '../disks/reading/source.ts'

const PLACES = 64
const PLACE_BYTES = 64 * 1024
const BLOCK_BYTES = 4096
/** Enough for a hard disk; what is slower is looked at in fewer places. */
const PLACES_LIMIT_MS = 2500

const SPEED_PLACES = 4
const SPEED_PIECE_BYTES = 2 * 1024 * 1024
/** The first piece of each place pays for the way there, and is not counted. */
const SPEED_PIECES = 6
const SPEED_LIMIT_MS = 2500

type Disk = { readonly source: Source; readonly sizeBytes: number; readonly sectorBytes: number }

/** Numbers from 0 to 2^n − 1 in an order in which any beginning is spread over all of them. */
const spread = (count: number): readonly number[] => {
  const bits = Math.log2(count)
  return Array.from({ length: count }, (_, index) =>
    Number.parseInt(index.toString(2).padStart(bits, '0').split('').reverse().join(''), 2),
  )
}

const aligned = (address: number) => Math.floor(address / BLOCK_BYTES) * BLOCK_BYTES

const structuresOf = async ({ source, sizeBytes, sectorBytes }: Disk): Promise<readonly string[]> => {
  const found = new Set<string>()
  for (const range of structureRanges(sizeBytes)) {
    const start = Math.floor(range.start / sectorBytes) * sectorBytes
    const length = Math.ceil((range.end - start) / sectorBytes) * sectorBytes
    const [buffer] = alignedBuffers(1, length)
    if (buffer === undefined) continue
    const bytes = await source.read(buffer, start).catch(() => 0)
    for (const { name } of structuresIn({ start, bytes: buffer.subarray(0, bytes) }, sizeBytes)) found.add(name)
  }
  return [...found].sort()
}

const contentOf = (bytes: Buffer, counts: Uint16Array): 'blank' | 'random' | 'filled' => {
  let isBlank = true
  for (let start = 0; start < bytes.length; start += BLOCK_BYTES) {
    const block = bytes.subarray(start, start + BLOCK_BYTES)
    if (block.every((byte) => byte === block[0])) continue
    isBlank = false
    if (!canBeRandom(entropyOf(block, 0, block.length, counts), block.length)) return 'filled'
  }
  return isBlank ? 'blank' : 'random'
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

const placesOf = async ({ source, sizeBytes }: Disk) => {
  const counts = roomForCounts()
  const places = { read: 0, blank: 0, random: 0, filled: 0, unreadable: 0 }
  const waits: number[] = []
  const [buffer] = alignedBuffers(1, PLACE_BYTES)
  const begun = performance.now()
  for (const place of spread(PLACES)) {
    if (buffer === undefined || performance.now() - begun > PLACES_LIMIT_MS) break
    const address = aligned(((place + 0.5) * sizeBytes) / PLACES)
    const at = performance.now()
    const bytes = await source.read(buffer, address).catch(() => null)
    waits.push(performance.now() - at)
    if (bytes === null) places.unreadable++
    else if (bytes > 0) {
      places.read++
      places[contentOf(buffer.subarray(0, bytes), counts)]++
    }
  }
  return { places: places satisfies LookedPlaces, accessMilliseconds: median(waits) }
}

const speedOf = async ({ source, sizeBytes }: Disk, accessMilliseconds: number): Promise<DiskSpeed | null> => {
  const [buffer] = alignedBuffers(1, SPEED_PIECE_BYTES)
  if (buffer === undefined || sizeBytes < SPEED_PLACES * SPEED_PIECES * SPEED_PIECE_BYTES) return null
  const begun = performance.now()
  const speeds: number[] = []
  let [allBytes, allMilliseconds] = [0, 0]
  for (let place = 0; place < SPEED_PLACES; place++) {
    if (performance.now() - begun > SPEED_LIMIT_MS) break
    const room = sizeBytes - SPEED_PIECES * SPEED_PIECE_BYTES
    const start = aligned((place * room) / (SPEED_PLACES - 1))
    let [bytes, milliseconds] = [0, 0]
    for (let piece = 0; piece < SPEED_PIECES; piece++) {
      const at = performance.now()
      const got = await source.read(buffer, start + piece * SPEED_PIECE_BYTES).catch(() => 0)
      if (piece === 0) continue
      bytes += got
      milliseconds += performance.now() - at
    }
    if (bytes === 0 || milliseconds === 0) continue
    speeds.push((bytes * 1000) / milliseconds)
    allBytes += bytes
    allMilliseconds += milliseconds
  }
  if (speeds.length === 0) return null
  return {
    bytesPerSecond: Math.round((allBytes * 1000) / allMilliseconds),
    slowestBytesPerSecond: Math.round(Math.min(...speeds)),
    accessMilliseconds: Math.round(accessMilliseconds * 100) / 100,
    direct: source.directness === 'direct',
  }
}

/** Rejects with the system's error where the disk cannot be opened. */
export const lookAtDisk = async (path: string): Promise<DiskLook> => {
  const stats = await stat(path, { bigint: true })
  if (!stats.isBlockDevice()) throw Object.assign(new Error(`${path} is no disk`), { code: 'ENOTBLK' })
  const kernel = await realpath(`/sys/dev/block/${numbersOf(stats.rdev)}`)
  const sizeBytes = Number((await textOf(`${kernel}/size`)) ?? 0) * 512 // in 512 bytes, whatever the sector is
  const sectorBytes = Number((await textOf(`${kernel}/queue/logical_block_size`)) ?? 512)
  if (!(sizeBytes > 0)) throw Object.assign(new Error(`${path} is empty`), { code: 'ENOMEDIUM' })
  const source = await openSource(path, sectorBytes, kernel)
  try {
    const disk = { source, sizeBytes, sectorBytes }
    const structures = await structuresOf(disk)
    const { places, accessMilliseconds } = await placesOf(disk)
    return {
      kind: 'disk-look',
      version: 1,
      structures,
      places,
      speed: await speedOf(disk, accessMilliseconds),
    }
  } finally {
    source.close()
  }
}
