// Taking a machine back: the slip of its return is signed, and its file opens with a new stay, in one frame.
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import type { ReturnDraft } from '../../domain/handover/draft.ts'
import { machineAgain } from '../../domain/handover/machine-again.ts'
import { certificateOf, isReason } from '../../domain/handover/may-hand-over.ts'
import { returnFaults } from '../../domain/handover/may-take-back.ts'
import { dayFaults, returnedSlip } from '../../domain/handover/slip-derivation.ts'
import type { Entry } from '../../domain/journal/frame.ts'
import { dayOf } from '../../domain/words/day.ts'
import { chainFor, clockOf, clockReasons, sealed } from '../documents/sealing.ts'
import { refuse } from '../failure.ts'
import { zoneMinutes } from '../local-zone.ts'
import type { HandoverDeps } from './hand-over.ts'
import { nameFaultsIn } from './name-of-slip.ts'
import { handoverQuestion, presentStayId } from './situation.ts'

export type ArrivalEntry = Extract<Entry, { kind: 'arrival' }>

export const returnEntry = async (draft: ReturnDraft, newStayId: string, deps: HandoverDeps): Promise<ArrivalEntry> => {
  const { vault, issuing } = deps
  const question = await handoverQuestion(vault, issuing.vault, draft)
  const certificate = certificateOf(question)
  if (isReason(certificate)) return refuse(certificate)
  const now = issuing.vault.now()
  const reasons = [
    ...returnFaults({
      draft,
      documents: question.documents,
      isHere: presentStayId(vault, draft.machineId) !== null,
    }),
    ...dayFaults(draft.day, dayOf(now, zoneMinutes(new Date(now)))),
    ...(await nameFaultsIn(vault, draft.answers, [
      { what: 'handover-accessories', text: draft.accessories },
      { what: 'handover-notes', text: draft.notes },
    ])),
    ...clockReasons(issuing.vault.clock),
  ]
  if (reasons.length > 0) return refuse(...reasons)

  const answered = draft.answers === null ? undefined : question.documents.get(draft.answers)
  const subject = returnedSlip(
    draft,
    answered === undefined ? null : { hash: answered.hash, number: answered.document.credentialSubject.number },
    {
      settings: issuing.vault.settings,
      clock: clockOf(issuing.vault.clock),
      chain: chainFor(issuing.vault, draft.machineId, null),
      certificate,
      stayId: newStayId,
    },
  )
  const { hash, document } = await sealed(draft, subject, [], issuing)
  const machine = machineAgain({
    before: await issuing.vault.machineFile(draft.machineId),
    certificate: certificate.subject,
    profile: { profileId: defaultProfile.id, profileVersion: defaultProfile.version },
    stayId: newStayId,
    now,
    operator: draft.operator,
    accessories: draft.accessories,
  })
  return {
    ...{ kind: 'arrival', v: 1, draftId: draft.draftId, hash, document },
    ...{ confirmations: [], machines: [machine], disks: [], parts: [] },
  }
}
