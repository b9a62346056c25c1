// The steps of dismantling in the order of work: what each asks of the person at the bench, for which equipment, after which
// answer, and which member of the dismantling file its answer is written to. How answers are written and taken back is
// work-order.ts' business; the sentences are work-sentences.ts'.
import type { EquipmentKind } from '../machine/equipment.ts'
import type { AnnexViiItem } from './annex-vii.ts'
import type { FractionKind } from './fractions.ts'
import type { Protection, Safety } from './sheet-file.ts'

/** done: an action. presence: yes or no. count: how many. weight: what the scale shows, or that there is none. */
export type Ask = 'done' | 'presence' | 'count' | 'weight'

export const STEP_KEYS = [
  ...(['gloves', 'glasses', 'shoes', 'sharp-edges', 'unplugged', 'cables-beside', 'cables-away'] as const),
  ...(['discharged', 'gross-weight', 'tube-screen', 'tube-stop', 'open'] as const),
  ...(['battery', 'battery-swollen', 'battery-stop', 'battery-isolated', 'battery-out', 'battery-weight'] as const),
  ...(['button-cell', 'button-cell-out', 'button-cell-weight', 'disks', 'disk'] as const),
  ...(['memory', 'memory-aside', 'charger', 'charger-aside'] as const),
  ...(['screen', 'screen-out', 'screen-led', 'screen-lamps', 'led-weight', 'lamp-weight'] as const),
  ...(['large-capacitor', 'large-capacitor-out', 'boards', 'boards-out', 'boards-weight', 'supply-weight'] as const),
  ...(['cables-weight', 'iron-weight', 'aluminium-weight', 'plastics-weight'] as const),
  ...(['toner', 'toner-out', 'marked-plastics', 'marked-plastics-out', 'old-capacitor', 'old-capacitor-stop'] as const),
  ...(['fibres', 'fibres-stop', 'cold-gas', 'cold-gas-stop', 'tidy'] as const),
] as const
export type StepKey = (typeof STEP_KEYS)[number]

export type StepRule = {
  readonly key: StepKey
  readonly ask: Ask
  readonly of: readonly EquipmentKind[]
  /** The answers that open it, all of them; without any it is always there. */
  readonly after?: readonly (readonly [StepKey, 'yes' | 'no'])[]
  /** Work stops here until a supervisor has come. */
  readonly stop?: true
  readonly protection?: Protection
  readonly safety?: Safety
  /** presence: whether the item is there. done: the item is out of the machine. */
  readonly annexVii?: AnnexViiItem
  /** Of a presence: the answer that means that the item is there; yes unless said. */
  readonly thereWhen?: 'no'
  /** Items that this answer excludes: without a screen there is no lamp behind one. */
  readonly excludes?: { readonly by: 'yes' | 'no'; readonly items: readonly AnnexViiItem[] }
  readonly fraction?: FractionKind
}

const everything: readonly EquipmentKind[] = [
  ...(['desktop', 'laptop', 'all-in-one', 'mini', 'server', 'tablet', 'monitor', 'other'] as const),
]
const but = (...left: readonly EquipmentKind[]) => everything.filter((kind) => !left.includes(kind))
const withBattery: readonly EquipmentKind[] = ['laptop', 'tablet', 'server', 'other']
const withScreen: readonly EquipmentKind[] = ['laptop', 'all-in-one', 'tablet', 'monitor', 'other']
const withTube: readonly EquipmentKind[] = ['monitor', 'other']
const withCharger: readonly EquipmentKind[] = ['laptop', 'tablet', 'mini']
const withSupply: readonly EquipmentKind[] = ['desktop', 'all-in-one', 'server', 'monitor', 'other']
const others: readonly EquipmentKind[] = ['other']

/**
 * Protection first, then what can hurt (current, edges, batteries), then what holds data, then what is kept, then the rest by
 * what annex VII asks for, and the scale last.
 */
