import fc from 'fast-check'
import { expect, test } from 'vitest'
import { files, reportOf, whyMissing } from './readings-of.ts'

const uevent = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values)
    .map(([key, value]) => `POWER_SUPPLY_${key}=${String(value)}`)
    .join('\n')
const battery = (values: Readonly<Record<string, string | number>>) =>
  uevent({ TYPE: 'Battery', PRESENT: 1, ...values })
const batteriesOf = (content: Readonly<Record<string, string>>) =>
  reportOf({ corners: { powerSupply: files(content) } })

test('health is full over design in the same unit, energy or charge', () => {
  const report = batteriesOf({
    'BAT0/uevent': battery({ ENERGY_FULL_DESIGN: 50_000_000, ENERGY_FULL: 40_000_000, VOLTAGE_NOW: 12_600_000 }),
    'BAT1/uevent': battery({ CHARGE_FULL_DESIGN: 4_400_000, CHARGE_FULL: 3_300_000, VOLTAGE_NOW: 12_600_000 }),
  })
  expect(
    report.batteries.map(({ designWh, fullWh, designMah, fullMah, healthPercent }) => [
      designWh,
      fullWh,
      designMah,
      fullMah,
      healthPercent,
    ]),
  ).toEqual([
    [50, 40, null, null, 80],
    [null, null, 4400, 3300, 75],
  ])
})

test('capacities in two different units are not divided by each other', () => {
  const report = batteriesOf({ 'BAT0/uevent': battery({ ENERGY_FULL_DESIGN: 50_000_000, CHARGE_FULL: 3_300_000 }) })
  expect(report.batteries[0]?.healthPercent).toBeNull()
  expect(whyMissing(report, 'batteries', '0.healthPercent')).toBe('device-silent')
})

test('every battery of the machine counts, whatever its name, and none of the mouse’s', () => {
  const report = batteriesOf({
    'AC/uevent': uevent({ TYPE: 'Mains' }),
    'BAT0/uevent': battery({}),
    'BAT1/uevent': battery({}),
    'CMB2/uevent': battery({}),
    'hidpp_battery_0/uevent': battery({ SCOPE: 'Device' }),
    'BAT3/uevent': battery({ PRESENT: 0 }),
  })
  expect(report.batteries.map(({ name }) => name)).toEqual(['BAT0', 'BAT1', 'CMB2'])
})

test('kernels that write no type into uevent write it beside', () => {
  const report = batteriesOf({
    'macsmc/type': 'Battery\n',
    'macsmc/energy_full': '40000000\n',
    'macsmc/energy_full_design': '50000000\n',
  })
  expect(report.batteries[0]).toMatchObject({ name: 'macsmc', healthPercent: 80 })
})

test('no cycle count is not a new battery', () => {
  expect(batteriesOf({ 'BAT0/uevent': battery({ CYCLE_COUNT: 0 }) }).batteries[0]?.cycles).toBeNull()
  expect(batteriesOf({ 'BAT0/uevent': battery({ CYCLE_COUNT: 312 }) }).batteries[0]?.cycles).toBe(312)
})

test('a machine without a battery is told from one that cannot tell', () => {
  expect(batteriesOf({}).sections.batteries).toEqual({ state: 'read' })
  expect(reportOf({ corners: { powerSupply: { state: 'mute', why: 'unsupported' } } }).sections.batteries).toEqual({
    state: 'unavailable',
    why: 'unsupported',
  })
})

test('health lies between 0 and 100 and does not depend on the voltage of the moment', () => {
  const amount = fc.integer({ min: 1, max: 200_000_000 })
  fc.assert(
    fc.property(amount, amount, amount, amount, (full, design, volts, otherVolts) => {
      const health = (now: number) =>
        batteriesOf({
          'BAT0/uevent': battery({ CHARGE_FULL: full, CHARGE_FULL_DESIGN: design, VOLTAGE_NOW: now }),
        }).batteries[0]?.healthPercent
      const one = health(volts)
      expect(one).toBe(health(otherVolts))
      expect(one === null || (one !== undefined && one >= 0 && one <= 100)).toBe(true)
    }),
  )
})
