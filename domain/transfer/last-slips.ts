// Which slips are worth reading whole, where many are known by their columns alone: of each thing the last one that lists it.

export type ListedSlip = { readonly hash: string; readonly issuedAt: string; readonly itemIds: readonly string[] }

/**
 * Oldest first. `isTold`: something else tells as much of this thing as a slip of that instant would: a file here, a later
 * document.
 */
export const lastSlips = <T extends ListedSlip>(
  slips: readonly T[],
  isTold: (itemId: string, issuedAt: string) => boolean,
): readonly T[] => {
  const listed = new Set<string>()
  const newestFirst = slips.toSorted((one, other) => other.issuedAt.localeCompare(one.issuedAt))
  const chosen = newestFirst.filter(({ itemIds, issuedAt }) => {
    const isLast = itemIds.some((id) => !listed.has(id) && !isTold(id, issuedAt))
    for (const id of itemIds) listed.add(id)
    return isLast
  })
  return chosen.toReversed()
}
