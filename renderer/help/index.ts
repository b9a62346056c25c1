// The whole help in a language.
import type { Language } from '../../domain/words/reason.ts'
import { english } from './en/index.ts'
import { french } from './fr/index.ts'
import type { Help } from './help-text.ts'

export const helpIn = (language: Language): Help => (language === 'fr' ? french : english)
