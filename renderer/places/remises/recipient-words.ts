// How the person who has a machine is called on screen: as they are kept, or why nobody can say it here.
import { useI18n } from 'vue-i18n'
import type { Recipient } from '../../../domain/handover/recipient.ts'
import type { Handover } from '../../../domain/handover/handovers.ts'
import { type Known, useHandovers } from '../../stores/handovers.ts'

export const useRecipientWords = () => {
  const { t } = useI18n()
  const handovers = useHandovers()

  const nameOf = (recipient: Recipient): string =>
    recipient.kind === 'code'
      ? recipient.code
      : t('handover.recipient.name', {
          firstName: recipient.firstName,
          initial: recipient.initial.replace(/\.$/, ''),
        })

  return {
    nameOf,
    /** `known`: what the station answered; undefined before it did. */
    whoHas: (handover: Handover, known: Known | undefined): string => {
      if (known?.recipient != null) return nameOf(known.recipient)
      if (!handovers.isOwn(handover)) return t('handover.recipient.elsewhere')
      if (known === undefined) return ''
      return handovers.forgotten.has(handover.hash)
        ? t('handover.recipient.forgotten')
        : t('handover.recipient.unknown')
    },
  }
}
