// The station's operations about intakes and dismantling: each saves what a person did, after the rules that must hold
// whatever the window thinks. What a sheet says is derived when it is issued (documents/issue-dismantling.ts).
import type { Entry } from '../domain/journal/frame.ts'
import { dismantlingOrderSubject, rescissionSubject, wasteCodeSubject } from '../domain/supervision/subject.ts'
import { type Reason, reason } from '../domain/words/reason.ts'
import { rescindingReasons } from '../domain/dismantling/rescinding.ts'
import type { DismantlingFile } from '../domain/dismantling/sheet-file.ts'
import type { DiskOwner } from '../domain/erasure/disk-job.ts'
import { cryptography } from './documents/cryptography.ts'
import { heldDocuments, standingOwn } from './documents/sealing.ts'
import { refuse } from './failure.ts'
import type { Handler } from './station.ts'
import {
  confirmationUsed,
  headAfter,
  requireNextRevision,
  requireOperator,
  requireSettings,
  requireStay,
} from './station-rules.ts'
import { issuingVault } from './vault/issuing.ts'
import type { Vault } from './vault/vault.ts'

type DismantlingOperation =
  'intakes.save' | 'dismantling.order' | 'dismantling.rescind' | 'dismantling.save' | 'wasteCodes.change'

const { sha256 } = cryptography
const otherTransaction = reason('journal.other-transaction')

/** The documents about a machine's stay that nothing has ended. */
const standingOf = async (vault: Vault, { machineId, stayId }: DiskOwner) => {
  const issuing = issuingVault(vault)
  return standingOwn(issuing, await heldDocuments(issuing, machineId)).flatMap(({ hash, document }) => {
    const { credentialSubject: subject } = document
    if (subject.kind !== 'refurbishment-certificate' && subject.kind !== 'dismantling-sheet') return []
    return subject.machine.stay.stayId === stayId ? [{ hash, kind: subject.kind, number: subject.number }] : []
  })
}

/** What a certificate calls refurbished is not sorted into fractions: the certificate is withdrawn first. */
const requireNotCertified = async (vault: Vault, owner: DiskOwner): Promise<void> => {
  for (const { kind, number } of await standingOf(vault, owner))
    if (kind === 'refurbishment-certificate') refuse(reason('documents.certificate-stands', { number }))
}

/** What was signed stays as it was signed, until somebody says that they correct this very sheet or withdraws it. */
const requireNotSigned = async (vault: Vault, owner: DiskOwner, corrects: string | undefined): Promise<void> => {
  for (const { hash, kind, number } of await standingOf(vault, owner))
    if (kind === 'dismantling-sheet' && hash !== corrects) refuse(reason('dismantling.sheet-signed', { number }))
}

/** What was done since counts by the journal's order: no clock says what came after the order. */
const rescindingFaults = async (vault: Vault, owner: DiskOwner): Promise<readonly Reason[]> => {
  const { ledger } = vault
  const { machineId, stayId } = owner
  const order = ledger.dismantlingOrder(machineId, stayId)
  if (order === null) return [reason('dismantling.not-ordered')]
  const sheet = (await standingOf(vault, owner)).find(({ kind }) => kind === 'dismantling-sheet')
  const said = [...ledger.settlements(machineId), ...ledger.attestations(machineId)]
  return rescindingReasons({
    file: ledger.dismantlingFileOf(machineId, stayId),
    sheet: sheet?.number ?? null,
    // A disk that hands found is still somewhere, even where its line was cleared since.
    isDiskSaid:
      said.some(({ what, position }) => what.stayId === stayId && position > order.position) ||
      ledger.isDiskNotedAfter(machineId, stayId, order.position),
    isPartOut: ledger.isPartTakenOutAfter(machineId, stayId, order.position),
  })
}

/** Between the window that begins a file and the station that takes it. */
const beginningOffAtMost = 5 * 60_000

/** What went out of the machine before its file was begun is not looked for in it: that day stays, and is none to come. */
const requireBeginning = (before: DismantlingFile | null, { createdAt }: DismantlingFile, now: Date): void => {
  const isKept = before === null || before.createdAt === createdAt
  if (isKept && Date.parse(createdAt) - now.getTime() <= beginningOffAtMost) return
  refuse(reason('dismantling.begun-otherwise'))
}

