// Where on the sheet a reason against signing is settled: the section, and the field in it. Reasons about one line are found by
// asking the rules about that line alone.
import { sheetReasons, type SheetQuestion } from '../../../../domain/dismantling/closing.ts'
import type { Reason } from '../../../../domain/words/reason.ts'

export const sheetSections = [
  'equipment',
  'safety',
  'annexVii',
  'media',
  'fractions',
  'parts',
  'balance',
  'collection',
  'signature',
] as const
export type SheetSection = (typeof sheetSections)[number]

/** `field` names what bears `data-field`; null: the section as a whole. */
export type SheetPlace = { readonly section: SheetSection; readonly field: string | null }

const prefixes: readonly (readonly [string, SheetSection])[] = [
  ['dismantling.annex-', 'annexVii'],
  ['dismantling.media-', 'media'],
  ['dismantling.medium-', 'media'],
  ['dismantling.fitted-', 'media'],
  ['dismantling.kept-', 'media'],
  ['erasure.', 'media'],
  ['dismantling.fraction', 'fractions'],
  ['dismantling.code-', 'fractions'],
  ['dismantling.gross-', 'equipment'],
  ['dismantling.safety-', 'safety'],
  ['dismantling.balance-', 'balance'],
  ['dismantling.battery-', 'fractions'],
]

const fieldOf = ({ code, params }: Reason): string | null => {
  const { item } = params
  if (code.startsWith('dismantling.annex-') && typeof item === 'string')
    return `annexVii.${item.replace(/^annex-/, '')}`
  if (code === 'dismantling.media-not-counted') return 'mediaFound'
  if (code === 'dismantling.media-more-than-found') return 'mediaFound'
  if (code.startsWith('dismantling.gross-')) return 'gross'
  return null
}

export const placeOf = (reason: Reason): SheetPlace => ({
  section: prefixes.find(([prefix]) => reason.code.startsWith(prefix))?.[1] ?? 'signature',
  field: fieldOf(reason),
})

const isOfFractions = ({ code }: Reason) => /^dismantling\.(fraction-|code-)/.test(code)

/** What is lacking of each field, by its name; of a fraction its weight and its code apart. */
export const lackingByField = (question: SheetQuestion): ReadonlyMap<string, readonly Reason[]> => {
  const found = new Map<string, readonly Reason[]>()
  const add = (field: string, reason: Reason) => found.set(field, [...(found.get(field) ?? []), reason])
  for (const reason of sheetReasons(question)) {
    const field = fieldOf(reason)
    if (field !== null) add(field, reason)
  }
  for (const fraction of question.file.fractions) {
    const alone = sheetReasons({ ...question, file: { ...question.file, fractions: [fraction] } })
    for (const reason of alone.filter(isOfFractions)) {
      const part = reason.code === 'dismantling.fraction-unweighed' ? 'grams' : 'code'
      add(`fraction.${fraction.id}.${part}`, reason)
    }
  }
  return found
}

const sectionsOfFields: readonly (readonly [RegExp, SheetSection])[] = [
  [/^fraction\./, 'fractions'],
  [/^(mediaFound$|medium\.)/, 'media'],
  [/^annexVii\./, 'annexVii'],
  [/^(collectionNote|ecoOrganisme)$/, 'collection'],
]

/** Where a field stands, from its name. */
export const placeOfField = (field: string): SheetPlace => ({
  section: sectionsOfFields.find(([pattern]) => pattern.test(field))?.[1] ?? 'equipment',
  field,
})
