// What reception says: why a label or a card does not do what was expected, and what to do instead.
import type { Sentences } from '../words/reason.ts'

export const intakeSentences: Sentences = {
  fr: {
    'intake.received-twice':
      '{number} est déjà reçue dans cet arrivage. Oui : corriger ses réponses. Non : passer à la suivante.',
    'intake.in-another-intake':
      '{number} est déjà reçue dans l’arrivage de {donor}. Oui : la mettre dans celui-ci. Non : la laisser là-bas.',
    'intake.has-a-file':
      '{number} a déjà un dossier ici, sans arrivage. Oui : la mettre dans cet arrivage. Non : la mettre de côté.',
    'intake.sent-to-dismantling':
      '{number} est déjà envoyée au démantèlement. Portez-la au démantèlement, puis passez à la suivante.',
    'intake.dismantled-already':
      '{number} est déjà démantelée : fiche {document} du {issued:day}. L’étiquette est sans doute sur une autre machine. Mettez-la de côté et appelez l’encadrant.',
    'intake.certified-already':
      '{number} a déjà son certificat : {document} du {issued:day}. Oui : elle revient d’un donateur, tout sera à refaire. Non : la mettre de côté.',
    'intake.transferred-already':
      '{number} est déjà partie vers un autre site : bordereau {document} du {issued:day}. Oui : la recevoir ici sous la même identité. Non : la mettre de côté.',
    'intake.handed-over-already':
      '{number} est déjà remise à une personne : bon {document} du {issued:day}. Oui : la recevoir ici sous la même identité. Non : la mettre de côté.',
    'intake.came-back':
      '{number} était partie vers {to} : bordereau {document} du {issued:day}. Oui : elle revient, tout sera à refaire. Non : la mettre de côté.',
    'intake.brought-back':
      '{number} était remise à une personne : bon {document} du {issued:day}. Oui : elle revient, tout sera à refaire. Non : la mettre de côté.',
    'intake.expected-by-slip':
      '{number} arrive de {from} avec le bordereau {document} : recevez-la dans Échanges, Transferts, puis passez à la suivante.',
    'intake.number-of-several':
      '{count} machines portent ici le numéro {number}. Scannez le code carré de l’étiquette, ou mettez la machine de côté.',
    'intake.label-of-another-site':
      'L’étiquette de {number} vient d’un autre site : cette machine y a un dossier. Oui : la recevoir ici sous la même identité. Non : la mettre de côté.',
    'intake.not-a-label': '{text} : ce n’est pas l’étiquette d’une machine. Scannez l’étiquette collée sur la machine.',
    'intake.too-long': 'Ce code est trop long pour un numéro d’inventaire. Scannez l’étiquette collée sur la machine.',
    'intake.answer-first': 'Répondez d’abord pour {number}. Ensuite, scannez {other} de nouveau.',
    'intake.card-not-here-label': 'Cette carte ne répond à rien maintenant. Scannez l’étiquette d’une machine.',
    'intake.card-not-here-doubt': 'Cette carte ne répond pas à cette question. Regardez les réponses à l’écran.',
    'intake.card-not-here-kind': 'Cette carte n’est pas une sorte de machine. Choisissez un chiffre à l’écran.',
    'intake.card-not-here-look': 'Cette carte n’est pas un état. Choisissez un chiffre à l’écran, ou passez.',
    'intake.card-not-here-power-on': 'Cette carte ne répond pas à cette question. Scannez oui, non ou suivant.',
    'intake.nothing-to-undo': 'Il n’y a rien à annuler : aucune machine n’a été reçue depuis l’ouverture de cet écran.',
    'intake.not-received':
      '{number} n’a pas de dossier ici, ou plusieurs machines portent ce numéro. Recevez-la d’abord dans un arrivage.',
    'intake.closed': 'Cet arrivage est clos. Rouvrez-le pour y recevoir des machines.',
  },
  en: {
    'intake.received-twice':
      '{number} has been received in this intake already. Yes: correct its answers. No: go on to the next.',
    'intake.in-another-intake':
      '{number} has been received in the intake of {donor} already. Yes: move it to this one. No: leave it there.',
    'intake.has-a-file':
      '{number} has a file here already, without an intake. Yes: put it into this intake. No: put it aside.',
    'intake.sent-to-dismantling':
      '{number} was sent to dismantling already. Carry it to dismantling, then go on to the next.',
    'intake.dismantled-already':
      '{number} was dismantled already: sheet {document} of {issued:day}. The label is probably on another machine. Put it aside and call the supervisor.',
    'intake.certified-already':
      '{number} has its certificate already: {document} of {issued:day}. Yes: it comes back from a donor, all is to be done anew. No: put it aside.',
    'intake.transferred-already':
      '{number} left for another site already: slip {document} of {issued:day}. Yes: receive it here under the same identity. No: put it aside.',
    'intake.handed-over-already':
      '{number} was handed over to a person already: slip {document} of {issued:day}. Yes: receive it here under the same identity. No: put it aside.',
    'intake.came-back':
      '{number} had left for {to}: slip {document} of {issued:day}. Yes: it comes back, all is to be done anew. No: put it aside.',
    'intake.brought-back':
      '{number} had been handed over to a person: slip {document} of {issued:day}. Yes: it comes back, all is to be done anew. No: put it aside.',
    'intake.expected-by-slip':
      '{number} arrives from {from} with slip {document}: receive it in Exchange, Transfers, then go on to the next.',
    'intake.number-of-several':
      '{count} machines bear the number {number} here. Scan the square code of the label, or put the machine aside.',
    'intake.label-of-another-site':
      'The label of {number} comes from another site, where this machine has a file. Yes: receive it here under the same identity. No: put it aside.',
    'intake.not-a-label': '{text}: this is not the label of a machine. Scan the label that is stuck on the machine.',
    'intake.too-long': 'This code is too long for an inventory number. Scan the label that is stuck on the machine.',
    'intake.answer-first': 'Answer for {number} first. Then scan {other} again.',
    'intake.card-not-here-label': 'This card answers nothing now. Scan the label of a machine.',
    'intake.card-not-here-doubt': 'This card does not answer this question. Look at the answers on the screen.',
    'intake.card-not-here-kind': 'This card is no sort of machine. Choose a digit on the screen.',
    'intake.card-not-here-look': 'This card is no condition. Choose a digit on the screen, or go on.',
    'intake.card-not-here-power-on': 'This card does not answer this question. Scan yes, no or next.',
    'intake.nothing-to-undo': 'There is nothing to undo: no machine was received since this screen was opened.',
    'intake.not-received':
      '{number} has no file here, or several machines bear this number. Receive it in an intake first.',
    'intake.closed': 'This intake is closed. Open it again to receive machines in it.',
  },
}
