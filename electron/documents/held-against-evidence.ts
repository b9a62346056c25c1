// Verifying where evidence lies at hand: a document is held against what this station's journal keeps of the evidence that
// it names. What is not kept here is said, and is no failure.
import { type EvidenceAtHand, evidenceNamedBy, withEvidence } from '../../domain/documents/evidence-check.ts'
import { type Examination, examineText, type KnownDocument, type VerifyDeps } from '../../domain/documents/verify.ts'
import type { EvidenceVault } from './evidence-of-stay.ts'

export type EvidenceKept = Pick<EvidenceVault, 'evidence' | 'evidenceText'>

const atHandFor = async (document: KnownDocument, kept: EvidenceKept): Promise<readonly EvidenceAtHand[]> => {
  const named = new Set(evidenceNamedBy(document))
  const rows = kept.evidence.filter(({ hash }) => named.has(hash))
  const read = await Promise.all(
    rows.map(async ({ hash, form }) => {
      const text = await kept.evidenceText(hash)
      // Bytes that are gone are not at hand.
      return text === null ? [] : [{ hash, form, text }]
    }),
  )
  return read.flat()
}

export const examineHere = async (text: string, kept: EvidenceKept, deps: VerifyDeps): Promise<Examination> => {
  const examination = await examineText(text, deps)
  const { document } = examination
  return document === null ? examination : withEvidence(examination, await atHandFor(document, kept))
}
