// The station's operations about handing over, bringing back, paying and forgetting.
import { randomUUID } from 'node:crypto'
import { payableYear } from '../domain/handover/contributions.ts'
import { handoversOf, type Handover } from '../domain/handover/handovers.ts'
import type { handoverOperations as operations } from '../domain/handover/operations.ts'
import type { HandoverPayment } from '../domain/handover/payment.ts'
import type { HandoverSlipSubject } from '../domain/documents/handover-slip.ts'
import { isOver, keptUntil } from '../domain/handover/retention.ts'
import type { Entry, JournalHead } from '../domain/journal/frame.ts'
import { forgettingSubject } from '../domain/supervision/subject.ts'
import { dayOf } from '../domain/words/day.ts'
import { reason } from '../domain/words/reason.ts'
import { cryptography } from './documents/cryptography.ts'
import { heldDocuments } from './documents/sealing.ts'
import { refuse, StationError } from './failure.ts'
import { retentionOf } from './handover/forgetting.ts'
import { handoverEntry, type HandoverDeps } from './handover/hand-over.ts'
import { nameFaultsIn } from './handover/name-of-slip.ts'
import { draftIdOf } from './handover/slips.ts'
import { returnEntry } from './handover/take-back.ts'
import { zoneMinutes } from './local-zone.ts'
import { confirmationUsed, headAfter, headOf, requireSettings } from './station-rules.ts'
import type { Handler } from './station.ts'
import { issuingVault } from './vault/issuing.ts'
import type { Appended } from './vault/journal.ts'
import { Turns } from './vault/turns.ts'
import type { Vault } from './vault/vault.ts'

type HandoverHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

const otherTransaction = reason('journal.other-transaction')
const { sha256 } = cryptography

type Slip = { readonly hash: string; readonly document: Readonly<Record<string, unknown>>; readonly head: JournalHead }

const otherDraft = (): never => {
  throw new StationError('conflict', 'Another draft had this identifier', [reason('documents.draft-used')])
}

/** The slip of a frame, whether it was written now or stood already; `isIt` tells whether it is that of this draft. */
const issued = (appended: Appended, isIt: (subject: HandoverSlipSubject) => boolean): Slip => {
  const { entry } = appended.frame
  if (entry.kind !== 'document' && entry.kind !== 'arrival') return otherDraft()
  // Our own journal: what was journalled under this draft's identifier was derived here.
  const subject = entry.document['credentialSubject'] as HandoverSlipSubject
  if (subject.kind !== 'handover-slip' || !isIt(subject)) return otherDraft()
  return { hash: entry.hash, document: entry.document, head: headOf(appended) }
}

/** The handover that a slip began and that nothing withdrew; refused otherwise. */
const handoverOf = async (vault: Vault, slip: string): Promise<Handover> => {
  const machineId = vault.ledger.document(slip)?.machineId ?? null
  const all = machineId === null ? new Map<never, never>() : await heldDocuments(issuingVault(vault), machineId)
  return handoversOf(all).find(({ hash }) => hash === slip) ?? refuse(reason('handover.slip-unknown'))
}

