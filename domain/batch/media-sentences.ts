// What is said of a medium (a USB key, a card, a folder) that a batch or a backup is written to: what is wrong with it, and that
// what was to be written waits.
import type { Sentences } from '../words/reason.ts'

export const mediaSentences: Sentences = {
  fr: {
    'medium.gone':
      'Le support « {medium} » n’est plus là : il a été retiré, ou il ne répond plus. Rien n’est perdu sur ce poste. Rebranchez-le, puis recommencez.',
    'medium.full':
      'Le support « {medium} » est plein. Rien n’est perdu sur ce poste. Libérez de la place ou prenez-en un autre, puis recommencez.',
    'medium.no-room':
      'Il faut {needed:disk} et il reste {free:disk} sur « {medium} ». Rien n’est perdu sur ce poste. Libérez de la place ou prenez un autre support.',
    'medium.read-only':
      'Le support « {medium} » ne se laisse pas écrire : il est verrouillé, ou protégé. Ôtez le verrou ou prenez-en un autre, puis recommencez.',
    'medium.file-too-large':
      'Le support « {medium} » ne garde pas un fichier aussi grand. Prenez un autre support, ou faites deux lots.',
    'medium.failing':
      'Le support « {medium} » a une panne ({errno}). Rien n’est perdu sur ce poste. Prenez un autre support.',
    'medium.not-the-same':
      'Relu sur « {medium} », le fichier n’est pas celui qui a été écrit : le support est sans doute défectueux. Le fichier y a été supprimé. Prenez un autre support.',
    'medium.names-taken': 'Trop de fichiers s’appellent déjà {name} sur « {medium} ». Rangez-le, puis recommencez.',
    'medium.name-not-allowed': 'Ce nom de fichier n’est pas admis : {name}',
    'folder.not-there':
      'Le dossier {folder} n’existe pas sur cet ordinateur. Créez-le, ou corrigez le chemin, puis enregistrez de nouveau.',
    'folder.is-none': '{folder} est un fichier, et non un dossier. Écrivez le chemin d’un dossier.',
    'folder.of-the-station':
      'Le dossier {folder} est celui des données de ce poste : un lot ou une sauvegarde ne s’y range pas. Choisissez-en un autre.',
    'folder.cannot-be-written':
      'Ce poste n’a pas le droit d’écrire dans le dossier {folder}. Demandez ce droit à qui gère l’ordinateur, ou choisissez un autre dossier.',
  },
  en: {
    'medium.gone':
      'The medium “{medium}” is no longer there: it was pulled out, or does not answer any more. Nothing is lost on this station. Plug it in again, then try again.',
    'medium.full':
      'The medium “{medium}” is full. Nothing is lost on this station. Free some space or take another one, then try again.',
    'medium.no-room':
      '{needed:disk} are needed and “{medium}” has {free:disk} left. Nothing is lost on this station. Free some space or take another medium.',
    'medium.read-only':
      'The medium “{medium}” cannot be written: it is locked, or protected. Release the lock or take another one, then try again.',
    'medium.file-too-large':
      'The medium “{medium}” does not hold a file as large as this. Take another medium, or make two batches.',
    'medium.failing':
      'The medium “{medium}” has a fault ({errno}). Nothing is lost on this station. Take another medium.',
    'medium.not-the-same':
      'Read again from “{medium}”, the file is not the one that was written: the medium is probably faulty. The file was deleted there. Take another medium.',
    'medium.names-taken': 'Too many files are called {name} on “{medium}” already. Tidy it up, then try again.',
    'medium.name-not-allowed': 'This file name is not allowed: {name}',
    'folder.not-there':
      'The folder {folder} does not exist on this computer. Create it, or correct the path, then save again.',
    'folder.is-none': '{folder} is a file, not a folder. Write the path of a folder.',
    'folder.of-the-station':
      'The folder {folder} holds this station’s own data: no batch and no backup goes there. Choose another one.',
    'folder.cannot-be-written':
      'This station may not write into the folder {folder}. Ask whoever looks after the computer for that right, or choose another folder.',
  },
}
