// What a station says of itself: its data folder, its key, its settings, and the files it is given.
import type { Sentences } from '../words/reason.ts'

export const stationSentences: Sentences = {
  fr: {
    'station.not-set-up': 'Ce poste n’est pas encore installé.',
    'station.set-up-already': 'Ce poste est déjà installé.',
    'station.disk-full': 'Le disque est plein : rien n’a été enregistré. Libérez de la place, puis recommencez.',
    'station.not-writable': 'Il est impossible d’écrire dans le dossier de données ({errno}).',
    'station.file-failed': 'Un fichier du dossier de données n’a pas pu être lu ou écrit ({errno}).',
    'station.bad-input': 'Une donnée n’a pas la forme attendue : {where} ({why}).',
    'station.internal': 'Une erreur est survenue dans Établi. Le journal technique du poste en dit plus.',
    'station.folder-missing': 'Le dossier de données {folder} n’existe pas et n’a pas pu être créé.',
    'station.folder-on-share':
      'Le dossier de données {folder} est sur un partage réseau ({type}). Choisissez un dossier de cet ordinateur.',
    'station.folder-of-another':
      'Le dossier {folder} appartient à une autre personne de cet ordinateur : elle pourrait mettre ses fichiers à la place de ceux du poste. Ouvrez Établi sous le compte de cette personne, ou choisissez un autre dossier.',
    'station.folder-open-to-others':
      'D’autres personnes de cet ordinateur peuvent écrire dans {folder} : elles pourraient mettre leurs fichiers à la place de ceux du poste. Retirez-leur ce droit (chmod go-w), ou choisissez un autre dossier.',
    'station.folder-in-use':
      'Le dossier de données est déjà ouvert par Établi ({shell}, processus n° {pid}, depuis le {since:day}).',
    'station.folder-in-use-by-unknown': 'Le dossier de données {folder} est déjà ouvert par un autre Établi.',
    'station.key-missing': 'La clé du poste n’est plus dans le dossier de données : aucun document ne peut être signé.',
    'station.key-of-other-station': 'La clé présente est celle d’un autre poste : aucun document ne peut être signé.',
    'station.key-unreadable': 'Le fichier de la clé du poste ne peut pas être lu : aucun document ne peut être signé.',
    'station.key-locked': 'La clé du poste est verrouillée : donnez sa phrase de passe pour signer des documents.',
    'station.wrong-passphrase': 'Cette phrase de passe n’ouvre pas la clé.',
    'station.code-fixed': 'Le code {code} ne peut plus changer : des documents le portent déjà.',
    'station.logo-missing': 'Le logo n’est plus là : choisissez-le de nouveau.',
    'station.blob-missing': 'Ce fichier manque dans le dossier de données, ou il est abîmé.',
    'station.file-unreadable': 'Le fichier « {name} » ne peut pas être lu.',
    'station.file-not-hardware': 'Le fichier « {name} » n’est pas un relevé de machine qu’Établi sache lire.',
  },
  en: {
    'station.not-set-up': 'This station is not set up yet.',
    'station.set-up-already': 'This station is set up already.',
    'station.disk-full': 'The disk is full: nothing was saved. Free some space, then try again.',
    'station.not-writable': 'The data folder cannot be written ({errno}).',
    'station.file-failed': 'A file of the data folder could not be read or written ({errno}).',
    'station.bad-input': 'A value does not have the expected form: {where} ({why}).',
    'station.internal': 'Something went wrong in Établi. The station’s technical log says more.',
    'station.folder-missing': 'The data folder {folder} does not exist and could not be made.',
    'station.folder-on-share':
      'The data folder {folder} lies on a network share ({type}). Choose a folder of this computer.',
    'station.folder-of-another':
      'The folder {folder} belongs to another person of this computer, who could put files in the place of the station’s. Open Établi under that person’s account, or choose another folder.',
    'station.folder-open-to-others':
      'Other people of this computer may write into {folder}: they could put files of their own in the place of the station’s. Take that right from them (chmod go-w), or choose another folder.',
    'station.folder-in-use': 'The data folder is already open in Établi ({shell}, process {pid}, since {since:day}).',
    'station.folder-in-use-by-unknown': 'The data folder {folder} is already open in another Établi.',
    'station.key-missing': 'The station’s key is no longer in the data folder: no document can be signed.',
    'station.key-of-other-station': 'The key that is there belongs to another station: no document can be signed.',
    'station.key-unreadable': 'The file of the station’s key cannot be read: no document can be signed.',
    'station.key-locked': 'The station’s key is locked: give its passphrase to sign documents.',
    'station.wrong-passphrase': 'This passphrase does not open the key.',
    'station.code-fixed': 'The code {code} can no longer change: documents carry it already.',
    'station.logo-missing': 'The logo is no longer there: choose it again.',
    'station.blob-missing': 'This file is missing from the data folder, or it is damaged.',
    'station.file-unreadable': 'The file “{name}” cannot be read.',
    'station.file-not-hardware': 'The file “{name}” is no report of a machine that Établi can read.',
  },
}
