// Batteries that other tools passed on, in the words of the kernel's power_supply class, whose reader then judges them.
import type { Battery } from '../hardware-report.ts'
import { readBatteries } from '../batteries.ts'
import type { Section } from '../gaps.ts'
import { tidy } from '../placeholders.ts'
import { silenceIsTheTools } from './sections.ts'
import { saidOrNull } from './values.ts'

export type BatteryWords = {
  readonly name?: string | undefined
  readonly maker?: string | undefined
  readonly model?: string | undefined
  readonly serial?: string | undefined
  readonly chemistry?: string | undefined
  readonly designWh?: number | undefined
  readonly fullWh?: number | undefined
  readonly designMah?: number | undefined
  readonly fullMah?: number | undefined
  readonly cycles?: number | undefined
  readonly status?: string | undefined
}

const micro = (amount: number | undefined, factor: number) =>
  amount === undefined || !Number.isFinite(amount) || amount <= 0 ? undefined : String(Math.round(amount * factor))

/** One line each, so that no value can bring a second one with it. */
const uevent = (battery: BatteryWords) =>
  Object.entries({
    TYPE: 'Battery',
    MANUFACTURER: battery.maker,
    MODEL_NAME: battery.model,
    // Tools write 0 for a battery that gave no serial number.
    SERIAL_NUMBER: /^0+$/.test(battery.serial?.trim() ?? '') ? undefined : battery.serial,
    TECHNOLOGY: battery.chemistry,
    ENERGY_FULL_DESIGN: micro(battery.designWh, 1e6),
    ENERGY_FULL: micro(battery.fullWh, 1e6),
    CHARGE_FULL_DESIGN: micro(battery.designMah, 1e3),
    CHARGE_FULL: micro(battery.fullMah, 1e3),
    CYCLE_COUNT: micro(battery.cycles, 1),
    STATUS: battery.status,
  })
    .flatMap(([name, text]) => (text === undefined ? [] : [`POWER_SUPPLY_${name}=${tidy(text.slice(0, 1000))}`]))
    .join('\n')

export const batteriesIn = (batteries: readonly BatteryWords[]): Section<readonly Battery[]> => {
  const listed = batteries.slice(0, 64)
  const files = Object.fromEntries(
    listed.map((battery, index): [string, string] => [`BAT${String(index)}/uevent`, uevent(battery)]),
  )
  const { value, state } = silenceIsTheTools(readBatteries({ state: 'files', files }))
  // The kernel's name is the tool's to say; the one above only keeps the order.
  return { value: value.map((battery, index) => ({ ...battery, name: saidOrNull(listed[index]?.name) })), state }
}
