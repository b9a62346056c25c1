// The form of the help: what a place is for, what is done there step by step, what may go wrong, and which words it needs.
// In every sentence `[[key]]` stands for a word of the screen under its key in locales/: so the help always says what is
// written on the button. What is said is in fr/ and en/.
import type { Topic } from './topics.ts'

export type Picture = {
  /** A file of pictures/<language>/, made from the screen itself (test/e2e/help-scenes.ts). */
  readonly name: string
  /** What is to be seen on it, for who does not see it. */
  readonly alt: string
}

export type Task = {
  readonly title: string
  /** What has to be known before the first step. */
  readonly before?: string
  readonly steps: readonly string[]
  readonly picture?: Picture
}

export type Trouble = { readonly when: string; readonly then: string }

export type HelpText = {
  readonly title: string
  readonly purpose: string
  readonly tasks: readonly Task[]
  readonly troubles: readonly Trouble[]
  /** Explained below the text. */
  readonly words: readonly Word[]
}

export const words = [
  'machine',
  'releve',
  'sonde',
  'liste-de-controle',
  'note',
  'effacement',
  'preuve',
  'verdict',
  'constate',
  'disque-hors-machine',
  'certificat',
  'document',
  'annulation',
  'arrivage',
  'fiche',
  'fraction',
  'exutoire',
  'piece',
  'lot',
  'bordereau',
  'bon-de-remise',
  'passeport',
  'poste',
  'empreinte',
  'cle-du-poste',
  'encadrant',
  'code-personnel',
  'journal',
  'sauvegarde',
  'douchette',
] as const

export type Word = (typeof words)[number]

export type Meaning = { readonly word: string; readonly meaning: string }

export type Help = {
  readonly topics: Readonly<Record<Topic, HelpText>>
  readonly words: Readonly<Record<Word, Meaning>>
}
