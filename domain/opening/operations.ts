// The operations by which the window takes over a file that was given to Établi from outside: by a double click, on the
// command line, or to a second start.
import { z } from 'zod'
import { batchLimits } from '../batch/layout.ts'
import { Reason } from '../words/reason.ts'
import { FileKind } from './file-kind.ts'

const Nothing = z.strictObject({})

export const GivenFile = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(255),
  bytes: z.int().min(0).max(batchLimits.zipBytes),
  kind: FileKind,
})
export type GivenFile = z.infer<typeof GivenFile>

/** Read in pieces: a batch may be large. */
export const PIECE_BYTES = 1024 * 1024

export const openingOperations = {
  /** The file that waits longest, until it is done with. One that cannot be read is told of once. Asked every few seconds. */
  'opening.next': {
    input: Nothing,
    progress: null,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('file'), file: GivenFile }),
      z.strictObject({ kind: z.literal('unreadable'), name: z.string().max(255), reasons: z.array(Reason).max(10) }),
    ]),
  },
  /** Only what `opening.next` named is read, and never by a path. */
  'opening.read': {
    input: z.strictObject({ id: z.uuid(), offset: z.int().min(0) }),
    progress: null,
    output: z.strictObject({ base64: z.string() }),
  },
  'opening.done': { input: z.strictObject({ id: z.uuid() }), progress: null, output: Nothing },
} as const
