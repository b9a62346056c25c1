// Parts as they lie in the drawers of a workshop, for the tests of the rules.
import type { MemoryModule } from '../../../domain/machine/hardware-report.ts'
import type { NamedMachine, Part, PartData, PartEvent } from '../../../domain/parts/part.ts'
import { uuidOf } from '../erasure/a-report.ts'

export const GIBI = 1024 ** 3

export const aMachine = (position = 1): NamedMachine => ({
  machineId: uuidOf(position),
  stayId: uuidOf(position + 500),
  inventoryNumber: `INV-000${String(position)}`,
  name: 'Dell Latitude 7490',
})

type MemoryData = Extract<PartData, { kind: 'memory' }>

export const aModule = (changes: Partial<MemoryData> = {}): MemoryData => ({
  kind: 'memory',
  sizeBytes: 4 * GIBI,
  type: 'DDR4',
  formFactor: 'SODIMM',
  speedMts: 2400,
  ecc: false,
  maker: 'Samsung',
  partNumber: 'M471A5244CB0',
  serial: '',
  ...changes,
})

/** A module as a report shows it in its slot. */
export const inSlot = (changes: Partial<MemoryModule> = {}): MemoryModule => ({
  sizeBytes: 4 * GIBI,
  type: 'DDR4',
  formFactor: 'SODIMM',
  locator: 'DIMM A',
  bank: null,
  maker: 'Samsung',
  partNumber: null,
  serial: null,
  speedMts: 2400,
  configuredSpeedMts: 2400,
  ecc: false,
  soldered: false,
  ...changes,
})

export const aBattery = (healthPercent: number | null): PartData => ({
  kind: 'battery',
  maker: 'SMP',
  model: '5B10W51827',
  serial: '2417',
  healthPercent,
  designWh: 50,
})

const said = { at: '2026-11-20T09:00:00Z', operator: 'ABCD', note: '' }

export const received: PartEvent = { what: 'received', ...said }
export const takenOut = (machine = aMachine()): PartEvent => ({ what: 'taken-out', ...said, machine })
export const fitted = (machine = aMachine(2)): PartEvent => ({ what: 'fitted', ...said, machine })
export const takenBack = (place: string, machine = aMachine(2)): PartEvent => ({
  what: 'taken-back',
  ...said,
  machine,
  place,
})
export const tested = (works: boolean): PartEvent => ({ what: 'tested', ...said, works })
export const moved = (place: string): PartEvent => ({ what: 'moved', ...said, place })
export const discarded: PartEvent = { what: 'discarded', ...said }
export const restored: PartEvent = { what: 'restored', ...said }

export const aPart = (data: PartData = aModule(), changes: Partial<Part> = {}): Part => ({
  kind: 'part',
  version: 1,
  id: uuidOf(700),
  number: 'P-0001',
  data,
  place: 'bac 3',
  grams: null,
  history: [takenOut()],
  createdAt: said.at,
  updatedAt: said.at,
  revision: 1,
  operator: 'ABCD',
  ...changes,
})
