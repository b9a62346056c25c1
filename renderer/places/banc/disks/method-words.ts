// A way of erasing, in words: technique, what the disk is filled with, the program that does it, and the category.
import { useI18n } from 'vue-i18n'
import { nistEdition } from '../../../../domain/erasure/method.ts'
import { fillOf, type ErasureOption } from './erasure-choices.ts'

export const useMethodWords = () => {
  const { t } = useI18n()
  const short = ({ choice, program }: ErasureOption): string => {
    const fill = fillOf(choice)
    const what = fill === null ? t(`erasure.technique.${choice.method.technique}`) : t(`disks.fill.${fill}`)
    return `${what} (${program})`
  }
  return {
    /** For a list to choose from. */
    toChoose: (option: ErasureOption): string => {
      const words = `${short(option)} · ${t(`disks.category.${option.choice.method.category}`)}`
      return option.proposed ? t('disks.erase.proposed', { method: words }) : words
    },
    /** With the edition of the standard, for what is confirmed. */
    whole: (option: ErasureOption): string =>
      [short(option), t(`erasure.declaration.${option.choice.method.category}`), nistEdition].join(' · '),
  }
}
