// The passport of one machine (loose disk, part): every document about it, whichever station signed it, in the order in which
// they rest on each other, with what links each to those before it, what is missing in between and what is wrong. It is made
// of the set of documents alone, so that it is the same in whatever order they came.
import type { KnownDocument } from '../documents/known-document.ts'
import { documentSet, standingOf, type DocumentSet, type Standing, type StoredDocument } from '../documents/store.ts'
import { documentStanding, isBelieved, type StationStanding, type TrustState } from '../trust/standing.ts'
import { type Reason, reason } from '../words/reason.ts'
import { type Account, accountOf } from './account.ts'

export type Around = {
  readonly trust: TrustState
  /** Whether signature, form and consistency of a document hold; null while nobody has looked. */
  readonly holds: (hash: string) => boolean | null
  /** Whether a document is here at all, whatever it is about. */
  readonly isHere: (hash: string) => boolean
  /** The first sequence at which this key signed two documents; null where it never did. */
  readonly forkedAt: (did: string) => number | null
  /** Another key gave a document the same number. */
  readonly isNumberTaken: (hash: string) => boolean
}

export type Link =
  /** It names documents about the same thing, and all of them are here. */
  | { readonly kind: 'follows'; readonly numbers: readonly string[] }
  /** Nothing came before it. */
  | { readonly kind: 'first' }
  /** Some that it names are not here: `missing` of them. */
  | { readonly kind: 'gap'; readonly numbers: readonly string[]; readonly missing: number }
  /** Its station knew of none of those before it. */
  | { readonly kind: 'begins-anew' }
  /** It only lists the thing, as one among others at the door. */
  | { readonly kind: 'listed' }

export type PassportLine =
  | {
      readonly kind: 'document'
      readonly hash: string
      readonly document: KnownDocument
      readonly standing: Standing
      readonly station: StationStanding
      readonly holds: boolean | null
      readonly link: Link
      /** Why it may not be relied upon as it stands here: each of them breaks the chain. */
      readonly breaks: readonly Reason[]
      /** What a person should know and that breaks nothing. */
      readonly notes: readonly Reason[]
    }
  /** A document that others name and that is not here. Of which kind it is, and when it was issued, nobody can say. */
  | { readonly kind: 'missing'; readonly hash: string; readonly namedBy: readonly string[] }
export type DocumentLine = Extract<PassportLine, { kind: 'document' }>

/**
 * `broken`: something contradicts itself; `incomplete`: something is missing; `unbelieved`: all is there, and a station that
 * signed is not believed here; `checking`: not every signature has been looked at.
 */
export type PassportState = 'empty' | 'checking' | 'broken' | 'incomplete' | 'unbelieved' | 'whole'

export type Passport = { readonly lines: readonly PassportLine[]; readonly state: PassportState }

type Told = StoredDocument & { readonly account: Account }

/** A station writes one document after the other by one clock; two stations' clocks are a day apart at most, or one is wrong. */
const toleranceMs = (one: Told, other: Told): number =>
  one.document.issuer.id === other.document.issuer.id ? 5 * 60 * 1000 : 24 * 60 * 60 * 1000

const numberOf = ({ document }: StoredDocument): string => document.credentialSubject.number
const sequenceOf = ({ document }: StoredDocument): number => document.credentialSubject.sequence
const issuerOf = ({ document }: StoredDocument): string => document.issuer.id
const namesOf = ({ account }: Told): readonly string[] => account.names ?? []
const isBefore = (one: Told, other: Told): boolean =>
  one.document.validFrom === other.document.validFrom
    ? one.hash < other.hash
    : one.document.validFrom < other.document.validFrom

/** By key: its documents in the order in which it numbered them, each with the one before. */
const ownPredecessors = (told: readonly Told[]): ReadonlyMap<string, Told> => {
  const last = new Map<string, Told>()
  const before = new Map<string, Told>()
  for (const one of told.toSorted((a, b) => sequenceOf(a) - sequenceOf(b) || (isBefore(a, b) ? -1 : 1))) {
    const previous = last.get(issuerOf(one))
    if (previous !== undefined) before.set(one.hash, previous)
    last.set(issuerOf(one), one)
  }
  return before
}

/**
 * What is named stands before what names it, and what one key signed before what it signed later; otherwise the earlier first.
 * Hashes cannot name each other in a circle; were one forged, it would be cut where it was met.
 */
const inOrder = (told: readonly Told[], ownBefore: ReadonlyMap<string, Told>): readonly Told[] => {
  const byHash = new Map(told.map((each) => [each.hash, each]))
  const earlierFirst = (all: readonly Told[]) => all.toSorted((one, other) => (isBefore(one, other) ? -1 : 1))
  const before = (one: Told) => {
    const previous = ownBefore.get(one.hash)
    const named = namesOf(one).flatMap((hash) => byHash.get(hash) ?? [])
    return earlierFirst(previous === undefined ? named : [...named, previous])
  }
  const ordered: Told[] = []
  const met = new Set<string>()
  // A stack of our own: a chain may be longer than the engine's.
  const stack = earlierFirst(told)
    .toReversed()
    .map((one) => ({ one, isDone: false }))
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { one, isDone } = top
    if (isDone) ordered.push(one)
    else if (!met.has(one.hash)) {
      met.add(one.hash)
      stack.push(
        { one, isDone: true },
        ...before(one)
          .map((each) => ({ one: each, isDone: false }))
          .toReversed(),
      )
    }
  }
  return ordered
}

