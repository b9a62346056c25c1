// What the station says about its diagnostic where it refuses something.
import type { Sentences } from '../words/reason.ts'

export const diagnosticSentences: Sentences = {
  fr: { 'diagnostic.not-the-last': 'Ce diagnostic n’est plus le dernier : refaites-le, puis enregistrez-le.' },
  en: { 'diagnostic.not-the-last': 'This diagnostic is no longer the last one: make it again, then save it.' },
}
