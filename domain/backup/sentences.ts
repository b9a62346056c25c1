// What backing up and restoring say: why a backup is not written, what speaks against one that was found, and what will not
// come back.
import type { Sentences } from '../words/reason.ts'

export const backupSentences: Sentences = {
  fr: {
    'backup.ahead':
      'Sur {medium} se trouve une sauvegarde de ce poste (du {madeAt:day}) qui en sait plus que lui : elle n’est pas remplacée. Ce poste a sans doute repris un ancien état. Gardez ce support, et faites la sauvegarde sur un autre.',
    'backup.needs-confirmation': 'La clé et les noms ne sortent du poste qu’avec l’accord d’un encadrant.',
    'backup.not-found': 'Cette sauvegarde n’est pas sur {medium}. Vérifiez que c’est le bon support.',
    'backup.not-here':
      'Il n’y a pas ici de sauvegarde entière : elle a été interrompue, ou changée. Essayez un autre support.',
    'backup.journal-size':
      'Le journal de cette sauvegarde n’est pas entier ({found:disk} au lieu de {expected:disk}). Essayez un autre support.',
    'backup.newer-form': 'Cette sauvegarde vient d’une version plus récente d’Établi. Installez-la, puis recommencez.',
    'backup.journal-damaged':
      'Le journal de cette sauvegarde est abîmé à partir de l’enregistrement {position}. Essayez un autre support.',
    'backup.document-does-not-hold':
      'Le document {number} de cette sauvegarde a été changé : sa signature ne tient plus.',
    'backup.document-out-of-chain':
      'Le document {number} ne suit pas le précédent du poste. Il est repris tel quel, et restera signalé.',
    'backup.not-its-journal': 'Le journal trouvé n’est pas celui que cette sauvegarde annonce.',
    'backup.unsigned':
      'La clé du poste était verrouillée lors de cette sauvegarde : elle n’est pas signée. Ne la reprenez que si vous savez d’où vient ce support.',
    'backup.signature': 'La signature de cette sauvegarde n’est pas celle de son poste : quelqu’un l’a changée.',
    'backup.clock-behind':
      'L’horloge de cet ordinateur dit le {now:day}, mais la sauvegarde connaît déjà le {lastKnown:day}. Mettez l’horloge à l’heure, puis recommencez.',
    'backup.links':
      'Sur {medium}, un dossier de sauvegarde mène ailleurs que sur ce support : rien n’y est lu ni écrit. Prenez un autre support.',
    'backup.without-settings': 'Cette sauvegarde ne contient aucun poste.',
    'backup.wrong-passphrase': 'La phrase de passe n’est pas la bonne.',
    'backup.files-missing':
      '{count} {count:fichier manque|fichiers manquent} ou {count:est abîmé|sont abîmés} : relevés, preuves ou documents reçus. Le reste revient.',
    'backup.without-key':
      'Cette sauvegarde ne contient pas la clé du poste : l’ancien poste ne signera pas la reprise, et les noms ne reviennent pas.',
    'backup.without-people':
      'La liste des personnes n’est plus dans cette sauvegarde, car une personne a été effacée depuis. Elle est à refaire.',
    'backup.targets-anew': 'Les mots de passe des envois ne sont pas sauvegardés : ils seront à saisir de nouveau.',
    'backup.code-used':
      'Le code {code} a déjà servi : deux documents porteraient le même numéro. Choisissez-en un autre.',
    'backup.verify-follows': 'Ce poste continue le poste {code} ({did}).',
    'backup.verify-acknowledged': 'L’ancienne clé a signé cette reprise.',
    'backup.verify-unacknowledged':
      'L’ancienne clé n’a pas signé cette reprise : demandez à l’atelier si elle est bien de lui.',
    'backup.restore-interrupted':
      'La reprise d’une sauvegarde a été interrompue. Rien n’est perdu : la sauvegarde est intacte, recommencez.',
  },
  en: {
    'backup.ahead':
      'On {medium} there is a backup of this station (of {madeAt:day}) that knows more than it does: it is not replaced. This station has probably gone back to an earlier state. Keep this medium, and back up to another.',
    'backup.needs-confirmation': 'The key and the names leave the station only when a supervisor agrees.',
    'backup.not-found': 'This backup is not on {medium}. Check that it is the right medium.',
    'backup.not-here': 'There is no whole backup here: it was interrupted, or changed. Try another medium.',
    'backup.journal-size':
      'The journal of this backup is not whole ({found:disk} instead of {expected:disk}). Try another medium.',
    'backup.newer-form': 'This backup comes from a later version of Établi. Install that one, then try again.',
    'backup.journal-damaged': 'The journal of this backup is damaged from entry {position} on. Try another medium.',
    'backup.document-does-not-hold': 'Document {number} of this backup was changed: its signature no longer holds.',
    'backup.document-out-of-chain':
      'Document {number} does not follow the one before it. It comes back as it is, and stays marked.',
    'backup.not-its-journal': 'The journal found is not the one that this backup announces.',
    'backup.unsigned':
      'The station’s key was locked at this backup: it is not signed. Restore it only if you know where this medium comes from.',
    'backup.signature': 'The signature of this backup is not that of its station: somebody changed it.',
    'backup.clock-behind':
      'This computer’s clock says {now:day}, but the backup knows of {lastKnown:day} already. Set the clock, then try again.',
    'backup.links':
      'On {medium} a folder of backups leads elsewhere than on this medium: nothing is read or written there. Take another medium.',
    'backup.without-settings': 'This backup contains no station.',
    'backup.wrong-passphrase': 'The passphrase is not the right one.',
    'backup.files-missing':
      '{count} {count:file is|files are} missing or damaged: reports, evidence or documents received. The rest comes back.',
    'backup.without-key':
      'This backup does not contain the station’s key: the old station will not sign the succession, and the names do not come back.',
    'backup.without-people':
      'The list of people is no longer in this backup, because somebody was erased since. It has to be made anew.',
    'backup.targets-anew': 'Passwords of uploads are not backed up: they will have to be typed again.',
    'backup.code-used': 'The code {code} was used before: two documents would bear one number. Choose another.',
    'backup.verify-follows': 'This station goes on from station {code} ({did}).',
    'backup.verify-acknowledged': 'The old key signed this succession.',
    'backup.verify-unacknowledged': 'The old key did not sign this succession: ask the workshop whether it is theirs.',
    'backup.restore-interrupted':
      'The restoration of a backup was interrupted. Nothing is lost: the backup is intact, start again.',
  },
}
