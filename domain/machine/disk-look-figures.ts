// The figures of a look at a disk: what was in the places that were read, and how fast they came.
import { z } from 'zod'

const count = z.int().min(0)

/**
 * The reads of a look by what was in them. `blank`: one byte value, over and over. `random`: nothing but what can be
 * random, so encrypted, compressed, or overwritten at random. `filled`: anything else.
 */
export const LookedPlaces = z
  .strictObject({
    read: count.max(100_000),
    blank: count.max(100_000),
    random: count.max(100_000),
    filled: count.max(100_000),
    unreadable: count.max(100_000),
  })
  .readonly()
export type LookedPlaces = z.infer<typeof LookedPlaces>

/** Speeds are in bytes per second, and count the transfer alone; `accessMilliseconds` is the way to another place. */
export const DiskSpeed = z
  .strictObject({
    bytesPerSecond: z.number().positive(),
    /** Of the slowest place: a disk that fails is slow somewhere. */
    slowestBytesPerSecond: z.number().positive(),
    /** The median time of a small read somewhere else on the disk: 10 to 20 on a hard disk, under 1 on flash. */
    accessMilliseconds: z.number().min(0),
    /** False where the system's cache could not be passed by: the figures then flatter. */
    direct: z.boolean(),
  })
  .readonly()
export type DiskSpeed = z.infer<typeof DiskSpeed>
