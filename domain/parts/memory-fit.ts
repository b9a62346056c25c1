// Whether a memory module fits: its type, its form, error correction, a slot for it, and what the board accepts at most.
// Speed never speaks against it: the slower one gives the pace, and that is said.
import type { HardwareReport, Memory, MemoryModule } from '../machine/hardware-report.ts'
import { reason, type Reason } from '../words/reason.ts'
import { no, perhaps, type Fit, type FittingMachine, type Placement } from './fit-answer.ts'
import type { PartData } from './part.ts'

export type MemoryPart = Extract<PartData, { kind: 'memory' }>

const plain = (text: string | null) => (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')
const isSame = (one: string | null, other: string | null) => plain(one) === plain(other)
const isRemovable = ({ soldered }: MemoryModule) => soldered === false

const freeSlots = ({ slots }: Memory): number | null =>
  slots.total === null || slots.used === null ? null : slots.total - slots.used

/** What the modules in the slots say of the slots; a soldered one says nothing of them. */
const ofSlots = (memory: Memory) => memory.modules.filter(isRemovable)

const isAllSoldered = (memory: Memory) =>
  memory.modules.length > 0 && memory.modules.every(({ soldered }) => soldered === true) && freeSlots(memory) === 0

/** Modules for laptops are without error correction unless they say otherwise; those for servers and desktops are both. */
const eccOf = ({ ecc, formFactor }: Pick<MemoryPart, 'ecc' | 'formFactor'>): boolean | null =>
  ecc ?? (isSame(formFactor, 'SODIMM') ? false : null)

type Findings = { readonly against: readonly Reason[]; readonly doubts: readonly Reason[] }

const nothing: Findings = { against: [], doubts: [] }
const against = (why: Reason): Findings => ({ against: [why], doubts: [] })
const doubt = (why: Reason): Findings => ({ against: [], doubts: [why] })

const typeFindings = (part: MemoryPart, memory: Memory): Findings => {
  const known = memory.modules.map(({ type }) => type).filter((type) => plain(type) !== '')
  if (plain(part.type) === '' || known.length === 0) return doubt(reason('parts.memory-type-unknown'))
  return known.every((type) => isSame(type, part.type))
    ? nothing
    : against(reason('parts.memory-other-type', { type: part.type, wanted: [...new Set(known)].join(', ') }))
}

const formFindings = (part: MemoryPart, memory: Memory): Findings => {
  const known = ofSlots(memory)
    .map(({ formFactor }) => formFactor)
    .filter((form) => plain(form) !== '')
  if (plain(part.formFactor) === '' || known.length === 0) return doubt(reason('parts.memory-form-unknown'))
  return known.every((form) => isSame(form, part.formFactor))
    ? nothing
    : against(reason('parts.memory-other-form', { form: part.formFactor, wanted: [...new Set(known)].join(', ') }))
}

const eccFindings = (part: MemoryPart, memory: Memory): Findings => {
  const own = eccOf(part)
  const there = memory.modules.map((module) =>
    eccOf({ ecc: module.ecc, formFactor: module.formFactor ?? part.formFactor }),
  )
  if (own === null || there.includes(null)) return doubt(reason('parts.memory-ecc-unknown'))
  return there.every((ecc) => ecc === own) ? nothing : against(reason('parts.memory-ecc-mixed'))
}

/** A free slot, else the place of the smallest module, where this one is larger. */
const placementOf = (part: MemoryPart, memory: Memory): Placement | Findings => {
  const free = freeSlots(memory)
  if (free === null) return doubt(reason('parts.memory-slots-unknown'))
  if (free > 0) return { kind: 'free-slot' }
  const [smallest] = memory.modules
    .flatMap((module, position) =>
      isRemovable(module) && module.sizeBytes !== null
        ? [{ position, bytes: module.sizeBytes, locator: module.locator ?? '' }]
        : [],
    )
    .toSorted((one, other) => one.bytes - other.bytes)
  if (smallest === undefined) {
    return memory.modules.some(({ soldered }) => soldered === null)
      ? doubt(reason('parts.memory-slots-unknown'))
      : against(reason('parts.memory-no-slot'))
  }
  return smallest.bytes < part.sizeBytes
    ? { kind: 'in-place-of-module', ...smallest }
    : against(reason('parts.memory-not-larger', { bytes: smallest.bytes }))
}

const isPlacement = (found: Placement | Findings): found is Placement => 'kind' in found

const maximumFindings = (part: MemoryPart, memory: Memory, placement: Placement): Findings => {
  const { maximumBytes, totalBytes, slots } = memory
  if (totalBytes === null) return doubt(reason('parts.memory-total-unknown'))
  if (maximumBytes === null) return doubt(reason('parts.memory-maximum-unknown'))
  const gone = placement.kind === 'in-place-of-module' ? placement.bytes : 0
  if (totalBytes - gone + part.sizeBytes > maximumBytes) {
    return against(reason('parts.memory-over-maximum', { maximum: maximumBytes }))
  }
  // Firmware says the maximum of the board; a slot takes its share of it.
  return slots.total !== null && slots.total > 0 && part.sizeBytes > maximumBytes / slots.total
    ? doubt(reason('parts.memory-over-slot', { maximum: maximumBytes, slots: slots.total }))
    : nothing
}

const speedNotes = (part: MemoryPart, memory: Memory): readonly Reason[] => {
  const there = memory.modules.map(({ configuredSpeedMts, speedMts }) => configuredSpeedMts ?? speedMts)
  const known = there.filter((speed) => speed !== null)
  if (part.speedMts === null || known.length === 0) return [reason('parts.memory-speed-unknown')]
  const slowest = Math.min(...known)
  if (part.speedMts < slowest) return [reason('parts.memory-slower', { speed: part.speedMts, instead: slowest })]
  return part.speedMts > slowest ? [reason('parts.memory-faster', { speed: slowest, able: part.speedMts })] : []
}

export const memoryFit = (part: MemoryPart, { report }: FittingMachine): Fit => {
  const memory: HardwareReport['memory'] | undefined = report?.memory
  if (memory === undefined || memory.modules.length === 0) return perhaps([reason('parts.memory-not-read')])
  if (isAllSoldered(memory)) return no(reason('parts.memory-soldered'))
  const placed = placementOf(part, memory)
  const placement: Placement = isPlacement(placed) ? placed : { kind: 'unknown' }
  const findings = [
    typeFindings(part, memory),
    formFindings(part, memory),
    eccFindings(part, memory),
    ...(isPlacement(placed) ? [] : [placed]),
    maximumFindings(part, memory, placement),
  ]
  const refusals = findings.flatMap((found) => found.against)
  if (refusals.length > 0) return no(...refusals)
  const doubts = findings.flatMap((found) => found.doubts)
  const notes = speedNotes(part, memory)
  return doubts.length > 0 ? perhaps(doubts, notes) : { outcome: 'fits', placement, notes }
}
