// What stands on a part beside its name: maker, references, speed. Also what it is searched by.
import { useI18n } from 'vue-i18n'
import type { PartData } from '../../../domain/parts/part.ts'
import { useFormats } from '../../i18n.ts'

export const usePartMarks = () => {
  const { t } = useI18n()
  const formats = useFormats()
  const serial = (text: string | null) => (text === null || text === '' ? '' : t('parts.mark.serial', { serial: text }))

  const all = (data: PartData): readonly string[] => {
    switch (data.kind) {
      case 'memory': {
        const speed =
          data.speedMts === null ? '' : t('parts.mark.speed', { speed: formats.value.number(data.speedMts) })
        const ecc = data.ecc === true ? t('parts.mark.ecc') : ''
        return [speed, ecc, data.maker, data.partNumber, serial(data.serial)]
      }
      case 'disk':
        return [data.identity.model ?? '', serial(data.identity.serial)]
      case 'battery': {
        const energy = data.designWh === null ? '' : `${formats.value.number(data.designWh)} Wh`
        return [energy, serial(data.serial)]
      }
      default:
        return []
    }
  }
  return (data: PartData): readonly string[] => all(data).filter((mark) => mark !== '')
}
