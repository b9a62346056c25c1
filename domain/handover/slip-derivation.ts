// Deriving a handover slip, or that of a return, from the machine's certificate, the workshop's settings and what was said. The
// person comes in as a seal only.
import { type Chain, commonMembersOf, type IssuingBasis, operatorFor } from '../documents/certificate-parts.ts'
import type { HandoverSlipSubject } from '../documents/handover-slip.ts'
import type { RefurbishmentSubject } from '../documents/refurbishment-certificate.ts'
import { machineName } from '../machine/machine-name.ts'
import type { HandoverSettings } from '../station/station.ts'
import { type Reason, reason } from '../words/reason.ts'
import type { HandoverDraft, ReturnDraft } from './draft.ts'
import { isOver, promisedDay } from './retention.ts'

export type SlipBasis = IssuingBasis & {
  readonly certificate: { readonly hash: string; readonly subject: RefurbishmentSubject }
  /** Of the machine's file here; null where there is none. */
  readonly stayId: string | null
}

/** A slip rests on its certificate and on what it answers: both stand in the machine's chain, however long that is. */
const chainWith = (chain: Chain, hashes: readonly string[]): Chain => {
  const missing = hashes.filter((hash) => !chain.machineChain.includes(hash))
  return { ...chain, machineChain: [...missing, ...chain.machineChain.slice(-(200 - missing.length))] }
}

const machineOf = ({ certificate, stayId }: SlipBasis): HandoverSlipSubject['machine'] => {
  const { machine, number, operatingSystem, grading } = certificate.subject
  const identity = machine.measurement?.identity ?? null
  return {
    inventoryNumber: machine.inventoryNumber,
    equipment: machine.equipment,
    name: identity === null ? null : (machineName(identity)?.slice(0, 200) ?? null),
    serial: identity?.serial?.slice(0, 200) ?? null,
    stay: stayId === null ? null : { stayId },
    certificate: { document: certificate.hash, number },
    operatingSystem,
    grades: grading.grades.map(({ axis, grade }) => ({ axis, grade })),
  }
}

const declared = <T extends object>(said: T) => ({ basis: 'declared' as const, ...said })
const text = (said: string) => declared({ text: said })

export const handedOverSlip = (
  draft: HandoverDraft,
  recipientSeal: string,
  basis: SlipBasis,
  handover: HandoverSettings,
): HandoverSlipSubject => ({
  id: `urn:uuid:${draft.machineId}`,
  kind: 'handover-slip',
  version: 1,
  machineId: draft.machineId,
  ...commonMembersOf({ ...basis, chain: chainWith(basis.chain, [draft.certificate]) }),
  movement: 'handed-over',
  day: draft.day,
  answers: null,
  recipientSeal,
  nameKeptUntil: promisedDay(draft.day, handover.retentionMonths),
  representativeSigns: draft.representativeSigns,
  machine: machineOf(basis),
  accessories: text(draft.accessories),
  eligibility: declared({
    checkedBy: operatorFor(draft.eligibilityCheckedBy, basis.settings),
    checkedOn: draft.eligibilityCheckedOn,
  }),
  contribution: declared(draft.contribution),
  trainingWanted: draft.trainingWanted,
  helpContact: text(handover.helpContact),
  returnPlace: text(handover.returnPlace),
  notes: text(''),
  issuedBy: operatorFor(draft.operator, basis.settings),
})

export const returnedSlip = (
  draft: ReturnDraft,
  answered: { readonly hash: string; readonly number: string } | null,
  basis: SlipBasis,
): HandoverSlipSubject => ({
  id: `urn:uuid:${draft.machineId}`,
  kind: 'handover-slip',
  version: 1,
  machineId: draft.machineId,
  ...commonMembersOf({
    ...basis,
    chain: chainWith(basis.chain, answered === null ? [draft.certificate] : [draft.certificate, answered.hash]),
  }),
  movement: 'returned',
  day: draft.day,
  answers: answered === null ? null : { document: answered.hash, number: answered.number },
  recipientSeal: null,
  nameKeptUntil: null,
  representativeSigns: false,
  machine: machineOf(basis),
  accessories: text(draft.accessories),
  eligibility: null,
  contribution: null,
  trainingWanted: null,
  helpContact: text(''),
  returnPlace: text(''),
  notes: text(draft.notes),
  issuedBy: operatorFor(draft.operator, basis.settings),
})

/** What was said, held against the calendar and the workshop's amounts. `today` and `certifiedOn` are days of the station. */
export const saidFaults = (
  draft: HandoverDraft,
  {
    today,
    certifiedOn,
    handover,
  }: { readonly today: string; readonly certifiedOn: string; readonly handover: HandoverSettings },
): readonly Reason[] => {
  const { day, eligibilityCheckedOn: checked, contribution } = draft
  const isOtherAmount =
    contribution.amountCents !== handover.contributionCents || contribution.subsidyCents !== handover.subsidyCents
  return [
    ...dayFaults(day, today),
    ...(isOver(promisedDay(day, handover.retentionMonths), today) ? [reason('handover.day-too-old', { day })] : []),
    ...(day < certifiedOn ? [reason('handover.day-before-certificate', { day, certified: certifiedOn })] : []),
    ...(checked > day ? [reason('handover.checked-after', { checked, day })] : []),
    ...(isOtherAmount ? [reason('handover.other-amounts')] : []),
  ]
}

export const dayFaults = (day: string, today: string): readonly Reason[] =>
  day > today ? [reason('handover.day-to-come', { day })] : []
