// A way of erasing, in words: category, technique, what the disk is filled with, and the program that does it.
import { useI18n } from 'vue-i18n'
import { nistEdition } from '../../../../domain/erasure/method.ts'
import { fillOf, type ErasureOption } from './erasure-choices.ts'

export const useMethodWords = () => {
  const { t } = useI18n()
  return ({ choice, program, proposed }: ErasureOption): string => {
    const fill = fillOf(choice)
    const what = fill === null ? t(`erasure.technique.${choice.method.technique}`) : t(`disks.fill.${fill}`)
    const words = [`${what} (${program})`, t(`erasure.declaration.${choice.method.category}`), nistEdition].join(' · ')
    return proposed ? t('disks.erase.proposed', { method: words }) : words
  }
}
