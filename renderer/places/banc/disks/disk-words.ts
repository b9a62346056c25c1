// An attached disk in a few words, the same wherever it may be chosen.
import { useI18n } from 'vue-i18n'
import type { StationDisk } from '../../../../domain/erasure/station-disk.ts'
import { useFormats } from '../../../i18n.ts'

/** What is typed the end of; empty where the disk has no name of its own, and then the guards refuse it. */
export const nameOf = ({ handle }: StationDisk): string => handle.identity.serial ?? handle.identity.wwn ?? ''

export const useDiskFacts = () => {
  const { t } = useI18n()
  const formats = useFormats()
  return ({ handle, disk, name }: StationDisk): string =>
    [
      t(`report.diskKind.${disk.kind ?? 'unknown'}`),
      handle.identity.sizeBytes === null ? null : formats.value.diskSize(handle.identity.sizeBytes),
      t('disks.erase.nameNow', { name }),
    ]
      .filter(Boolean)
      .join(' · ')
}
