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
    'batch.held-damaged':
      'The batch kept on this station ({file}) is damaged: it does not leave. Make a new batch of the same documents.',
    'batch.chain-line': 'Line {line} of the sender’s chain cannot be read, or does not follow the one before.',
    'batch.chain-ends': 'The sender’s chain goes to {reached}. Its manifest says {last}.',
    'batch.file-not-listed': 'A file of the batch is not in its list: {path}',
  },
}
