// The machine's own batteries, from the kernel's power_supply class: every one of them, and none of the mouse's. Health is
// full over design capacity in the same unit; a present voltage never enters it.
import type { Battery } from './hardware-report.ts'
import { Gaps, missing, orMissing, read, unavailable, wasRead, type Reading, type Section, type Take } from './gaps.ts'
import { said } from './placeholders.ts'
import { entriesOf, parseUevent, type Entry } from './uevent.ts'
import type { Corner } from './readings.ts'

type Property = (name: string) => string | undefined

/** A property stands in `uevent` as POWER_SUPPLY_ENERGY_FULL and in a file of its own, `energy_full`. */
const propertiesOf = (entry: Entry): Property => {
  const uevent = parseUevent(entry.files.get('uevent'))
  return (name) => {
    const value = uevent.get(`POWER_SUPPLY_${name}`) ?? entry.files.get(name.toLowerCase())?.trim()
    return value === '' ? undefined : value
  }
}

/** Scope "Device" is the battery of a mouse, a keyboard or a pen (kernel, power_supply_class.rst). */
const isTheMachines = (property: Property, entry: Entry) =>
  (property('TYPE') ?? (/^(BAT|CMB)/i.test(entry.name) ? 'Battery' : undefined)) === 'Battery' &&
  property('SCOPE') !== 'Device'

/** A bay without a battery in it is still listed by some firmware. */
const isPresent = (property: Property) => property('PRESENT') !== '0'

/** Microwatt-hours, microampere-hours, microvolts. Zero is what firmware says that does not know. */
const micro = (text: string | undefined): number | undefined => {
  const amount = /^\d{1,12}$/.test(text ?? '') ? Number(text) : 0
  return amount > 0 ? amount : undefined
}

const rounded = (number: number, decimals: number) => Number(number.toFixed(decimals))

const wattHours = (amount: number | undefined): Reading<number> =>
  orMissing(amount === undefined ? undefined : rounded(amount / 1e6, 2) || undefined, 'device-silent')

const milliampereHours = (amount: number | undefined): Reading<number> =>
  orMissing(amount === undefined ? undefined : rounded(amount / 1e3, 0) || undefined, 'device-silent')

/** A new cell may hold a little more than promised; half as much again means that the two figures do not belong together. */
const IMPLAUSIBLE = 1.5

const healthOf = (full: number | undefined, design: number | undefined): Reading<number> => {
  if (full === undefined || design === undefined) return missing('device-silent')
  const ratio = full / design
  return ratio > IMPLAUSIBLE ? missing('malformed') : read(rounded(Math.min(ratio, 1) * 100, 1))
}

const readBattery = (entry: Entry, property: Property, take: Take): Battery => {
  const energy = { full: micro(property('ENERGY_FULL')), design: micro(property('ENERGY_FULL_DESIGN')) }
  const charge = { full: micro(property('CHARGE_FULL')), design: micro(property('CHARGE_FULL_DESIGN')) }
  const inEnergy = energy.full !== undefined && energy.design !== undefined
  const inCharge = charge.full !== undefined && charge.design !== undefined
  /** The unit that a battery does not count in is not missing. */
  const unless = (otherUnit: boolean, reading: Reading<number>): Reading<number> =>
    otherUnit && !wasRead(reading) ? missing('not-present') : reading
  const anyEnergy = energy.full !== undefined || energy.design !== undefined
  return {
    name: entry.name,
    maker: take('maker', said(property('MANUFACTURER'))),
    model: take('model', said(property('MODEL_NAME'))),
    serial: take('serial', said(property('SERIAL_NUMBER'))),
    chemistry: take('chemistry', said(property('TECHNOLOGY'))),
    designWh: take('designWh', unless(inCharge, wattHours(energy.design))),
    fullWh: take('fullWh', unless(inCharge, wattHours(energy.full))),
    designMah: take('designMah', unless(inEnergy || anyEnergy, milliampereHours(charge.design))),
    fullMah: take('fullMah', unless(inEnergy || anyEnergy, milliampereHours(charge.full))),
    healthPercent: take(
      'healthPercent',
      inEnergy || !inCharge ? healthOf(energy.full, energy.design) : healthOf(charge.full, charge.design),
    ),
    cycles: take('cycles', orMissing(micro(property('CYCLE_COUNT')), 'device-silent')),
    voltageDesign: take(
      'voltageDesign',
      orMissing(
        micro(property('VOLTAGE_MIN_DESIGN')) === undefined
          ? undefined
          : rounded(Number(property('VOLTAGE_MIN_DESIGN')) / 1e6, 2) || undefined,
        'device-silent',
      ),
    ),
    status: take('status', said(property('STATUS'))),
  }
}

const MOST_BATTERIES = 64

export const readBatteries = (corner: Corner | undefined): Section<readonly Battery[]> => {
  const entries = entriesOf(corner)
  if (!wasRead(entries)) return unavailable([], entries.why)
  const gaps = new Gaps()
  const batteries = entries.value
    .map((entry) => ({ entry, property: propertiesOf(entry) }))
    .filter(({ entry, property }) => isTheMachines(property, entry) && isPresent(property))
  const value = batteries
    .slice(0, MOST_BATTERIES)
    .map(({ entry, property }, index) => readBattery(entry, property, gaps.within(String(index))))
  return { value, state: gaps.state() }
}
