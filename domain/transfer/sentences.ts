// What is said when something may not leave or arrive, and of a slip whose parts do not agree.
import type { Sentences } from '../words/reason.ts'

export const transferSentences: Sentences = {
  fr: {
    'transfer.unknown-here': 'Une ligne de ce bordereau n’a pas de dossier ici : retirez-la.',
    'transfer.changed':
      'Le dossier de {item} a changé pendant la préparation : vérifiez sa ligne, puis signez à nouveau.',
    'transfer.listed-twice': 'La même chose est inscrite deux fois sur ce bordereau.',
    'transfer.to-itself': 'Le destinataire est ce poste : choisissez un autre site.',
    'transfer.dismantled': '{item} est démantelée (fiche {number}) : il n’y a plus de machine à envoyer.',
    'transfer.disk-is-part': 'Le disque {item} est en stock comme pièce {number} : envoyez la pièce.',
    'transfer.part-not-in-stock': 'La pièce {number} n’est pas en stock : seule une pièce en stock peut partir.',
    'transfer.slip-unknown': 'Ce bordereau n’est pas ici : recevez d’abord le lot qui le contient.',
    'transfer.slip-not-sent': 'Le bordereau {number} est celui d’une réception : il n’y a rien à en recevoir.',
    'transfer.slip-withdrawn':
      'Le bordereau {number} a été annulé par le site qui l’a signé : appelez-le avant de recevoir quoi que ce soit.',
    'transfer.nothing-expected': 'Tout ce que le bordereau {number} annonce a déjà été reçu.',
    'transfer.not-on-slip': 'Une ligne cochée n’est pas sur le bordereau {number}.',
    'transfer.received-before': '{item} a déjà été reçu par un bordereau de réception de ce poste.',
    'transfer.here-already':
      '{item} a déjà un dossier ouvert ici : il ne peut pas arriver une deuxième fois. Vérifiez l’étiquette.',
    'transfer.scan-unknown':
      '« {text} » ne désigne rien qui soit ici : ni une machine, ni une pièce en stock, ni un disque isolé.',
    'transfer.scan-several': '« {text} » désigne plusieurs choses : scannez l’étiquette, ou choisissez dans la liste.',
    'transfer.slip-full': 'Un bordereau porte au plus {most} lignes : signez celui-ci, puis faites-en un autre.',
    'transfer.was-received':
      'Le bordereau {number} ne peut plus être annulé : l’autre site a signé la réception ({receipt}). Si c’est revenu, recevez-le à nouveau.',
    'transfer.receipt-stays':
      'La réception {number} ne s’annule pas : ce qu’elle a fait entrer a un dossier ici. Pour le renvoyer, faites un bordereau d’envoi.',
    'documents.slip-item-twice': 'Le bordereau inscrit deux fois la même chose.',
    'documents.slip-answers': 'Un bordereau de réception nomme le bordereau d’envoi auquel il répond, et lui seul.',
    'documents.slip-sent-with-findings':
      'Un bordereau d’envoi ne peut pas dire ce qui manque ou ce qui est en trop à l’arrivée.',
    'documents.slip-empty': 'Le bordereau d’envoi n’inscrit rien.',
    'documents.slip-missing-unknown': 'Le bordereau dit manquant quelque chose qu’il n’inscrit pas.',
    'term.fate-unsettled': 'non traité : les données y sont encore',
    'term.fate-verified-witnessed': 'effacé et vérifié',
    'term.fate-verified-log': 'effacé, vérifié par journal d’outil',
    'term.fate-declared': 'déclaré effacé, non vérifié',
    'term.fate-failed': 'effacement échoué : les données y sont encore',
    'term.fate-destroyed': 'détruit',
    'term.fate-removed': 'retiré, resté sur le site d’envoi',
    'term.fate-foreign': 'n’est pas de cette machine',
  },
  en: {
    'transfer.unknown-here': 'A line of this slip has no file here: take it off.',
    'transfer.changed': 'The file of {item} changed meanwhile: check its line, then sign again.',
    'transfer.listed-twice': 'The same thing stands twice on this slip.',
    'transfer.to-itself': 'The receiver is this station: choose another site.',
    'transfer.dismantled': '{item} is dismantled (sheet {number}): there is no machine left to send.',
    'transfer.disk-is-part': 'The disk {item} is in stock as part {number}: send the part.',
    'transfer.part-not-in-stock': 'Part {number} is not in stock: only a part in stock can leave.',
    'transfer.slip-unknown': 'This slip is not here: take in the batch that holds it first.',
    'transfer.slip-not-sent': 'Slip {number} is that of an arrival: there is nothing to receive from it.',
    'transfer.slip-withdrawn':
      'Slip {number} was withdrawn by the site that signed it: call them before you receive anything.',
    'transfer.nothing-expected': 'Everything that slip {number} announces was received already.',
    'transfer.not-on-slip': 'A ticked line is not on slip {number}.',
    'transfer.received-before': '{item} was received already, by an earlier receipt of this station.',
    'transfer.here-already': '{item} has an open file here: it cannot arrive a second time. Check the label.',
    'transfer.scan-unknown': '“{text}” means nothing that is here: no machine, no part in stock, no loose disk.',
    'transfer.scan-several': '“{text}” means several things: scan the label, or choose from the list.',
    'transfer.slip-full': 'A slip bears at most {most} lines: sign this one, then make another.',
    'transfer.was-received':
      'Slip {number} can no longer be withdrawn: the other site signed for it ({receipt}). If it came back, receive it again.',
    'transfer.receipt-stays':
      'Receipt {number} cannot be withdrawn: what it let in has a file here. To send it back, make a slip.',
    'documents.slip-item-twice': 'The slip lists the same thing twice.',
    'documents.slip-answers': 'A receipt names the slip that it answers, and only a receipt does.',
    'documents.slip-sent-with-findings': 'The sender’s slip cannot say what is missing or surplus on arrival.',
    'documents.slip-empty': 'The sender’s slip lists nothing.',
    'documents.slip-missing-unknown': 'The slip calls missing what it does not list.',
    'term.fate-unsettled': 'not dealt with: its data is still there',
    'term.fate-verified-witnessed': 'erased and verified',
    'term.fate-verified-log': 'erased, verified by a tool’s log',
    'term.fate-declared': 'declared erased, not verified',
    'term.fate-failed': 'erasure failed: its data is still there',
    'term.fate-destroyed': 'destroyed',
    'term.fate-removed': 'taken out, stayed at the sender’s',
    'term.fate-foreign': 'not of this machine',
  },
}
