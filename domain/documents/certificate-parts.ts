// The parts that every kind of document says in the same way: who issues, who confirmed, which codes may leave the
// workshop, and a reason with its sentences.
import type { Settlement } from '../erasure/settlement.ts'
import type { StationSettings } from '../station/station.ts'
import type { Confirmation } from '../supervision/confirmation.ts'
import type { Reason } from '../words/reason.ts'
import { say } from '../words/sentences.ts'
import { type ConfirmedBy, numberOf, type Statement } from './document.ts'

/** Something journalled, with the confirmation that it was journalled under. */
export type Confirmed<T> = { readonly what: T; readonly confirmation: Confirmation }

/** The place that a document takes: in the station's sequence, and among the documents of its machine. */
export type Chain = {
  readonly sequence: number
  readonly previousDocument: string | null
  readonly machineChain: readonly string[]
  readonly replaces: string | null
}

export type IssuingBasis = {
  readonly settings: StationSettings
  readonly clock: 'trusted' | 'declared'
  readonly chain: Chain
}

export const issuingMembersOf = (settings: StationSettings) => ({
  language: settings.language,
  station: { name: settings.name, code: settings.code },
  organisation: {
    name: settings.organisation.name,
    address: settings.organisation.address,
    phone: settings.organisation.phone,
    email: settings.organisation.email,
  },
})

/** What every kind of document says alike: who issues it, by what clock, as which of its documents. */
export const commonMembersOf = ({ settings, clock, chain }: IssuingBasis) => ({
  number: numberOf(settings.code, chain.sequence),
  sequence: chain.sequence,
  previousDocument: chain.previousDocument,
  machineChain: [...chain.machineChain],
  replaces: chain.replaces,
  clock,
  ...issuingMembersOf(settings),
})

/** Codes of ESAT workers enter no document (DESIGN §4): where a site is an ESAT, the supervisor alone is named. */
export const operatorFor = (operator: string | null, settings: StationSettings): string | null =>
  settings.activities.includes('esat') ? null : operator

export const confirmedBy = ({ id, supervisor, at, ownWork, byRecoveryCode }: Confirmation): ConfirmedBy => ({
  confirmation: id,
  supervisor,
  at,
  ownWork,
  byRecoveryCode,
})

/**
 * Whether a confirmation covers a settlement: given for it, or for the erasure whose outcome the station settled itself. A
 * log without a serial is linked to a disk by two people, not by one.
 */
export const confirmsSettlement = ({ action, ownWork }: Confirmation, settlement: Settlement): boolean => {
  const isOfMachine =
    (action.kind === 'settle-disks' || action.kind === 'erase-disks') && action.machineId === settlement.machineId
  const { outcome } = settlement
  const isLinked = outcome.kind === 'evidence' && outcome.link !== null
  return isOfMachine && (action.kind === 'settle-disks' || outcome.kind === 'evidence') && !(isLinked && ownWork)
}

/** The reason, readable without this program. */
export const statementOf = (reason: Reason): Statement => ({
  code: reason.code,
  params: reason.params,
  fr: say(reason, 'fr').slice(0, 1000),
  en: say(reason, 'en').slice(0, 1000),
})
