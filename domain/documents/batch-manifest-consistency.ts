// Whether the parts of a batch manifest agree with each other. What it says of the bag around it is batch/'s to check.
import type { Reason } from '../words/reason.ts'
import type { BatchManifest } from './batch-manifest.ts'
import { broken, everyDocument, type Rule, when } from './consistency-rules.ts'

type ManifestRule = Rule<BatchManifest>

const listsEachDocumentOnce: ManifestRule = ({ credentialSubject: { batch } }) =>
  when(new Set(batch.documents).size !== batch.documents.length, 'batch-document-twice')

const chainLeadsToThis: ManifestRule = ({ credentialSubject: { stationChain, sequence } }) =>
  when(stationChain.last !== sequence - 1, 'batch-chain-length', { last: stationChain.last, sequence })

const everyManifest: readonly ManifestRule[] = [listsEachDocumentOnce, chainLeadsToThis]

export const manifestInconsistencies = (manifest: BatchManifest): readonly Reason[] => [
  ...broken(everyDocument, manifest),
  ...broken(everyManifest, manifest),
]
