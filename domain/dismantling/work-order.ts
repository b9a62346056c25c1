// The order of work on one machine: which steps stand before a person with the answers given so far, what an answer writes
// into the dismantling file, and how the last one is taken back. Which steps there are is work-steps.ts' business.
import type { EquipmentKind } from '../machine/equipment.ts'
import type { AnnexViiAnswer, AnnexViiItem } from './annex-vii.ts'
import type { DismantlingFile, StepDone } from './sheet-file.ts'
import { MAXIMUM_GRAMS } from './fractions.ts'
import { isPlausibleFraction, isPlausibleMachine } from './plausible-weights.ts'
import { STEP_RULES, type Ask, type StepKey, type StepRule } from './work-steps.ts'

export type WorkStep = {
  /** Under which it is marked as done: the key; for disks the key with a number. */
  readonly name: string
  readonly key: StepKey
  readonly ask: Ask
  readonly stop: boolean
  /** Of several alike (disks): which one, and of how many. */
  readonly number: number | null
  readonly of: number | null
  readonly answered: boolean
}

export type StepAnswer =
  /** `serial` is what a scanner read off the disk that is taken out. */
  | { readonly kind: 'done'; readonly serial?: string }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'weight'; readonly grams: number }
  /** Nothing of it lies on the scale. */
  | { readonly kind: 'none' }

/** What an answer needs from outside: the time, identities for what it puts in, and the place disks go to. */
export type Around = { readonly at: string; readonly newId: () => string; readonly lockedBox: string }

const MOST_DISKS = 64
type File = DismantlingFile

const markOf = (file: File, name: string): StepDone | undefined => file.steps[name]
const itemOf = (file: File, item: AnnexViiItem): AnnexViiAnswer | undefined => file.annexVii[item]
const fractionsOf = (file: File, { fraction }: StepRule) => file.fractions.filter(({ kind }) => kind === fraction)

const ruleOf = (key: StepKey): StepRule => {
  const rule = STEP_RULES.find((each) => each.key === key)
  if (rule === undefined) throw new RangeError(`No step ${key}`)
  return rule
}

/** Another question about the same item was asked of the person: its answer is not this one's. */
const askedOtherwise = (file: File, rule: StepRule) =>
  STEP_RULES.some(
    ({ key, ask, annexVii }) =>
      key !== rule.key && ask === 'presence' && annexVii === rule.annexVii && markOf(file, key) !== undefined,
  )

/** yes or no as the person said it, or as it stands in the file already; null where nobody has said. */
const said = (file: File, key: StepKey): 'yes' | 'no' | null => {
  const rule = ruleOf(key)
  const mark = markOf(file, key)
  if (mark !== undefined) return mark.yes === true ? 'yes' : 'no'
  const item = rule.annexVii === undefined || askedOtherwise(file, rule) ? undefined : itemOf(file, rule.annexVii)
  if (item === undefined) return null
  return item.present === (rule.thereWhen !== 'no') ? 'yes' : 'no'
}

/** Somebody has entered the same elsewhere (from paper, at the supervisor's screen): it is not asked again. */
const standsAlready = (file: File, rule: StepRule): boolean => {
  if (rule.protection !== undefined) return file.protection.includes(rule.protection)
  if (rule.ask === 'weight')
    return rule.fraction === undefined
      ? file.grossGrams !== null
      : fractionsOf(file, rule).some(({ grams }) => grams !== null)
  if (rule.ask === 'count') return file.mediaFound !== null
  if (rule.ask === 'presence') return said(file, rule.key) !== null
  if (rule.annexVii !== undefined) return itemOf(file, rule.annexVii)?.removed === true && !askedNow(file, rule)
  if (rule.safety !== undefined) return file.safety.includes(rule.safety)
  return false
}
/** The question before this step was answered here, so that what it opened is to be done here too. */
const askedNow = (file: File, { after = [] }: StepRule) => after.some(([key]) => markOf(file, key) !== undefined)

/** A battery that was out before anybody here looked for one is neither swollen nor to be weighed. */
const isOutAlready = (file: File, rule: StepRule) =>
  rule.key === 'battery-swollen' &&
  markOf(file, 'battery') === undefined &&
  markOf(file, 'battery-swollen') === undefined &&
  itemOf(file, 'batteries')?.removed === true