export const STEP_RULES: readonly StepRule[] = [
  { key: 'gloves', ask: 'done', of: everything, protection: 'gloves' },
  { key: 'glasses', ask: 'done', of: everything, protection: 'glasses' },
  { key: 'shoes', ask: 'done', of: everything, protection: 'shoes' },
  { key: 'sharp-edges', ask: 'done', of: everything },
  { key: 'unplugged', ask: 'done', of: everything, safety: 'unplugged' },
  { key: 'cables-beside', ask: 'presence', of: everything, annexVii: 'external-cables' },
  { key: 'cables-away', ask: 'done', of: everything, after: [['cables-beside', 'yes']], annexVii: 'external-cables' },
  { key: 'discharged', ask: 'done', of: everything, safety: 'discharged' },
  { key: 'gross-weight', ask: 'weight', of: everything },
  {
    ...{ key: 'tube-screen', ask: 'presence', of: withTube, annexVii: 'crt' },
    excludes: { by: 'yes', items: ['lcd-screens', 'mercury-lamps'] },
  },
  { key: 'tube-stop', ask: 'done', of: withTube, after: [['tube-screen', 'yes']], stop: true, annexVii: 'crt' },
  { key: 'open', ask: 'done', of: everything },
  { key: 'battery', ask: 'presence', of: withBattery, annexVii: 'batteries', safety: 'battery-looked-at' },
  // Whether it is swollen decides who takes it out. It is looked at before a hand touches it.
  { key: 'battery-swollen', ask: 'presence', of: withBattery, after: [['battery', 'yes']] },
  { key: 'battery-stop', ask: 'done', of: withBattery, after: [['battery-swollen', 'yes']], stop: true },
  {
    ...{ key: 'battery-isolated', ask: 'done', of: withBattery, after: [['battery-swollen', 'yes']], stop: true },
    annexVii: 'batteries',
  },
  { key: 'battery-out', ask: 'done', of: withBattery, after: [['battery-swollen', 'no']], annexVii: 'batteries' },
  {
    ...{ key: 'battery-weight', ask: 'weight', of: withBattery, after: [['battery-swollen', 'no']] },
    fraction: 'lithium-batteries',
  },
  { key: 'button-cell', ask: 'presence', of: everything, annexVii: 'batteries', safety: 'battery-looked-at' },
  { key: 'button-cell-out', ask: 'done', of: everything, after: [['button-cell', 'yes']], annexVii: 'batteries' },
  {
    ...{ key: 'button-cell-weight', ask: 'weight', of: everything, after: [['button-cell', 'yes']] },
    fraction: 'button-cells',
  },
  { key: 'disks', ask: 'count', of: everything },
  // As many times as there are disks.
  { key: 'disk', ask: 'done', of: everything },
  { key: 'memory', ask: 'presence', of: but('monitor', 'tablet') },
  { key: 'memory-aside', ask: 'done', of: but('monitor', 'tablet'), after: [['memory', 'yes']] },
  { key: 'charger', ask: 'presence', of: withCharger },
  { key: 'charger-aside', ask: 'done', of: withCharger, after: [['charger', 'yes']] },
  {
    ...{ key: 'screen', ask: 'presence', of: withScreen, annexVii: 'lcd-screens' },
    excludes: { by: 'no', items: ['mercury-lamps'] },
  },
  { key: 'screen-out', ask: 'done', of: withScreen, after: [['screen', 'yes']], annexVii: 'lcd-screens' },
  // Who sees no such word takes the screen for one with lamps: the safer of the two.
  {
    ...{ key: 'screen-led', ask: 'presence', of: withScreen, after: [['screen', 'yes']] },
    ...{ annexVii: 'mercury-lamps', thereWhen: 'no' },
  },
  {
    ...{ key: 'screen-lamps', ask: 'done', of: withScreen, after: [['screen-led', 'no']] },
    annexVii: 'mercury-lamps',
  },
  { key: 'lamp-weight', ask: 'weight', of: withScreen, after: [['screen-led', 'no']], fraction: 'lamp-screens' },
  { key: 'led-weight', ask: 'weight', of: withScreen, after: [['screen-led', 'yes']], fraction: 'led-screens' },
  { key: 'large-capacitor', ask: 'presence', of: everything, annexVii: 'electrolytic-capacitors' },
  {
    ...{ key: 'large-capacitor-out', ask: 'done', of: everything, after: [['large-capacitor', 'yes']] },
    annexVii: 'electrolytic-capacitors',
  },
  { key: 'boards', ask: 'presence', of: everything, annexVii: 'circuit-boards' },
  { key: 'boards-out', ask: 'done', of: everything, after: [['boards', 'yes']], annexVii: 'circuit-boards' },
  { key: 'boards-weight', ask: 'weight', of: everything, after: [['boards', 'yes']], fraction: 'circuit-boards' },
  { key: 'toner', ask: 'presence', of: others, annexVii: 'toner' },
  { key: 'toner-out', ask: 'done', of: others, after: [['toner', 'yes']], annexVii: 'toner' },
  { key: 'marked-plastics', ask: 'presence', of: others, annexVii: 'brominated-plastics' },
  {
    ...{ key: 'marked-plastics-out', ask: 'done', of: others, after: [['marked-plastics', 'yes']] },
    annexVii: 'brominated-plastics',
  },
  { key: 'old-capacitor', ask: 'presence', of: others, annexVii: 'capacitors-pcb' },
  {
    ...{ key: 'old-capacitor-stop', ask: 'done', of: others, after: [['old-capacitor', 'yes']], stop: true },
    annexVii: 'capacitors-pcb',
  },
  { key: 'fibres', ask: 'presence', of: others, annexVii: 'asbestos-ceramic-fibres' },
  {
    ...{ key: 'fibres-stop', ask: 'done', of: others, after: [['fibres', 'yes']], stop: true },
    annexVii: 'asbestos-ceramic-fibres',
  },
  { key: 'cold-gas', ask: 'presence', of: others, annexVii: 'refrigerants' },
  {
    ...{ key: 'cold-gas-stop', ask: 'done', of: others, after: [['cold-gas', 'yes']], stop: true },
    annexVii: 'refrigerants',
  },
  { key: 'supply-weight', ask: 'weight', of: withSupply, fraction: 'power-supplies' },
  { key: 'cables-weight', ask: 'weight', of: everything, fraction: 'cables' },
  { key: 'iron-weight', ask: 'weight', of: but('tablet'), fraction: 'ferrous' },
  { key: 'aluminium-weight', ask: 'weight', of: everything, fraction: 'aluminium' },
  { key: 'plastics-weight', ask: 'weight', of: everything, fraction: 'plastics' },
  { key: 'tidy', ask: 'done', of: everything },
]

