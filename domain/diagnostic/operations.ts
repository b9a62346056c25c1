// The operations by which a person takes a diagnostic along: made and shown whole first, then written as it was shown.
import { z } from 'zod'
import { Language } from '../words/reason.ts'

const Count = z.int().min(0)

/** What only the window knows of itself. */
export const WindowFacts = z.strictObject({
  /** Of Chromium, its major version; null where the browser does not say it. */
  engine: Count.nullable(),
  width: Count,
  height: Count,
  /** Device pixels for one of the page's. */
  scale: z.number().min(0).max(100),
  state: z.enum(['starting', 'needs-set-up', 'ready', 'unreachable', 'already-open', 'storage-unusable', 'not-open']),
  storageTrouble: z
    .string()
    .max(40)
    .regex(/^[a-z-]+$/)
    .nullable(),
  /** Rows of the working data; null where it is not open. */
  rows: Count.nullable(),
  setAside: Count.nullable(),
  usedBytes: Count.nullable(),
  quotaBytes: Count.nullable(),
})
export type WindowFacts = z.infer<typeof WindowFacts>

export const MAXIMUM_DIAGNOSTIC_LENGTH = 2 * 1024 * 1024

export const Diagnostic = z.strictObject({
  fileName: z.string().regex(/^etabli-diagnostic-[A-Z0-9]{1,8}-\d{4}-\d{2}-\d{2}\.txt$/),
  text: z.string().max(MAXIMUM_DIAGNOSTIC_LENGTH),
  /** Of the text's UTF-8: names what was shown when it is written. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Diagnostic = z.infer<typeof Diagnostic>

export const diagnosticOperations = {
  /** Reads what can be read and changes nothing; works before set-up, and with a damaged journal. */
  'diagnostic.make': {
    input: z.strictObject({ language: Language, window: WindowFacts.nullable() }),
    progress: null,
    output: Diagnostic,
  },
  /** Onto a medium, the diagnostic that was made last and no other. */
  'diagnostic.write': {
    input: z.strictObject({ medium: z.string().min(1).max(4096), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    progress: null,
    output: z.strictObject({ fileName: z.string().max(255) }),
  },
} as const
