// A profile: the steps of the work on a machine, as data. A workshop may have its own; how far a machine has come in one
// is progress.ts' business.
import { z } from 'zod'
import { EquipmentKind } from '../machine/equipment.ts'

/** The rules that may decide a step by themselves (decisions.ts). */
export const DecisionRule = z.enum([
  'hardware-read',
  'disks-accounted',
  'disks-erased',
  'second-person',
  'disk-health',
  'webcam-present',
  'sound-present',
  'wifi-present',
  'battery-read',
  'grades-given',
  'system-recorded',
])
export type DecisionRule = z.infer<typeof DecisionRule>

const StepText = z.strictObject({ title: z.string().min(1).max(120), help: z.string().min(1).max(1000) })

export const Step = z.strictObject({
  /** Stable: results are kept under it. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  section: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  /** `look`: see, touch, listen; `do`: change something; `measure`: a tool or the report says; `decide`: a judgement. */
  kind: z.enum(['look', 'do', 'measure', 'decide']),
  text: z.strictObject({ fr: StepText, en: StepText }),
  /** The equipment it concerns; null: all. */
  equipment: z.array(EquipmentKind).min(1).nullable(),
  /** Steps that have to be passed (or not applicable) before this one can begin. */
  requires: z.array(z.string().max(60)).max(20),
  decidedBy: DecisionRule.nullable(),
  /** `rule`: no person may say better than the rule, nor instead of it. `person`: a person has the last word. */
  lastWord: z.enum(['rule', 'person']),
  /** A failure here stops all work on the machine until it is passed. */
  stopsEverything: z.boolean(),
  /** `pass`: passed or not applicable before issuing; `end`: a failure is allowed and becomes a reservation; `free`: may stay open. */
  forIssuing: z.enum(['pass', 'end', 'free']),
  mayBeNotApplicable: z.boolean(),
})
export type Step = z.infer<typeof Step>

const hasNoTwice = (ids: readonly string[]) => new Set(ids).size === ids.length

export const Profile = z
  .strictObject({
    kind: z.literal('profile'),
    id: z.string().min(1).max(60),
    version: z.int().min(1),
    name: z.strictObject({ fr: z.string().min(1).max(120), en: z.string().min(1).max(120) }),
    /** In the order in which the work goes. */
    sections: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
          title: z.strictObject({ fr: z.string().min(1).max(120), en: z.string().min(1).max(120) }),
        }),
      )
      .min(1)
      .max(50),
    steps: z.array(Step).min(1).max(200),
  })
  .refine(({ steps }) => hasNoTwice(steps.map(({ id }) => id)), { error: 'two steps have one id' })
  .refine(({ sections }) => hasNoTwice(sections.map(({ id }) => id)), { error: 'two sections have one id' })
  .refine(({ sections, steps }) => steps.every((step) => sections.some(({ id }) => id === step.section)), {
    error: 'a step is in no section',
  })
  .refine(
    ({ steps }) =>
      steps.every(
        ({ requires }, position) =>
          requires.every((required) => steps.findIndex(({ id }) => id === required) < position) &&
          requires.every((required) => steps.some(({ id }) => id === required)),
      ),
    { error: 'a step requires one that does not come before it' },
  )
  .refine(({ steps }) => steps.every(({ decidedBy, lastWord }) => decidedBy !== null || lastWord === 'person'), {
    error: 'a step without a rule leaves the last word to one',
  })
export type Profile = z.infer<typeof Profile>
