// How one line of a slip is said on screen: its number, what it is, and what the sender says of its disks.
import { HardDrive } from '@lucide/vue'
import type { Component } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DiskFate, SlipItem } from '../../../../domain/documents/transfer-slip.ts'
import { itemLabel } from '../../../../domain/transfer/receiving.ts'
import { equipmentIcons } from '../../../components/equipment-icons.ts'
import { useFormats, useLanguage, useTerm } from '../../../i18n.ts'
import { partIcons } from '../../pieces/part-icons.ts'

export const fateTerm = ({ fate, how }: DiskFate): string =>
  fate === 'verified' ? `fate-verified-${how ?? 'log'}` : `fate-${fate}`

export const diskOf = ({ make, model, serial }: DiskFate): string =>
  [[make, model].filter(Boolean).join(' '), serial].filter((text) => text !== null && text !== '').join(' · ')

export const useItemWords = () => {
  const { t } = useI18n()
  const term = useTerm()
  const language = useLanguage()
  const formats = useFormats()

  const icon = (item: SlipItem): Component => {
    switch (item.what) {
      case 'machine':
        return equipmentIcons[item.equipment]
      case 'part':
        return partIcons[item.kind]
      case 'disk':
        return HardDrive
    }
  }
  const what = (item: SlipItem): string => {
    switch (item.what) {
      case 'machine':
        return [t(`bench.start.kinds.${item.equipment}`), item.name].filter(Boolean).join(' · ')
      case 'part':
        return item.name[language.value]
      case 'disk':
        return [
          t('transfer.item.disk'),
          item.disk.sizeBytes === null ? null : formats.value.diskSize(item.disk.sizeBytes),
          item.chassis === '' ? null : t('transfer.item.fromChassis', { number: item.chassis }),
        ]
          .filter(Boolean)
          .join(' · ')
    }
  }
  /** A loose disk is named by its line already. */
  const fate = (item: SlipItem, disk: DiskFate): string =>
    item.what === 'disk'
      ? term(fateTerm(disk))
      : t('transfer.item.fate', { disk: diskOf(disk) || t('transfer.item.namelessDisk'), fate: term(fateTerm(disk)) })
  return { icon, label: itemLabel, what, fate }
}
