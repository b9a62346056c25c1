// What is said where a machine's passport has a break, a gap, or something one should know.
import type { Sentences } from '../words/reason.ts'

export const passportSentences: Sentences = {
  fr: {
    'passport.does-not-hold': 'Le document {document} ne tient pas : ne vous y fiez pas.',
    'passport.names-another': 'Le document {document} s’appuie sur un document qui parle d’une autre machine.',
    'passport.forked':
      'Le poste qui a signé {document} a signé un autre document au même rang : sa clé a peut-être été copiée.',
    'passport.after-fork':
      'Le document {document} vient après le rang {sequence}, où son poste a signé deux documents différents.',
    'passport.number-taken': 'Deux postes ont donné le numéro {document} : ils portent le même code.',
    'passport.earlier-than-named':
      'Le document {document} est daté d’avant {named}, sur lequel il s’appuie : une horloge était fausse.',
    'passport.omits': 'Le document {document} ne nomme pas {omitted}, que son poste avait pourtant signé avant.',
    'passport.date-declared': 'La date du document {document} est déclarée : l’horloge du poste était en doute.',
  },
  en: {
    'passport.does-not-hold': 'The document {document} does not hold: do not rely on it.',
    'passport.names-another': 'The document {document} rests on a document about another machine.',
    'passport.forked':
      'The station that signed {document} signed another document of the same rank: its key may have been copied.',
    'passport.after-fork':
      'The document {document} comes after rank {sequence}, at which its station signed two different documents.',
    'passport.number-taken': 'Two stations gave the number {document}: they bear the same code.',
    'passport.earlier-than-named':
      'The document {document} is dated before {named}, on which it rests: a clock was wrong.',
    'passport.omits': 'The document {document} does not name {omitted}, although its station had signed it before.',
    'passport.date-declared': 'The date of the document {document} is declared: the station’s clock was in doubt.',
  },
}
