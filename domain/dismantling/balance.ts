// The balance of a sheet: what the machine weighed against all that came out of it. It is flagged where it does not add up
// within the tolerance, and blocks nothing.
import { z } from 'zod'
import type { DiskKind } from '../machine/hardware-report.ts'
import type { PartKind } from '../parts/part.ts'
import { MAXIMUM_GRAMS } from './fractions.ts'

const TOLERANCE_PERCENT = 5

export const Balance = z.strictObject({
  /** null where the machine was not weighed: nothing can be said then. */
  grossGrams: z.int().min(1).max(MAXIMUM_GRAMS).nullable(),
  fractionGrams: z.int().min(0),
  partGrams: z.int().min(0),
  /** Of the disks that wait elsewhere: the others lie in a fraction or in stock. */
  mediaGrams: z.int().min(0),
  /** How many parts and disks nobody weighed, and what they may weigh at most together. */
  unweighed: z.int().min(0),
  allowanceGrams: z.int().min(0),
  tolerancePercent: z.int().min(0).max(100),
  outcome: z.enum(['fits', 'too-little', 'too-much', 'unknown']),
})
export type Balance = z.infer<typeof Balance>

/** What nobody weighed is taken for no more than this. Grams. */
const heaviestPart: Readonly<Record<PartKind, number>> = {
  memory: 60,
  disk: 750,
  battery: 600,
  charger: 900,
  screen: 7_500,
  keyboard: 1_200,
  other: 2_000,
}
const heaviestDisk = (kind: DiskKind | null) => (kind === 'hdd' || kind === null ? 750 : 130)

export type Taken = {
  readonly grossGrams: number | null
  readonly fractions: readonly { readonly grams: number | null }[]
  readonly parts: readonly { readonly grams: number | null; readonly kind: PartKind }[]
  readonly media: readonly { readonly grams: number | null; readonly kind: DiskKind | null }[]
}

const sumOf = (weighed: readonly { readonly grams: number | null }[]) =>
  weighed.reduce((sum, { grams }) => sum + (grams ?? 0), 0)

/** Also from the sums that a document carries: whoever reads it finds the same outcome. */
export const outcomeOf = (of: Omit<Balance, 'outcome' | 'unweighed'>): Balance['outcome'] => {
  const { grossGrams, tolerancePercent } = of
  if (grossGrams === null) return 'unknown'
  const found = of.fractionGrams + of.partGrams + of.mediaGrams
  if (found * 100 > grossGrams * (100 + tolerancePercent)) return 'too-much'
  return (found + of.allowanceGrams) * 100 < grossGrams * (100 - tolerancePercent) ? 'too-little' : 'fits'
}

export const balanceOf = ({ grossGrams, fractions, parts, media }: Taken): Balance => {
  const unweighedParts = parts.filter(({ grams }) => grams === null)
  const unweighedMedia = media.filter(({ grams }) => grams === null)
  const sums = {
    grossGrams,
    fractionGrams: sumOf(fractions),
    partGrams: sumOf(parts),
    mediaGrams: sumOf(media),
    allowanceGrams:
      unweighedParts.reduce((sum, { kind }) => sum + heaviestPart[kind], 0) +
      unweighedMedia.reduce((sum, { kind }) => sum + heaviestDisk(kind), 0),
    tolerancePercent: TOLERANCE_PERCENT,
  }
  return { ...sums, unweighed: unweighedParts.length + unweighedMedia.length, outcome: outcomeOf(sums) }
}

/** What came out, less what the machine weighed, in grams; null without a gross weight. */
export const differenceOf = (balance: Balance): number | null =>
  balance.grossGrams === null
    ? null
    : balance.fractionGrams + balance.partGrams + balance.mediaGrams - balance.grossGrams
