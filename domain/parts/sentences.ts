// What the parts stock says: refusals and doubts.
import type { Sentences } from '../words/reason.ts'

export const partsSentences: Sentences = {
  fr: {
    'parts.history-changed': 'L’historique de la pièce {number} ne peut que s’allonger. Rien n’a été changé.',
    'parts.number-fixed': 'Le numéro d’une pièce reste le même : {number}.',
    'parts.number-taken': 'Le numéro {number} est déjà pris.',
  },
  en: {
    'parts.history-changed': 'The history of part {number} can only grow. Nothing was changed.',
    'parts.number-fixed': 'A part keeps its number: {number}.',
    'parts.number-taken': 'The number {number} is already taken.',
  },
}
