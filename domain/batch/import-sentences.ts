// What the rooms of import say: why a file is no batch or is refused, what a preview shows, what should be known beside it.
import type { Sentences } from '../words/reason.ts'

export const importSentences: Sentences = {
  fr: {
    'batch.not-zip': 'Ce fichier n’est pas un lot (.etabli-lot). Choisissez-en un autre.',
    'batch.zip-truncated':
      'Ce fichier zip est incomplet : sa fin manque. La copie a sans doute été interrompue : recopiez le lot.',
    'batch.zip-damaged': 'Ce fichier zip est abîmé. Recopiez le lot depuis le poste qui l’a fait.',
    'batch.zip-changed':
      'Ce fichier zip n’est pas tel qu’il a été écrit ({path}) : il a été abîmé, modifié ou refait par un autre programme. Recopiez le lot d’origine.',
    'batch.zip-file-damaged': 'Un fichier du zip est abîmé : {path}. Recopiez le lot depuis le poste qui l’a fait.',
    'batch.zip-too-large': 'Ce fichier est trop grand pour un lot : {bytes:disk}, au plus {limit:disk}.',
    'batch.zip-too-large-unpacked': 'Ce lot contient plus de {limit:disk} une fois ouvert : il est refusé.',
    'batch.zip-too-many': 'Ce fichier zip contient trop de fichiers : {count}, au plus {limit}.',
    'batch.zip-entry-too-large': 'Un fichier du lot est trop grand : {path} ({bytes:disk}, au plus {limit:disk}).',
    'batch.zip-bomb':
      'Ce fichier zip se dilate plus de {limit} fois à l’ouverture : il est fait pour nuire. Il est refusé.',
    'batch.zip-encrypted': 'Ce fichier zip est protégé par un mot de passe. Un lot ne l’est jamais.',
    'batch.zip-not-a-file': 'Ce fichier zip contient un lien ou un dossier là où il faut un fichier : {path}',
    'batch.zip-method': 'Un fichier du zip est comprimé d’une façon qu’un lot n’emploie pas : {path}',
    'batch.zip-overlap': 'Dans ce fichier zip, des fichiers se recouvrent ({path}) : il est fait pour tromper.',
    'batch.zip-name-twice': 'Deux fichiers du lot ont le même nom sur certains ordinateurs : {path} et {other}',
    'batch.no-folder': 'Ce fichier zip n’est pas un lot : tout n’y est pas dans un seul dossier.',
    'batch.other-folder': 'Le dossier {folder} du lot ne porte pas le nom que le manifeste signé lui donne.',
    'batch.text-too-long': 'Le fichier {file} du lot est trop long ({bytes:disk}).',
    'batch.text-not-utf8': 'Le fichier {file} du lot contient autre chose que du texte.',
    'batch.sum-unknown': 'Le fichier {file} du lot emploie une empreinte inconnue d’Établi : {algorithm}',
    'batch.sum-differs': 'Un fichier du lot a été modifié ou abîmé : {path}. Son empreinte n’est pas celle annoncée.',
    'batch.payload-count': 'Le lot n’a pas le nombre de fichiers ou la taille qu’il annonce ({said}).',
    'batch.fetch-file': 'Ce lot renvoie à des fichiers qui sont ailleurs (fetch.txt). Un lot doit tout contenir.',
    'batch.tag-file-changed': 'Le fichier {file} du lot n’est pas tel que l’expéditeur l’a écrit.',
    'batch.manifest-of-other-kind': 'Le fichier lot.json n’est pas le manifeste d’un lot.',
    'batch.payload-not-signed':
      'Le contenu du lot n’est pas celui que l’expéditeur a signé : quelque chose a été ajouté, retiré ou changé.',
    'batch.nested-archive': 'Le lot contient une archive ({path}). Un lot n’en contient jamais.',
    'batch.file-unexpected': 'Le lot contient un fichier qui n’y a pas sa place : {path}',
    'batch.document-not-named': 'Le lot contient un document que son manifeste ne nomme pas.',
    'batch.chain-not-signed': 'La chaîne du poste qui accompagne le lot n’est pas celle que l’expéditeur a signée.',
    'batch.chain-ends-elsewhere': 'La chaîne du poste ne mène pas au manifeste du lot.',
    'batch.document-refused': 'Le document {number} n’est pas valable : le lot entier est refusé.',
    'batch.newer-version':
      'Ce document est d’une version plus récente ({version}) que celle de ce poste. Mettez Établi à jour.',
    'batch.not-canonical': 'Le document {number} n’est pas dans la forme sous laquelle un lot le porte.',
    'batch.document-too-wordy': 'Le document {number} porte des noms trop longs pour être rangés ici.',
    'batch.not-evidence': 'Un fichier du lot est nommé comme preuve et n’en est pas une : {hash}',
    'batch.not-a-report': 'Un fichier du lot est nommé comme relevé matériel et n’en est pas un : {hash}',
    'batch.not-a-work-file': 'Un fichier du lot est nommé comme dossier de travail et n’en est pas un : {hash}',
    'batch.attached-unreadable': 'Un fichier du lot n’est pas lisible : {hash}',
    'batch.attached-as-two': 'Un fichier du lot est nommé de deux façons qui s’excluent : {path}',
    'batch.file-of-nothing': 'Le lot contient un fichier qu’aucun document ne nomme : {path}',
    'batch.sender-not-accepted':
      'Le poste « {name} » ({code}) n’est pas encore accepté ici. Comparez son empreinte avec l’expéditeur, puis faites-le accepter par un encadrant : {fingerprint}',
    'batch.sender-succeeds':
      '« {name} » a été restauré d’une sauvegarde et continue « {before} » ({code}), que vous aviez accepté : l’ancienne clé a signé pour la nouvelle.',
    'batch.sender-distrusted':
      'L’expéditeur, « {name} », n’est plus cru ici. Ses documents peuvent être pris ; ils seront marqués.',
    'batch.station-distrusted': 'Le lot porte des documents de « {name} », qui n’est plus cru ici. Ils seront marqués.',
    'batch.station-not-accepted':
      'Le lot porte {count} {count:document|documents} de « {name} », qui n’est pas encore accepté ici. {count:Il sera marqué|Ils seront marqués}.',
    'batch.conflict-same-sequence':
      '{number} : un autre document de la même clé porte le rang {sequence}. Les deux sont gardés et signalés.',
    'batch.conflict-same-number':
      '{number} : un document d’un autre poste porte le même numéro. Deux postes ont le même code.',
    'batch.conflict-broken-chain': '{number} : le document qu’il dit suivre ({before}) n’est pas celui qui le précède.',
    'batch.conflict-not-in-chain':
      '{number} : l’expéditeur ne l’a pas dans sa propre chaîne au rang {sequence}. Il est gardé et signalé.',
    'batch.chain-differs':
      'La chaîne de l’expéditeur ne connaît pas le document {number} (rang {sequence}) qui est déjà ici.',
    'batch.demonstration': 'Ce lot vient d’une démonstration : ses documents ne valent rien.',
    'batch.from-the-future':
      'Ce lot porte une date à venir ({at:day}). L’horloge de l’expéditeur, ou celle de ce poste, n’est pas à l’heure.',
    'batch.documents-from-the-future':
      '{count} {count:document du lot porte|documents du lot portent} une date à venir.',
    'batch.files-not-sent':
      '{count} {count:fichier que des documents nomment (preuve, relevé) n’est|fichiers que des documents nomment (preuves, relevés) ne sont} ni dans le lot ni ici.',
    'batch.file-gone': 'Le fichier {file} n’est plus sur « {medium} ». Regardez de nouveau ce qui s’y trouve.',
    'batch.upload-unknown': 'Ce fichier n’est plus là : choisissez-le de nouveau.',
    'batch.piece-out-of-order': 'La copie du fichier s’est interrompue : choisissez-le de nouveau.',
    'batch.other-manifest': 'Ce n’est pas le lot que vous avez vu : regardez-le de nouveau avant de l’importer.',
    'batch.verify-batch': 'lot d’export',
    'batch.verify-holds': 'Ce lot est entier et signé : rien n’y a été changé.',
    'batch.verify-fails': 'Ce lot n’est pas valable. Rien ne peut en être repris.',
    'batch.verify-title': 'Titre',
    'batch.verify-documents': 'Documents',
    'batch.verify-files': 'Fichiers joints (preuves, relevés, dossiers)',
    'batch.verify-absent': '{count} {count:autre nommé|autres nommés} et pas dans le lot',
    'batch.verify-sender': 'Expéditeur, avec l’empreinte de sa clé',
    'batch.verify-other': 'Documents d’un autre poste',
    'batch.verify-gap-not-sent': 'Rangs {from} à {to} de l’expéditeur : pas dans ce lot.',
    'batch.verify-gap-missing': 'Rangs {from} à {to} de l’expéditeur : il ne les a plus lui-même.',
    'term.gap-not-sent': 'pas envoyé',
    'term.gap-missing': 'perdu chez l’expéditeur',
  },
  en: {
    'batch.not-zip': 'This file is not a batch (.etabli-lot). Choose another one.',
    'batch.zip-truncated':
      'This zip file is incomplete: its end is missing. The copy was probably interrupted: copy the batch again.',
    'batch.zip-damaged': 'This zip file is damaged. Copy the batch again from the station that made it.',
    'batch.zip-changed':
      'This zip file is not as it was written ({path}): it was damaged, changed or made again by another program. Copy the original batch again.',
    'batch.zip-file-damaged':
      'A file of the zip is damaged: {path}. Copy the batch again from the station that made it.',
    'batch.zip-too-large': 'This file is too large for a batch: {bytes:disk}, at most {limit:disk}.',
    'batch.zip-too-large-unpacked': 'This batch holds more than {limit:disk} once opened: it is refused.',
    'batch.zip-too-many': 'This zip file holds too many files: {count}, at most {limit}.',
    'batch.zip-entry-too-large': 'A file of the batch is too large: {path} ({bytes:disk}, at most {limit:disk}).',
    'batch.zip-bomb': 'This zip file grows more than {limit} times when opened: it is made to harm. It is refused.',
    'batch.zip-encrypted': 'This zip file is protected by a password. A batch never is.',
    'batch.zip-not-a-file': 'This zip file holds a link or a folder where a file is due: {path}',
    'batch.zip-method': 'A file of the zip is compressed in a way that no batch uses: {path}',
    'batch.zip-overlap': 'In this zip file, files overlap ({path}): it is made to deceive.',
    'batch.zip-name-twice': 'Two files of the batch have the same name on some computers: {path} and {other}',
    'batch.no-folder': 'This zip file is not a batch: not everything in it is in one folder.',
    'batch.other-folder': 'The folder {folder} of the batch does not bear the name that the signed manifest gives it.',
    'batch.text-too-long': 'The file {file} of the batch is too long ({bytes:disk}).',
    'batch.text-not-utf8': 'The file {file} of the batch holds something other than text.',
    'batch.sum-unknown': 'The file {file} of the batch uses a checksum unknown to Établi: {algorithm}',
    'batch.sum-differs': 'A file of the batch was changed or damaged: {path}. Its checksum is not the one announced.',
    'batch.payload-count': 'The batch does not have the number of files or the size that it announces ({said}).',
    'batch.fetch-file': 'This batch refers to files that are elsewhere (fetch.txt). A batch must hold everything.',
    'batch.tag-file-changed': 'The file {file} of the batch is not as its sender wrote it.',
    'batch.manifest-of-other-kind': 'The file lot.json is not the manifest of a batch.',
    'batch.payload-not-signed':
      'The content of the batch is not what the sender signed: something was added, removed or changed.',
    'batch.nested-archive': 'The batch holds an archive ({path}). A batch never does.',
    'batch.file-unexpected': 'The batch holds a file that has no place in it: {path}',
    'batch.document-not-named': 'The batch holds a document that its manifest does not name.',
    'batch.chain-not-signed': 'The station’s chain that comes with the batch is not the one that the sender signed.',
    'batch.chain-ends-elsewhere': 'The station’s chain does not lead to the batch’s manifest.',
    'batch.document-refused': 'The document {number} does not hold: the whole batch is refused.',
    'batch.newer-version': 'This document is of a newer version ({version}) than this station’s. Update Établi.',
    'batch.not-canonical': 'The document {number} is not in the form in which a batch carries it.',
    'batch.document-too-wordy': 'The document {number} bears names too long to be kept here.',
    'batch.not-evidence': 'A file of the batch is named as evidence and is none: {hash}',
    'batch.not-a-report': 'A file of the batch is named as a hardware report and is none: {hash}',
    'batch.not-a-work-file': 'A file of the batch is named as a work file and is none: {hash}',
    'batch.attached-unreadable': 'A file of the batch cannot be read: {hash}',
    'batch.attached-as-two': 'A file of the batch is named in two ways that exclude each other: {path}',
    'batch.file-of-nothing': 'The batch holds a file that no document names: {path}',
    'batch.sender-not-accepted':
      'The station “{name}” ({code}) is not accepted here yet. Compare its fingerprint with the sender, then have a supervisor accept it: {fingerprint}',
    'batch.sender-succeeds':
      '“{name}” was restored from a backup and goes on for “{before}” ({code}), which you had accepted: the old key signed for the new one.',
    'batch.sender-distrusted':
      'The sender, “{name}”, is no longer believed here. Its documents can be taken in; they will be marked.',
    'batch.station-distrusted':
      'The batch carries documents of “{name}”, which is no longer believed here. They will be marked.',
    'batch.station-not-accepted':
      'The batch carries {count} {count:document|documents} of “{name}”, which is not accepted here yet. {count:It|They} will be marked.',
    'batch.conflict-same-sequence':
      '{number}: another document of the same key has sequence {sequence}. Both are kept and flagged.',
    'batch.conflict-same-number':
      '{number}: a document of another station has the same number. Two stations have the same code.',
    'batch.conflict-broken-chain':
      '{number}: the document that it claims to follow ({before}) is not the one before it.',
    'batch.conflict-not-in-chain':
      '{number}: the sender does not have it in its own chain at {sequence}. It is kept and flagged.',
    'batch.chain-differs':
      'The sender’s chain does not know the document {number} (sequence {sequence}) that is here already.',
    'batch.demonstration': 'This batch comes from a demonstration: its documents are worth nothing.',
    'batch.from-the-future':
      'This batch bears a date to come ({at:day}). The sender’s clock, or this station’s, is wrong.',
    'batch.documents-from-the-future':
      '{count} {count:document of the batch bears|documents of the batch bear} a date to come.',
    'batch.files-not-sent':
      '{count} {count:file that documents name (evidence, a report) is|files that documents name (evidence, reports) are} neither in the batch nor here.',
    'batch.file-gone': 'The file {file} is no longer on “{medium}”. Look again at what is there.',
    'batch.upload-unknown': 'This file is no longer there: choose it again.',
    'batch.piece-out-of-order': 'The copy of the file was interrupted: choose it again.',
    'batch.other-manifest': 'This is not the batch that you saw: look at it again before importing it.',
    'batch.verify-batch': 'export batch',
    'batch.verify-holds': 'This batch is whole and signed: nothing in it was changed.',
    'batch.verify-fails': 'This batch does not hold. Nothing can be taken from it.',
    'batch.verify-title': 'Title',
    'batch.verify-documents': 'Documents',
    'batch.verify-files': 'Files with them (evidence, reports, work files)',
    'batch.verify-absent': '{count} more named and not in the batch',
    'batch.verify-sender': 'Sender, with the fingerprint of its key',
    'batch.verify-other': 'Documents of another station',
    'batch.verify-gap-not-sent': 'Sequences {from} to {to} of the sender: not in this batch.',
    'batch.verify-gap-missing': 'Sequences {from} to {to} of the sender: it does not have them any more itself.',
    'term.gap-not-sent': 'not sent',
    'term.gap-missing': 'lost at the sender’s',
  },
}
