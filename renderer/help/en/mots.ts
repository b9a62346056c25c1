// Help: the words of the trade, as Établi uses them.
import type { HelpText, Meaning, Word } from '../help-text.ts'

export const mots: HelpText = {
  title: 'The words',
  purpose: 'One word for each thing, on the screen as on paper.',
  tasks: [],
  troubles: [],
  words: [],
}

export const meanings: Readonly<Record<Word, Meaning>> = {
  machine: {
    word: 'Machine, file',
    meaning: 'A computer (or a screen), and the work in progress on it. The file changes as long as work goes on.',
  },
  releve: {
    word: 'Hardware report',
    meaning: 'What a tool has read of a machine, at one time. It does not change: another can be made.',
  },
  sonde: {
    word: 'Probe',
    meaning: 'The part of Établi that runs on the machine to be read, from a key, and writes a report.',
  },
  'liste-de-controle': {
    word: 'Checklist',
    meaning: 'The steps to be done on a machine, in their order, according to its kind.',
  },
  note: {
    word: 'Grade, rubric',
    meaning:
      'The grade says what the machine is worth: performance, battery, appearance. The rubric is the rule that computes it.',
  },
  effacement: {
    word: 'Erasure',
    meaning: 'Making the data of a disk unreadable by writing all of it, or by the disk’s own command.',
  },
  preuve: {
    word: 'Evidence',
    meaning:
      'What shows that a disk was erased: a read-back, or the complete log of a tool. Evidence serves once, for one stay.',
  },
  verdict: {
    word: 'Verdict',
    meaning:
      'What may be said of a disk: verified, declared, failed, destroyed or removed. A doubt is never a verdict.',
  },
  constate: {
    word: 'Witnessed, by a log',
    meaning:
      'An erasure is witnessed when Établi itself has read the disk back. By a log, it is complete and consistent, but its origin is unproven.',
  },
  'disque-hors-machine': {
    word: 'Loose disk',
    meaning:
      'A disk taken out of a computer, or one that came alone. It has a file of its own and waits for its verdict.',
  },
  certificat: {
    word: 'Certificate',
    meaning: 'The signed document of a refurbished machine with all its disks, or of an erased disk.',
  },
  document: {
    word: 'Document',
    meaning:
      'A statement signed by a station: certificate, sheet, slip. It does not change any more, and anybody can check it without a network.',
  },
  annulation: {
    word: 'Withdrawal',
    meaning: 'A document that withdraws another. Both stay readable, and travel together.',
  },
  arrivage: { word: 'Intake', meaning: 'The machines that came together from one donor.' },
  fiche: {
    word: 'Dismantling sheet',
    meaning: 'The document that says how a machine was taken apart: disks, fractions, parts kept.',
  },
  fraction: {
    word: 'Fraction',
    meaning: 'A heap of one material after dismantling, with its weight and its waste code.',
  },
  exutoire: {
    word: 'Outlet',
    meaning: 'The company or eco-organisation that takes a fraction (in French: exutoire).',
  },
  piece: { word: 'Part', meaning: 'A part taken out of one machine and kept for another.' },
  lot: {
    word: 'Batch',
    meaning: 'One file that holds signed documents and their evidence, for another site.',
  },
  bordereau: {
    word: 'Transfer slip',
    meaning: 'The signed list of what leaves one site for another. The site of arrival signs in turn what has arrived.',
  },
  'bon-de-remise': {
    word: 'Handover slip',
    meaning: 'The document that is signed when a machine is given to a person. Their name is not in the document.',
  },
  passeport: {
    word: 'Passport',
    meaning: 'All documents of a machine, from first to last, whatever the site.',
  },
  poste: {
    word: 'Station, workshop',
    meaning: 'The station is this computer with Établi; the workshop is the site it stands in.',
  },
  empreinte: {
    word: 'Fingerprint',
    meaning:
      'Eight groups of letters and digits that stand for a station. They are compared on the telephone before it is believed.',
  },
  'cle-du-poste': {
    word: 'Station key',
    meaning:
      'What this station signs with. It is copied to a USB key that is kept elsewhere. Not to be confused with the USB key.',
  },
  encadrant: {
    word: 'Operator, supervisor',
    meaning: 'The operator works on machines. The supervisor also confirms what cannot be undone.',
  },
  'code-personnel': {
    word: 'PIN',
    meaning: 'The digits with which a supervisor confirms, as with a password. They tell them to nobody.',
  },
  journal: {
    word: 'Safety journal',
    meaning: 'The copy of everything that was saved, written before the screen says “Saved”.',
  },
  sauvegarde: {
    word: 'Backup',
    meaning: 'A copy of all the station’s work, kept elsewhere, to go on with it on another computer.',
  },
  douchette: { word: 'Scanner', meaning: 'The reader of codes. It types what it reads, like a keyboard.' },
}
