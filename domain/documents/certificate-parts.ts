// The parts that every kind of document says in the same way: who issues, who confirmed, which codes may leave the
// workshop, and a reason with its sentences.
import type { StationSettings } from '../station/station.ts'
import type { Confirmation } from '../supervision/confirmation.ts'
import type { Reason } from '../words/reason.ts'
import { say } from '../words/sentences.ts'
import type { ConfirmedBy, Statement } from './document.ts'

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

/** The reason, readable without this program. */
export const statementOf = (reason: Reason): Statement => ({
  code: reason.code,
  params: reason.params,
  fr: say(reason, 'fr').slice(0, 1000),
  en: say(reason, 'en').slice(0, 1000),
})
