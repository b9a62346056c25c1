// Whether a part fits a machine, by the machine's last report: which rule judges which kind. What it would do for the grade is
// suggestion.ts' business.
import type { EquipmentKind } from '../machine/equipment.ts'
import { reason } from '../words/reason.ts'
import { diskFit } from './disk-fit.ts'
import { no, perhaps, type Fit, type FittingMachine } from './fit-answer.ts'
import { memoryFit } from './memory-fit.ts'
import type { PartData } from './part.ts'

const withBattery: readonly EquipmentKind[] = ['laptop', 'tablet']

const plain = (text: string | null) => (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Makers write one model in several ways; the letters and figures are the same. */
const batteryFit = (battery: Extract<PartData, { kind: 'battery' }>, machine: FittingMachine): Fit => {
  if (!withBattery.includes(machine.equipment)) return no(reason('parts.no-battery-here'))
  const models = (machine.report?.batteries ?? []).map(({ model }) => plain(model)).filter((model) => model !== '')
  const own = plain(battery.model)
  if (models.length === 0 || own === '') return perhaps([reason('parts.battery-model-unknown')])
  return models.includes(own)
    ? perhaps([reason('parts.battery-same-model', { model: battery.model })])
    : no(reason('parts.battery-other-model', { model: battery.model }))
}

/** By what stands on them alone: connectors are in no report. */
const byEye = (data: PartData): Fit => perhaps([reason('parts.compare-by-eye', { kind: `part-${data.kind}` })])

export const fit = (data: PartData, machine: FittingMachine): Fit => {
  switch (data.kind) {
    case 'memory':
      return memoryFit(data, machine)
    case 'disk':
      return diskFit(data, machine)
    case 'battery':
      return batteryFit(data, machine)
    case 'charger':
      return withBattery.includes(machine.equipment) || machine.equipment === 'mini' || machine.equipment === 'monitor'
        ? byEye(data)
        : no(reason('parts.no-charger-here'))
    case 'screen':
    case 'keyboard':
    case 'other':
      return byEye(data)
  }
}
