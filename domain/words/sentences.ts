// Every sentence that a reason can become, put together from the rooms that own them, and `say`, which makes one.
import { importSentences } from '../batch/import-sentences.ts'
import { mediaSentences } from '../batch/media-sentences.ts'
import { backupSentences } from '../backup/sentences.ts'
import { batchSentences } from '../batch/sentences.ts'
import { checklistSentences } from '../checklist/sentences.ts'
import { deliverySentences } from '../delivery/sentences.ts'
import { closingSentences } from '../dismantling/closing-sentences.ts'
import { dismantlingSentences } from '../dismantling/sentences.ts'
import { diagnosticSentences } from '../diagnostic/sentences.ts'
import { documentsSentences } from '../documents/sentences.ts'
import { eraseSentences } from '../erasure/running/sentences.ts'
import { guardSentences } from '../erasure/guard-sentences.ts'
import { readBackSentences } from '../erasure/read-back/sentences.ts'
import { diskSentences } from '../erasure/disk-sentences.ts'
import { erasureSentences } from '../erasure/sentences.ts'
import { gradingSentences } from '../grading/sentences.ts'
import { handoverSentences } from '../handover/sentences.ts'
import { intakeSentences } from '../intake/sentences.ts'
import { journalSentences } from '../journal/sentences.ts'
import { foreignSentences } from '../machine/from-other-tools/sentences.ts'
import { liveKeySentences } from '../machine/live-key-sentences.ts'
import { machineSentences } from '../machine/sentences.ts'
import { probeSentences } from '../machine/probe-sentences.ts'
import { openingSentences } from '../opening/sentences.ts'
import { partsSentences } from '../parts/sentences.ts'
import { passportSentences } from '../passport/sentences.ts'
import { stationSentences } from '../station/sentences.ts'
import { shellSentences } from '../station/shell-sentences.ts'
import { storageSentences } from '../storage/sentences.ts'
import { supervisionSentences } from '../supervision/sentences.ts'
import { transferSentences } from '../transfer/sentences.ts'
import { trustSentences } from '../trust/sentences.ts'
import { updateSentences } from '../update/sentences.ts'
import type { Language, Reason, Sentences } from './reason.ts'
import { fill } from './wording.ts'

const rooms: readonly Sentences[] = [
  backupSentences,
  batchSentences,
  checklistSentences,
  closingSentences,
  deliverySentences,
  diagnosticSentences,
  diskSentences,
  dismantlingSentences,
  documentsSentences,
  eraseSentences,
  erasureSentences,
  foreignSentences,
  gradingSentences,
  guardSentences,
  handoverSentences,
  importSentences,
  intakeSentences,
  journalSentences,
  liveKeySentences,
  machineSentences,
  mediaSentences,
  openingSentences,
  partsSentences,
  passportSentences,
  probeSentences,
  readBackSentences,
  shellSentences,
  stationSentences,
  storageSentences,
  supervisionSentences,
  transferSentences,
  trustSentences,
  updateSentences,
]

/** All rooms' sentences by language. Two rooms never share a key: each begins its keys with its own name. */
export const sentences: Sentences = {
  fr: Object.assign({}, ...rooms.map(({ fr }) => fr)) as Sentences['fr'], // Object.assign answers `any`
  en: Object.assign({}, ...rooms.map(({ en }) => en)) as Sentences['en'], // Object.assign answers `any`
}

const lookUp = (key: string, language: Language) =>
  Object.hasOwn(sentences[language], key) ? sentences[language][key] : undefined

/** The word for a value such as `sata-ssd` or `overwrite`; the value itself where no room has one. */
const termIn = (language: Language) => (term: string) => lookUp(`term.${term}`, language) ?? term

/** The word alone, as it begins a line: "Ferraille". */
export const nameOfTerm = (term: string, language: Language): string => {
  const word = termIn(language)(term)
  return word.charAt(0).toLocaleUpperCase(language) + word.slice(1)
}

/** The reason as a sentence. Reasons also come from other stations: an unknown code is shown as it is, with its figures. */
export const say = (reason: Reason, language: Language): string => {
  const template = lookUp(reason.code, language)
  if (template !== undefined) return fill(template, reason.params, language, termIn(language))
  const figures = Object.entries(reason.params).map(([name, value]) => `${name} = ${String(value)}`)
  return figures.length === 0 ? reason.code : `${reason.code} (${figures.join(', ')})`
}