/** An answer opens what comes after it only while its own question is asked: without a screen nobody reads its label. */
const isOpen = (file: File, rule: StepRule): boolean =>
  (rule.after ?? []).every(([key, answer]) => said(file, key) === answer && isOpen(file, ruleOf(key))) &&
  !isOutAlready(file, rule)

const stepOf = (file: File, rule: StepRule): WorkStep => {
  const { key, ask } = rule
  const answered = markOf(file, key) !== undefined || standsAlready(file, rule)
  return { name: key, key, ask, stop: rule.stop === true, number: null, of: null, answered }
}

const diskSteps = (file: File, rule: StepRule): readonly WorkStep[] =>
  Array.from({ length: file.mediaFound ?? 0 }, (_, index) => ({
    ...stepOf(file, rule),
    name: `${rule.key}-${String(index + 1)}`,
    number: index + 1,
    of: file.mediaFound,
    // Whoever put it down, here or at another screen: as many disks were taken out as stand in the file.
    answered: file.media.length > index,
  }))

/** The steps of a machine as the answers so far have opened them, in the order of work. */
export const stepsOf = (kind: EquipmentKind, file: File): readonly WorkStep[] =>
  STEP_RULES.filter((rule) => rule.of.includes(kind) && isOpen(file, rule)).flatMap((rule) =>
    rule.key === 'disk' ? diskSteps(file, rule) : [stepOf(file, rule)],
  )

/** The step to do now; null when everything is done. */
export const nextStep = (kind: EquipmentKind, file: File): WorkStep | null =>
  stepsOf(kind, file).find(({ answered }) => !answered) ?? null

/** The last step that was done here, which `undo` takes back; null where there is none. */
export const lastDone = (kind: EquipmentKind, file: File): WorkStep | null =>
  stepsOf(kind, file).findLast(({ name }) => markOf(file, name) !== undefined) ?? null

const accepted: Readonly<Record<Ask, readonly StepAnswer['kind'][]>> = {
  done: ['done'],
  presence: ['yes', 'no'],
  count: ['count'],
  weight: ['weight', 'none'],
}
const isWithin = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most

export const accepts = (step: Pick<WorkStep, 'ask'>, answer: StepAnswer): boolean => {
  if (!accepted[step.ask].includes(answer.kind)) return false
  if (answer.kind === 'count') return isWithin(answer.count, 0, MOST_DISKS)
  return answer.kind !== 'weight' || isWithin(answer.grams, 1, MAXIMUM_GRAMS)
}

/** In `made`: not the fraction but its weight, or that of the whole machine. */
const weightOf = (fractionId: string) => `weight ${fractionId}`
const WHOLE_MACHINE = 'weight'

/** Whether such a thing usually weighs so much; what was weighed counts all the same. */
export const isPlausibleWeight = ({ key }: Pick<WorkStep, 'key'>, kind: EquipmentKind, grams: number): boolean => {
  const { fraction } = ruleOf(key)
  return fraction === undefined ? isPlausibleMachine(kind, grams) : isPlausibleFraction(fraction, grams)
}

const absent: AnnexViiAnswer = { present: false, removed: false, container: '' }

/** What the annex VII table says after the answer, and what it said before of every item that is touched. */
const annexViiAfter = (file: File, rule: StepRule, answer: StepAnswer) => {
  const after: Partial<Record<AnnexViiItem, AnnexViiAnswer>> = {}
  const put = (item: AnnexViiItem, value: Partial<AnnexViiAnswer>) => {
    after[item] = { ...absent, ...itemOf(file, item), ...value }
  }
  const { annexVii: item, excludes } = rule
  if (item !== undefined && rule.ask === 'presence') {
    const there = (answer.kind === 'yes') === (rule.thereWhen !== 'no')
    if (there) put(item, { present: true, removed: false })
    // A second question about batteries answered no leaves what the first has found.
    else if (!askedOtherwise(file, rule)) put(item, absent)
  }
  if (item !== undefined && rule.ask === 'done') put(item, { present: true, removed: true })
  if (excludes !== undefined && excludes.by === answer.kind) for (const each of excludes.items) put(each, absent)
  // The partial record has exactly the items that were put.
  const touched = Object.keys(after) as AnnexViiItem[]
  const was = Object.fromEntries(touched.map((each) => [each, itemOf(file, each) ?? null]))
  return { annexVii: { ...file.annexVii, ...after }, was }
}

