// Whether what a station signed is believed here. Asked whenever a document is read, never when it is stored: a decision of
// today counts for what came yesterday, and a decision taken back leaves no trace in what is kept.
import type { StationTrust } from './trust.ts'

export type TrustState = {
  /** The keys of this station: its own, and those it had before a backup was restored. */
  readonly own: ReadonlySet<string>
  /** The last decision about each other station. */
  readonly decisions: ReadonlyMap<string, StationTrust>
}

/** `new`: nobody has decided about this station yet. */
export type StationStanding = 'own' | 'accepted' | 'new' | 'distrusted'

export const stationStanding = (did: string, { own, decisions }: TrustState): StationStanding => {
  if (own.has(did)) return 'own'
  return decisions.get(did)?.decision ?? 'new'
}

type Issued = { readonly issuer: string; readonly issuedAt: string }

/** An instant that cannot be read is taken as after any other. */
const isFrom = (from: string, issuedAt: string): boolean => !(Date.parse(issuedAt) < Date.parse(from))

/** Of a document: its issuer's, except that a station distrusted from a date on is believed in what it issued before. */
export const documentStanding = ({ issuer, issuedAt }: Issued, state: TrustState): StationStanding => {
  const standing = stationStanding(issuer, state)
  if (standing !== 'distrusted') return standing
  const from = state.decisions.get(issuer)?.from ?? null
  return from !== null && !isFrom(from, issuedAt) ? 'accepted' : 'distrusted'
}

export const isBelieved = (standing: StationStanding): boolean => standing === 'own' || standing === 'accepted'
