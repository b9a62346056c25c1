// What the journal says when something is wrong with it, or when what it is asked to keep does not fit what it holds.
import type { Sentences } from '../words/reason.ts'

export const journalSentences: Sentences = {
  fr: {
    'journal.torn-frame-cut':
      'Le dernier enregistrement (n° {position}) était incomplet : l’ordinateur s’est sans doute arrêté pendant l’écriture. Il n’avait pas été confirmé ; il a été mis de côté dans le fichier {keptAs}.',
    'journal.torn-frame-stands':
      'Le dernier enregistrement (n° {position}) est incomplet et n’a pas pu être mis de côté. Plus rien n’est enregistré : libérez de la place, puis redémarrez Établi.',
    'journal.damaged':
      'Le journal de sûreté est abîmé à partir de l’enregistrement n° {position}. Plus rien n’est enregistré, pour ne rien perdre de plus. Gardez ce dossier de données tel quel et appelez la personne qui s’occupe du poste.',
    'journal.newer-form':
      'L’enregistrement n° {position} vient d’une version plus récente d’Établi. Rien n’est enregistré avec cette version-ci : installez la plus récente.',
    'journal.write-failed':
      'L’écriture sur le disque a échoué. Plus rien n’est enregistré jusqu’au prochain démarrage ({errno}).',
    'journal.gone':
      'Le journal de sûreté n’est plus dans {folder} : ce dossier a été déplacé ou retiré. Plus rien n’est enregistré. Remettez-le à sa place, puis redémarrez Établi.',
    'journal.half-character':
      'Un texte contient la moitié d’un caractère (un emoji coupé, par exemple) : effacez-le et saisissez-le à nouveau. Rien n’a été enregistré.',
    'journal.missing':
      'Ce dossier de données a une clé et des personnes, mais plus de journal de sûreté. Si ce poste a déjà servi, ne l’installez pas à nouveau : remettez d’abord le fichier journal.log, ou appelez la personne qui s’occupe du poste.',
    'journal.closed': 'Établi est en train de se fermer : rien de plus n’est enregistré.',
    'journal.begun': 'Le journal de sûreté existe déjà.',
    'journal.other-transaction': 'Cet enregistrement a déjà été fait, avec un autre contenu.',
    'journal.other-revision':
      'Ce dossier a été enregistré ailleurs entre-temps (version {given} reçue, version {expected} attendue). Rouvrez-le avant de continuer.',
    'journal.unknown-machine': 'Ce dossier n’est pas encore enregistré.',
    'journal.unknown-report': 'Ce relevé matériel n’est pas dans le journal de sûreté.',
    'journal.other-stay': 'Cette machine en est à un autre passage dans l’atelier : reprenez son dossier.',
    'journal.departed':
      'Parti vers {to} par le bordereau {document} ({at:day}) : ce qui est noté ici ne peut plus qu’être lu. Si c’est une erreur, annulez le bordereau ; si c’est revenu, recevez-le à nouveau.',
    'journal.handed-over':
      'Remise à une personne par le bon {document} ({at:day}) : ce qui est noté ici ne peut plus qu’être lu. Si c’est une erreur, annulez le bon ; si elle est revenue, notez son retour dans Remises.',
    'journal.stay-fixed':
      'Le passage d’une machine et sa date de début ne se changent pas : ses disques y sont suivis depuis l’arrivée.',
    'journal.report-of-former-stay':
      'Ce relevé est d’un passage précédent de la machine : faites-en un nouveau, un disque a pu changer entre-temps.',
    'journal.nothing-settled': 'Aucun disque n’est indiqué.',
    'journal.several-machines': 'Une confirmation vaut pour les disques d’une seule machine.',
    'journal.several-operators': 'Une confirmation vaut pour le travail d’une seule personne.',
    'journal.settled-already': 'Cette décision sur un disque est déjà enregistrée.',
  },
  en: {
    'journal.torn-frame-cut':
      'The last entry (no. {position}) was incomplete: the computer probably stopped while it was being written. It had not been confirmed; it was put aside in the file {keptAs}.',
    'journal.torn-frame-stands':
      'The last entry (no. {position}) is incomplete and could not be put aside. Nothing more is saved: free some space, then restart Établi.',
    'journal.damaged':
      'The safety journal is damaged from entry no. {position} on. Nothing more is saved, so that nothing more is lost. Keep this data folder as it is and call whoever looks after the station.',
    'journal.newer-form':
      'Entry no. {position} was made by a later version of Établi. Nothing is saved with this one: install the latest.',
    'journal.write-failed': 'Writing to the disk failed. Nothing more is saved until the next start ({errno}).',
    'journal.gone':
      'The safety journal is no longer in {folder}: this folder was moved or taken away. Nothing more is saved. Put it back in its place, then start Établi again.',
    'journal.half-character':
      'A text holds half of a character (a cut emoji, say): delete it and type it again. Nothing was saved.',
    'journal.missing':
      'This data folder has a key and people, but no safety journal any more. If this station was used before, do not set it up again: put the file journal.log back first, or call whoever looks after the station.',
    'journal.closed': 'Établi is closing: nothing more is saved.',
    'journal.begun': 'The safety journal exists already.',
    'journal.other-transaction': 'This entry was already made, with other content.',
    'journal.other-revision':
      'This file was saved elsewhere meanwhile (revision {given} received, {expected} expected). Open it again before you go on.',
    'journal.unknown-machine': 'This machine’s file is not saved yet.',
    'journal.unknown-report': 'This hardware report is not in the safety journal.',
    'journal.other-stay': 'This machine has begun another stay in the workshop: open its file again.',
    'journal.departed':
      'Left for {to} with slip {document} ({at:day}): what is noted here can only be read. If that is a mistake, withdraw the slip; if it came back, receive it again.',
    'journal.handed-over':
      'Handed over to a person with slip {document} ({at:day}): what is noted here can only be read. If that is a mistake, withdraw the slip; if it came back, note its return in Handovers.',
    'journal.stay-fixed':
      'A machine’s stay and the date it began cannot be changed: its disks are followed from its arrival on.',
    'journal.report-of-former-stay':
      'This report is of an earlier stay of the machine: make a new one, a disk may have changed since.',
    'journal.nothing-settled': 'No disk is given.',
    'journal.several-machines': 'One confirmation covers the disks of one machine.',
    'journal.several-operators': 'One confirmation covers the work of one person.',
    'journal.settled-already': 'This decision about a disk is saved already.',
  },
}
