// Where a machine stands in its checklist: how each step ended, who ended it, what decided itself, what is open, and what
// keeps a certificate from being issued. What a rule decides alone is decisions.ts' business.
import { z } from 'zod'
import type { MachineFile } from '../machine/machine-file.ts'
import { PersonCode } from '../station/station.ts'
import { reason, type Reason } from '../words/reason.ts'
import { decide, type Decision, type Findings } from './decisions.ts'
import type { Profile, Step } from './profile.ts'

const ended = { at: z.iso.datetime(), operator: PersonCode.nullable() }

export const StepResult = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('passed'), note: z.string().max(1000), ...ended }),
  z.strictObject({ outcome: z.literal('failed'), note: z.string().trim().min(1).max(1000), ...ended }),
  z.strictObject({ outcome: z.literal('not-applicable'), note: z.string().trim().min(1).max(1000), ...ended }),
  /** Left for later on purpose: it still has to be done. */
  z.strictObject({ outcome: z.literal('later'), note: z.string().max(1000), ...ended }),
])
export type StepResult = z.infer<typeof StepResult>

export type StepState =
  /** Decided by its rule, from the report, the disks or the grades: `reasons` say from what. */
  | {
      readonly state: 'passed' | 'failed' | 'not-applicable'
      readonly by: 'rule'
      readonly reasons: readonly Reason[]
    }
  /** A person's word; `reasons` are what the rule says, if it has something to say. */
  | {
      readonly state: 'passed' | 'failed' | 'not-applicable'
      readonly by: 'person'
      readonly result: StepResult
      readonly reasons: readonly Reason[]
    }
  | { readonly state: 'later'; readonly result: StepResult; readonly reasons: readonly Reason[] }
  /** Nobody has decided it; `reasons` are what its rule lacks or has found so far. */
  | { readonly state: 'open'; readonly reasons: readonly Reason[] }
  /** Cannot be done yet: `by` names the steps that come first. */
  | { readonly state: 'blocked'; readonly by: readonly string[]; readonly reasons: readonly Reason[] }

export type StepProgress = { readonly step: Step; readonly state: StepState }

export type Progress = {
  /** In the order of the profile, those of other equipment included as not applicable. */
  readonly steps: readonly StepProgress[]
  readonly totals: Readonly<Record<StepState['state'] | 'all' | 'ended', number>>
  /** What to do next: the first open step, then what was left for later. null: nothing is left, or nothing can be done. */
  readonly next: Step | null
  /** The failed step that stops all work, where there is one. */
  readonly stoppedBy: Step | null
  /** Why no certificate may be issued yet, as far as the checklist goes. */
  readonly blocking: readonly Reason[]
}

export type ProgressQuestion = Omit<Findings, 'machine'> & {
  readonly profile: Profile
  readonly machine: Findings['machine'] & Pick<MachineFile, 'checklist'>
}

const isEnded = ({ state }: StepState) => state === 'passed' || state === 'failed' || state === 'not-applicable'
const isPassed = ({ state }: StepState) => state === 'passed' || state === 'not-applicable'

const titleOf = ({ text }: Step) => ({ 'step-fr': text.fr.title, 'step-en': text.en.title })

/** Whoever erased is no second person for their own erasure. */
const isSecondPerson = (result: StepResult, { disks }: ProgressQuestion) =>
  result.operator !== null && disks.disks.every(({ settlement }) => settlement?.operator !== result.operator)

/** Whether a person's word may stand for this step. A rule that has the last word leaves only "failed" to a person. */
const mayStand = (step: Step, result: StepResult, question: ProgressQuestion): boolean => {
  switch (result.outcome) {
    case 'failed':
      return true
    case 'passed':
      return step.lastWord === 'person' && (step.decidedBy !== 'second-person' || isSecondPerson(result, question))
    case 'not-applicable':
      return step.lastWord === 'person' && step.mayBeNotApplicable
    case 'later':
      return false
  }
}

const byRule = ({ outcome, reasons }: Decision): StepState =>
  outcome === 'undecided' ? { state: 'open', reasons } : { state: outcome, by: 'rule', reasons }

const stateOf = (step: Step, question: ProgressQuestion): StepState => {
  const { machine } = question
  if (step.equipment !== null && !step.equipment.includes(machine.equipment))
    return { state: 'not-applicable', by: 'rule', reasons: [reason('checklist.not-this-equipment')] }
  const decision: Decision =
    step.decidedBy === null ? { outcome: 'undecided', reasons: [] } : decide(step.decidedBy, question)
  const result = Object.hasOwn(machine.checklist.results, step.id) ? machine.checklist.results[step.id] : undefined
  if (result === undefined) return byRule(decision)
  if (result.outcome !== 'later') {
    if (mayStand(step, result, question))
      return { state: result.outcome, by: 'person', result, reasons: decision.reasons }
    return step.decidedBy === 'second-person' && decision.outcome === 'undecided'
      ? { state: 'open', reasons: [...decision.reasons, reason('checklist.needs-another-person')] }
      : byRule(decision)
  }
  // What decided itself in the meantime is no longer left for later.
  return decision.outcome === 'undecided' ? { state: 'later', result, reasons: decision.reasons } : byRule(decision)
}

const issuingReason = ({ step, state }: StepProgress): Reason | null => {
  if (step.forIssuing === 'free' || isPassed(state)) return null
  if (state.state === 'failed') return step.forIssuing === 'end' ? null : reason('checklist.step-failed', titleOf(step))
  return state.state === 'later'
    ? reason('checklist.step-left-for-later', titleOf(step))
    : reason('checklist.step-open', titleOf(step))
}

/** Where a machine stands in a profile. Results of steps that the profile does not have are left alone and not counted. */
export const progressOf = (question: ProgressQuestion): Progress => {
  const alone = question.profile.steps.map((step): StepProgress => ({ step, state: stateOf(step, question) }))
  const stoppedBy = alone.find(({ step, state }) => step.stopsEverything && state.state === 'failed')?.step ?? null
  const steps = alone.map(({ step, state }): StepProgress => {
    if (isEnded(state)) return { step, state }
    if (stoppedBy !== null)
      return {
        step,
        state: { state: 'blocked', by: [stoppedBy.id], reasons: [reason('checklist.stopped', titleOf(stoppedBy))] },
      }
    const before = alone.filter((other) => step.requires.includes(other.step.id) && !isPassed(other.state))
    return before.length === 0
      ? { step, state }
      : {
          step,
          state: {
            state: 'blocked',
            by: before.map((other) => other.step.id),
            reasons: before.map((other) => reason('checklist.comes-after', titleOf(other.step))),
          },
        }
  })
  const count = (wanted: StepState['state']) => steps.filter(({ state }) => state.state === wanted).length
  const first = (wanted: StepState['state']) => steps.find(({ state }) => state.state === wanted)?.step ?? null
  return {
    steps,
    totals: {
      all: steps.length,
      ended: steps.filter(({ state }) => isEnded(state)).length,
      passed: count('passed'),
      failed: count('failed'),
      'not-applicable': count('not-applicable'),
      later: count('later'),
      open: count('open'),
      blocked: count('blocked'),
    },
    next: first('open') ?? first('later'),
    stoppedBy,
    blocking: steps.map(issuingReason).filter((why) => why !== null),
  }
}
