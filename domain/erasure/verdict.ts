// What may be said of one disk (DESIGN: one verdict per disk), and whether it is enough for this workshop. `verified`
// needs evidence that was judged elsewhere; a settlement that only claims it yields no verdict at all.
import { z } from 'zod'
import type { ErasureMinimum } from '../station/station.ts'
import { DestructionTechnique, ErasureMethod } from './method.ts'
import type { Settlement } from './settlement.ts'

export const Verdict = z.discriminatedUnion('kind', [
  /** `witnessed`: this station read the disk back, and what it read holds. `log`: an imported log is whole; its origin is unproven. */
  z.strictObject({
    kind: z.literal('verified'),
    how: z.enum(['witnessed', 'log']),
    evidence: z.array(z.string()).min(1),
  }),
  z.strictObject({ kind: z.literal('declared'), method: ErasureMethod }),
  z.strictObject({ kind: z.literal('failed') }),
  z.strictObject({ kind: z.literal('destroyed'), technique: DestructionTechnique }),
  z.strictObject({ kind: z.literal('removed'), looseDiskId: z.uuid(), place: z.string() }),
  /** Not of this machine, and so no word on its data. */
  z.strictObject({ kind: z.literal('foreign') }),
])
export type Verdict = z.infer<typeof Verdict>

const assertNever = (value: never): never => {
  throw new Error(`no such outcome: ${JSON.stringify(value)}`)
}

/** What a settlement says once nothing speaks against it (settlement-doubts.ts). */
export const verdictOf = (settlement: Settlement): Verdict => {
  const { outcome } = settlement
  switch (outcome.kind) {
    case 'declared':
      return { kind: 'declared', method: outcome.method }
    case 'evidence':
      return { kind: 'verified', how: outcome.via, evidence: outcome.evidence }
    case 'destroyed':
      return { kind: 'destroyed', technique: outcome.technique }
    case 'removed':
      return { kind: 'removed', looseDiskId: outcome.looseDiskId, place: outcome.place }
    case 'failed':
      return { kind: 'failed' }
    case 'foreign':
      return { kind: 'foreign' }
    default:
      return assertNever(outcome)
  }
}

/** Whether a certificate may be issued with this verdict where the workshop accepts `minimum` and better. */
export const meetsMinimum = (verdict: Verdict, minimum: ErasureMinimum): boolean => {
  switch (verdict.kind) {
    case 'verified':
      return verdict.how === 'witnessed' || minimum !== 'witnessed'
    case 'declared':
      return minimum === 'declared'
    case 'failed':
      return false
    case 'destroyed':
    case 'removed':
    case 'foreign':
      return true
    default:
      return assertNever(verdict)
  }
}

/** A disk that no longer stands in the machine, by what was settled of it. */
export const isGone = (verdict: Verdict): boolean =>
  verdict.kind === 'destroyed' || verdict.kind === 'removed' || verdict.kind === 'foreign'
