// A slip in one line: what it holds, and for whom or from whom.
import { useI18n } from 'vue-i18n'
import type { SlipItem, TransferSlipSubject } from '../../../../domain/documents/transfer-slip.ts'
import { foundIn } from '../../../../domain/transfer/receiving.ts'

const kinds = [
  ['machine', 'machines'],
  ['disk', 'disks'],
  ['part', 'parts'],
] as const satisfies readonly (readonly [SlipItem['what'], string])[]

export const useSlipWords = () => {
  const { t } = useI18n()
  const counted = (items: readonly SlipItem[]): string =>
    kinds
      .map(([what, word]) => ({ n: items.filter((item) => item.what === what).length, word }))
      .filter(({ n }) => n > 0)
      .map(({ n, word }) => t(`transfer.holds.${word}`, { n }, n))
      .join(', ') || t('transfer.holds.nothing')

  /** Of a receipt, what was found. */
  const holds = (subject: TransferSlipSubject): string => {
    if (subject.movement === 'sent')
      return t('transfer.holds.sent', { what: counted(subject.items), to: subject.receiver.name })
    const found = foundIn([subject])
    const here = subject.items.filter(({ itemId }) => found.has(itemId))
    return t('transfer.holds.received', { what: counted(here), from: subject.sender.name })
  }
  return { holds }
}
