// Handing a machine over: the person is put away under a key of this handover, and the slip with their seal is signed and journalled
// in one frame. The person enters nothing else: neither the frame, nor a reason, nor an error.
import type { HandoverDraft } from '../../domain/handover/draft.ts'
import { certificateOf, handoverFaults, isReason } from '../../domain/handover/may-hand-over.ts'
import { namesRecipient } from '../../domain/handover/name-in-text.ts'
import { looksOfficial, type Recipient } from '../../domain/handover/recipient.ts'
import { promisedDay } from '../../domain/handover/retention.ts'
import { handedOverSlip, saidFaults } from '../../domain/handover/slip-derivation.ts'
import type { HandoverSettings } from '../../domain/station/station.ts'
import { departedReason } from '../../domain/transfer/departure.ts'
import { dayOf } from '../../domain/words/day.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { chainFor, clockOf, clockReasons, sealed } from '../documents/sealing.ts'
import type { DocumentEntry, IssueDeps } from '../documents/issuing-vault.ts'
import { refuse } from '../failure.ts'
import { zoneMinutes } from '../local-zone.ts'
import type { Vault } from '../vault/vault.ts'
import { handoverQuestion, presentStayId } from './situation.ts'

export type HandoverDeps = { readonly vault: Vault; readonly issuing: IssueDeps }

const localDay = (instant: string): string => dayOf(instant, zoneMinutes(new Date(instant)))

const requireHandoverSettings = ({ ledger }: Vault): HandoverSettings =>
  ledger.settings?.handover ?? refuse(reason('handover.not-set-up'))

/** Where the person's name was typed that is no place for it. The reason does not repeat it. */
const nameFaults = (draft: HandoverDraft, recipient: Recipient): readonly Reason[] =>
  (
    [
      ['handover-accessories', draft.accessories],
      ['handover-receipt', draft.contribution.receipt],
    ] as const
  ).flatMap(([what, said]) => (namesRecipient(said, recipient) ? [reason('handover.name-in-text', { what })] : []))

const departureFaults = ({ ledger }: Vault, machineId: string): readonly Reason[] => {
  const row = ledger.machine(machineId)
  const departure = row === null ? null : ledger.departure(machineId, row.stayId)
  // One that is with a person is told by its slip, wherever that was signed.
  return departure === null || departure.how === 'handed-over' ? [] : [departedReason(departure)]
}

export const handoverEntry = async (
  draft: HandoverDraft,
  recipient: Recipient,
  { vault, issuing }: HandoverDeps,
): Promise<DocumentEntry> => {
  const { recipients } = vault
  const handover = requireHandoverSettings(vault)
  const question = await handoverQuestion(vault, issuing.vault, draft)
  const certificate = certificateOf(question)
  if (isReason(certificate)) return refuse(certificate)
  const reasons = [
    ...handoverFaults(question),
    ...departureFaults(vault, draft.machineId),
    ...saidFaults(draft, {
      today: localDay(issuing.vault.now()),
      certifiedOn: localDay(certificate.document.validFrom),
      handover,
    }),
    ...nameFaults(draft, recipient),
    ...(recipient.kind === 'code' && looksOfficial(recipient.code) ? [reason('handover.official-number')] : []),
    ...(vault.people.list().some(({ code }) => code === draft.eligibilityCheckedBy)
      ? []
      : [reason('handover.checker-unknown')]),
    ...clockReasons(issuing.vault.clock),
  ]
  if (reasons.length > 0) return refuse(...reasons)

  // The key must be the right one before a person's name is put under a slip that could not be signed.
  issuing.vault.sign(new Uint8Array())
  const promised = promisedDay(draft.day, handover.retentionMonths)
  const seal = await recipients.keep(draft.draftId, recipient, { handedOverOn: draft.day, promised })
  try {
    const subject = handedOverSlip(
      draft,
      seal,
      {
        settings: issuing.vault.settings,
        clock: clockOf(issuing.vault.clock),
        chain: chainFor(issuing.vault, draft.machineId, null),
        certificate,
        stayId: presentStayId(vault, draft.machineId),
      },
      handover,
    )
    return await sealed(draft, subject, [], issuing)
  } catch (error) {
    await recipients.forget(draft.draftId)
    throw error
  }
}