const breaksOf = (one: Told, byHash: ReadonlyMap<string, Told>, around: Around): readonly Reason[] => {
  const breaks: Reason[] = []
  if (around.holds(one.hash) === false) breaks.push(reason('passport.does-not-hold', { document: numberOf(one) }))
  if (namesOf(one).some((hash) => !byHash.has(hash) && around.isHere(hash)))
    breaks.push(reason('passport.names-another', { document: numberOf(one) }))
  const fork = around.forkedAt(issuerOf(one))
  if (fork !== null && sequenceOf(one) === fork) breaks.push(reason('passport.forked', { document: numberOf(one) }))
  else if (fork !== null && sequenceOf(one) > fork)
    breaks.push(reason('passport.after-fork', { document: numberOf(one), sequence: fork }))
  if (around.isNumberTaken(one.hash)) breaks.push(reason('passport.number-taken', { document: numberOf(one) }))
  return breaks
}

/** Its own station had signed about the same thing just before, and it leaves that out. */
const omittedBy = (one: Told, ownBefore: ReadonlyMap<string, Told>): Told | null => {
  const previous = ownBefore.get(one.hash)
  const saysAll = one.account.names !== null && one.document.credentialSubject.machineId !== null
  return saysAll &&
    previous !== undefined &&
    sequenceOf(previous) < sequenceOf(one) &&
    !namesOf(one).includes(previous.hash)
    ? previous
    : null
}

const notesOf = (one: Told, omitted: Told | null, byHash: ReadonlyMap<string, Told>): readonly Reason[] => {
  const early = namesOf(one).flatMap((hash) => {
    const named = byHash.get(hash)
    const isLater =
      named !== undefined &&
      Date.parse(named.document.validFrom) > Date.parse(one.document.validFrom) + toleranceMs(one, named)
    return isLater ? [reason('passport.earlier-than-named', { document: numberOf(one), named: numberOf(named) })] : []
  })
  const omits =
    omitted === null ? [] : [reason('passport.omits', { document: numberOf(one), omitted: numberOf(omitted) })]
  const declared =
    one.document.credentialSubject.clock === 'declared'
      ? [reason('passport.date-declared', { document: numberOf(one) })]
      : []
  return [...early, ...omits, ...declared]
}

const linkOf = (
  one: Told,
  isFirst: boolean,
  byHash: ReadonlyMap<string, Told>,
  isHere: (hash: string) => boolean,
): Link => {
  const { names } = one.account
  if (names === null) return { kind: 'listed' }
  if (names.length === 0 && isFirst) return { kind: 'first' }
  const numbers = names.flatMap((hash) => byHash.get(hash) ?? []).map(numberOf)
  const missing = names.filter((hash) => !byHash.has(hash) && !isHere(hash)).length
  if (numbers.length + missing === 0) return { kind: 'begins-anew' }
  return missing === 0 ? { kind: 'follows', numbers } : { kind: 'gap', numbers, missing }
}

const stateOf = (lines: readonly PassportLine[]): PassportState => {
  const documents = lines.filter((line) => line.kind === 'document')
  if (lines.length === 0) return 'empty'
  if (documents.some(({ breaks }) => breaks.length > 0)) return 'broken'
  if (documents.some(({ holds }) => holds === null)) return 'checking'
  const hasGap =
    documents.length < lines.length ||
    documents.some(
      ({ link, notes }) => link.kind === 'begins-anew' || notes.some(({ code }) => code === 'passport.omits'),
    )
  if (hasGap) return 'incomplete'
  return documents.every(({ station }) => isBelieved(station)) ? 'whole' : 'unbelieved'
}

export const passportOf = (id: string, documents: DocumentSet, around: Around): Passport => {
  const found = [...documents.values()].flatMap((stored) => {
    const account = accountOf(stored.document, id)
    return account === null ? [] : [{ ...stored, account }]
  })
  const ownBefore = ownPredecessors(found)
  const told = inOrder(found, ownBefore)
  const byHash = new Map(told.map((each) => [each.hash, each]))
  const about = documentSet(told)
  const namedBy = new Map<string, string[]>()
  for (const one of told) {
    for (const hash of namesOf(one)) namedBy.set(hash, [...(namedBy.get(hash) ?? []), numberOf(one)])
  }
  const missed = new Set<string>()
  const lines = told.flatMap((one, index): readonly PassportLine[] => {
    const { hash, document } = one
    const missing = namesOf(one).filter((named) => !byHash.has(named) && !around.isHere(named) && !missed.has(named))
    for (const named of missing) missed.add(named)
    const gaps = missing.map((named) => ({
      kind: 'missing' as const,
      hash: named,
      namedBy: namedBy.get(named) ?? [],
    }))
    const issued = { issuer: document.issuer.id, issuedAt: document.validFrom }
    return [
      ...gaps,
      {
        kind: 'document',
        ...{ hash, document },
        standing: standingOf(one, about),
        station: documentStanding(issued, around.trust),
        holds: around.holds(hash),
        link: linkOf(one, index === 0, byHash, around.isHere),
        breaks: breaksOf(one, byHash, around),
        notes: notesOf(one, omittedBy(one, ownBefore), byHash),
      },
    ]
  })
  return { lines, state: stateOf(lines) }
}
