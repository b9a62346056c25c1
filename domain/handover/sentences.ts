// What handing over and taking back say when they refuse, and what stands wrong on a slip.
import type { Sentences } from '../words/reason.ts'

export const handoverSentences: Sentences = {
  fr: {
    'handover.not-set-up':
      'Les montants et la durée de conservation des remises restent à choisir : faites-le dans Réglages, à « Remises ».',
    'handover.certificate-unknown':
      'Le certificat de cette machine n’est pas ici : recevez le lot de l’atelier qui l’a reconditionnée.',
    'handover.certificate-withdrawn':
      'Le certificat {number} a été annulé par {by} : la machine ne peut pas être remise.',
    'handover.certificate-replaced': 'Le certificat {number} a été remplacé par {by} : prenez le nouveau.',
    'handover.certificate-not-believed':
      'Le certificat {number} vient d’un poste qui n’est pas accepté ici ({station}). Demandez à un encadrant, dans Échanges, à « Postes ».',
    'handover.certificate-forked':
      'Deux documents du même poste portent le rang du certificat {number} : l’un des deux est faux. Demandez un nouveau certificat à l’atelier.',
    'handover.certificate-older': 'Le certificat {number} n’est pas le dernier : prenez {newer}.',
    'handover.handed-over-already':
      'Cette machine est déjà remise par le bon {number}, depuis le {day:day}. Si elle est revenue, notez d’abord son retour.',
    'handover.came-back-since':
      'Cette machine est revenue depuis son certificat {certificate} (bon de retour {number}) : ses disques contiennent les données de la personne qui l’avait. Renvoyez-la à l’atelier.',
    'handover.dismantled': 'Cette machine a une fiche de démantèlement : {number}.',
    'handover.to-be-dismantled': 'Cette machine part au démantèlement.',
    'handover.disk-not-certified':
      'Le disque {disk} est dans la machine, et le certificat {number} n’en répond pas : elle ne peut pas être remise.',
    'handover.disks-changed':
      'On a travaillé sur les disques de cette machine depuis le certificat {number} : établissez-en un nouveau.',
    'handover.day-to-come': 'La date est à venir ({day:day}).',
    'handover.day-too-old':
      'La date de la remise est trop ancienne ({day:day}) : la durée de conservation du nom est déjà passée.',
    'handover.day-before-certificate': 'La remise ({day:day}) serait avant le certificat ({certified:day}).',
    'handover.checked-after': 'L’éligibilité ({checked:day}) a été vérifiée après la remise ({day:day}).',
    'handover.checker-unknown': 'Personne de ce poste n’a le code de qui a vérifié l’éligibilité.',
    'handover.other-amounts': 'Les montants des réglages ont changé entre-temps : relisez le bon et recommencez.',
    'handover.name-in-text':
      'Le nom (ou le code) de la personne est écrit à un endroit qui sera signé et envoyé : {what:term}. Enlevez-le.',
    'handover.official-number':
      'Ce code ressemble à un numéro de Sécurité sociale, de la CAF ou de téléphone : il n’est pas gardé. Prenez un code à vous.',
    'handover.is-here': 'Cette machine est ici, et rien ne dit qu’elle est partie.',
    'handover.slip-unknown': 'Ce bon de remise n’est pas connu ici, ou il a été annulé.',
    'handover.returned-already': 'Le retour du bon {number} est déjà noté : {by}.',
    'handover.returned-before': 'Le retour ({day:day}) serait avant la remise ({handed:day}).',
    'handover.return-of-slip': 'Cette machine a été remise par le bon {number} : son retour doit le nommer.',
    'handover.payment-unknown': 'Ce paiement n’est pas connu, ou il est déjà annulé.',
    'handover.payment-stands': 'Ce paiement est déjà enregistré.',
    'handover.year-paid': 'La contribution de l’année {year} du bon {number} est déjà payée.',
    'handover.year-not-begun': 'L’année {year} du bon {number} n’a pas commencé : rien n’est dû.',
    'handover.month-to-come': 'Ce mois est à venir.',

    'handover.verify-handed-over': 'Remise à une personne le {day:day}.',
    'handover.verify-returned': 'Rapportée le {day:day}.',
    'handover.verify-certificate': 'D’après le certificat {number}.',
    'handover.verify-answers': 'Elle avait été remise par le bon {number}.',
    'handover.verify-kept': 'La personne n’est pas nommée : seul le tiers-lieu la connaît, jusqu’au {day:day} au plus.',

    'documents.handover-members':
      'Le bon dit une remise et un retour à la fois : une remise a une personne, une éligibilité et une contribution, un retour n’en a pas.',
    'documents.handover-answers': 'Une remise ne répond à aucun autre bon.',
    'documents.handover-kept-until': 'Le nom serait gardé jusqu’à un jour d’avant la remise ({day:day}).',
    'documents.handover-outside-chain':
      'Le bon nomme un certificat ou un bon qui n’est pas dans la chaîne de la machine.',

    'term.handover-accessories': 'les accessoires',
    'term.handover-receipt': 'le numéro de reçu',
    'term.handover-notes': 'l’état au retour',
    'term.handover-withdrawal': 'la raison de l’annulation',
  },
  en: {
    'handover.not-set-up':
      'The amounts and the retention period of handovers are not set yet: do it in Settings, under “Handovers”.',
    'handover.certificate-unknown':
      'This machine’s certificate is not here: import the batch of the workshop that refurbished it.',
    'handover.certificate-withdrawn': 'Certificate {number} was withdrawn by {by}: the machine cannot be handed over.',
    'handover.certificate-replaced': 'Certificate {number} was replaced by {by}: take the new one.',
    'handover.certificate-not-believed':
      'Certificate {number} comes from a station that is not accepted here ({station}). Ask a supervisor, in Exchange, under “Stations”.',
    'handover.certificate-forked':
      'Two documents of one station bear the rank of certificate {number}: one of them is false. Ask the workshop for a new certificate.',
    'handover.certificate-older': 'Certificate {number} is not the last one: take {newer}.',
    'handover.handed-over-already':
      'This machine is handed over already by slip {number}, since {day:day}. If it came back, note its return first.',
    'handover.came-back-since':
      'This machine came back after its certificate {certificate} (return slip {number}): its disks hold the data of the person who had it. Send it back to the workshop.',
    'handover.dismantled': 'This machine has a dismantling sheet: {number}.',
    'handover.to-be-dismantled': 'This machine is going to be dismantled.',
    'handover.disk-not-certified':
      'Disk {disk} is in the machine, and certificate {number} does not answer for it: it cannot be handed over.',
    'handover.disks-changed': 'The disks of this machine were worked on since certificate {number}: issue a new one.',
    'handover.day-to-come': 'The date is still to come ({day:day}).',
    'handover.day-too-old':
      'The date of the handover is too long ago ({day:day}): the time for which the name is kept is over.',
    'handover.day-before-certificate': 'The handover ({day:day}) would be before the certificate ({certified:day}).',
    'handover.checked-after': 'Eligibility ({checked:day}) was checked after the handover ({day:day}).',
    'handover.checker-unknown': 'Nobody at this station has the code of whoever checked eligibility.',
    'handover.other-amounts': 'The amounts in the settings have changed meanwhile: read the slip again and start over.',
    'handover.name-in-text':
      'The person’s name (or code) stands in a place that will be signed and sent: {what:term}. Take it out.',
    'handover.official-number':
      'This code looks like a social-security, benefits or telephone number: it is not kept. Take a code of your own.',
    'handover.is-here': 'This machine is here, and nothing says that it left.',
    'handover.slip-unknown': 'This handover slip is not known here, or it was withdrawn.',
    'handover.returned-already': 'The return of slip {number} is noted already: {by}.',
    'handover.returned-before': 'The return ({day:day}) would be before the handover ({handed:day}).',
    'handover.return-of-slip': 'This machine was handed over by slip {number}: its return has to name it.',
    'handover.payment-unknown': 'This payment is not known, or is cancelled already.',
    'handover.payment-stands': 'This payment is recorded already.',
    'handover.year-paid': 'The contribution for year {year} of slip {number} is paid already.',
    'handover.year-not-begun': 'Year {year} of slip {number} has not begun: nothing is due.',
    'handover.month-to-come': 'This month is still to come.',

    'handover.verify-handed-over': 'Handed over to a person on {day:day}.',
    'handover.verify-returned': 'Brought back on {day:day}.',
    'handover.verify-certificate': 'From certificate {number}.',
    'handover.verify-answers': 'It had been handed over by slip {number}.',
    'handover.verify-kept': 'The person is not named: the site alone knows them, until {day:day} at most.',

    'documents.handover-members':
      'The slip says a handover and a return at once: a handover has a person, an eligibility and a contribution, a return has none.',
    'documents.handover-answers': 'A handover answers no other slip.',
    'documents.handover-kept-until': 'The name would be kept until a day before the handover ({day:day}).',
    'documents.handover-outside-chain': 'The slip names a certificate or a slip that is not in the machine’s chain.',

    'term.handover-accessories': 'the accessories',
    'term.handover-receipt': 'the receipt number',
    'term.handover-notes': 'the state at the return',
    'term.handover-withdrawal': 'the reason of the withdrawal',
  },
}
