// What may be said of a file that claims to be a document: what it is, whether it holds, and every check made with its
// outcome, for people and for programs.
import { z } from 'zod'
import { Reason } from '../words/reason.ts'
import { DocumentKind } from './document.ts'

export const Check = z.strictObject({
  /** What was checked, e.g. `proof`, `schema`, `consistency`. A key of the sentences. */
  name: z.string().max(60),
  outcome: z.enum(['holds', 'fails', 'not-checked']),
  reasons: z.array(Reason).max(100),
})
export type Check = z.infer<typeof Check>

export const Verification = z.strictObject({
  holds: z.boolean(),
  kind: z.union([DocumentKind, z.literal('hardware-report'), z.literal('unknown')]),
  number: z.string().nullable(),
  hash: z.string().nullable(),
  issuer: z.strictObject({ did: z.string(), name: z.string().nullable() }).nullable(),
  issuedAt: z.string().nullable(),
  checks: z.array(Check).max(50),
})
export type Verification = z.infer<typeof Verification>
