// Whether the parts of a succession agree with each other. The old key's signature is asked of verify.ts.
import type { Reason } from '../words/reason.ts'
import { broken, everyDocument, type Rule, when } from './consistency-rules.ts'
import type { Succession } from './succession.ts'

type SuccessionRule = Rule<Succession>

const beginsItsChain: SuccessionRule = ({ credentialSubject: { sequence } }) =>
  when(sequence !== 1, 'succession-not-first')

const succeedsAnother: SuccessionRule = ({ issuer, credentialSubject: { predecessor, station } }) => [
  ...when(predecessor.did === issuer.id, 'succession-of-itself'),
  ...when(predecessor.code === station.code, 'succession-same-code'),
]

const namesTheOldHead: SuccessionRule = ({ credentialSubject: { predecessor, previousDocument } }) =>
  when(previousDocument !== (predecessor.head?.document ?? null), 'succession-head')

const everySuccession: readonly SuccessionRule[] = [beginsItsChain, succeedsAnother, namesTheOldHead]

export const successionInconsistencies = (succession: Succession): readonly Reason[] => [
  ...broken(everyDocument, succession),
  ...broken(everySuccession, succession),
]
