// What a part is called, as a reason, so that screen, label and certificate say it in their own language.
import { reason, type Reason } from '../words/reason.ts'
import type { PartData } from './part.ts'

const joined = (...words: readonly (string | null)[]) =>
  words
    .map((word) => word?.trim() ?? '')
    .filter((word) => word !== '')
    .join(' ')

/** "Barrette de 4 Go DDR4 SODIMM", "SSD SATA de 256 Go", "Batterie SMP 5B10W51827 (91,8 %)". */
export const partName = (data: PartData): Reason => {
  switch (data.kind) {
    case 'memory':
      return reason('parts.name-memory', { bytes: data.sizeBytes, what: joined(data.type, data.formFactor) })
    case 'disk': {
      const kind = `part-disk-${data.diskKind ?? 'disk'}`
      return data.identity.sizeBytes === null
        ? reason('parts.name-disk-unsized', { kind, model: data.identity.model ?? '' })
        : reason('parts.name-disk', { kind, bytes: data.identity.sizeBytes })
    }
    case 'battery': {
      const model = joined(data.maker, data.model)
      return data.healthPercent === null
        ? reason('parts.name-battery', { model })
        : reason('parts.name-battery-health', { model, percent: data.healthPercent })
    }
    case 'charger': {
      const { watts, volts, connector } = data
      if (watts === null)
        return volts === null
          ? reason('parts.name-charger', { connector })
          : reason('parts.name-charger-volts', { volts, connector })
      return volts === null
        ? reason('parts.name-charger-watts', { watts, connector })
        : reason('parts.name-charger-both', { watts, volts, connector })
    }
    case 'screen':
      return data.inches === null
        ? reason('parts.name-screen', { model: joined(data.model, data.connectors) })
        : reason('parts.name-screen-inches', { inches: data.inches, model: joined(data.model, data.connectors) })
    case 'keyboard':
      return reason('parts.name-keyboard', { what: joined(data.layout, data.model, data.connector) })
    case 'other':
      return reason('parts.name-other', { name: data.name })
  }
}
