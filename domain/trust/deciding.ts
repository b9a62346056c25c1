// Which decisions about another station may be journalled.
import { publicKeyOf } from '../documents/did-key.ts'
import { type Reason, reason } from '../words/reason.ts'
import type { StationTrust } from './trust.ts'

/** Why it may not; empty where it may. */
export const decisionFaults = ({ did, decision, from, reason: why }: StationTrust, own: ReadonlySet<string>) => {
  const faults: Reason[] = []
  if (publicKeyOf(did) === null) faults.push(reason('trust.no-key'))
  if (own.has(did)) faults.push(reason('trust.own-station'))
  if (decision === 'accepted' && from !== null) faults.push(reason('trust.accepted-from-a-date'))
  if (decision === 'distrusted' && why.trim() === '') faults.push(reason('trust.reason-needed'))
  return faults
}
