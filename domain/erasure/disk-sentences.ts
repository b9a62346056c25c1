// What is said to people about work on the station's disks: orders that are refused, jobs that broke.
import type { Sentences } from '../words/reason.ts'

export const diskSentences: Sentences = {
  fr: {
    'disks.busy': '{disk} : un travail est déjà en cours sur ce disque.',
    'disks.not-of-machine':
      '{disk} : ce disque n’est pas noté dans ce dossier. Relisez la machine, ou ouvrez le bon dossier.',
    'disks.nameless': '{disk} : ce disque n’a pas de numéro de série lisible : il ne peut pas être effacé ici.',
    'disks.typed-otherwise': '{disk} : la fin du numéro de série tapée n’est pas celle de ce disque.',
    'disks.ordered-twice': '{disk} : ce disque est deux fois dans la liste.',
    'disks.job-begun': 'Cet ordre a déjà été donné.',
    'disks.job-unknown': 'Ce travail n’est pas connu de ce poste.',
    'disks.job-broke':
      '{disk} : le travail s’est arrêté sans dire comment. Le disque est dans un état inconnu : recommencez, ou relisez-le en entier.',
    'disks.nothing-to-resume': 'Cette relecture ne peut pas être reprise : recommencez-la.',
    'disks.arrival-not-now':
      'L’heure de l’arrivée de ce disque n’est pas celle du poste : vérifiez l’horloge, puis recommencez.',
    'disks.identifier-taken': 'Cet identifiant est déjà celui d’une machine.',
  },
  en: {
    'disks.busy': '{disk}: work is under way on this disk already.',
    'disks.not-of-machine': '{disk}: this disk is not in this file. Read the machine again, or open the right file.',
    'disks.nameless': '{disk}: this disk has no readable serial number: it cannot be erased here.',
    'disks.typed-otherwise': '{disk}: what was typed is not the end of this disk’s serial number.',
    'disks.ordered-twice': '{disk}: this disk is in the list twice.',
    'disks.job-begun': 'This order was given already.',
    'disks.job-unknown': 'This station does not know this work.',
    'disks.job-broke':
      '{disk}: the work stopped without a word. The disk is in an unknown state: begin again, or read all of it back.',
    'disks.nothing-to-resume': 'This reading cannot be continued: begin it again.',
    'disks.arrival-not-now': 'The time of this disk’s arrival is not the station’s: check the clock, then try again.',
    'disks.identifier-taken': 'This identifier is a machine’s already.',
  },
}
