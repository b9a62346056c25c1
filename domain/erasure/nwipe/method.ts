// nwipe's methods by the names that its logs give them: how many passes one round has, and which steps a run of it must
// show from beginning to end (method.c, nwipe_runmethod, unchanged in this from 0.32 to 0.42). Drive-internal methods
// (Secure Erase, Sanitize) are unknown here on purpose: such a log shows no byte, only that a command was sent.
import type { NwipeStep } from './log-lines.ts'

export type NwipeVerify = 'off' | 'last' | 'all'

export type NwipePlan = {
  readonly method: string
  readonly rounds: number
  readonly verify: NwipeVerify
  readonly blank: boolean
  readonly sizeBytes: number
}

const PASSES: Readonly<Record<string, number>> = {
  'Fill With Zeros': 1,
  'Fill With Ones': 1,
  'PRNG Stream': 1,
  'DoD Short': 3,
  'DoD 5220.22-M': 7,
  'Gutmann Wipe': 35,
  'RCMP TSSIT OPS-II': 8,
  'HMG IS5 Enhanced': 3,
  'Bruce Schneier 7-Pass': 7,
  'BMB21-2019': 6,
}
const OPS2 = 'RCMP TSSIT OPS-II'
const IS5 = 'HMG IS5 Enhanced'

/** More rounds than anybody asks for; a log that claims them is not worth the reading. */
export const roundsAtMost = 100

/** Passes of one round; null for a method that is not known to write the whole disk. */
export const passesOf = (method: string): number | null =>
  Object.hasOwn(PASSES, method) ? (PASSES[method] ?? null) : null

/** Methods whose last pass writes random data, or may: what can be looked for afterwards is structure, not a value. */
const ENDS_RANDOMLY: ReadonlySet<string> = new Set([
  'PRNG Stream',
  'DoD Short',
  'DoD 5220.22-M',
  'Gutmann Wipe',
  'HMG IS5 Enhanced',
  'Bruce Schneier 7-Pass',
])

/** Whether the disk holds random data in the end; OPS-II leaves it whatever was asked of blanking. */
export const leavesRandomData = (method: string, blank: boolean): boolean =>
  method === OPS2 || (!blank && ENDS_RANDOMLY.has(method))

/** "Verify Zeros (0x00)" and "Verify Ones  (0xFF)" only read, and yet end with `Erased`. */
export const onlyVerifies = (method: string): boolean => /^Verify (Zeros|Ones)\b/.test(method)

/** All steps of a run that went well, in their order. OPS-II leaves random data, whatever was asked of blanking. */
export const stepsOf = ({ method, rounds, verify, blank, sizeBytes }: NwipePlan): readonly NwipeStep[] => {
  const passes = passesOf(method)
  if (passes === null || rounds < 1 || rounds > roundsAtMost) return []
  const written: NwipeStep = { kind: 'written', bytes: sizeBytes }
  const read: NwipeStep = { kind: 'read', bytes: sizeBytes }
  const isLastWritten = (pass: number, round: number) =>
    !blank && method !== OPS2 && pass === passes && round === rounds
  const isVerified = (pass: number, round: number) =>
    verify === 'all' || (verify === 'last' && isLastWritten(pass, round)) || (method === IS5 && pass === passes)

  const steps: NwipeStep[] = [{ kind: 'invoked', method }]
  for (let round = 1; round <= rounds; round++) {
    steps.push({ kind: 'round-started', round, rounds })
    for (let pass = 1; pass <= passes; pass++) {
      const of = { pass, passes, round, rounds }
      steps.push({ kind: 'pass-started', ...of }, written)
      if (isVerified(pass, round)) steps.push({ kind: 'pass-verifying', ...of }, read, { kind: 'pass-verified', ...of })
      steps.push({ kind: 'pass-finished', ...of })
    }
    steps.push({ kind: 'round-finished', round, rounds, final: round === rounds })
  }
  if (method === OPS2) {
    steps.push({ kind: 'random-writing' }, written)
    if (verify !== 'off') steps.push({ kind: 'random-verifying' }, read, { kind: 'random-verified' })
  } else if (blank) {
    steps.push({ kind: 'blanking' }, written)
    if (verify !== 'off') steps.push({ kind: 'blank-verifying' }, read, { kind: 'blank-verified' })
    steps.push({ kind: 'blanked' })
  }
  return steps
}

const isSame = (one: NwipeStep, other: NwipeStep) =>
  Object.entries(one).every(([member, value]) => (other as Readonly<Record<string, unknown>>)[member] === value) &&
  Object.keys(one).length === Object.keys(other).length

/** Where the steps first depart from the plan's; null where they are the same to the last. */
export const departure = (
  steps: readonly NwipeStep[],
  expected: readonly NwipeStep[],
): { readonly index: number; readonly expected: NwipeStep | null; readonly found: NwipeStep | null } | null => {
  for (let index = 0; index < Math.max(steps.length, expected.length); index++) {
    const found = steps[index] ?? null
    const wanted = expected[index] ?? null
    if (found === null || wanted === null || !isSame(found, wanted)) return { index, expected: wanted, found }
  }
  return null
}
