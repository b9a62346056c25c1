// What plain systeminformation says of a machine, under the names of fields.ts, as far as it says it at all: read kindly,
// with its units and its words turned into ours, so that only what is wrong differs.
import type { LibraryFunction } from '../../domain/machine/readings.ts'
import type { Field, Fields } from './fields.ts'
import type { KnownMachine } from './known-machine.ts'

export const libraryFunctions = [
  ...(['system', 'bios', 'baseboard', 'chassis', 'cpu', 'memLayout', 'diskLayout', 'battery'] as const),
] satisfies readonly LibraryFunction[]

type Said = Readonly<Record<string, unknown>>
export type LibraryAnswers = Readonly<Partial<Record<LibraryFunction, unknown>>>

const objectIn = (value: unknown): Said => (typeof value === 'object' && value !== null ? { ...value } : {})
const listIn = (value: unknown): readonly Said[] => (Array.isArray(value) ? value.map(objectIn) : [])

/** An empty text, a dash and a zero speed are its way of saying nothing. */
const word = (value: unknown): Field =>
  typeof value === 'string'
    ? value === '' || value === '-'
      ? null
      : value
    : typeof value === 'boolean'
      ? value
      : figure(value)
const figure = (value: unknown): number | null => (typeof value === 'number' && value > 0 ? value : null)
const times = (value: unknown, factor: number): number | null => {
  const number = figure(value)
  return number === null ? null : Math.round(number * factor * 100) / 100
}

const kinds: Readonly<Record<string, string>> = { HD: 'hdd', SSD: 'sata-ssd', NVMe: 'nvme' }
const buses: Readonly<Record<string, string>> = { SATA: 'sata', USB: 'usb', PCIe: 'nvme' }
/** Whole names of firms, where the report has their usual ones. */
const makers: Readonly<Record<string, string>> = { 'Samsung Electronics Inc.': 'Samsung' }
const ours = (words: Readonly<Record<string, string>>, said: unknown): Field =>
  typeof said === 'string' ? (words[said] ?? word(said)) : null

const named = (prefix: string, fields: Readonly<Record<string, Field>>) =>
  Object.entries(fields).map(([field, value]) => [`${prefix}.${field}`, value] as const)

/** It never says which slot a module is in: the bank tells, where machines have one. */
const modulesIn = (said: readonly Said[], { tables }: KnownMachine) => {
  const slots = tables.arrays.flatMap((array) => array.slots)
  return said
    .filter(({ type }) => type !== 'Empty')
    .flatMap((module) => {
      const locator = slots.find(({ bank }) => bank === module['bank'])?.locator
      if (locator === undefined) return []
      return named(`memory[${locator}]`, {
        locator: null,
        sizeBytes: figure(module['size']),
        type: word(module['type']),
        formFactor: word(module['formFactor']),
        maker: ours(makers, module['manufacturer']),
        partNumber: word(module['partNum']),
        serial: word(module['serialNum']),
        configuredSpeedMts: figure(module['clockSpeed']),
        ecc: word(module['ecc']),
      })
    })
}

const disksIn = (said: readonly Said[]) =>
  said.flatMap((disk) =>
    named(`disks[${String(word(disk['serialNum']) ?? '?')}]`, {
      serial: word(disk['serialNum']),
      model: word(disk['name']),
      firmware: word(disk['firmwareRevision']),
      sizeBytes: figure(disk['size']),
      kind: ours(kinds, disk['type']),
      interface: ours(buses, disk['interfaceType']),
    }),
  )

const batteriesIn = (said: Said, { batteries }: KnownMachine) => {
  const all = said['hasBattery'] === true ? [said, ...listIn(said['additionalBatteries'])] : []
  return [
    ['batteries.count', all.length] as const,
    // One that it leaves out is left out in every field.
    ...batteries.flatMap((battery) => {
      const own = all.find(({ model }) => model === battery.model) ?? {}
      const [design, full] = [figure(own['designedCapacity']), figure(own['maxCapacity'])]
      const inWattHours = battery.unit === 'mWh'
      return named(`batteries[${battery.name}]`, {
        ...{ maker: word(own['manufacturer']), model: word(own['model']), serial: word(own['serial']) },
        ...{ chemistry: word(own['type']), cycles: figure(own['cycleCount']), voltageDesign: figure(own['voltage']) },
        // Its figures are watt-hours always; those of a battery that counts in charge are its own reckoning.
        ...(inWattHours ? { designWh: times(design, 0.001), fullWh: times(full, 0.001) } : {}),
        healthPercent: design === null || full === null ? null : Math.round((full / design) * 1000) / 10,
      })
    }),
  ]
}

export const fieldsOfLibrary = (answers: LibraryAnswers, machine: KnownMachine): Fields => {
  const [system, bios, board, chassis] = [answers.system, answers.bios, answers.baseboard, answers.chassis].map(
    objectIn,
  )
  const [cpu, modules] = [objectIn(answers.cpu), listIn(answers.memLayout)]
  const fitted = modules.filter(({ type }) => type !== 'Empty')
  return new Map<string, Field>([
    ...named('identity', {
      ...{
        manufacturer: word(system?.['manufacturer']),
        model: word(system?.['model']),
        version: word(system?.['version']),
      },
      ...{ serial: word(system?.['serial']), uuid: word(system?.['uuid']), sku: word(system?.['sku']) },
      ...{ chassis: word(chassis?.['type']), assetTag: word(chassis?.['assetTag']) },
    }),
    ...named('identity.board', {
      ...{ manufacturer: word(board?.['manufacturer']), model: word(board?.['model']) },
      ...{ version: word(board?.['version']), serial: word(board?.['serial']) },
    }),
    ...named('firmware', {
      ...{ vendor: word(bios?.['vendor']), version: word(bios?.['version']), date: word(bios?.['releaseDate']) },
    }),
    ...named('processor', {
      ...{ maker: word(cpu['manufacturer']), model: word(cpu['brand']), sockets: figure(cpu['processors']) },
      ...{ cores: figure(cpu['physicalCores']), threads: figure(cpu['cores']) },
      ...{ baseMhz: times(cpu['speed'], 1000), maxMhz: times(cpu['speedMax'], 1000) },
    }),
    ...named('memory', {
      count: fitted.length,
      totalBytes: fitted.reduce((sum, { size }) => sum + (figure(size) ?? 0), 0),
      maximumBytes: figure(board?.['memMax']),
      'slots.total': figure(board?.['memSlots']),
      'slots.used': fitted.length,
    }),
    ...modulesIn(modules, machine),
    ['disks.count', listIn(answers.diskLayout).length],
    ...disksIn(listIn(answers.diskLayout)),
    ...batteriesIn(objectIn(answers.battery), machine),
  ])
}
