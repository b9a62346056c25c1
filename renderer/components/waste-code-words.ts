// How a waste code is said in the language shown.
import type { CodeTotal } from '../../domain/dismantling/totals.ts'
import type { Language } from '../../domain/words/reason.ts'

export const labelOf = ({ labelFr, labelEn }: Pick<CodeTotal, 'labelFr' | 'labelEn'>, language: Language): string =>
  language === 'en' && labelEn !== '' ? labelEn : labelFr
