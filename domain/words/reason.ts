// A reason is what a rule answers when it refuses or doubts: a code and its figures, never a finished sentence.
// Sentences are made from it in the person's language, on screen, on paper and by the commands alike.
import { z } from 'zod'

export const Language = z.enum(['fr', 'en'])
export type Language = z.infer<typeof Language>

export const Reason = z.strictObject({
  /** Dotted, stable: `<room>.<what>`, e.g. `erasure.disk-unsettled`. A key of the sentences of that room. */
  code: z
    .string()
    .regex(/^[a-z-]+(\.[a-z0-9-]+)+$/)
    .max(120),
  params: z.record(z.string().max(60), z.union([z.string().max(1000), z.number()])),
})
export type Reason = z.infer<typeof Reason>

export const reason = (code: string, params: Reason['params'] = {}): Reason => ({ code, params })

/** Sentences of one room by language; `{name}` stands for a parameter. */
export type Sentences = Readonly<Record<Language, Readonly<Record<string, string>>>>