export const dismantlingOperations = (vault: Vault): { readonly [N in DismantlingOperation]: Handler<N> } => {
  const { journal, ledger, confirmations, clock } = vault
  return {
    'intakes.save': async ({ transaction, intake }) => {
      const entry: Entry = { kind: 'intake', v: 1, intake }
      const appended = await journal.append(transaction, () => {
        requireSettings(ledger)
        requireNextRevision(ledger.intake(intake.id), intake)
        return entry
      })
      return { head: headAfter(appended, entry, otherTransaction) }
    },

    'dismantling.order': async ({ order, confirmation }) => {
      const entry: Entry = { kind: 'dismantling-order', v: 1, order, confirmation }
      const appended = await journal.append(confirmation, async () => {
        const listed = new Set<string>()
        for (const { machineId, stayId } of order.machines) {
          requireStay(ledger, { machineId, stayId })
          // A disk that came by itself has a stay too, and is no machine to take apart.
          if (ledger.machine(machineId) === null) refuse(reason('journal.unknown-machine', { machineId }))
          if (listed.has(machineId)) refuse(reason('dismantling.ordered-twice', { machineId }))
          listed.add(machineId)
          if (ledger.dismantlingOrder(machineId, stayId) !== null) {
            refuse(reason('dismantling.ordered-already', { machineId }))
          }
          await requireNotCertified(vault, { machineId, stayId })
        }
        const subject = await dismantlingOrderSubject(order, sha256)
        const machines = order.machines.map(({ machineId }) => machineId)
        const row = await confirmations.usable(confirmation, () => ({ kind: 'dismantle-machines', machines, subject }))
        requireOperator(row.confirmation.operator, order.operator)
        return entry
      })
      return { head: headAfter(appended, entry, confirmationUsed) }
    },

    'dismantling.rescind': async ({ rescission, confirmation }) => {
      const entry: Entry = { kind: 'dismantling-rescinded', v: 1, rescission, confirmation }
      const appended = await journal.append(confirmation, async () => {
        for (const owner of rescission.machines) {
          requireStay(ledger, owner)
          const against = await rescindingFaults(vault, owner)
          if (against.length > 0) refuse(...against)
        }
        const subject = await rescissionSubject(rescission, sha256)
        const machines = rescission.machines.map(({ machineId }) => machineId)
        const row = await confirmations.usable(confirmation, () => ({ kind: 'rescind-dismantling', machines, subject }))
        requireOperator(row.confirmation.operator, rescission.operator)
        return entry
      })
      return { head: headAfter(appended, entry, confirmationUsed) }
    },

    'dismantling.save': async ({ transaction, file, corrects }) => {
      const entry: Entry = { kind: 'dismantling', v: 1, file }
      const appended = await journal.append(transaction, async () => {
        const { machineId, stayId } = file
        requireStay(ledger, { machineId, stayId })
        const before = ledger.dismantlingFile(file.id)
        requireNextRevision(before, file)
        if (before !== null && (before.machineId !== machineId || before.stayId !== stayId)) {
          refuse(reason('dismantling.other-machine'))
        }
        requireBeginning(before, file, clock.now())
        const other = ledger.dismantlingFileOf(machineId, stayId)
        if (other !== null && other.id !== file.id) refuse(reason('dismantling.second-file'))
        if (ledger.dismantlingOrder(machineId, stayId) === null) refuse(reason('dismantling.not-ordered'))
        await requireNotSigned(vault, file, corrects)
        return entry
      })
      return { head: headAfter(appended, entry, otherTransaction) }
    },

    'wasteCodes.change': async ({ change, confirmation }) => {
      const entry: Entry = { kind: 'waste-code', v: 1, change, confirmation }
      const appended = await journal.append(confirmation, async () => {
        const { code, validFrom, validTo } = change.put
        if (validTo !== null && validTo < validFrom) refuse(reason('dismantling.code-ends-before', { code }))
        const subject = await wasteCodeSubject(change, sha256)
        const row = await confirmations.usable(confirmation, () => ({ kind: 'change-waste-codes', subject }))
        requireOperator(row.confirmation.operator, change.operator)
        return entry
      })
      return { head: headAfter(appended, entry, confirmationUsed) }
    },
  }
}
