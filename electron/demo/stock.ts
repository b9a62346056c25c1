// The drawers of the demonstration's workshop: a few parts that came by themselves, tried or not yet.
import { randomUUID } from 'node:crypto'
import { nextPartNumber } from '../../domain/parts/number.ts'
import type { Part, PartData, PartEvent } from '../../domain/parts/part.ts'

const GIBI = 1024 ** 3

type Drawer = { readonly data: PartData; readonly place: string; readonly works: boolean | null }

const module = (gibibytes: number, type: string, speedMts: number, maker: string, partNumber: string): PartData => ({
  kind: 'memory',
  sizeBytes: gibibytes * GIBI,
  type,
  formFactor: 'SODIMM',
  speedMts,
  ecc: false,
  maker,
  partNumber,
  serial: '',
})

const drawers: readonly Drawer[] = [
  { data: module(4, 'DDR4', 2400, 'Samsung', 'M471A5244CB0-CRC'), place: 'Bac 3', works: true },
  { data: module(8, 'DDR4', 3200, 'Crucial', 'CT8G4SFRA32A'), place: 'Bac 3', works: null },
  { data: module(4, 'DDR3', 1600, 'Kingston', 'KVR16LS11/4'), place: 'Bac 2', works: true },
  {
    data: { kind: 'battery', maker: 'SMP', model: '5B10W51827', serial: '3310', healthPercent: 82, designWh: 50.5 },
    place: 'Armoire ventilée',
    works: true,
  },
  { data: { kind: 'charger', watts: 65, volts: 20, connector: 'USB-C' }, place: 'Tiroir B', works: true },
  { data: { kind: 'charger', watts: 65, volts: 19.5, connector: '4,5 mm' }, place: 'Tiroir B', works: null },
  {
    data: { kind: 'keyboard', layout: 'azerty', model: 'ThinkPad T480', connector: '' },
    place: 'Tiroir C',
    works: null,
  },
]

/** Ready to be saved one after the other. */
export const demoStock = (operator: string): readonly Part[] => {
  const at = new Date().toISOString()
  const said = { at, operator, note: '' }
  const parts: Part[] = []
  for (const { data, place, works } of drawers) {
    const received: PartEvent = { what: 'received', ...said }
    parts.push({
      kind: 'part',
      version: 1,
      id: randomUUID(),
      number: nextPartNumber(parts),
      data,
      place,
      grams: null,
      history: works === null ? [received] : [received, { what: 'tested', ...said, works }],
      createdAt: at,
      updatedAt: at,
      revision: 1,
      operator,
    })
  }
  return parts
}
