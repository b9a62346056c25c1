// What is said of other stations: why a decision about one is refused, and how one stands.
import type { Sentences } from '../words/reason.ts'

export const trustSentences: Sentences = {
  fr: {
    'trust.no-key': 'Cette clé de poste n’est pas valable : elle ne peut pas être acceptée.',
    'trust.own-station': 'C’est la clé de ce poste : il n’y a rien à décider.',
    'trust.accepted-from-a-date': 'Un poste est accepté tout entier : une date ne se donne que pour ne plus le croire.',
    'trust.reason-needed': 'Écrivez pourquoi ce poste n’est plus cru : la raison reste dans le journal.',
    'term.trust-own': 'ce poste',
    'term.trust-accepted': 'poste accepté',
    'term.trust-new': 'poste pas encore accepté',
    'term.trust-distrusted': 'poste qui n’est plus cru',
  },
  en: {
    'trust.no-key': 'This station key is not valid: it cannot be accepted.',
    'trust.own-station': 'This is the key of this station: there is nothing to decide.',
    'trust.accepted-from-a-date': 'A station is accepted as a whole: a date is only given to stop believing it.',
    'trust.reason-needed': 'Write why this station is no longer believed: the reason stays in the journal.',
    'term.trust-own': 'this station',
    'term.trust-accepted': 'accepted station',
    'term.trust-new': 'station not yet accepted',
    'term.trust-distrusted': 'station no longer believed',
  },
}
