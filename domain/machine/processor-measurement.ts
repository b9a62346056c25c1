// How fast a processor was measured to be, and whether it slows itself down. The figures come from a fixed piece of work
// (electron/hardware/mix-kernel.ts); what follows from them is told here.
import { z } from 'zod'

const text = z.string().min(1).max(200)
const points = z.number().positive()

/**
 * A point is a million rounds of the kernel in a second. Points of one kernel compare across machines; they are nobody
 * else's unit, and mean nothing beside another benchmark's.
 */
export const ProcessorMeasurement = z
  .strictObject({
    kernel: z.enum(['etabli-mix-1']),
    /** What translated the kernel for the processor: "node 24.21.0, V8 13.6.233". */
    runtime: text,
    seconds: z.number().positive(),
    /** How many threads worked at once in the second part. */
    threads: z.int().min(1).max(65_536),
    singlePoints: points,
    allCoresPoints: points,
    /** The share of the time in which the threads really had the processor, from 0 to 1: the rest went to other programs. */
    undisturbed: z.number().min(0).max(1),
    /** All cores at once: the last second over the first. Below 1 the processor slowed down. */
    endOverStart: z.number().positive().nullable(),
    /** The cores' mean frequency in the last second over what they can reach. */
    frequencyOverMaximum: z.number().positive().nullable(),
    /** How often the kernel counted that a core was slowed down by heat, during the measurement. */
    heatEvents: z.int().min(0).nullable(),
    /** Our reading of the figures above; `null`: they do not tell. */
    throttled: z.boolean().nullable(),
  })
  .readonly()
export type ProcessorMeasurement = z.infer<typeof ProcessorMeasurement>

/** Below this, other programs were at work most of the time, and the points are only a floor. */
const LEAST_SHARE = 0.5
export const isUsable = ({ undisturbed }: Pick<ProcessorMeasurement, 'undisturbed'>): boolean =>
  undisturbed >= LEAST_SHARE

/** What slows a disturbed measurement down may be the other programs. */
const ALONE = 0.93
/** Short boosts end within seconds, on sound machines too: only more than that is throttling. */
const SLOWED_DOWN = 0.8
/** All cores at work run below the frequency that a single one reaches, but not at half of it. */
const LOW_FREQUENCY = 0.5

export const isThrottled = (
  figures: Pick<ProcessorMeasurement, 'undisturbed' | 'endOverStart' | 'frequencyOverMaximum' | 'heatEvents'>,
): boolean | null => {
  const { undisturbed, endOverStart, frequencyOverMaximum, heatEvents } = figures
  if (heatEvents !== null && heatEvents > 0) return true
  if (frequencyOverMaximum !== null && frequencyOverMaximum < LOW_FREQUENCY) return true
  if (endOverStart !== null && undisturbed >= ALONE) return endOverStart < SLOWED_DOWN
  return heatEvents !== null || frequencyOverMaximum !== null ? false : null
}
