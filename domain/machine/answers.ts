// Opening an answer that should be JSON. Programs' JSON is not under our control: members appear, vanish and change type
// from version to version. So each member is read on its own, and one of an unexpected type is only itself missing.
import { z } from 'zod'
import type { Absence } from './hardware-report.ts'
import { missing, read, type Reading } from './gaps.ts'
import type { Answer, Corner } from './readings.ts'

export const whyMute = (source: Answer | Corner | undefined): Absence =>
  source === undefined ? 'not-asked' : source.state === 'mute' ? source.why : 'device-silent'

export const jsonOf = (answer: Answer | undefined): Reading<unknown> => {
  if (answer?.state !== 'said') return missing(whyMute(answer))
  try {
    return read(JSON.parse(answer.text) as unknown)
  } catch {
    return missing('malformed')
  }
}

/** A member that is read if it has the expected type and is `undefined` otherwise. */
export const maybe = <T extends z.ZodType>(type: T) => type.optional().catch(undefined)
export const maybeText = maybe(z.string())
export const maybeNumber = maybe(z.number())
export const maybeFlag = maybe(z.boolean())

/** The elements of a list that have the expected form; the others are dropped. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) =>
      all.flatMap((one): z.output<T>[] => {
        const parsed = item.safeParse(one)
        return parsed.success ? [parsed.data] : []
      }),
    )
