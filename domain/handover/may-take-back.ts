// Whether the return of a machine may be written down: it is not here, and its slip names the handover that it ends.
import type { DocumentSet } from '../documents/store.ts'
import { type Reason, reason } from '../words/reason.ts'
import type { ReturnDraft } from './draft.ts'
import { handoversOf, isOpen } from './handovers.ts'

export type ReturnQuestion = {
  readonly draft: Pick<ReturnDraft, 'answers' | 'day' | 'machineId'>
  /** Every document about the machine. */
  readonly documents: DocumentSet
  /** It has a file here, and nothing says that it left. */
  readonly isHere: boolean
}

export const returnFaults = ({ draft, documents, isHere }: ReturnQuestion): readonly Reason[] => {
  const handovers = handoversOf(documents).filter(({ subject }) => subject.machineId === draft.machineId)
  const open = handovers.filter(isOpen)
  const named = handovers.find(({ hash }) => hash === draft.answers)
  const unnamed = draft.answers === null ? open[0] : undefined
  return [
    ...(isHere ? [reason('handover.is-here')] : []),
    ...(draft.answers !== null && named === undefined ? [reason('handover.slip-unknown')] : []),
    ...(named !== undefined && !isOpen(named)
      ? [
          reason('handover.returned-already', {
            number: named.subject.number,
            by: named.returned?.subject.number ?? '',
          }),
        ]
      : []),
    ...(named !== undefined && draft.day < named.subject.day
      ? [reason('handover.returned-before', { day: draft.day, handed: named.subject.day })]
      : []),
    ...(unnamed === undefined ? [] : [reason('handover.return-of-slip', { number: unnamed.subject.number })]),
  ]
}
