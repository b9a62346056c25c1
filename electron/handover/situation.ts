// What this station knows of a machine that is to be handed over, or comes back: its documents, whether they are believed, and what
// was done to it in its present stay. What follows from that is domain/handover's to say.
import type { HandoverQuestion, MachineHere } from '../../domain/handover/may-hand-over.ts'
import type { RefurbishmentSubject } from '../../domain/documents/refurbishment-certificate.ts'
import type { StoredDocument } from '../../domain/documents/store.ts'
import { documentLimits, readUntrustedJson } from '../../domain/documents/untrusted-json.ts'
import { identityOf } from '../../domain/erasure/disk-identity.ts'
import { HardwareReport } from '../../domain/machine/hardware-report.ts'
import { documentStanding, isBelieved } from '../../domain/trust/standing.ts'
import { refuse } from '../failure.ts'
import { reason } from '../../domain/words/reason.ts'
import { heldDocuments } from '../documents/sealing.ts'
import type { IssuingVault } from '../documents/issuing-vault.ts'
import type { Vault } from '../vault/vault.ts'

const certificateIn = (stored: StoredDocument | undefined): RefurbishmentSubject | null => {
  const subject = stored?.document.credentialSubject
  return subject?.kind === 'refurbishment-certificate' ? subject : null
}

/** The present stay of a machine whose file is here and that has not left; null otherwise. */
export const presentStayId = ({ ledger }: Vault, machineId: string): string | null => {
  const row = ledger.machine(machineId)
  if (row === null) return null
  return ledger.departure(machineId, row.stayId) === null ? row.stayId : null
}

/** Work on its disks that the certificate does not know of: in another stay any, in its own what came after it. */
const areDisksChanged = (
  { ledger }: Vault,
  { machineId, stayId }: { readonly machineId: string; readonly stayId: string },
  certificate: { readonly subject: RefurbishmentSubject; readonly position: number; readonly issuedAt: string },
): boolean => {
  const isItsStay = certificate.subject.machine.stay.stayId === stayId
  const isLater = (position: number) => !isItsStay || position > certificate.position
  const settled = ledger
    .settlements(machineId)
    .some(({ what, position }) => what.stayId === stayId && isLater(position))
  const attested = ledger
    .attestations(machineId)
    .some(({ what, position }) => what.stayId === stayId && isLater(position))
  const erased = ledger.erasures.some(
    ({ owner, position }) => owner.machineId === machineId && owner.stayId === stayId && isLater(position),
  )
  const fitted = ledger.parts
    .filter(({ data }) => data.kind === 'disk')
    .flatMap(({ history }) => history)
    .some(
      (event) =>
        event.what === 'fitted' &&
        event.machine.machineId === machineId &&
        event.machine.stayId === stayId &&
        (!isItsStay || event.at > certificate.issuedAt),
    )
  return settled || attested || erased || fitted
}

/** One that came with the machine from another site lies beside the journal with the batch's other files. */
const reportIn = async (vault: Vault, issuing: IssuingVault, hash: string): Promise<HardwareReport | null> => {
  const own = await issuing.report(hash)
  if (own !== null || vault.ledger.attachedFile(hash) === null) return own
  const text = (await vault.blobs.get(hash)).toString('utf8')
  const read = readUntrustedJson(text, documentLimits)
  return read.ok ? (HardwareReport.safeParse(read.value).data ?? null) : null
}

const hereOf = async (
  vault: Vault,
  issuing: IssuingVault,
  machineId: string,
  certificate: { readonly subject: RefurbishmentSubject; readonly position: number; readonly issuedAt: string },
): Promise<MachineHere | null> => {
  const stayId = presentStayId(vault, machineId)
  if (stayId === null) return null
  const rested = new Set(certificate.subject.machine.reports.map(({ report }) => report))
  const later = vault.ledger.reportsOfStay(machineId, stayId).filter(({ hash }) => !rested.has(hash))
  const reports = await Promise.all(later.map(({ hash }) => reportIn(vault, issuing, hash)))
  if (reports.includes(null)) return refuse(reason('documents.report-unavailable'))
  return {
    isToBeDismantled: vault.ledger.dismantlingOrder(machineId, stayId) !== null,
    disks: reports.flatMap((report) => report?.disks.map(identityOf) ?? []),
    disksChangedSince: areDisksChanged(vault, { machineId, stayId }, certificate),
  }
}

export const handoverQuestion = async (
  vault: Vault,
  issuing: IssuingVault,
  { machineId, certificate }: { readonly machineId: string; readonly certificate: string },
): Promise<HandoverQuestion> => {
  const { ledger } = vault
  const documents = await heldDocuments(issuing, machineId)
  const stored = documents.get(certificate)
  const subject = certificateIn(stored)
  const row = ledger.document(certificate)
  const trust = { own: ledger.ownKeys, decisions: ledger.trust }
  return {
    machineId,
    certificate,
    documents,
    isBelieved: ({ document }) =>
      isBelieved(documentStanding({ issuer: document.issuer.id, issuedAt: document.validFrom }, trust)),
    isForked: ledger.documents.some(
      (other) =>
        other.hash !== certificate && row !== null && other.issuer === row.issuer && other.sequence === row.sequence,
    ),
    here:
      stored === undefined || subject === null || row === null
        ? null
        : await hereOf(vault, issuing, machineId, {
            subject,
            position: row.position,
            issuedAt: stored.document.validFrom,
          }),
  }
}
