// What is said to people about sending documents later: what a server answered, and what to do now.
import type { Sentences } from '../words/reason.ts'

export const deliverySentences: Sentences = {
  fr: {
    'delivery.unreachable': 'Pas de réseau jusqu’à ce serveur.',
    'delivery.nobody-listens': 'Le serveur ne répond pas à cette adresse.',
    'delivery.timed-out': 'Le serveur a mis trop de temps à répondre.',
    'delivery.cut-off': 'La connexion a été coupée avant la fin.',
    'delivery.certificate':
      'Le certificat de ce serveur n’est pas reconnu : rien ne lui a été envoyé. Si votre organisation a sa propre autorité, collez son certificat dans la destination.',
    'delivery.certificate-date':
      'Le certificat de ce serveur n’est pas valable à la date de ce poste. Vérifiez la date du poste ; si elle est juste, prévenez la personne qui tient le serveur.',
    'delivery.not-https': 'Ce qui répond à cette adresse ne parle pas HTTPS : rien ne lui a été envoyé.',
    'delivery.proxy':
      'Le serveur mandataire (proxy) de votre réseau ne laisse pas passer. Prévenez la personne qui tient le réseau.',
    'delivery.too-large': 'La réponse est bien trop longue pour venir du service attendu.',
    'delivery.redirected':
      'Le serveur renvoie vers {host} : rien n’y est envoyé. Sur un réseau public, ouvrez d’abord la session ; sinon corrigez l’adresse de la destination.',
    'delivery.not-the-service':
      'Ce n’est pas le service attendu qui répond. Sur un réseau public, ouvrez d’abord la session dans un navigateur.',
    'delivery.not-allowed':
      'Le serveur refuse l’accès (réponse {status}). Vérifiez le mot de passe ou le jeton de la destination.',
    'delivery.not-there': 'Il n’y a rien à cette adresse (réponse {status}). Vérifiez l’adresse de la destination.',
    'delivery.locked': 'Le fichier est verrouillé un moment sur le serveur.',
    'delivery.too-many': 'Le serveur demande d’envoyer moins vite. L’envoi reprendra de lui-même.',
    'delivery.server-busy': 'Le serveur est occupé ou arrêté un moment.',
    'delivery.server-full': 'Il n’y a plus de place sur le serveur. Prévenez la personne qui le tient.',
    'delivery.server-fault': 'Le serveur a eu une panne (réponse {status}).',
    'delivery.refused': 'Le serveur refuse cet envoi (réponse {status}). Il ne sera pas retenté sans vous.',
    'delivery.refused-saying':
      'Le serveur refuse cet envoi (réponse {status}) et dit : « {said} ». Il ne sera pas retenté sans vous.',
    'delivery.other-hash': 'Le serveur a déjà un autre document à cette place : prévenez la personne qui le tient.',
    'delivery.other-file': 'Un autre fichier porte déjà le nom {name} sur le serveur. Il n’a pas été remplacé.',
    'delivery.incomplete': 'Le fichier n’est pas arrivé entier sur le serveur.',
    'delivery.pending': 'Le serveur demande de revenir plus tard.',
    'delivery.secret-missing':
      'Il manque le mot de passe ou le jeton de cette destination : ouvrez-la, tapez-le et enregistrez.',
    'delivery.secret-unreadable':
      'Le mot de passe ou le jeton gardé ici ne peut plus être lu : tapez-le de nouveau dans la destination.',
    'delivery.batch-let-go': 'Le fichier de ce lot n’est plus sur le poste.',
    'delivery.document-missing': 'Ce document ne peut pas être relu sur le poste.',
    'delivery.fault-with-this-one':
      'Cet envoi s’est heurté à une erreur du poste. Il sera essayé de nouveau, après les autres.',
    'delivery.stopped-by-fault': 'L’envoi s’est arrêté sur une erreur du poste. Relancez-le.',
    'delivery.paused': 'Cette destination est en pause.',
    'delivery.unknown-target': 'Cette destination n’existe pas, ou n’est plus utilisée.',
    'delivery.not-in-outbox': 'Cet envoi n’est pas dans la liste de cette destination.',
    'delivery.delivered-already': 'Cet envoi est déjà arrivé.',
    'delivery.address-holds-more':
      'Une adresse ne contient ni mot de passe, ni « ? », ni « # » : mettez le mot de passe ou le jeton dans son champ.',
    'delivery.kind-fixed': 'Le type d’une destination ne change pas. Retirez celle-ci et ajoutez-en une nouvelle.',
    'delivery.authority-unreadable':
      'Ce texte n’est pas un certificat au format PEM. Il commence par « -----BEGIN CERTIFICATE----- ».',
    'delivery.found-server': 'Le serveur répond, et son certificat est reconnu.',
    'delivery.found-registry': 'C’est bien un registre, et il accepte le jeton.',
    'delivery.found-folder': 'Le dossier est là, et l’accès est accepté.',
    'delivery.found-not-folder': 'Cette adresse n’est pas celle d’un dossier.',
    'delivery.found-writable': 'Un fichier d’essai y a été écrit, puis effacé.',
    'delivery.found-not-writable': 'On ne peut pas écrire dans ce dossier (réponse {status}).',
    'delivery.found-glpi': 'C’est bien GLPI qui répond.',
    'delivery.found-token': 'GLPI a accepté l’identifiant et le secret.',
    'delivery.found-no-token':
      'GLPI n’a pas donné d’accès à cet identifiant : s’il attend un mot de passe simple, il sera donné avec chaque envoi.',
  },
  en: {
    'delivery.unreachable': 'No network as far as this server.',
    'delivery.nobody-listens': 'The server does not answer at this address.',
    'delivery.timed-out': 'The server took too long to answer.',
    'delivery.cut-off': 'The connection was cut before the end.',
    'delivery.certificate':
      'This server’s certificate is not recognised: nothing was sent to it. If your organisation has its own authority, paste its certificate into the target.',
    'delivery.certificate-date':
      'This server’s certificate is not valid on this station’s date. Check the station’s date; if it is right, tell whoever looks after the server.',
    'delivery.not-https': 'What answers at this address does not speak HTTPS: nothing was sent to it.',
    'delivery.proxy': 'Your network’s proxy lets nothing through. Tell whoever looks after the network.',
    'delivery.too-large': 'The answer is far too long to come from the expected service.',
    'delivery.redirected':
      'The server points to {host}: nothing is sent there. On a public network, sign in first; otherwise correct the target’s address.',
    'delivery.not-the-service':
      'It is not the expected service that answers. On a public network, sign in with a browser first.',
    'delivery.not-allowed': 'The server refuses access (answer {status}). Check the target’s password or token.',
    'delivery.not-there': 'There is nothing at this address (answer {status}). Check the target’s address.',
    'delivery.locked': 'The file is locked on the server for a moment.',
    'delivery.too-many': 'The server asks to send more slowly. Sending goes on by itself.',
    'delivery.server-busy': 'The server is busy or down for a moment.',
    'delivery.server-full': 'There is no room left on the server. Tell whoever looks after it.',
    'delivery.server-fault': 'The server had a fault (answer {status}).',
    'delivery.refused': 'The server refuses this one (answer {status}). It will not be tried again without you.',
    'delivery.refused-saying':
      'The server refuses this one (answer {status}) and says: “{said}”. It will not be tried again without you.',
    'delivery.other-hash': 'The server already has another document in this place: tell whoever looks after it.',
    'delivery.other-file': 'Another file on the server already has the name {name}. It was not replaced.',
    'delivery.incomplete': 'The file did not arrive whole on the server.',
    'delivery.pending': 'The server asks to come back later.',
    'delivery.secret-missing': 'This target’s password or token is missing: open it, type it and save.',
    'delivery.secret-unreadable':
      'The password or token kept here can no longer be read: type it again into the target.',
    'delivery.batch-let-go': 'The file of this batch is no longer in the station.',
    'delivery.document-missing': 'This document cannot be read in the station.',
    'delivery.fault-with-this-one': 'This one met a fault of the station. It will be tried again, after the others.',
    'delivery.stopped-by-fault': 'Sending stopped on a fault of the station. Start it again.',
    'delivery.paused': 'This target is paused.',
    'delivery.unknown-target': 'This target does not exist, or is no longer used.',
    'delivery.not-in-outbox': 'This one is not in this target’s list.',
    'delivery.delivered-already': 'This one has arrived already.',
    'delivery.address-holds-more':
      'An address holds no password, no “?” and no “#”: put the password or token into its own field.',
    'delivery.kind-fixed': 'A target’s kind does not change. Take this one out and add a new one.',
    'delivery.authority-unreadable':
      'This text is not a certificate in PEM form. It begins with “-----BEGIN CERTIFICATE-----”.',
    'delivery.found-server': 'The server answers, and its certificate is recognised.',
    'delivery.found-registry': 'It is a registry, and it accepts the token.',
    'delivery.found-folder': 'The folder is there, and access is granted.',
    'delivery.found-not-folder': 'This address is not that of a folder.',
    'delivery.found-writable': 'A file was written there for a try, then deleted.',
    'delivery.found-not-writable': 'This folder cannot be written to (answer {status}).',
    'delivery.found-glpi': 'It is GLPI that answers.',
    'delivery.found-token': 'GLPI accepted the identifier and the secret.',
    'delivery.found-no-token':
      'GLPI gave no access to this identifier: if it expects a plain password, that will be given with each item.',
  },
}
