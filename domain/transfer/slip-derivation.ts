// From what the journal holds of each thing to what a transfer slip says of it, at the sender's and at the receiver's. Whether a
// thing may leave or arrive is sending.ts' and receiving.ts' business.
import { commonMembersOf, type IssuingBasis, operatorFor } from '../documents/certificate-parts.ts'
import type { DiskFate, Site, SlipItem, SurplusItem, TransferSlipSubject } from '../documents/transfer-slip.ts'
import type { DiskAccount } from '../erasure/accounting.ts'
import { type DiskIdentity, identityOf, sharesName } from '../erasure/disk-identity.ts'
import type { LooseDisk } from '../erasure/loose-disk.ts'
import type { Verdict } from '../erasure/verdict.ts'
import type { Intake } from '../intake/intake.ts'
import type { Disk, HardwareReport } from '../machine/hardware-report.ts'
import type { MachineFile } from '../machine/machine-file.ts'
import { machineName } from '../machine/machine-name.ts'
import { partName } from '../parts/name.ts'
import type { Part } from '../parts/part.ts'
import type { StationSettings } from '../station/station.ts'
import { say } from '../words/sentences.ts'

/** What every item bears: its passport as the sender holds it, and its work file. */
export type Carried = { readonly chain: readonly string[]; readonly work: string | null }

type Judged = Pick<DiskAccount, 'identity' | 'verdict' | 'whereabouts'>

/** A disk of which nobody knows where it is, or which it is, is answered for by nothing that was once said of it. */
const saidOf = ({ verdict, whereabouts }: Judged): Verdict | null => (whereabouts.length > 0 ? null : verdict)

const makeOf = (identity: DiskIdentity, seen: readonly Disk[]): string | null =>
  seen.find((disk) => sharesName(identityOf(disk), identity))?.vendor ?? null

/** `seen`: as reports show them. */
export const fateOf = (account: Judged, seen: readonly Disk[]): DiskFate => {
  const verdict = saidOf(account)
  const { model, serial, sizeBytes } = account.identity
  return {
    make: makeOf(account.identity, seen)?.slice(0, 200) ?? null,
    model,
    serial,
    sizeBytes,
    fate: verdict?.kind ?? 'unsettled',
    how: verdict?.kind === 'verified' ? verdict.how : null,
  }
}

const cut = (text: string | null, length: number): string | null =>
  text === null || text.trim() === '' ? null : text.trim().slice(0, length)

export type SentMachine = {
  readonly machine: MachineFile
  /** The last one of its stay; null where it was not read. */
  readonly report: { readonly hash: string; readonly report: HardwareReport } | null
  /** As earlier documents name it, where it was not read here. */
  readonly named: { readonly name: string | null; readonly serial: string | null }
  readonly accounts: readonly (Judged & Pick<DiskAccount, 'explainedBy'>)[]
  readonly intake: Intake | null
}

export const slipMachine = (
  { machine, report, named, accounts, intake }: SentMachine,
  { chain, work }: Carried,
): SlipItem => {
  const identity = report?.report.identity ?? null
  return {
    what: 'machine',
    itemId: machine.id,
    chain: [...chain],
    work,
    inventoryNumber: machine.inventoryNumber,
    equipment: machine.equipment,
    name: cut(identity === null ? named.name : machineName(identity), 200),
    serial: cut(identity === null ? named.serial : identity.serial, 200),
    stay: { stayId: machine.stay.id, startedAt: machine.stay.startedAt },
    report: report?.hash ?? null,
    // A nameless reading that a person has since named: the named disk answers for it.
    disks: accounts
      .filter(({ explainedBy }) => explainedBy === null)
      .map((account) => fateOf(account, report?.report.disks ?? [])),
    reservations: { basis: 'declared', text: machine.reservations },
    intake:
      intake === null ? null : { donor: intake.donor.name, reference: intake.reference, receivedOn: intake.receivedOn },
  }
}

export const slipDisk = (loose: LooseDisk, chassis: string, account: Judged, { chain, work }: Carried): SlipItem => ({
  what: 'disk',
  itemId: loose.id,
  chain: [...chain],
  work,
  chassis: chassis.slice(0, 40),
  disk: fateOf(account, []),
})

export const slipPart = (part: Part, { chain, work }: Carried): SlipItem => {
  const name = partName(part.data)
  return {
    what: 'part',
    itemId: part.id,
    chain: [...chain],
    work,
    number: part.number,
    kind: part.data.kind,
    name: { fr: say(name, 'fr').slice(0, 300), en: say(name, 'en').slice(0, 300) },
  }
}

export const siteOf = ({ organisation, code }: StationSettings, did: string): Site => ({
  name: organisation.name,
  address: organisation.address,
  did,
  code,
})

type Slip = IssuingBasis & {
  readonly did: string
  readonly operator: string
  readonly notes: string
}

export const sentSlip = (
  basis: Slip & { readonly receiver: Site; readonly items: readonly SlipItem[]; readonly carrier: string },
): TransferSlipSubject => ({
  kind: 'transfer-slip',
  version: 1,
  ...commonMembersOf(basis),
  machineId: null,
  movement: 'sent',
  answers: null,
  sender: siteOf(basis.settings, basis.did),
  receiver: basis.receiver,
  items: [...basis.items],
  missing: [],
  surplus: [],
  carrier: { basis: 'declared', text: basis.carrier },
  notes: { basis: 'declared', text: basis.notes },
  issuedBy: operatorFor(basis.operator, basis.settings),
})

/** `items`: those of the sent slip that were still expected; those that were received before stand on an earlier slip. */
export const receivedSlip = (
  basis: Slip & {
    readonly sent: { readonly hash: string; readonly subject: TransferSlipSubject }
    readonly items: readonly SlipItem[]
    readonly found: ReadonlySet<string>
    readonly surplus: readonly SurplusItem[]
  },
): TransferSlipSubject => ({
  kind: 'transfer-slip',
  version: 1,
  ...commonMembersOf(basis),
  machineId: null,
  movement: 'received',
  answers: { document: basis.sent.hash, number: basis.sent.subject.number },
  sender: basis.sent.subject.sender,
  receiver: siteOf(basis.settings, basis.did),
  items: [...basis.items],
  missing: basis.items.flatMap(({ itemId }) => (basis.found.has(itemId) ? [] : [itemId])),
  surplus: [...basis.surplus],
  carrier: basis.sent.subject.carrier,
  notes: { basis: 'declared', text: basis.notes },
  issuedBy: operatorFor(basis.operator, basis.settings),
})
