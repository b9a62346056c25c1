// What speaks against a sheet in its answers to annex VII: a question left open, a hazardous thing that is present and still
// in the machine. A screen that is lit by lamps leaves whole, in a container of its own, with all that stands in it.
import type { EquipmentKind } from '../machine/equipment.ts'
import { type Reason, reason } from '../words/reason.ts'
import { type AnnexViiAnswer, AnnexViiItem, annexViiOf } from './annex-vii.ts'
import type { Fraction, FractionKind } from './fractions.ts'

export type AnnexViiAnswers = Readonly<Partial<Record<AnnexViiItem, AnnexViiAnswer>>>

export type AnsweredItem = AnnexViiAnswer & { readonly item: AnnexViiItem }

/** In the order of the annex, each that was answered; what nobody asked or added is left out. */
export const answersOf = (answers: AnnexViiAnswers): readonly AnsweredItem[] =>
  AnnexViiItem.options.flatMap((item) => {
    const answer = answers[item]
    return answer === undefined ? [] : [{ item, ...answer }]
  })

/** These come off without opening the screen. */
const comesOffFirst: ReadonlySet<AnnexViiItem> = new Set(['batteries', 'external-cables'])
const mayHaveScreen = (equipment: EquipmentKind) => annexViiOf(equipment).includes('lcd-screens')
const isOfTheScreen: ReadonlySet<AnnexViiItem> = new Set(['lcd-screens', 'mercury-lamps'])

/** It stays where it is, because the whole screen goes to an outlet that takes it so. A machine without a screen has none. */
export const leavesWithTheScreen = (
  item: AnnexViiItem,
  equipment: EquipmentKind,
  fractions: readonly Pick<Fraction, 'kind'>[],
): boolean => {
  const kinds = new Set<FractionKind>(fractions.map(({ kind }) => kind))
  if (!kinds.has('lamp-screens') || !mayHaveScreen(equipment)) return false
  // Of a computer the screen alone goes whole; what else stands in it is taken out.
  const isKeptWhole = equipment === 'monitor' && kinds.size === 1
  return isOfTheScreen.has(item) || (isKeptWhole && !comesOffFirst.has(item))
}

export const annexViiReasons = (
  equipment: EquipmentKind,
  answers: AnnexViiAnswers,
  fractions: readonly Pick<Fraction, 'kind'>[],
): readonly Reason[] => {
  const open = annexViiOf(equipment).filter((item) => answers[item] === undefined)
  return [
    ...open.map((item) => reason('dismantling.annex-unanswered', { item: `annex-${item}` })),
    ...answersOf(answers).flatMap(({ item, present, removed }) => {
      const what = { item: `annex-${item}` }
      if (removed && !present) return [reason('dismantling.annex-removed-absent', what)]
      const stays = present && !removed && !leavesWithTheScreen(item, equipment, fractions)
      return stays ? [reason('dismantling.annex-present', what)] : []
    }),
  ]
}
