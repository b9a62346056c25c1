// What the set-up asks, step by step, and what it says of an answer that will not do. The station judges again.
import { defaultRubric } from '../../../domain/grading/default-rubric.ts'
import { defaultProfile } from '../../../domain/checklist/default-profile.ts'
import type { SetUpForm } from '../../../domain/contract.ts'
import type { Activity, ErasureMinimum, Organisation, StationSettings } from '../../../domain/station/station.ts'
import type { Language } from '../../../domain/words/reason.ts'

export const steps = ['activities', 'station', 'organisation', 'people', 'erasure', 'scanner', 'key', 'recap'] as const
export type Step = (typeof steps)[number]

export type PersonAnswers = {
  readonly id: number
  name: string
  role: 'operator' | 'supervisor' | ''
  /** An operator who works in the simplified mode. */
  simplified: boolean
  pin: string
  pinAgain: string
}

export type Answers = {
  activities: Activity[]
  name: string
  code: string
  organisation: Organisation
  people: PersonAnswers[]
  erasureMinimum: ErasureMinimum
  scanner: StationSettings['scanner']
  wrapKey: boolean
  passphrase: string
  passphraseAgain: string
}

/** Nothing is answered beforehand but the strictest rule of erasure (DESIGN §4). */
export const noAnswers = (): Answers => ({
  activities: [],
  name: '',
  code: '',
  organisation: { name: '', address: '', phone: '', email: '', logo: null },
  people: [],
  erasureMinimum: 'witnessed',
  scanner: null,
  wrapKey: false,
  passphrase: '',
  passphraseAgain: '',
})

/** Field → key of the sentence under `setup.error`. Fields of a person are `<id>.<field>`. */
export type Errors = Readonly<Record<string, string>>

export const pinForm = /^\d{4,12}$/
const codeForm = /^[A-Z0-9]{2,8}$/
const emailForm = /^[^\s@]+@[^\s@]+$/
export const leastPassphrase = 8

const personErrors = (person: PersonAnswers): Errors => {
  const at = (field: string) => `${String(person.id)}.${field}`
  const errors: Record<string, string> = {}
  if (person.name.trim() === '') errors[at('name')] = 'personName'
  if (person.role === '') errors[at('role')] = 'personRole'
  if (person.role === 'supervisor') {
    if (!pinForm.test(person.pin)) errors[at('pin')] = 'pin'
    else if (person.pin !== person.pinAgain) errors[at('pinAgain')] = 'pinAgain'
  }
  return errors
}

const peopleErrors = (people: readonly PersonAnswers[]): Errors => {
  const errors: Record<string, string> = Object.assign({}, ...people.map(personErrors)) as Record<string, string> // any
  if (people.length === 0) errors['people'] = 'nobody'
  else if (!people.some((person) => person.role === 'supervisor')) errors['people'] = 'noSupervisor'
  return errors
}

export const organisationErrors = (organisation: Organisation): Errors => ({
  ...(organisation.name.trim() === '' ? { organisation: 'organisation' } : {}),
  ...(organisation.email.trim() !== '' && !emailForm.test(organisation.email.trim()) ? { email: 'email' } : {}),
})

export const stationErrors = (answers: { readonly name: string; readonly code: string }): Errors => ({
  ...(answers.name.trim() === '' ? { name: 'stationName' } : {}),
  ...(codeForm.test(answers.code) ? {} : { code: 'code' }),
})

export const passphraseErrors = (answers: {
  readonly passphrase: string
  readonly passphraseAgain: string
}): Errors => {
  if (answers.passphrase.length < leastPassphrase) return { passphrase: 'passphrase' }
  return answers.passphrase === answers.passphraseAgain ? {} : { passphraseAgain: 'passphraseAgain' }
}

/** What is wrong on one step; empty where the person may go on. */
export const errorsOf = (step: Step, answers: Answers): Errors => {
  switch (step) {
    case 'activities':
      return answers.activities.length === 0 ? { activities: 'activities' } : {}
    case 'station':
      return stationErrors(answers)
    case 'organisation':
      return organisationErrors(answers.organisation)
    case 'people':
      return peopleErrors(answers.people)
    case 'key':
      return answers.wrapKey ? passphraseErrors(answers) : {}
    case 'erasure':
    case 'scanner':
    case 'recap':
      return {}
  }
}

/** The first step that still has something wrong; null where the station can be made. */
export const firstUnfinished = (answers: Answers): Step | null =>
  steps.find((step) => Object.keys(errorsOf(step, answers)).length > 0) ?? null

export const formOf = (answers: Answers, language: Language): SetUpForm => ({
  settings: {
    name: answers.name.trim(),
    code: answers.code,
    organisation: answers.organisation,
    activities: answers.activities,
    language,
    erasureMinimum: answers.erasureMinimum,
    scanner: answers.scanner,
    profileId: defaultProfile.id,
    rubricId: defaultRubric.id,
    keyCopiedAt: null,
  },
  people: answers.people.map((person) => ({
    name: person.name.trim(),
    role: person.role === 'supervisor' ? 'supervisor' : 'operator',
    simplified: person.role !== 'supervisor' && person.simplified,
    pin: person.role === 'supervisor' ? person.pin : null,
  })),
  passphrase: answers.wrapKey ? answers.passphrase : null,
})
