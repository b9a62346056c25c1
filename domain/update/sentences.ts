// What is said of updates: why one is refused, what hinders one, and what became of it.
import type { Sentences } from '../words/reason.ts'

export const updateSentences: Sentences = {
  fr: {
    'update.unreadable': 'Le fichier {file} ne décrit pas une mise à jour d’Établi, ou il est abîmé.',
    'update.not-signed':
      'La mise à jour {file} n’est pas signée par l’éditeur de cet Établi, ou elle a été changée depuis. Elle n’est pas installée. Demandez-la de nouveau à la personne qui vous l’a donnée.',
    'update.other-form':
      'Cette mise à jour est pour une autre installation d’Établi ({form:term}, {architecture}). Prenez celle qui convient à cet ordinateur.',
    'update.here-already': 'La version {version} est déjà celle de ce poste.',
    'update.older':
      'La version {version} est plus ancienne que celle de ce poste ({here}). On ne revient pas en arrière.',
    'update.older-than-seen':
      'Ce poste a déjà vu la version {seen} : la version {version}, plus ancienne, n’est pas installée.',
    'update.package-missing':
      'Le fichier {file} n’est pas à côté de sa description. Copiez les deux fichiers sur le support, puis recommencez.',
    'update.package-not-the-same':
      'Le fichier {file} n’est pas celui que l’éditeur a signé : il est incomplet, abîmé ou changé. Copiez-le de nouveau.',
    'update.not-a-file': '{file} n’est pas un fichier ordinaire : il n’est pas lu.',
    'update.no-room':
      'Il faut {needed:disk} sur le disque de ce poste et il reste {free:disk}. Libérez de la place, puis recommencez.',
    'update.none-taken': 'Aucune mise à jour n’attend sur ce poste.',
    'update.other-taken': 'Ce n’est pas la mise à jour qui attend sur ce poste. Regardez de nouveau.',
    'update.going-on': 'Une mise à jour est déjà en cours.',
    'update.disk-at-work':
      'Un disque est en cours d’effacement ou de relecture. La mise à jour attend la fin de ce travail.',
    'update.being-installed': 'Une mise à jour s’installe : ce travail sur les disques commencera après.',
    'update.no-key':
      'Cet Établi ne connaît pas la clé d’un éditeur : il n’accepte aucune mise à jour. Installez une version plus récente comme la première fois.',
    'update.not-installed':
      'Cet Établi ne vient pas d’un paquet installé : il se met à jour comme il a été mis en place.',
    'update.version-unknown': 'La version de cet Établi ({version}) ne se compare à aucune autre : pas de mise à jour.',
    'update.program-gone': 'Le fichier d’Établi n’est plus à sa place ({file}) : la mise à jour n’a pas pu s’y mettre.',
    'update.program-not-writable':
      'Le fichier d’Établi ({file}) ne se laisse pas remplacer. Demandez ce droit à la personne qui gère l’ordinateur.',
    'update.needs-pkexec':
      'Il faut le droit d’administrateur, et « pkexec » n’est pas installé. Demandez à la personne qui gère l’ordinateur.',
    'update.installer-missing': 'Il manque une partie d’Établi ({file}) : réinstallez-le.',
    'update.password-declined': 'Le mot de passe d’administrateur n’a pas été donné : rien n’a été installé.',
    'update.package-refused':
      'Le système n’a pas accepté ce paquet et dit : « {said} ». La version d’avant reste, ou « dpkg --configure -a » termine la réparation.',
    'update.needs-packages':
      'Cette version a besoin de paquets qui ne sont pas sur cet ordinateur : {packages}. Installez-les d’abord, avec un réseau, ou demandez à la personne qui gère l’ordinateur.',
    'update.other-package': 'Ce paquet s’appelle {found} au lieu de {expected} : il n’est pas installé.',
    'update.installer-failed': 'L’installation n’a pas pu se faire. Le journal technique du poste en dit plus.',
    'update.did-not-come':
      'La mise à jour {version} a été commencée, mais c’est toujours la version {here} qui est là. Rien n’est perdu : recommencez.',
    'update.no-feed': 'Aucune adresse de mise à jour n’est dans les réglages.',
    'update.feed-nothing': 'Cette adresse n’a pas de mise à jour pour cette installation.',
    'update.feed-not-it':
      'Ce n’est pas un service de mises à jour qui répond à cette adresse. Sur un réseau public, ouvrez d’abord la session dans un navigateur.',
    'update.feed-redirects':
      'Le serveur renvoie vers {host} : rien n’y est pris. Corrigez l’adresse dans les réglages.',
    'update.feed-unreachable': 'Le serveur des mises à jour ne répond pas. Vérifiez le réseau, ou prenez une clé USB.',
    'update.feed-certificate': 'Le certificat de ce serveur n’est pas reconnu : rien n’y est pris.',
    'update.feed-refuses': 'Le serveur des mises à jour refuse (réponse {status}).',
    'update.feed-too-slow': 'Le réseau est trop lent : la mise à jour n’est pas arrivée. Une clé USB ira plus vite.',
    'term.form-deb': 'paquet Debian de l’application de bureau',
    'term.form-deb-browser': 'paquet Debian du navigateur',
    'term.form-appimage': 'AppImage',
    'term.form-nsis': 'installateur Windows',
    'term.form-portable': 'Windows sans installation',
  },
  en: {
    'update.unreadable': 'The file {file} does not describe an update of Établi, or is damaged.',
    'update.not-signed':
      'The update {file} is not signed by this Établi’s publisher, or was changed since. It is not installed. Ask whoever gave it to you for it again.',
    'update.other-form':
      'This update is for another installation of Établi ({form:term}, {architecture}). Take the one that suits this computer.',
    'update.here-already': 'Version {version} is this station’s already.',
    'update.older': 'Version {version} is older than this station’s ({here}). There is no way back.',
    'update.older-than-seen':
      'This station has seen version {seen} before: version {version}, older, is not installed.',
    'update.package-missing':
      'The file {file} does not lie beside its description. Copy both files to the medium, then try again.',
    'update.package-not-the-same':
      'The file {file} is not the one that the publisher signed: it is incomplete, damaged or changed. Copy it again.',
    'update.not-a-file': '{file} is no ordinary file: it is not read.',
    'update.no-room':
      '{needed:disk} are needed on this station’s disk, and {free:disk} are left. Free some space, then try again.',
    'update.none-taken': 'No update is waiting on this station.',
    'update.other-taken': 'This is not the update that is waiting on this station. Look again.',
    'update.going-on': 'An update is going on already.',
    'update.disk-at-work': 'A disk is being erased or read back. The update waits for the end of that work.',
    'update.being-installed': 'An update is being installed: this work on disks will begin afterwards.',
    'update.no-key':
      'This Établi knows no publisher’s key: it takes no update. Install a later version as you did the first time.',
    'update.not-installed':
      'This Établi does not come from an installed package: it is updated the way it was put there.',
    'update.version-unknown': 'The version of this Établi ({version}) compares with no other: no update.',
    'update.program-gone': 'Établi’s file is no longer in its place ({file}): the update could not be put there.',
    'update.program-not-writable':
      'Établi’s file ({file}) cannot be replaced. Ask whoever looks after the computer for that right.',
    'update.needs-pkexec':
      'An administrator’s right is needed, and “pkexec” is not installed. Ask whoever looks after the computer.',
    'update.installer-missing': 'A part of Établi is missing ({file}): install it again.',
    'update.password-declined': 'The administrator’s password was not given: nothing was installed.',
    'update.package-refused':
      'The system did not accept this package and says: “{said}”. The version before stays, or “dpkg --configure -a” completes the repair.',
    'update.needs-packages':
      'This version needs packages that are not on this computer: {packages}. Install them first, with a network, or ask whoever looks after the computer.',
    'update.other-package': 'This package is called {found} instead of {expected}: it is not installed.',
    'update.installer-failed': 'The installation could not be done. The station’s technical log says more.',
    'update.did-not-come':
      'The update {version} was begun, but version {here} is still there. Nothing is lost: try again.',
    'update.no-feed': 'The settings have no address for updates.',
    'update.feed-nothing': 'This address has no update for this installation.',
    'update.feed-not-it':
      'What answers at this address is no service of updates. On a public network, open the session in a browser first.',
    'update.feed-redirects':
      'The server sends on to {host}: nothing is taken there. Correct the address in the settings.',
    'update.feed-unreachable': 'The server of the updates does not answer. Check the network, or take a USB key.',
    'update.feed-certificate': 'This server’s certificate is not recognised: nothing is taken there.',
    'update.feed-refuses': 'The server of the updates refuses (answer {status}).',
    'update.feed-too-slow': 'The network is too slow: the update did not arrive. A USB key will be faster.',
    'term.form-deb': 'Debian package of the desktop application',
    'term.form-deb-browser': 'Debian package of the browser shell',
    'term.form-appimage': 'AppImage',
    'term.form-nsis': 'Windows installer',
    'term.form-portable': 'Windows without installation',
  },
}
