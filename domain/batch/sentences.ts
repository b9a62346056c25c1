// What the rooms of export say: why a bag's text files do not hold, why a batch could not be made or written.
import type { Sentences } from '../words/reason.ts'

export const batchSentences: Sentences = {
  fr: {
    'documents.batch-document-twice': 'Le manifeste du lot nomme un document deux fois.',
    'documents.batch-chain-length':
      'Le manifeste porte le rang {sequence}, mais la chaîne du poste qu’il joint va jusqu’au rang {last}.',
    'batch.declaration-broken':
      'Le fichier {file} du lot n’a pas la forme prévue. Demandez un nouveau lot à l’expéditeur.',
    'batch.bag-version': 'Ce lot est de la version BagIt {version}. Établi lit la version {expected}.',
    'batch.bag-encoding': 'Les textes de ce lot sont en {encoding}. Établi lit l’UTF-8.',
    'batch.manifest-line':
      'La ligne {line} du fichier {file} n’est pas lisible : une empreinte, puis un nom de fichier.',
    'batch.listed-twice': 'Le fichier {file} nomme deux fois {path}, ou deux noms qui ne diffèrent que par l’écriture.',
    'batch.information-line': 'La ligne {line} du fichier {file} n’est pas lisible.',
    'batch.name-not-allowed': 'Un fichier du lot porte un nom qui n’est pas admis : {path}',
    'batch.file-missing': 'Il manque un fichier au lot : {path}',
    'batch.document-unknown': 'Un document choisi ({hash}…) n’est plus ici. Choisissez de nouveau, puis recommencez.',
    'batch.document-damaged':
      'Un document ({hash}…) est abîmé sur ce poste : il ne part pas. Ôtez-le du choix, ou restaurez une sauvegarde.',
    'batch.too-many-documents': '{count} documents : un lot en porte {limit} au plus. Faites-en deux.',
    'batch.too-large': 'Ce lot serait trop grand pour être reçu ailleurs. Faites-en deux.',
    'batch.file-too-large':
      'Le fichier {path} est trop grand pour un lot ({bytes:disk}, {limit:disk} au plus). Ôtez son document du choix.',
    'batch.being-made': 'Ce lot est déjà en train d’être fait.',
    'batch.not-read-again':
      'Le lot a été fait, mais relu il ne tient pas : il a été supprimé, et rien n’est parti. Recommencez. Si cela se répète, le disque du poste est à vérifier.',
    'batch.not-held': 'Ce lot n’est plus gardé sur ce poste. Refaites un lot des mêmes documents.',
    'batch.not-written-yet': '{file} n’est encore parti nulle part : il reste ici jusque-là.',
    'batch.paper-is-none': 'Ce fichier n’est pas un PDF.',
    'batch.held-damaged':
      'Le lot gardé sur ce poste ({file}) est abîmé : il ne part pas. Refaites un lot des mêmes documents.',
    'batch.chain-line': 'La ligne {line} de la chaîne de l’expéditeur n’est pas lisible, ou ne suit pas celle d’avant.',
    'batch.chain-ends': 'La chaîne de l’expéditeur va jusqu’au rang {reached}. Son manifeste dit {last}.',
    'batch.file-not-listed': 'Un fichier du lot n’est pas dans sa liste : {path}',
  },
  en: {
    'documents.batch-document-twice': 'The batch manifest names a document twice.',
    'documents.batch-chain-length':
      'The manifest bears sequence {sequence}, but the station’s chain that it lists goes to {last}.',
    'batch.declaration-broken': 'The batch’s file {file} is not of the expected form. Ask the sender for a new batch.',
    'batch.bag-version': 'This batch is BagIt version {version}. Établi reads version {expected}.',
    'batch.bag-encoding': 'The texts of this batch are in {encoding}. Établi reads UTF-8.',
    'batch.manifest-line': 'Line {line} of the file {file} cannot be read: a checksum, then a file name.',
    'batch.listed-twice': 'The file {file} names {path} twice, or two names that differ in spelling only.',
    'batch.information-line': 'Line {line} of the file {file} cannot be read.',
    'batch.name-not-allowed': 'A file of the batch bears a name that is not allowed: {path}',
    'batch.file-missing': 'A file is missing from the batch: {path}',
    'batch.document-unknown': 'A chosen document ({hash}…) is no longer here. Choose again, then try again.',
    'batch.document-damaged':
      'A document ({hash}…) is damaged on this station: it does not leave. Leave it out, or restore a backup.',
    'batch.too-many-documents': '{count} documents: a batch carries {limit} at most. Make two.',
    'batch.too-large': 'This batch would be too large to be taken in elsewhere. Make two.',
    'batch.file-too-large':
      'The file {path} is too large for a batch ({bytes:disk}, {limit:disk} at most). Leave its document out.',
    'batch.being-made': 'This batch is being made already.',
    'batch.not-read-again':
      'The batch was made, but read again it does not hold: it was deleted, and nothing has left. Try again. If it happens again, the station’s disk needs checking.',
    'batch.not-held': 'This batch is no longer kept on this station. Make a new batch of the same documents.',
    'batch.not-written-yet': '{file} has not gone anywhere yet: it stays here until then.',
    'batch.paper-is-none': 'This file is no PDF.',
    'batch.held-damaged':
      'The batch kept on this station ({file}) is damaged: it does not leave. Make a new batch of the same documents.',
    'batch.chain-line': 'Line {line} of the sender’s chain cannot be read, or does not follow the one before.',
    'batch.chain-ends': 'The sender’s chain goes to {reached}. Its manifest says {last}.',
    'batch.file-not-listed': 'A file of the batch is not in its list: {path}',
  },
}
