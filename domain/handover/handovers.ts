// Which machines are with whom, from the slips that stand: a handover is open until a slip of a return ends it. What is known of
// the person lies elsewhere (recipient.ts); of another station's slips nobody here ever knows it.
import type { HandoverSlipSubject } from '../documents/handover-slip.ts'
import { type DocumentSet, standingDocuments, type StoredDocument } from '../documents/store.ts'

export type HandoverSlipKnown = {
  readonly hash: string
  readonly issuer: string
  readonly issuerName: string
  readonly issuedAt: string
  readonly subject: HandoverSlipSubject
}
export type Handover = HandoverSlipKnown & {
  /** The slip by which the machine came back; null while somebody has it. */
  readonly returned: HandoverSlipKnown | null
}

const slipOf = ({ hash, document }: StoredDocument): HandoverSlipKnown | null =>
  document.credentialSubject.kind === 'handover-slip'
    ? {
        hash,
        issuer: document.issuer.id,
        issuerName: document.issuer.name,
        issuedAt: document.validFrom,
        subject: document.credentialSubject,
      }
    : null

const inOrder = (one: HandoverSlipKnown, other: HandoverSlipKnown): number =>
  one.issuedAt.localeCompare(other.issuedAt) || one.hash.localeCompare(other.hash)

/** Slips of handovers and returns that nothing has withdrawn, oldest first, whatever order the set has. */
export const standingSlips = (all: DocumentSet): readonly HandoverSlipKnown[] =>
  standingDocuments(all)
    .map(slipOf)
    .filter((slip) => slip !== null)
    .toSorted(inOrder)

/**
 * A return that names no slip ends what began before it; one that names a slip ends that one, whatever the clocks of two
 * stations say.
 */
const endsIt = (back: HandoverSlipKnown, { hash, issuedAt, subject }: HandoverSlipKnown): boolean =>
  back.subject.machineId === subject.machineId &&
  (back.subject.answers === null ? back.issuedAt > issuedAt : back.subject.answers.document === hash)

/** Every handover that was not withdrawn, oldest first. */
export const handoversOf = (all: DocumentSet): readonly Handover[] => {
  const slips = standingSlips(all)
  const returns = Map.groupBy(
    slips.filter(({ subject }) => subject.movement === 'returned'),
    ({ subject }) => subject.machineId,
  )
  return slips
    .filter(({ subject }) => subject.movement === 'handed-over')
    .map((slip) => ({
      ...slip,
      returned: returns.get(slip.subject.machineId)?.find((back) => endsIt(back, slip)) ?? null,
    }))
}

export const isOpen = ({ returned }: Handover): boolean => returned === null
