// What a supervisor confirms about disks, in lines: all that was said of them.
import { useI18n } from 'vue-i18n'
import type { SettlementOutcome } from '../../../../domain/erasure/settlement.ts'
import { useFormats } from '../../../i18n.ts'

export const useSettlementWords = () => {
  const { t } = useI18n()
  const formats = useFormats()
  return (outcome: SettlementOutcome): readonly string[] => {
    const notes = outcome.notes === '' ? [] : [outcome.notes]
    switch (outcome.kind) {
      case 'declared': {
        const { method, tool, verification, performedAt } = outcome
        return [
          `${t('erasure.what.declared')} · ${t('erasure.settledOn', { date: formats.value.dateTime(performedAt) })}`,
          [
            t(`erasure.declaration.${method.category}`),
            t(`erasure.technique.${method.technique}`),
            method.edition,
          ].join(' · '),
          `${t('erasure.declaration.tool')}${t('bench.colon')} ${[tool.name, tool.version].filter(Boolean).join(' ')}`,
          `${t('erasure.declaration.verification')}${t('bench.colon')} ${t(`erasure.declaration.${verification}`)}`,
          ...notes,
        ]
      }
      case 'destroyed':
        return [
          `${t('erasure.what.destroyed')} · ${t('erasure.settledOn', { date: formats.value.dateTime(outcome.performedAt) })}`,
          t(`erasure.destruction.${outcome.technique}`),
          ...notes,
        ]
      case 'removed':
        return [t('erasure.what.removed'), outcome.place, ...notes]
      case 'failed':
      case 'foreign':
        return [t(`erasure.what.${outcome.kind}`), ...notes]
      case 'evidence':
        return [
          t(`disks.state.${outcome.via}`),
          ...outcome.evidence.map((hash) => t('disks.evidence.hash', { hash: hash.slice(0, 16) })),
          ...notes,
        ]
    }
  }
}
