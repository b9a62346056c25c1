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

/** Hidden figures whose sum leaves one way only to share it out would be no secret. */
const isGuessed = (hidden: readonly number[]): boolean =>
  hidden.length === 1 || (hidden.length > 0 && hidden.reduce((sum, count) => sum + count, 0) <= hidden.length)

/**
 * Figures whose sum may be known from elsewhere (the public of those to whom machines were handed over): small ones are hidden, and
 * with them the next larger until their sum can be shared out in several ways.
 */
export const shownShares = (counts: readonly number[]): readonly ShownCount[] => {
  const hidden = new Set(counts.flatMap((count, at) => (isSmall(count) ? [at] : [])))
  const next = counts
    .map((count, at) => ({ count, at }))
    .filter(({ count, at }) => count > 0 && !hidden.has(at))
    .toSorted((one, other) => one.count - other.count || one.at - other.at)
  const valuesOf = () => [...hidden].map((at) => counts[at] ?? 0)
  for (const { at } of next) {
    if (!isGuessed(valuesOf())) break
    hidden.add(at)
  }
  // Where nothing else is there to hide behind, a zero is hidden too.
  for (const at of counts.keys()) {
    if (!isGuessed(valuesOf())) break
    hidden.add(at)
  }
  return counts.map((count, at) => (hidden.has(at) ? null : count))
}
