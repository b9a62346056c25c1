// Counts of people that leave the tiers-lieu: one from 1 to 4 is not shown, nor is any figure by which it could be worked out. The
// rule is known to whoever reads them, so that a hidden figure says no more than that it, or one beside it, is small.

export const SMALLEST_SHOWN = 5

/** A count, or null where it is not shown. */
export type ShownCount = number | null

export const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_SHOWN

export const shown = (count: number): ShownCount => (isSmall(count) ? null : count)

/** A part of a whole that is shown beside it: what is left of the whole must not be small either. */
export const shownPart = (part: number, whole: number): ShownCount =>
  isSmall(part) || isSmall(whole) || isSmall(whole - part) ? null : part

/**
 * Figures whose sum may be known from elsewhere (the public of those to whom machines were handed over): all of them, or none where
 * one is small. To hide one and a second to cover it would tell, by which was chosen, what they are.
 */
export const shownShares = (counts: readonly number[]): readonly ShownCount[] =>
  counts.some(isSmall) ? counts.map(() => null) : counts
