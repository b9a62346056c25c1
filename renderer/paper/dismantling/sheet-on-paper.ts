// What a dismantling sheet shows on paper: the same lines whether they were signed or are still to be filled in by hand. null
// is a box that waits for a pen. Where the words come from is signed-sheet.ts' and blank-sheet.ts' business.
import type { AnnexViiAnswer, AnnexViiItem } from '../../../domain/dismantling/annex-vii.ts'
import type { Balance } from '../../../domain/dismantling/balance.ts'
import type { FractionKind } from '../../../domain/dismantling/fractions.ts'
import type { DismantlingReason } from '../../../domain/dismantling/order.ts'
import type { Protection, Safety } from '../../../domain/dismantling/sheet-file.ts'
import type { EquipmentKind } from '../../../domain/machine/equipment.ts'

export type AnnexViiLine = { readonly item: AnnexViiItem | null; readonly answer: AnnexViiAnswer | null }

export type MediumLine = {
  readonly name: string | null
  readonly serial: string | null
  /** In words, with where it was put. */
  readonly fate: string | null
}

export type FractionLine = {
  readonly kind: FractionKind | null
  readonly name: string
  readonly code: string | null
  /** null: nobody knows before the code is written. */
  readonly hazardous: boolean | null
  readonly grams: number | null
  readonly container: string | null
  readonly outlet: string | null
}

export type PartLine = { readonly number: string | null; readonly name: string | null; readonly grams: number | null }

export type SheetOnPaper = {
  readonly blank: boolean
  readonly intake: { readonly donor: string; readonly reference: string; readonly receivedOn: string | null } | null
  readonly inventoryNumber: string
  readonly equipment: EquipmentKind
  readonly make: string | null
  readonly model: string | null
  readonly serial: string | null
  readonly grossGrams: number | null
  readonly reason: DismantlingReason | null
  readonly reasonNote: string
  readonly protection: readonly Protection[] | null
  readonly safety: readonly Safety[] | null
  readonly annexVii: readonly AnnexViiLine[]
  readonly mediaFound: number | null
  readonly media: readonly MediumLine[]
  readonly fractions: readonly FractionLine[]
  /** The editions of the list of waste, with the codes that are of each; the one of most codes first. */
  readonly editions: readonly { readonly edition: string; readonly codes: readonly string[] }[]
  readonly parts: readonly PartLine[]
  readonly balance: Balance | null
  readonly collectionNote: string | null
  readonly ecoOrganisme: string | null
  readonly notes: string
}

/** Codes of one sheet may be of several editions of the list: those that a later one left alone keep the earlier. */
export const editionsOf = (
  codes: readonly { readonly code: string; readonly edition: string }[],
): SheetOnPaper['editions'] => {
  const groups = new Map<string, ReadonlySet<string>>()
  for (const { code, edition } of codes) groups.set(edition, new Set([...(groups.get(edition) ?? []), code]))
  return [...groups]
    .map(([edition, of]) => ({ edition, codes: [...of] }))
    .toSorted((one, other) => other.codes.length - one.codes.length)
}
