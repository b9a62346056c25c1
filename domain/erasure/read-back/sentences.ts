// What a reading back says: of the medium, of what was asked, and its verdict. Addresses are written as they are, to be
// pasted into another tool.
import type { Sentences } from '../../words/reason.ts'

export const readBackSentences: Sentences = {
  fr: {
    'read-back.usage':
      'Usage : npm run -s verify-disk -- DISQUE --mode full|sample --expect zero|pattern:HEX|random [--seed N] [--file] [--resume FICHIER] [--json] [--lang fr|en]',
    'read-back.option-unknown': 'Option inconnue : {option}.',
    'read-back.seed-wrong': 'La graine (--seed) est un nombre entier de 0 à 9007199254740991.',
    'read-back.seed-of-record': 'La graine d’une relecture que l’on continue est dans son fichier : ne la donnez pas.',
    'read-back.expectation-wrong':
      'Contenu attendu inconnu : « {expect} ». Choisissez zero, random, ou pattern: suivi de 1 à 512 octets en hexadécimal.',
    'read-back.record-wrong': '{file} : ce fichier n’est pas une relecture commencée (le résultat de --json).',
    'read-back.missing': '{path} : ce disque ou ce fichier n’existe pas.',
    'read-back.no-permission': '{path} : ce poste n’a pas le droit de le lire. Relancez la commande avec sudo.',
    'read-back.cannot-open': '{path} : impossible de l’ouvrir ({errno}).',
    'read-back.unknown-to-kernel': '{path} : le système ne connaît pas ce périphérique.',
    'read-back.partition':
      '{path} est une partition. Une vérification porte sur le disque entier : donnez le disque {disk}.',
    'read-back.virtual':
      '{path} n’est pas un disque : le système le compose lui-même (dm, md, mémoire). Donnez le disque qui le porte.',
    'read-back.empty': '{path} : il n’y a rien à lire (taille nulle, ou lecteur vide).',
    'read-back.is-file': '{path} est un fichier, pas un disque. Pour vérifier une image de disque, ajoutez --file.',
    'read-back.no-file': '{path} n’est pas un fichier : --file sert aux images de disque.',
    'read-back.no-disk': '{path} n’est pas un disque.',
    'read-back.already-complete': 'Cette relecture est déjà terminée.',
    'read-back.other-medium': 'Ce n’est pas le disque de la relecture commencée. Recommencez depuis le début.',
    'read-back.unplugged':
      'Le disque a été débranché ou remplacé, le fichier modifié, ou le système redémarré depuis le début : il faut recommencer la relecture.',
    'read-back.written-since':
      '{bytes} {bytes:octet a été écrit|octets ont été écrits} sur le disque depuis le début de cette relecture : il faut la recommencer.',
    'read-back.pause-not-counted':
      'Personne n’a compté ce qui a été écrit sur le disque depuis le début de cette relecture : il faut la recommencer.',
    'read-back.held': '{path} sert en ce moment (monté, ou tenu par un autre programme) : libérez-le, puis relisez-le.',
    'read-back.other-plan': 'La relecture commencée suivait un autre plan : mode, graine ou contenu attendu diffèrent.',

    'read-back.holds-full': 'Le disque entier a été lu : il contient ce qui est attendu, et rien d’autre.',
    'read-back.holds-sample':
      'Les échantillons lus ({percent} % du disque) contiennent ce qui est attendu. Le reste n’a pas été lu.',
    'read-back.holds-random':
      'Aucune structure trouvée dans ce qui a été lu ({percent} % du disque) : ni table de partitions, ni système de fichiers, ni bloc qui ne ressemble pas au hasard.',
    'read-back.random-limits':
      'Des données chiffrées ou compressées ressemblent au hasard : cette relecture ne les distingue pas d’un remplissage aléatoire.',
    'read-back.spoiled':
      '{bytes} {bytes:octet|octets} sur {ranges} {ranges:plage|plages} {bytes:n’est pas|ne sont pas} ce qui est attendu ; le premier est à l’adresse {first}.',
    'read-back.not-random':
      '{bytes} {bytes:octet|octets} en blocs qui ne ressemblent pas au hasard, sur {ranges} {ranges:plage|plages} ; le premier bloc est à l’adresse {first}.',
    'read-back.structures': 'Traces de structures trouvées : {named}.',
    'read-back.cancelled': 'La relecture a été arrêtée avant la fin.',
    'read-back.medium-gone': 'Le disque a disparu pendant la relecture, à l’adresse {address}.',
    'read-back.unreadable':
      '{bytes} {bytes:octet|octets} sur {ranges} {ranges:plage|plages} {bytes:n’a pas pu être lu|n’ont pas pu être lus} ; le premier est à l’adresse {first}. Leur contenu est inconnu.',
    'read-back.hidden-area':
      'Ce disque cache une partie de lui-même ({bytes} {bytes:octet|octets}) : personne ne peut la lire ni l’effacer tant qu’elle est cachée. Rendez-la visible sur un poste d’atelier (hdparm -N pour une zone HPA), puis effacez et relisez le disque en entier ; sinon, détruisez-le.',
    'read-back.cached':
      'Ce qui a été relu a pu venir de la mémoire du système et non du disque. Relancez la commande avec sudo.',
    'read-back.in-use':
      'Le disque servait pendant sa relecture (monté, ou tenu par un autre programme) : ce qui a été lu a pu changer aussitôt.',
    'read-back.not-counted':
      'Le système ne compte pas ce qui est écrit sur ce disque : une écriture pendant la relecture serait passée inaperçue.',
    'read-back.written-meanwhile':
      '{bytes} {bytes:octet a été écrit|octets ont été écrits} sur le disque pendant sa relecture, ses pauses comprises : ce qui avait déjà été lu a pu changer. Relisez-le depuis le début, sans rien y écrire.',
    'read-back.incomplete': 'Le compte des octets lus ne correspond pas au plan.',
    'read-back.plan-of-another-size': 'Le plan d’échantillonnage est celui d’un disque d’une autre taille.',
    'read-back.refused': 'Rien n’a été lu.',

    'read-back.outcome-holds': 'Vérifié',
    'read-back.outcome-fails': 'Échec',
    'read-back.outcome-unknown': 'Sans conclusion',
    'read-back.line-medium': 'Support',
    'read-back.line-read': 'Lu',
    'read-back.line-plan': 'Plan',
    'read-back.line-way': 'Relecture',
    'read-back.line-spoiled': 'Plages différentes de l’attendu (premier et dernier octet)',
    'read-back.line-unreadable': 'Plages illisibles (premier et dernier octet)',
    'read-back.line-structures': 'Structures (adresse)',
    'read-back.line-entropy': 'Entropie des blocs de 4096 octets',
    'read-back.plan-full': 'tout le disque',
    'read-back.plan-sample':
      'échantillons, graine {seed}, {subsections} sections ; une plage de {region} octets ou plus est trouvée à coup sûr, une plage de {half} octets dans {percent} % des cas',
    'read-back.way-direct': 'directe, sans la mémoire du système',
    'read-back.way-dropped': 'mémoire du système vidée juste avant',
    'read-back.way-cached': 'peut venir de la mémoire du système',
    'read-back.entropy': '{mean} bits par octet en moyenne, {least} au moins',
    'read-back.read-bytes': '{bytes} octets sur {planned} en {seconds} s ({speed} Mo/s)',
    'read-back.joined': 'les plages à moins de {bytes} octets l’une de l’autre sont réunies',
    'read-back.more': '… et {count} {count:autre plage|autres plages} (toutes avec --json)',
    'read-back.progress': '{percent} % · {speed} Mo/s · encore {left}',
    'read-back.left-unknown': '?',
    'read-back.left-seconds': '{count} s',
    'read-back.left-minutes': '{count} min',
  },
  en: {
    'read-back.usage':
      'Usage: npm run -s verify-disk -- DISK --mode full|sample --expect zero|pattern:HEX|random [--seed N] [--file] [--resume FILE] [--json] [--lang fr|en]',
    'read-back.option-unknown': 'Unknown option: {option}.',
    'read-back.seed-wrong': 'The seed (--seed) is an integer from 0 to 9007199254740991.',
    'read-back.seed-of-record': 'The seed of a reading that is continued is in its file: do not give one.',
    'read-back.expectation-wrong':
      'Unknown expectation: “{expect}”. Choose zero, random, or pattern: followed by 1 to 512 bytes in hexadecimal.',
    'read-back.record-wrong': '{file}: this file is not a reading that was begun (what --json writes).',
    'read-back.missing': '{path}: there is no such disk or file.',
    'read-back.no-permission': '{path}: this station has no right to read it. Run the command with sudo.',
    'read-back.cannot-open': '{path}: cannot be opened ({errno}).',
    'read-back.unknown-to-kernel': '{path}: the system does not know this device.',
    'read-back.partition': '{path} is a partition. A verification is of the whole disk: name the disk {disk}.',
    'read-back.virtual':
      '{path} is no disk: the system puts it together itself (dm, md, memory). Name the disk that carries it.',
    'read-back.empty': '{path}: there is nothing to read (no size, or an empty drive).',
    'read-back.is-file': '{path} is a file, not a disk. To verify the image of a disk, add --file.',
    'read-back.no-file': '{path} is no file: --file is for images of disks.',
    'read-back.no-disk': '{path} is no disk.',
    'read-back.already-complete': 'This reading is complete already.',
    'read-back.other-medium': 'This is not the disk of the reading that was begun. Start again from the beginning.',
    'read-back.unplugged':
      'The disk was unplugged or replaced, the file changed, or the system restarted since the beginning: the reading has to start again.',
    'read-back.written-since':
      '{bytes} {bytes:byte was|bytes were} written to the disk since this reading began: it has to start again.',
    'read-back.pause-not-counted':
      'Nobody counted what was written to the disk since this reading began: it has to start again.',
    'read-back.held': '{path} is in use (mounted, or held by another program): set it free, then read it back.',
    'read-back.other-plan': 'The reading that was begun followed another plan: mode, seed or expectation differ.',

    'read-back.holds-full': 'The whole disk was read: it holds what is expected, and nothing else.',
    'read-back.holds-sample':
      'The samples that were read ({percent}% of the disk) hold what is expected. The rest was not read.',
    'read-back.holds-random':
      'No structure was found in what was read ({percent}% of the disk): no partition table, no file system, no block that does not look random.',
    'read-back.random-limits':
      'Encrypted or compressed data looks random: this reading cannot tell it from random fill.',
    'read-back.spoiled':
      '{bytes} {bytes:byte|bytes} in {ranges} {ranges:range|ranges} {bytes:is|are} not what is expected; the first is at address {first}.',
    'read-back.not-random':
      '{bytes} {bytes:byte|bytes} in blocks that do not look random, in {ranges} {ranges:range|ranges}; the first block is at address {first}.',
    'read-back.structures': 'Traces of structures found: {named}.',
    'read-back.cancelled': 'The reading was stopped before its end.',
    'read-back.medium-gone': 'The disk disappeared during the reading, at address {address}.',
    'read-back.unreadable':
      '{bytes} {bytes:byte|bytes} in {ranges} {ranges:range|ranges} could not be read; the first is at address {first}. What they hold is unknown.',
    'read-back.hidden-area':
      'This disk hides a part of itself ({bytes} {bytes:byte|bytes}): nobody can read or erase it while it is hidden. Make it visible on a bench (hdparm -N for an HPA), then erase and read back the whole disk; otherwise destroy it.',
    'read-back.cached':
      'What was read may have come from the system’s memory and not from the disk. Run the command with sudo.',
    'read-back.in-use':
      'The disk was in use while it was read (mounted, or held by another program): what was read may have changed at once.',
    'read-back.not-counted':
      'The system does not count what is written to this disk: a write during the reading would have gone unnoticed.',
    'read-back.written-meanwhile':
      '{bytes} {bytes:byte was|bytes were} written to the disk while it was read, or while the reading was paused: what had been read may have changed. Read it again from the beginning, and write nothing to it.',
    'read-back.incomplete': 'The count of bytes read does not match the plan.',
    'read-back.plan-of-another-size': 'The sampling plan is that of a disk of another size.',
    'read-back.refused': 'Nothing was read.',

    'read-back.outcome-holds': 'Verified',
    'read-back.outcome-fails': 'Failed',
    'read-back.outcome-unknown': 'No conclusion',
    'read-back.line-medium': 'Medium',
    'read-back.line-read': 'Read',
    'read-back.line-plan': 'Plan',
    'read-back.line-way': 'Reading',
    'read-back.line-spoiled': 'Ranges other than expected (first and last byte)',
    'read-back.line-unreadable': 'Unreadable ranges (first and last byte)',
    'read-back.line-structures': 'Structures (address)',
    'read-back.line-entropy': 'Entropy of blocks of 4096 bytes',
    'read-back.plan-full': 'the whole disk',
    'read-back.plan-sample':
      'samples, seed {seed}, {subsections} subsections; a range of {region} bytes or more is found for certain, one of {half} bytes in {percent}% of cases',
    'read-back.way-direct': 'direct, past the system’s memory',
    'read-back.way-dropped': 'the system’s memory was emptied just before',
    'read-back.way-cached': 'may come from the system’s memory',
    'read-back.entropy': '{mean} bits per byte on average, {least} at least',
    'read-back.read-bytes': '{bytes} of {planned} bytes in {seconds} s ({speed} MB/s)',
    'read-back.joined': 'ranges less than {bytes} bytes apart are one',
    'read-back.more': '… and {count} {count:other range|other ranges} (all of them with --json)',
    'read-back.progress': '{percent}% · {speed} MB/s · {left} left',
    'read-back.left-unknown': '?',
    'read-back.left-seconds': '{count} s',
    'read-back.left-minutes': '{count} min',
  },
}
