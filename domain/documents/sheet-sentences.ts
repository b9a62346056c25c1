// What is said to people about dismantling sheets as documents: what is wrong in one, what stands against issuing one, and what
// the verify command prints of one.
import type { Sentences } from '../words/reason.ts'

export const sheetSentences: Sentences = {
  fr: {
    'documents.sheet-day': 'La fiche porte la date du {day:day}, mais elle n’a pas été signée ce jour-là.',
    'documents.sheet-media': 'La fiche dit {found} {found:disque trouvé|disques trouvés}, mais n’en suit que {known}.',
    'documents.sheet-annex-twice': 'Un point de l’annexe VII est répondu deux fois.',
    'documents.sheet-code-day': 'Le code déchet {code} n’est pas valable à la date de la fiche ({day:day}).',
    'documents.sheet-code-hazard': 'Le code {code} et la mention « dangereux » se contredisent.',
    'documents.sheet-line-twice': 'Une fraction ou une pièce figure deux fois.',
    'documents.sheet-balance': 'Le bilan des poids n’est pas la somme des lignes de la fiche.',
    'documents.sheet-file-unknown': 'Cette machine n’a pas de fiche de démantèlement en cours.',
    'documents.sheet-file-changed': 'La fiche a changé depuis. Relisez-la, puis signez à nouveau.',
    'documents.sheet-stands':
      'La fiche {number} existe déjà pour ce passage : corrigez-la (la nouvelle la remplace) ou annulez-la.',
    'documents.certificate-stands':
      'Le certificat {number} dit que cette machine est reconditionnée. Annulez-le d’abord.',
    'documents.machine-dismantled':
      'La fiche {number} dit que cette machine est démantelée : elle n’a pas de certificat de reconditionnement.',
    'documents.machine-ordered':
      'Un encadrant a envoyé cette machine au démantèlement : elle n’a pas de certificat de reconditionnement.',
    'documents.read-elsewhere':
      'Le dernier relevé vient du poste qui a envoyé la machine : faites-en un ici, un disque a pu changer entre-temps.',

    'documents.verify-reason': 'Raison',
    'documents.verify-fractions': 'Fractions',
    'documents.verify-fraction': '{name:term}, {code}, {grams:weight}',
    'documents.verify-hazardous': 'dangereux',
    'documents.verify-parts': 'Pièces gardées',
    'documents.verify-balance': 'Bilan des poids',
    'documents.verify-signed-by': 'Signé par l’encadrant',
    'documents.balance-fits': 'dans la tolérance',
    'documents.balance-too-little': 'il manque du poids',
    'documents.balance-too-much': 'trop de poids',
    'documents.balance-unknown': 'machine non pesée',
  },
  en: {
    'documents.sheet-day': 'The sheet bears the date of {day:day}, but it was not signed on that day.',
    'documents.sheet-media': 'The sheet says {found} {found:disk|disks} found, but answers for {known} only.',
    'documents.sheet-annex-twice': 'One point of annex VII is answered twice.',
    'documents.sheet-code-day': 'The waste code {code} is not valid on the day of the sheet ({day:day}).',
    'documents.sheet-code-hazard': 'The code {code} and the word “hazardous” contradict each other.',
    'documents.sheet-line-twice': 'A fraction or a part is listed twice.',
    'documents.sheet-balance': 'The balance of weights is not the sum of the lines of the sheet.',
    'documents.sheet-file-unknown': 'This machine has no dismantling sheet in progress.',
    'documents.sheet-file-changed': 'The sheet has changed since. Read it again, then sign again.',
    'documents.sheet-stands':
      'The sheet {number} already exists for this stay: correct it (the new one replaces it) or withdraw it.',
    'documents.certificate-stands':
      'The certificate {number} says that this machine is refurbished. Withdraw it first.',
    'documents.machine-dismantled':
      'The sheet {number} says that this machine is dismantled: it has no refurbishment certificate.',
    'documents.machine-ordered': 'A supervisor sent this machine to dismantling: it has no refurbishment certificate.',
    'documents.read-elsewhere':
      'The last report comes from the station that sent the machine: make one here, a disk may have changed since.',

    'documents.verify-reason': 'Reason',
    'documents.verify-fractions': 'Fractions',
    'documents.verify-fraction': '{name:term}, {code}, {grams:weight}',
    'documents.verify-hazardous': 'hazardous',
    'documents.verify-parts': 'Parts kept',
    'documents.verify-balance': 'Balance of weights',
    'documents.verify-signed-by': 'Signed by the supervisor',
    'documents.balance-fits': 'within the tolerance',
    'documents.balance-too-little': 'weight is missing',
    'documents.balance-too-much': 'too much weight',
    'documents.balance-unknown': 'machine not weighed',
  },
}
