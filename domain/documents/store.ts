// The store of documents as a value: a set keyed by hash. Merging is union, in any order and any number of times; what
// is withdrawn, replaced or in conflict is derived from the whole set, never decided when a document arrives. Whether a
// station is trusted is asked when reading, elsewhere.
import type { KnownDocument } from './verify.ts'

/** A document that holds, under the SHA-256 of its JCS form. */
export type StoredDocument = { readonly hash: string; readonly document: KnownDocument }
export type DocumentSet = ReadonlyMap<string, StoredDocument>

export const documentSet = (documents: Iterable<StoredDocument>): DocumentSet =>
  new Map([...documents].map((stored) => [stored.hash, stored]))

export const merge = (...sets: readonly DocumentSet[]): DocumentSet =>
  documentSet(sets.flatMap((set) => [...set.values()]))

const subjectOf = ({ document }: StoredDocument) => document.credentialSubject
const issuerOf = ({ document }: StoredDocument): string => document.issuer.id
const byHash = (one: StoredDocument, other: StoredDocument) => (one.hash < other.hash ? -1 : 1)

export type Standing =
  | { readonly state: 'valid' }
  | { readonly state: 'withdrawn'; readonly by: StoredDocument }
  | { readonly state: 'replaced'; readonly by: StoredDocument }

/**
 * How a document stands among all that are known. Only its own issuer can withdraw or replace it. A withdrawal outweighs
 * a correction; of several the one of least sequence is named, so that the answer does not depend on any order.
 */
export const standingOf = (stored: StoredDocument, all: DocumentSet): Standing => {
  const ofIssuer = [...all.values()]
    .filter((other) => issuerOf(other) === issuerOf(stored) && other.hash !== stored.hash)
    .sort((one, other) => subjectOf(one).sequence - subjectOf(other).sequence || byHash(one, other))
  const withdrawal = ofIssuer.find((other) => {
    const subject = subjectOf(other)
    return subject.kind === 'withdrawal' && subject.withdraws.document === stored.hash
  })
  if (withdrawal) return { state: 'withdrawn', by: withdrawal }
  const correction = ofIssuer.find((other) => subjectOf(other).replaces === stored.hash)
  return correction ? { state: 'replaced', by: correction } : { state: 'valid' }
}

/** Every document of the set that is valid, in the order of the set: as `standingOf` each of them, in one pass. */
export const standingDocuments = (all: DocumentSet): readonly StoredDocument[] => {
  const keyOf = (issuer: string, hash: string) => `${issuer} ${hash}`
  const ended = new Set<string>()
  for (const stored of all.values()) {
    const subject = subjectOf(stored)
    const ends = [subject.replaces, subject.kind === 'withdrawal' ? subject.withdraws.document : null]
    // A document that names itself ends nothing.
    for (const hash of ends) if (hash !== null && hash !== stored.hash) ended.add(keyOf(issuerOf(stored), hash))
  }
  return [...all.values()].filter((stored) => !ended.has(keyOf(issuerOf(stored), stored.hash)))
}

export type Conflict =
  /** One key signed two documents of one sequence: a copied key or a restored backup. `follows` rest on either. */
  | {
      readonly kind: 'forked-chain'
      readonly did: string
      readonly sequence: number
      readonly hashes: readonly string[]
      readonly follows: readonly string[]
    }
  /** Two keys gave one number: two stations bear the same code. */
  | { readonly kind: 'number-clash'; readonly number: string; readonly hashes: readonly string[] }

const grouped = (
  all: DocumentSet,
  keyOf: (stored: StoredDocument) => string,
): readonly (readonly StoredDocument[])[] => {
  const groups = new Map<string, StoredDocument[]>()
  for (const stored of [...all.values()].sort(byHash)) {
    const group = groups.get(keyOf(stored))
    if (group) group.push(stored)
    else groups.set(keyOf(stored), [stored])
  }
  return [...groups.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group)
}

/** Of the same key, every document whose chain of `previousDocument` leads to one of `hashes`. */
const following = (did: string, hashes: ReadonlySet<string>, all: DocumentSet): readonly string[] => {
  const reached = new Set(hashes)
  const bySequence = [...all.values()]
    .filter((stored) => issuerOf(stored) === did)
    .sort((one, other) => subjectOf(one).sequence - subjectOf(other).sequence || byHash(one, other))
  for (const stored of bySequence) {
    const { previousDocument } = subjectOf(stored)
    if (previousDocument !== null && reached.has(previousDocument)) reached.add(stored.hash)
  }
  return [...reached].filter((hash) => !hashes.has(hash)).sort()
}

/** Every conflict of the set, in an order that depends on the set alone. */
export const conflictsOf = (all: DocumentSet): readonly Conflict[] => {
  const forks = grouped(all, (stored) => `${issuerOf(stored)} ${subjectOf(stored).sequence}`).flatMap((group) => {
    const [first] = group
    if (first === undefined || group.length < 2) return []
    const hashes = group.map(({ hash }) => hash)
    const did = issuerOf(first)
    return [
      {
        kind: 'forked-chain' as const,
        did,
        sequence: subjectOf(first).sequence,
        hashes,
        follows: following(did, new Set(hashes), all),
      },
    ]
  })
  const clashes = grouped(all, (stored) => subjectOf(stored).number).flatMap((group) => {
    const [first] = group
    if (first === undefined || new Set(group.map(issuerOf)).size < 2) return []
    return [{ kind: 'number-clash' as const, number: subjectOf(first).number, hashes: group.map(({ hash }) => hash) }]
  })
  return [...forks, ...clashes]
}