export const handoverOperations = (
  vault: Vault,
  { demonstration }: { readonly demonstration: boolean },
): HandoverHandlers => {
  const { journal, ledger, clock, confirmations, recipients } = vault
  const deps = (): HandoverDeps => ({
    vault,
    issuing: { vault: issuingVault(vault), demonstration, ...cryptography },
  })
  /** One at a time: what a failed one takes back is not what the next one has just kept. */
  const handingOver = new Turns()
  const today = (): string => dayOf(clock.now().toISOString(), zoneMinutes(clock.now()))

  const requirePayable = async (payment: HandoverPayment): Promise<void> => {
    const { slip, yearOfHandover: year, receipt } = payment
    const before = ledger.payments.find(({ id }) => id === payment.id)
    if (payment.state === 'cancelled') {
      if (before?.state !== 'received' || before.slip !== slip) refuse(reason('handover.payment-unknown'))
      return
    }
    if (before !== undefined) refuse(reason('handover.payment-stands'))
    const handover = await handoverOf(vault, slip)
    const state = payableYear(handover, ledger.payments, { year, today: today() })
    const { number } = handover.subject
    if (state === 'paid') refuse(reason('handover.year-paid', { number, year }))
    if (state === 'not-begun') refuse(reason('handover.year-not-begun', { number, year }))
    if (payment.receivedOn > today()) refuse(reason('handover.day-to-come', { day: payment.receivedOn }))
    const faults = await nameFaultsIn(vault, slip, [{ what: 'handover-receipt', text: receipt }])
    if (faults.length > 0) refuse(...faults)
  }

  return {
    'handovers.handOver': async ({ draft, recipient }) => {
      requireSettings(ledger)
      const appended = await handingOver.take(async () => {
        try {
          return await journal.append(draft.draftId, () => handoverEntry(draft, recipient, deps()))
        } catch (error) {
          // The frame could not be written: there is no slip, and the name that was kept for it does not stay.
          if (!journal.knows(draft.draftId)) await recipients.forget(draft.draftId)
          throw error
        }
      })
      // Asked again after a crash, and meanwhile forgotten: the slip stands all the same.
      const seal = appended.again ? await recipients.sealOf(draft.draftId, recipient) : null
      return issued(
        appended,
        (subject) =>
          subject.movement === 'handed-over' &&
          subject.machineId === draft.machineId &&
          subject.machine.certificate.document === draft.certificate &&
          subject.day === draft.day &&
          (seal === null || subject.recipientSeal === seal),
      )
    },

    'handovers.takeBack': async ({ draft }) => {
      requireSettings(ledger)
      const appended = await journal.append(draft.draftId, () => returnEntry(draft, randomUUID(), deps()))
      return issued(
        appended,
        (subject) =>
          subject.movement === 'returned' &&
          subject.machineId === draft.machineId &&
          (subject.answers?.document ?? null) === draft.answers,
      )
    },

    'handovers.recipients': async ({ slips }) =>
      Promise.all(
        slips.map(async (slip) => {
          const gone = { slip, recipient: null, until: null }
          const draftId = await draftIdOf(vault, slip)
          if (draftId === null || ledger.isForgotten(slip)) return gone
          const found = await recipients.read(draftId)
          if (found === null) return gone
          const until = keptUntil(found.kept, retentionOf(vault))
          // Its day has come, though nobody has looked since.
          if (clock.state.state !== 'doubtful' && isOver(until, today())) return gone
          return { slip, recipient: found.recipient, until: new Date(`${until}T00:00:00`).toISOString() }
        }),
      ),

    'handovers.pay': async ({ transaction, payment }) => {
      const entry: Entry = { kind: 'handover-payment', v: 1, payment }
      const appended = await journal.append(transaction, async () => {
        requireSettings(ledger)
        await requirePayable(payment)
        return entry
      })
      return { head: headAfter(appended, entry, otherTransaction) }
    },

    'handovers.countPublic': async ({ transaction, count }) => {
      const entry: Entry = { kind: 'public-count', v: 1, count }
      const appended = await journal.append(transaction, () => {
        requireSettings(ledger)
        if (count.month > today().slice(0, 7)) refuse(reason('handover.month-to-come'))
        return entry
      })
      return { head: headAfter(appended, entry, otherTransaction) }
    },

    'handovers.forget': async ({ slip, confirmation }) => {
      const entry: Entry = { kind: 'handover-forgotten', v: 1, slip, confirmation }
      requireSettings(ledger)
      const draftId = (await draftIdOf(vault, slip)) ?? refuse(reason('handover.slip-unknown'))
      const appended = await journal.append(confirmation, async () => {
        const subject = await forgettingSubject(slip, sha256)
        await confirmations.usable(confirmation, () => ({ kind: 'forget-recipient', documentHash: slip, subject }))
        // Before the journal says so: what it says is true from then on.
        await recipients.deleteKey(draftId)
        return entry
      })
      const head = headAfter(appended, entry, confirmationUsed)
      await recipients.forget(draftId)
      return { head }
    },
  }
}
