// Members of other tools' JSON: each is read on its own, so that one of an unexpected type is only itself missing.
import { z } from 'zod'
import { wasRead } from '../gaps.ts'
import { said } from '../placeholders.ts'

/** Numbers that many versions write as text. */
const Amount = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^\d{1,15}(\.\d{1,9})?$/)
    .transform(Number),
])
export const maybeAmount = Amount.optional().catch(undefined)

/** Texts that some versions write as numbers: a serial number of digits alone, a version. */
const Text = z.union([z.string(), z.number().transform(String)]).transform((text) => text.slice(0, 2000))
export const maybeWords = Text.optional().catch(undefined)

/** A record in which only its own members are looked up, whatever they are called. */
export const maybeRecord = z.record(z.string(), z.unknown()).catch({})

/** A text that means something, as a report writes it; null otherwise, placeholders included. */
export const saidOrNull = (text: string | null | undefined): string | null => {
  const reading = said(text)
  return wasRead(reading) ? reading.value : null
}
