// The operations of sending later: targets, the outbox and its rows.
import { z } from 'zod'
import { Sha256 } from '../documents/document.ts'
import { JournalHead } from '../journal/frame.ts'
import { PersonCode } from '../station/station.ts'
import { Reason } from '../words/reason.ts'
import { DeliveryTarget } from './target.ts'

const Appended = z.strictObject({ head: JournalHead })
const Nothing = z.strictObject({})

export const OutboxRow = z.strictObject({
  target: z.uuid(),
  item: Sha256,
  number: z.string().max(40),
  kind: z.string().max(60),
  issuedAt: z.string().max(40),
  state: z.enum(['waiting', 'sending', 'delivered', 'refused', 'given-up']),
  /** How much of a large one has gone out, 0 to 1; null while that is not known. */
  progress: z.number().min(0).max(1).nullable(),
  tries: z.int().min(0),
  /** Of the last try that failed. */
  lastError: z.array(Reason).max(20),
  lastTriedAt: z.iso.datetime().nullable(),
  /** When it is tried again by itself; null where nobody waits for a time. */
  nextAt: z.iso.datetime().nullable(),
  why: z.string().max(300),
})
export type OutboxRow = z.infer<typeof OutboxRow>

export const TargetState = z.strictObject({
  target: DeliveryTarget,
  hasSecret: z.boolean(),
  counts: z.strictObject({
    waiting: z.int().min(0),
    delivered: z.int().min(0),
    refused: z.int().min(0),
    givenUp: z.int().min(0),
  }),
  sending: z.boolean(),
  lastError: z.array(Reason).max(20),
  nextAt: z.iso.datetime().nullable(),
})
export type TargetState = z.infer<typeof TargetState>

const Rows = z.strictObject({ target: z.uuid(), items: z.array(Sha256).min(1).max(1000), operator: PersonCode })

export const deliveryOperations = {
  /** Under a confirmation `change-targets`. `secret`: a token or password; null leaves the one that is kept. */
  'targets.save': {
    input: z.strictObject({ target: DeliveryTarget, secret: z.string().max(4000).nullable(), confirmation: z.uuid() }),
    progress: null,
    output: Appended,
  },
  /** Tries the connection without sending anything that counts: what was found, in order. */
  'targets.test': {
    input: z.strictObject({ target: z.uuid() }),
    progress: null,
    output: z.strictObject({ works: z.boolean(), found: z.array(Reason).max(20) }),
  },
  'outbox.targets': { input: Nothing, progress: null, output: z.array(TargetState).max(100) },
  /** Of one target: what waits or needs a person first, newest first; at most 500. */
  'outbox.rows': { input: z.strictObject({ target: z.uuid() }), progress: null, output: z.array(OutboxRow).max(500) },
  /** Begins to send what waits; answers at once. */
  'outbox.send': { input: z.strictObject({ target: z.uuid() }), progress: null, output: Nothing },
  'outbox.stop': { input: z.strictObject({ target: z.uuid() }), progress: null, output: Nothing },
  'outbox.retry': { input: Rows, progress: null, output: Appended },
  'outbox.giveUp': {
    input: z.strictObject({ ...Rows.shape, why: z.string().trim().min(3).max(300) }),
    progress: null,
    output: Appended,
  },
} as const
