// Why a disk may not be erased here, and what to know of one before choosing it.
import type { Sentences } from '../words/reason.ts'

export const guardSentences: Sentences = {
  fr: {
    'guard.unread':
      'Établi n’a pas pu lire {what:term} : il ne peut pas savoir quel disque est utilisé, et n’efface rien.',
    'guard.half-read':
      'Le périphérique {name} vient de changer ou n’a pas pu être lu en entier. Relisez la liste des disques.',
    'guard.mount-unknown':
      '{path} : un support est monté ici, mais Établi ne sait pas quel disque le porte. Démontez-le avant d’effacer un disque.',
    'guard.swap-unknown':
      '{path} : une mémoire d’échange (swap) est active ici, mais Établi ne sait pas quel disque la porte.',
    'guard.place-unknown':
      '{path} : Établi ne sait pas sur quel disque ce dossier se trouve. Aucun disque ne peut être effacé depuis ce système.',
    'guard.pool-unknown': '{path} : cet élément d’un ensemble ZFS se trouve sur un disque qu’Établi ne connaît pas.',
    'guard.loop-unknown':
      '{name} : Établi ne sait pas sur quel disque se trouve le fichier que ce périphérique présente comme un disque. Détachez-le (losetup -d).',

    'guard.not-there': '{name} : ce périphérique n’est pas branché.',
    'guard.name': '{name} : ce nom n’est pas celui d’un disque qu’Établi connaît.',
    'guard.no-disk': '{name} n’est pas un disque : {kind:term}.',
    'guard.partition': '{name} est une partition du disque {disk}. On efface un disque entier.',
    'guard.virtual': '{name} n’est pas un disque : aucun matériel ne se trouve derrière.',
    'guard.put-together': '{name} n’est pas un disque : le système le compose à partir d’autres disques.',
    'guard.hidden': '{name} : le système garde ce périphérique pour lui.',
    'guard.node': '{name} : le fichier de ce périphérique dans /dev manque ou mène à un autre périphérique.',
    'guard.read-only': '{name} est en lecture seule. Regardez s’il a un verrou contre l’écriture.',
    'guard.no-medium': '{name} : aucun support dans ce lecteur, ou sa taille est inconnue.',
    'guard.no-sequence':
      '{name} : ce système est trop ancien pour dire si le disque a été remplacé entre-temps. Utilisez un système plus récent.',
    'guard.loop-file': '{name} : le fichier de ce disque d’essai a disparu ou n’a pas pu être trouvé.',

    'guard.no-identity':
      '{name} : ce disque ne donne ni numéro de série ni identifiant WWN. Rien ne permettrait de le reconnaître avant d’écrire.',
    'guard.same-identity':
      '{name} et {other} portent le même numéro de série ou le même identifiant. Débranchez l’un des deux.',
    'guard.other-unasked':
      'Le disque {other} n’a pas donné son numéro de série : il pourrait porter le même. Débranchez-le ou relisez la liste.',

    'guard.system': '{name} porte le système de ce poste ({path}).',
    'guard.data-folder': '{name} porte les données d’Établi ({path}).',
    'guard.application': '{name} porte le programme Établi ({path}).',
    'guard.live-medium': '{name} est le support à partir duquel ce poste a démarré ({path}).',
    'guard.named-at-start': '{name} est nommé ({path}) dans {by:term}. Il appartient au poste.',
    'guard.mounted': '{name} est utilisé : monté dans {path}. Démontez-le d’abord.',
    'guard.swap': '{name} porte une mémoire d’échange (swap) active : {path}.',
    'guard.held': '{name} fait partie d’un ensemble ({holder}) : RAID, LVM, chiffrement ou cache. Défaites-le d’abord.',
    'guard.pool': '{name} fait partie d’un ensemble {kind} en service.',
    'guard.under-loop': '{name} porte le fichier qui sert de disque {loop}.',
    'guard.busy': '{name} est tenu par un autre programme. Fermez-le, puis relisez la liste.',
    'guard.open': '{name} est ouvert par le programme « {program} ». Attendez qu’il ait fini, ou fermez-le.',
    'guard.forbidden': '{name} : ce poste n’a pas le droit de l’ouvrir. Il faut les droits root.',
    'guard.silent':
      '{name} ne répond pas. S’il ne répond toujours pas après un nouveau branchement, il est à détruire.',
    'guard.cannot-open': '{name} ne s’ouvre pas ({errno}).',
    'guard.not-tried': '{name} : Établi n’a pas pu vérifier que personne d’autre ne l’utilise.',

    'guard.gone':
      'Ce disque n’est plus branché, ou il a été débranché puis rebranché depuis qu’il a été choisi. Choisissez-le de nouveau.',
    'guard.another-disk':
      'À cette place se trouve maintenant un autre disque que celui qui a été choisi, ou il ne donne plus le même numéro. Rien n’a été écrit.',

    'guard.removable-usb': 'Support USB amovible : vérifiez que ce n’est ni la clé du lot, ni celle de quelqu’un.',
    'guard.bridge-serial':
      'Le numéro {serial} est peut-être celui du boîtier ou de la station d’accueil, pas celui du disque. Comparez avec l’étiquette du disque.',
    'guard.bridge-hides-serial':
      'Le boîtier annonce le numéro {shown} ; le disque lui-même répond {serial}. Établi retient celui du disque.',
    'guard.hidden-sectors':
      'Ce disque cache {bytes:disk} de lui-même ({bytes} {bytes:octet|octets} : zone HPA ou DCO, ou place que garde un boîtier) : ni l’effacement ni la relecture n’y arrivent, et d’anciennes données peuvent y rester. S’il est dans un boîtier, branchez-le directement. Sinon, rendez cette partie visible avec hdparm -N sur un poste d’atelier avant de l’effacer, ou détruisez le disque. Établi ne le fait pas lui-même.',
    'guard.needs-root': 'Pour effacer un disque ou le relire, Établi a besoin des droits root.',
    'guard.program-missing': 'Le programme {program} manque sur ce poste : la liste des disques en sait moins.',

    'term.guard-devices': 'la liste des périphériques (/sys)',
    'term.guard-mounts': 'la liste de ce qui est monté (mountinfo)',
    'term.guard-swaps': 'la liste des mémoires d’échange (/proc/swaps)',
    'term.guard-namedatstart':
      'la ligne de démarrage ou les tables des disques (/proc/cmdline, /etc/fstab, /etc/crypttab)',
    'term.guard-named-by-cmdline': 'la ligne de démarrage de ce poste (/proc/cmdline)',
    'term.guard-named-by-fstab': 'la table des disques de ce poste (/etc/fstab)',
    'term.guard-named-by-crypttab': 'la table des disques chiffrés de ce poste (/etc/crypttab)',
    'term.guard-places': 'les dossiers du système',
    'term.guard-btrfs': 'les disques des systèmes de fichiers btrfs',
    'term.guard-zfs': 'les disques des ensembles ZFS (zpool)',
    'term.guard-boot': 'le numéro de ce démarrage',
    'term.device-device-mapper': 'un volume composé par le système (device-mapper, LVM, chiffrement)',
    'term.device-md': 'un ensemble RAID (md)',
    'term.device-loop': 'un fichier présenté comme un disque (loop)',
    'term.device-memory': 'de la mémoire vive',
    'term.device-network': 'un disque lu par le réseau',
    'term.device-optical': 'un lecteur optique',
    'term.device-floppy': 'un lecteur de disquettes',
    'term.device-bcache': 'un cache (bcache)',
    'term.device-zfs': 'un volume ZFS',
    'term.device-boot-area': 'une zone de démarrage d’une mémoire eMMC',
    'term.device-flash-chip': 'une puce de la carte mère',
  },
  en: {
    'guard.unread': 'Établi could not read {what:term}: it cannot know which disk is in use, and erases nothing.',
    'guard.half-read': 'The device {name} has just changed or could not be read in full. Read the list of disks again.',
    'guard.mount-unknown':
      '{path}: something is mounted here, but Établi does not know which disk carries it. Unmount it before erasing a disk.',
    'guard.swap-unknown': '{path}: swap is active here, but Établi does not know which disk carries it.',
    'guard.place-unknown':
      '{path}: Établi does not know on which disk this folder lies. No disk can be erased from this system.',
    'guard.pool-unknown': '{path}: this member of a ZFS pool lies on a disk that Établi does not know.',
    'guard.loop-unknown':
      '{name}: Établi does not know on which disk the file lies that this device shows as a disk. Detach it (losetup -d).',

    'guard.not-there': '{name}: this device is not attached.',
    'guard.name': '{name}: this is not the name of a disk that Établi knows.',
    'guard.no-disk': '{name} is no disk: {kind:term}.',
    'guard.partition': '{name} is a partition of the disk {disk}. A disk is erased as a whole.',
    'guard.virtual': '{name} is no disk: there is no hardware behind it.',
    'guard.put-together': '{name} is no disk: the system puts it together from other disks.',
    'guard.hidden': '{name}: the system keeps this device to itself.',
    'guard.node': '{name}: this device’s file in /dev is missing or leads to another device.',
    'guard.read-only': '{name} is read-only. See whether it has a lock against writing.',
    'guard.no-medium': '{name}: there is no medium in this drive, or its size is unknown.',
    'guard.no-sequence':
      '{name}: this system is too old to tell whether the disk was replaced in between. Use a newer system.',
    'guard.loop-file': '{name}: the file of this test disk has gone or could not be found.',

    'guard.no-identity':
      '{name}: this disk gives neither a serial number nor a WWN. Nothing would tell it again before writing.',
    'guard.same-identity': '{name} and {other} have the same serial number or identifier. Unplug one of them.',
    'guard.other-unasked':
      'The disk {other} did not give its serial number: it might have the same one. Unplug it or read the list again.',

    'guard.system': '{name} carries this station’s system ({path}).',
    'guard.data-folder': '{name} carries Établi’s data ({path}).',
    'guard.application': '{name} carries the program Établi ({path}).',
    'guard.live-medium': '{name} is the medium from which this station was started ({path}).',
    'guard.named-at-start': '{name} is named ({path}) in {by:term}. It belongs to the station.',
    'guard.mounted': '{name} is in use: mounted at {path}. Unmount it first.',
    'guard.swap': '{name} carries active swap: {path}.',
    'guard.held': '{name} is part of something ({holder}): RAID, LVM, encryption or a cache. Take it apart first.',
    'guard.pool': '{name} is part of a {kind} pool in service.',
    'guard.under-loop': '{name} carries the file that serves as the disk {loop}.',
    'guard.busy': '{name} is held by another program. Close it, then read the list again.',
    'guard.open': '{name} is open in the program “{program}”. Wait until it has finished, or close it.',
    'guard.forbidden': '{name}: this station has no right to open it. It takes root’s rights.',
    'guard.silent': '{name} does not answer. If it still does not after plugging it in again, it is to be destroyed.',
    'guard.cannot-open': '{name} cannot be opened ({errno}).',
    'guard.not-tried': '{name}: Établi could not check that nobody else uses it.',

    'guard.gone':
      'This disk is no longer attached, or it was unplugged and plugged in again since it was chosen. Choose it again.',
    'guard.another-disk':
      'In this place there is now another disk than the one that was chosen, or it no longer gives the same number. Nothing was written.',

    'guard.removable-usb': 'Removable USB medium: check that it is neither the batch’s key nor somebody’s own.',
    'guard.bridge-serial':
      'The number {serial} may be that of the enclosure or dock and not the disk’s. Compare it with the label on the disk.',
    'guard.bridge-hides-serial':
      'The enclosure gives the number {shown}; the disk itself answers {serial}. Établi keeps the disk’s.',
    'guard.hidden-sectors':
      'This disk hides {bytes:disk} of itself ({bytes} {bytes:byte|bytes}: an HPA or DCO, or room that an enclosure keeps): neither erasing nor reading back gets there, and old data may remain. If it is in an enclosure, attach it directly. Otherwise make that part visible with hdparm -N on a bench before erasing, or destroy the disk. Établi does not do it by itself.',
    'guard.needs-root': 'To erase a disk or read it back, Établi needs root’s rights.',
    'guard.program-missing': 'The program {program} is missing on this station: the list of disks knows less.',

    'term.guard-devices': 'the list of devices (/sys)',
    'term.guard-mounts': 'the list of what is mounted (mountinfo)',
    'term.guard-swaps': 'the list of swap (/proc/swaps)',
    'term.guard-namedatstart':
      'the start’s command line or the tables of disks (/proc/cmdline, /etc/fstab, /etc/crypttab)',
    'term.guard-named-by-cmdline': 'the command line of this station’s start (/proc/cmdline)',
    'term.guard-named-by-fstab': 'this station’s table of disks (/etc/fstab)',
    'term.guard-named-by-crypttab': 'this station’s table of encrypted disks (/etc/crypttab)',
    'term.guard-places': 'the folders of the system',
    'term.guard-btrfs': 'the disks of btrfs file systems',
    'term.guard-zfs': 'the disks of ZFS pools (zpool)',
    'term.guard-boot': 'the number of this start',
    'term.device-device-mapper': 'a volume that the system puts together (device-mapper, LVM, encryption)',
    'term.device-md': 'a RAID array (md)',
    'term.device-loop': 'a file shown as a disk (loop)',
    'term.device-memory': 'main memory',
    'term.device-network': 'a disk read over the network',
    'term.device-optical': 'an optical drive',
    'term.device-floppy': 'a floppy drive',
    'term.device-bcache': 'a cache (bcache)',
    'term.device-zfs': 'a ZFS volume',
    'term.device-boot-area': 'a boot area of eMMC storage',
    'term.device-flash-chip': 'a chip on the motherboard',
  },
}
