// Why an erasure that the station would run is not begun, or did not come to its end; in words. What guards a disk is in
// guard-sentences.ts, what an nwipe log says against itself in log-sentences.ts.
import type { Sentences } from '../../words/reason.ts'

export const eraseSentences: Sentences = {
  fr: {
    'erase.only-linux': 'Établi n’efface et ne relit les disques que sous Linux.',
    'erase.needs-root':
      'Établi n’a pas le droit d’effacer ni de relire les disques de cet ordinateur : lancez-le en root, ou installez pkexec.',
    'erase.password-declined':
      'Le mot de passe de l’administrateur n’a pas été donné : sans lui, Établi ne peut ni effacer ni relire les disques.',
    'erase.helper-failed': 'Le programme d’Établi qui travaille sur les disques n’a pas pu démarrer.',
    'erase.other-version':
      'Établi a été mis à jour depuis son ouverture : fermez-le et rouvrez-le avant de toucher aux disques. Rien n’a été commencé.',
    'erase.helper-missing':
      'Le programme d’Établi qui travaille sur les disques manque dans {folder}. Réinstallez Établi.',
    'erase.closing': 'Établi se ferme : rien n’a été commencé.',
    'erase.too-many': 'Trop de travaux sont en cours sur les disques : attendez que l’un d’eux se termine.',
    'erase.at-work': 'Un travail est déjà en cours sur ce disque.',

    'erase.held': '{path} : un autre programme se sert de ce disque.',
    'erase.cannot-open': '{path} : impossible d’ouvrir ce disque ({errno}).',
    'erase.another-disk': 'Ce n’est plus le même disque qu’au moment du choix. Rien n’a été écrit.',
    'erase.program-missing': 'Le programme {program} n’est pas installé sur cet ordinateur.',
    'erase.no-program': 'Établi ne sait pas lancer la technique « {technique:term} » sur ce support.',
    'erase.not-for-medium': 'La technique « {technique:term} » ne convient pas à ce support.',
    'erase.category-too-high': 'Sur ce support, la technique « {technique:term} » compte comme Clear, pas comme Purge.',
    'erase.drive-cannot': 'Ce disque ne connaît pas la technique « {technique:term} ».',
    'erase.drive-frozen':
      'Ce disque a été figé au démarrage et refuse de s’effacer lui-même. Mettez l’ordinateur en veille puis réveillez-le, ou débranchez et rebranchez le disque ; sinon, effacez-le par réécriture.',
    'erase.drive-locked': 'Ce disque est protégé par un mot de passe. Il faut d’abord le déverrouiller.',
    'erase.drive-expired':
      'Trop de mots de passe faux ont été donnés à ce disque : éteignez l’ordinateur, puis recommencez.',
    'erase.drive-busy': 'Ce disque est déjà en train de s’effacer lui-même.',
    'erase.drive-silent': 'Ce disque ne dit pas où en est son propre effacement.',
    'erase.needs-note':
      'La technique « {technique:term} » compte d’ordinaire comme Clear : effacez ainsi. Pour l’inscrire comme Purge, un responsable écrit pourquoi en réglant le sort du disque.',
    'erase.crypto-only-by-format':
      'Ce disque ne détruit sa clé que par un formatage (NVMe Format), qui ne compte pas comme Purge. Choisissez NVMe Format, compté comme Clear, ou la réécriture.',
    'erase.namespaces-unknown':
      'Cette commande effacerait tous les espaces de noms (namespaces) de ce contrôleur NVMe, et Établi ne sait pas combien il y en a. Effacez le disque par réécriture.',
    'erase.namespaces':
      'Cette commande effacerait tous les espaces de noms (namespaces) de ce contrôleur NVMe ({count}), et pas seulement le disque choisi. Effacez-le par réécriture.',

    'erase.cancelled': 'L’effacement a été arrêté avant la fin.',
    'erase.medium-gone': 'Le disque a disparu pendant l’effacement.',
    'erase.exit-code': '{program} s’est terminé par une erreur (code {code}).',
    'erase.program-killed': '{program} a été interrompu par le système ou par quelqu’un ({signal}).',
    'erase.program-stuck': '{program} ne répond plus et n’a pas pu être arrêté : le disque ne répond sans doute plus.',
    'erase.program-not-started': '{program} n’a pas pu démarrer.',
    'erase.not-flushed': 'Tout n’a pas pu être écrit sur le disque ({errno}).',
    'erase.clock-back': 'L’horloge de l’ordinateur a reculé pendant l’effacement.',
    'erase.log-empty': 'Le programme n’a laissé aucun journal.',
    'erase.log-no-room': 'Il n’y avait plus de place pour le journal de l’effacement.',
    'erase.log-too-large': 'Le journal de l’effacement est trop long : le disque a sans doute trop d’erreurs.',
    'erase.log-of-another': 'Le journal de l’effacement ne parle pas de ce disque.',
    'erase.log-not-as-asked': 'Le journal de l’effacement ne montre pas ce qui était demandé.',
    'erase.drive-says-failed': 'Le disque dit lui-même que son effacement n’a pas réussi : {state:term}.',
    'erase.drive-word-old': 'Le disque dit qu’il s’est effacé, mais cela peut dater d’un effacement précédent.',
    'erase.password-not-set':
      'Le disque n’a pas accepté le mot de passe qu’il faut pour s’effacer. Rien n’a été effacé.',
    'erase.drive-goes-on':
      'Le disque s’efface lui-même et ne peut pas être arrêté : attendez, puis relisez-le en entier avant de vous en servir.',

    'term.drive-state-in-progress': 'il est encore en cours',
    'term.drive-state-failed': 'il a échoué',
    'term.drive-state-never': 'il n’a jamais commencé',
    'term.drive-state-idle': 'rien n’a été fait',
    'term.drive-state-frozen': 'le disque est figé',
    'term.drive-state-locked': 'le disque est encore protégé par un mot de passe',
  },
  en: {
    'erase.only-linux': 'Établi erases and reads back disks on Linux only.',
    'erase.needs-root':
      'Établi may not erase or read back the disks of this computer: start it as root, or install pkexec.',
    'erase.password-declined':
      'The administrator’s password was not given: without it Établi can neither erase nor read back disks.',
    'erase.helper-failed': 'Établi’s program that works on disks could not start.',
    'erase.other-version':
      'Établi was updated after it was opened: close it and open it again before you touch disks. Nothing was begun.',
    'erase.helper-missing': 'Établi’s program that works on disks is missing in {folder}. Install Établi again.',
    'erase.closing': 'Établi is closing: nothing was begun.',
    'erase.too-many': 'Too much work on disks is going on: wait until some of it ends.',
    'erase.at-work': 'This disk is being worked on already.',

    'erase.held': '{path}: another program is using this disk.',
    'erase.cannot-open': '{path}: this disk cannot be opened ({errno}).',
    'erase.another-disk': 'This is no longer the disk that was chosen. Nothing was written.',
    'erase.program-missing': 'The program {program} is not installed on this computer.',
    'erase.no-program': 'Établi cannot run the technique “{technique:term}” on this medium.',
    'erase.not-for-medium': 'The technique “{technique:term}” does not fit this medium.',
    'erase.category-too-high': 'On this medium the technique “{technique:term}” counts as Clear, not as Purge.',
    'erase.drive-cannot': 'This disk does not know the technique “{technique:term}”.',
    'erase.drive-frozen':
      'This disk was frozen when the computer started and refuses to erase itself. Put the computer to sleep and wake it, or unplug the disk and plug it in again; else erase it by overwriting.',
    'erase.drive-locked': 'This disk is protected by a password. It has to be unlocked first.',
    'erase.drive-expired': 'Too many wrong passwords were given to this disk: switch the computer off, then try again.',
    'erase.drive-busy': 'This disk is already erasing itself.',
    'erase.drive-silent': 'This disk does not tell how its own erasing stands.',
    'erase.needs-note':
      'The technique “{technique:term}” usually counts as Clear: erase so. To record it as Purge, a supervisor writes down why when settling the disk.',
    'erase.crypto-only-by-format':
      'This disk destroys its key only by a format (NVMe Format), which does not count as Purge. Choose NVMe Format, counted as Clear, or overwriting.',
    'erase.namespaces-unknown':
      'This command would erase all namespaces of this NVMe controller, and Établi does not know how many there are. Erase the disk by overwriting.',
    'erase.namespaces':
      'This command would erase all namespaces of this NVMe controller ({count}), not only the disk that was chosen. Erase it by overwriting.',

    'erase.cancelled': 'The erasure was stopped before its end.',
    'erase.medium-gone': 'The disk disappeared during the erasure.',
    'erase.exit-code': '{program} ended with an error (code {code}).',
    'erase.program-killed': '{program} was interrupted by the system or by somebody ({signal}).',
    'erase.program-stuck': '{program} no longer answers and could not be stopped: the disk probably no longer answers.',
    'erase.program-not-started': '{program} could not start.',
    'erase.not-flushed': 'Not everything could be written to the disk ({errno}).',
    'erase.clock-back': 'The computer’s clock went back during the erasure.',
    'erase.log-empty': 'The program left no log.',
    'erase.log-no-room': 'There was no room left for the log of the erasure.',
    'erase.log-too-large': 'The log of the erasure is too long: the disk probably has too many errors.',
    'erase.log-of-another': 'The log of the erasure is not about this disk.',
    'erase.log-not-as-asked': 'The log of the erasure does not show what was asked for.',
    'erase.drive-says-failed': 'The disk itself says that its erasing did not succeed: {state:term}.',
    'erase.drive-word-old': 'The disk says that it erased itself, but that may be of an earlier erasure.',
    'erase.password-not-set': 'The disk did not accept the password that it needs to erase itself. Nothing was erased.',
    'erase.drive-goes-on': 'The disk is erasing itself and cannot be stopped: wait, then read it back before using it.',

    'term.drive-state-in-progress': 'it still goes on',
    'term.drive-state-failed': 'it failed',
    'term.drive-state-never': 'it never began',
    'term.drive-state-idle': 'nothing was done',
    'term.drive-state-frozen': 'the disk is frozen',
    'term.drive-state-locked': 'the disk is still protected by a password',
  },
}
