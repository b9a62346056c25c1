// What is kept of the person a machine was handed to: a first name and an initial, or a code of the tiers-lieu's own. It lies
// outside the journal, encrypted under one random key a handover, and never on the slip.
import { z } from 'zod'

export const Recipient = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('name'),
    firstName: z.string().trim().min(1).max(40),
    initial: z.string().trim().min(1).max(2),
  }),
  z.strictObject({ kind: z.literal('code'), code: z.string().trim().min(1).max(20) }),
])
export type Recipient = z.infer<typeof Recipient>

/** Pairs of digits, as people write a telephone number, and a social-security number whole: between them whatever sign. */
const inPairs = /(?:\+33|0)\D?\d(?:\D?\d\d){4}/

/**
 * As long as a benefits number (7 digits), a telephone number (10) or a social-security number (13), however it is written. A file
 * number of the tiers-lieu's own, "2026-0117", is none.
 */
export const looksOfficial = (code: string): boolean =>
  /\d{7}/.test(code.replace(/[\s.]/g, '')) || inPairs.test(code) || code.replace(/\D/g, '').length >= 13
