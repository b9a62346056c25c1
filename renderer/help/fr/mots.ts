// Help: the words of the trade, as Établi uses them.
import type { HelpText, Meaning, Word } from '../help-text.ts'

export const mots: HelpText = {
  title: 'Les mots',
  purpose: 'Un seul mot pour chaque chose, à l’écran comme sur le papier.',
  tasks: [],
  troubles: [],
  words: [],
}

export const meanings: Readonly<Record<Word, Meaning>> = {
  machine: {
    word: 'Machine, dossier',
    meaning: 'Un ordinateur (ou un écran), et le travail en cours sur lui. Le dossier change tant que l’on travaille.',
  },
  releve: {
    word: 'Relevé matériel',
    meaning: 'Ce qu’un outil a lu d’une machine, à un moment. Il ne change plus : on peut en faire un autre.',
  },
  sonde: {
    word: 'Sonde',
    meaning: 'La partie d’Établi qui tourne sur la machine à lire, depuis une clé, et écrit un relevé.',
  },
  'liste-de-controle': {
    word: 'Liste de contrôle',
    meaning: 'Les étapes à faire sur une machine, dans l’ordre, selon sa sorte.',
  },
  note: {
    word: 'Note, barème',
    meaning:
      'La note dit ce que vaut la machine : performance, batterie, aspect. Le barème est la règle qui la calcule.',
  },
  effacement: {
    word: 'Effacement',
    meaning:
      'Rendre les données d’un disque illisibles en l’écrivant tout entier, ou par la commande du disque lui-même.',
  },
  preuve: {
    word: 'Preuve',
    meaning:
      'Ce qui montre qu’un disque a été effacé : une relecture, ou le journal complet d’un outil. Une preuve sert une seule fois, pour un seul passage.',
  },
  verdict: {
    word: 'Verdict',
    meaning:
      'Ce qu’on peut dire d’un disque : vérifié, déclaré, échec, détruit ou retiré. Un doute n’est jamais un verdict.',
  },
  constate: {
    word: 'Constaté, d’après un journal',
    meaning:
      'Un effacement est constaté quand Établi a relu le disque lui-même. D’après un journal, il est complet et cohérent, mais son origine n’est pas prouvée.',
  },
  'disque-hors-machine': {
    word: 'Disque hors machine',
    meaning: 'Un disque sorti d’un ordinateur, ou arrivé seul. Il a son propre dossier et attend son verdict.',
  },
  certificat: {
    word: 'Certificat',
    meaning: 'Le document signé d’une machine reconditionnée avec tous ses disques, ou d’un disque effacé.',
  },
  document: {
    word: 'Document',
    meaning:
      'Une déclaration signée par un poste : certificat, fiche, bordereau, bon. Elle ne change plus, et chacun peut la vérifier sans réseau.',
  },
  annulation: {
    word: 'Annulation',
    meaning: 'Un document qui en annule un autre. Les deux restent lisibles, et voyagent ensemble.',
  },
  arrivage: { word: 'Arrivage', meaning: 'Les machines venues ensemble d’un même donateur.' },
  fiche: {
    word: 'Fiche de démantèlement',
    meaning: 'Le document qui dit comment une machine a été démontée : les disques, les fractions, les pièces gardées.',
  },
  fraction: {
    word: 'Fraction',
    meaning: 'Un tas d’une même matière après démontage, avec son poids et son code déchet.',
  },
  exutoire: {
    word: 'Exutoire',
    meaning: 'L’entreprise ou l’éco-organisme qui reprend une fraction.',
  },
  piece: { word: 'Pièce de réemploi', meaning: 'Une pièce sortie d’une machine et gardée pour une autre.' },
  lot: {
    word: 'Lot d’export',
    meaning: 'Un seul fichier qui contient des documents signés et leurs preuves, pour un autre site.',
  },
  bordereau: {
    word: 'Bordereau',
    meaning:
      'La liste signée de ce qui part d’un site vers un autre. Le site d’arrivée signe à son tour ce qui est arrivé.',
  },
  'bon-de-remise': {
    word: 'Bon de remise',
    meaning: 'Le document signé quand une machine est donnée à une personne. Son nom n’est pas dans le document.',
  },
  passeport: {
    word: 'Passeport',
    meaning: 'Tous les documents d’une machine, du premier au dernier, quel que soit le site.',
  },
  poste: {
    word: 'Poste, atelier',
    meaning: 'Le poste est cet ordinateur avec Établi ; l’atelier est le site où il se trouve.',
  },
  empreinte: {
    word: 'Empreinte',
    meaning:
      'Huit groupes de lettres et de chiffres qui désignent un poste. On les compare au téléphone avant de le croire.',
  },
  'cle-du-poste': {
    word: 'Clé du poste',
    meaning:
      'Ce avec quoi ce poste signe. Elle se copie sur une clé USB rangée ailleurs. À ne pas confondre avec la clé USB.',
  },
  encadrant: {
    word: 'Opérateur, encadrant',
    meaning: 'L’opérateur travaille sur les machines. L’encadrant confirme aussi ce qui ne se défait pas.',
  },
  'code-personnel': {
    word: 'Code personnel (PIN)',
    meaning: 'Les chiffres avec lesquels un encadrant confirme, comme un mot de passe. Il ne les dit à personne.',
  },
  journal: {
    word: 'Journal de sûreté',
    meaning: 'La copie de tout ce qui a été enregistré, écrite avant que l’écran ne dise « Enregistré ».',
  },
  sauvegarde: {
    word: 'Sauvegarde',
    meaning: 'Une copie de tout le travail du poste, gardée ailleurs, pour le reprendre sur un autre ordinateur.',
  },
  douchette: { word: 'Douchette', meaning: 'Le lecteur de codes. Elle tape ce qu’elle lit, comme un clavier.' },
}
