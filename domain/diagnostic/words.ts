// The words of a diagnostic, in both languages: headings, labels and the values that are words.
import type { Language } from '../words/reason.ts'

type Words = {
  readonly title: string
  readonly madeAt: string
  readonly promise: string
  readonly yes: string
  readonly no: string
  readonly unknown: string
  readonly none: string
  readonly headings: Readonly<
    Record<
      | 'version'
      | 'system'
      | 'window'
      | 'station'
      | 'folder'
      | 'journal'
      | 'frames'
      | 'backup'
      | 'targets'
      | 'disks'
      | 'programs'
      | 'log',
      string
    >
  >
  readonly notSetUp: string
  readonly noLog: string
  readonly unreadLines: string
}

const fr: Words = {
  title: 'ÉTABLI – DIAGNOSTIC',
  madeAt: 'Fait le',
  promise:
    'Ce fichier ne contient ni nom, ni numéro d’inventaire, ni numéro de série, ni code personnel, ni contenu de document. Il se lit avant d’être envoyé.',
  yes: 'oui',
  no: 'non',
  unknown: 'inconnu',
  none: 'aucun',
  headings: {
    version: 'Version',
    system: 'Ordinateur',
    window: 'Fenêtre',
    station: 'Poste',
    folder: 'Dossier de données',
    journal: 'Journal de sûreté',
    frames: 'Enregistrements, par genre',
    backup: 'Sauvegarde',
    targets: 'Envois',
    disks: 'Disques, par genre et par taille',
    programs: 'Outils trouvés',
    log: 'Dernières lignes du journal technique',
  },
  notSetUp: 'Le poste n’est pas encore mis en route.',
  noLog: 'Aucune ligne.',
  unreadLines: 'Lignes illisibles laissées de côté',
}

const en: Words = {
  title: 'ÉTABLI – DIAGNOSTIC',
  madeAt: 'Made at',
  promise:
    'This file holds no name, no inventory number, no serial number, no PIN and nothing of what documents say. It can be read before it is sent.',
  yes: 'yes',
  no: 'no',
  unknown: 'unknown',
  none: 'none',
  headings: {
    version: 'Version',
    system: 'Computer',
    window: 'Window',
    station: 'Station',
    folder: 'Data folder',
    journal: 'Safety journal',
    frames: 'Records, by kind',
    backup: 'Backup',
    targets: 'Uploads',
    disks: 'Disks, by kind and size',
    programs: 'Tools that were found',
    log: 'Last lines of the technical log',
  },
  notSetUp: 'The station is not set up yet.',
  noLog: 'No line.',
  unreadLines: 'Unreadable lines left out',
}

export const diagnosticWords: Readonly<Record<Language, Words>> = { fr, en }

const label = (french: string, english: string) => ({ fr: french, en: english })

export const labels = {
  version: label('version d’Établi', 'version of Établi'),
  builtAt: label('construite le', 'built at'),
  shell: label('ouvert par', 'opened by'),
  demo: label('démonstration', 'demonstration'),
  platform: label('système', 'system'),
  distribution: label('distribution', 'distribution'),
  architecture: label('architecture', 'architecture'),
  node: label('Node', 'Node'),
  processor: label('processeur', 'processor'),
  memory: label('mémoire', 'memory'),
  freeMemory: label('mémoire libre', 'free memory'),
  up: label('en marche depuis', 'up for'),
  zone: label('fuseau horaire', 'time zone'),
  asRoot: label('lancé en root', 'started as root'),
  engine: label('Chromium', 'Chromium'),
  size: label('taille', 'size'),
  state: label('état', 'state'),
  trouble: label('données de travail', 'working data'),
  rows: label('lignes de travail', 'working rows'),
  setAside: label('mises de côté', 'set aside'),
  storage: label('place prise', 'room taken'),
  code: label('code du poste', 'code of the station'),
  activities: label('activités', 'activities'),
  language: label('langue', 'language'),
  minimum: label('preuve d’effacement exigée', 'least proof of erasure'),
  operators: label('opérateurs', 'operators'),
  supervisors: label('encadrants', 'supervisors'),
  simplified: label('en mode simplifié', 'in simplified mode'),
  logo: label('logo', 'logo'),
  scanner: label('douchette réglée', 'scanner learnt'),
  exchangeFolder: label('dossier d’échange', 'exchange folder'),
  dailyBackup: label('sauvegarde du soir', 'daily backup'),
  key: label('clé du poste', 'station key'),
  keyCopied: label('clé copiée ailleurs', 'key copied elsewhere'),
  usual: label('à l’endroit habituel', 'in the usual place'),
  fileSystem: label('système de fichiers', 'file system'),
  free: label('place libre', 'free room'),
  journalSize: label('taille du journal', 'size of the journal'),
  head: label('dernier enregistrement', 'last record'),
  fingerprint: label('empreinte', 'hash'),
  writable: label('peut être écrit', 'can be written'),
  notices: label('à signaler', 'notices'),
  clock: label('horloge', 'clock'),
  work: label('travail sur des disques', 'work on disks'),
  lastBackup: label('dernière sauvegarde', 'last backup'),
  missing: label('fichiers manquants', 'missing files'),
  lastFailure: label('dernier échec', 'last failure'),
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export type Label = keyof typeof labels

/** What has one of a few values, in words. */
export const valueWords = {
  electron: label('Electron', 'Electron'),
  browser: label('navigateur', 'browser'),
  memory: label('essai', 'trial'),
  starting: label('en train de s’ouvrir', 'opening'),
  'needs-set-up': label('à mettre en route', 'to be set up'),
  ready: label('prêt', 'ready'),
  unreachable: label('poste injoignable', 'station out of reach'),
  'already-open': label('ouvert dans une autre fenêtre', 'open in another window'),
  'storage-unusable': label('données de travail inutilisables', 'working data unusable'),
  'not-open': label('pas ouvert', 'not open'),
  esat: label('ESAT', 'ESAT'),
  refurbishing: label('reconditionnement', 'refurbishing'),
  'tiers-lieu': label('tiers-lieu', 'tiers-lieu'),
  departement: label('département', 'département'),
  witnessed: label('vue par Établi', 'seen by Établi'),
  log: label('journal d’effacement complet', 'complete erasure log'),
  declared: label('déclarée', 'declared'),
  open: label('ouverte', 'open'),
  locked: label('verrouillée', 'locked'),
  missing: label('absente', 'missing'),
  trusted: label('sûre', 'trusted'),
  'before-build': label('avant la date de cette version', 'before this version was made'),
  'before-last-frame': label('avant le dernier enregistrement', 'before what was saved last'),
  jump: label('a fait un saut', 'has jumped'),
} as const
export type ValueWord = keyof typeof valueWords
