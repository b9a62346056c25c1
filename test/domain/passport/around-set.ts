// What surrounds a passport, of a whole set of documents in memory: which of them are here, and which conflict. The window asks its
// tables the same.
import { conflictsOf, type DocumentSet } from '../../../domain/documents/store.ts'
import type { TrustState } from '../../../domain/trust/standing.ts'
import type { Around } from '../../../domain/passport/passport.ts'

export const aroundSet = (all: DocumentSet, trust: TrustState, holds: (hash: string) => boolean | null): Around => {
  const forks = new Map<string, number>()
  const taken = new Set<string>()
  for (const conflict of conflictsOf(all)) {
    if (conflict.kind === 'number-clash') for (const hash of conflict.hashes) taken.add(hash)
    else forks.set(conflict.did, Math.min(conflict.sequence, forks.get(conflict.did) ?? conflict.sequence))
  }
  return {
    trust,
    holds,
    isHere: (hash) => all.has(hash),
    forkedAt: (did) => forks.get(did) ?? null,
    isNumberTaken: (hash) => taken.has(hash),
  }
}