/** A loose disk has no dismantling file: its order of work stands on paper alone. */
const LOOSE_DISK_STEP_KEYS = ['number', 'serial', 'locked-box', 'supervisor'] as const
export type LooseDiskStepKey = (typeof LOOSE_DISK_STEP_KEYS)[number]

export type PaperStep = {
  readonly key: StepKey | LooseDiskStepKey
  readonly ask: Ask
  readonly stop: boolean
  /** The answer without which its line is passed over; printed further in, with this answer beside it. */
  readonly after: PaperCondition | null
}

export type PaperCondition =
  { readonly kind: 'answer'; readonly key: StepKey; readonly answer: 'yes' | 'no' } | { readonly kind: 'each-disk' }

/** The last answer of a rule says all: its question came up after the ones before. */
const conditionOf = ({ key, after }: StepRule): PaperCondition | null => {
  if (key === 'disk') return { kind: 'each-disk' }
  const [question, answer] = after?.at(-1) ?? []
  return question === undefined || answer === undefined ? null : { kind: 'answer', key: question, answer }
}

/** Every step that may come for a kind of equipment, in the order of work, as the worker's page prints it. */
export const paperStepsOf = (kind: EquipmentKind | 'loose-disk'): readonly PaperStep[] => {
  if (kind === 'loose-disk')
    return (['gloves', ...LOOSE_DISK_STEP_KEYS] as const).map((key) => ({
      key,
      ask: 'done',
      stop: key === 'supervisor',
      after: null,
    }))
  return STEP_RULES.filter(({ of }) => of.includes(kind)).map((rule) => ({
    key: rule.key,
    ask: rule.ask,
    stop: rule.stop === true,
    after: conditionOf(rule),
  }))
}
