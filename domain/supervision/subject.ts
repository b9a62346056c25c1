// What a confirmation is bound to: the hash of exactly that which will be done. Both halves compute it with these
// functions, so that a confirmation given for one draft can never serve another.
import { hashOf, type Sha256Of } from '../documents/canonical.ts'
import type {
  CertificateDraft,
  DismantlingSheetDraft,
  ErasureCertificateDraft,
  WithdrawalDraft,
} from '../documents/draft.ts'
import type { DismantlingOrder } from '../dismantling/order.ts'
import type { DismantlingRescission } from '../dismantling/rescinding.ts'
import type { WasteCodeChange } from '../dismantling/waste-codes.ts'
import type { DeliveryTarget } from '../delivery/target.ts'
import type { ErasureOrders } from '../erasure/disk-job.ts'
import type { DiskAttestation, Settlement } from '../erasure/settlement.ts'
import type { GradeOverride } from '../grading/override.ts'
import type { JournalHead } from '../journal/frame.ts'
import type { StationSettings } from '../station/station.ts'
import type { StationTrust } from '../trust/trust.ts'
import type { UpdateManifest } from '../update/manifest.ts'

export const settlementsSubject = (settlements: readonly Settlement[], sha256: Sha256Of) => hashOf(settlements, sha256)
export const erasureSubject = (orders: ErasureOrders, sha256: Sha256Of) => hashOf(orders, sha256)
export const attestationSubject = (attestation: DiskAttestation, sha256: Sha256Of) => hashOf(attestation, sha256)
export const overrideSubject = (override: GradeOverride, sha256: Sha256Of) => hashOf(override, sha256)
export const settingsSubject = (settings: StationSettings, sha256: Sha256Of) => hashOf(settings, sha256)

export const dismantlingOrderSubject = (order: DismantlingOrder, sha256: Sha256Of) => hashOf(order, sha256)
export const rescissionSubject = (rescission: DismantlingRescission, sha256: Sha256Of) => hashOf(rescission, sha256)
export const wasteCodeSubject = (change: WasteCodeChange, sha256: Sha256Of) => hashOf(change, sha256)

export const trustSubject = (trust: StationTrust, sha256: Sha256Of) => hashOf(trust, sha256)
export const targetSubject = (target: DeliveryTarget, sha256: Sha256Of) => hashOf(target, sha256)
export const updateSubject = (manifest: UpdateManifest, sha256: Sha256Of) => hashOf(manifest, sha256)
export const forgettingSubject = (slip: string, sha256: Sha256Of) => hashOf({ forget: slip }, sha256)

/** The draft without its own confirmation, which does not exist yet when it is confirmed. */
export const certificateSubject = (draft: CertificateDraft | ErasureCertificateDraft, sha256: Sha256Of) =>
  hashOf({ ...draft, secondPerson: null }, sha256)
export const withdrawalSubject = (draft: Omit<WithdrawalDraft, 'confirmation'>, sha256: Sha256Of) =>
  hashOf({ ...draft, confirmation: null }, sha256)

/** The draft before it is signed: its confirmation does not exist yet. */
export const sheetSubject = (draft: Omit<DismantlingSheetDraft, 'confirmation'>, sha256: Sha256Of) =>
  hashOf({ ...draft, confirmation: null }, sha256)

/** A change of people: the operation's input without `confirmation`. */
export const peopleSubject = (change: unknown, sha256: Sha256Of) => hashOf(change, sha256)
export const recoveryCodeSubject = (sha256: Sha256Of) => hashOf({ recoveryCode: 'new' }, sha256)

/** Copying the key and correcting the clock change nothing by a draft: they are bound to the journal as it stands. */
export const headSubject = (head: JournalHead, sha256: Sha256Of) => hashOf(head, sha256)