/** The lists with what the answer adds to them, and the names of what was added. */
const listsAfter = (file: File, rule: StepRule, answer: StepAnswer, around: Around) => {
  const { protection, safety, fraction } = rule
  const made: string[] = []
  const lists = { protection: file.protection, safety: file.safety, media: file.media, fractions: file.fractions }
  if (protection !== undefined && !lists.protection.includes(protection)) {
    lists.protection = [...lists.protection, protection]
    made.push(protection)
  }
  if (safety !== undefined && !lists.safety.includes(safety)) {
    lists.safety = [...lists.safety, safety]
    made.push(safety)
  }
  if (rule.key === 'disk' && answer.kind === 'done') {
    const id = around.newId()
    const serial = (answer.serial ?? '').trim().slice(0, 120)
    lists.media = [...lists.media, { id, kind: null, model: '', serial, place: around.lockedBox, grams: null }]
    made.push(id)
  }
  if (fraction !== undefined && answer.kind === 'weight') {
    const { grams } = answer
    const waiting = fractionsOf(file, rule)[0]
    if (waiting === undefined) {
      const id = around.newId()
      const added = { id, kind: fraction, name: '', code: null, grams, container: '', outlet: '' }
      lists.fractions = [...lists.fractions, added]
      made.push(id)
    } else {
      lists.fractions = lists.fractions.map((each) => (each.id === waiting.id ? { ...each, grams } : each))
      made.push(weightOf(waiting.id))
    }
  }
  if (rule.key === 'gross-weight' && answer.kind === 'weight') made.push(WHOLE_MACHINE)
  return { lists, made }
}

/**
 * The file with the answer to a step. Throws RangeError for an answer that the step does not take (`accepts`) and for a step
 * that was answered already: that one is undone first.
 */
export const answer = (file: File, step: WorkStep, given: StepAnswer, around: Around): DismantlingFile => {
  if (step.answered || !accepts(step, given)) throw new RangeError(`Step ${step.name} takes no ${given.kind}`)
  const rule = ruleOf(step.key)
  const { annexVii, was } = annexViiAfter(file, rule, given)
  const { lists, made } = listsAfter(file, rule, given, around)
  const mark: StepDone = {
    at: around.at,
    ...(given.kind === 'yes' || given.kind === 'no' ? { yes: given.kind === 'yes' } : {}),
    ...(made.length > 0 ? { made } : {}),
    ...(Object.keys(was).length > 0 ? { was } : {}),
  }
  return {
    ...file,
    ...lists,
    annexVii,
    grossGrams: step.key === 'gross-weight' && given.kind === 'weight' ? given.grams : file.grossGrams,
    mediaFound: given.kind === 'count' ? given.count : file.mediaFound,
    steps: { ...file.steps, [step.name]: mark },
  }
}

const annexViiBefore = (file: File, was: NonNullable<StepDone['was']>): File['annexVii'] => {
  const entries = Object.entries({ ...file.annexVii, ...was }).filter(([, value]) => value !== null)
  // What is left after null is taken out are answers under the names of items.
  return Object.fromEntries(entries) as File['annexVii']
}

/** The file as it was before the last step done here; the same file where there is none. */
export const undo = (kind: EquipmentKind, file: File): DismantlingFile => {
  const last = lastDone(kind, file)
  const mark = last === null ? undefined : markOf(file, last.name)
  if (last === null || mark === undefined) return file
  const { [last.name]: _undone, ...steps } = file.steps
  const made = new Set(mark.made)
  const fractions = file.fractions.filter(({ id }) => !made.has(id))
  return {
    ...file,
    steps,
    protection: file.protection.filter((each) => !made.has(each)),
    safety: file.safety.filter((each) => !made.has(each)),
    media: file.media.filter(({ id }) => !made.has(id)),
    fractions: fractions.map((each) => (made.has(weightOf(each.id)) ? { ...each, grams: null } : each)),
    annexVii: mark.was === undefined ? file.annexVii : annexViiBefore(file, mark.was),
    grossGrams: made.has(WHOLE_MACHINE) ? null : file.grossGrams,
    mediaFound: last.ask === 'count' ? null : file.mediaFound,
  }
}

/** A worker has found a swollen battery in it: whoever comes near has to know. */
export const hasSwollenBattery = (file: Pick<File, 'steps'>): boolean => file.steps['battery-swollen']?.yes === true
