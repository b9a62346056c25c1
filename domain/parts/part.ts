// A part kept for reuse (pièce de réemploi): what it is, where it lies, which machine it came from and which it went into.
// Its history only grows; what state it is in follows from its history alone.
import { z } from 'zod'
import { Grams } from '../dismantling/fractions.ts'
import { DiskIdentity } from '../erasure/disk-identity.ts'
import { DiskKind } from '../machine/hardware-report.ts'
import { PersonCode } from '../station/station.ts'

const Instant = z.iso.datetime()
const text = (length: number) => z.string().trim().max(length)

export const PartData = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('memory'),
    sizeBytes: z.int().min(1),
    /** As reports say it: DDR3, DDR4, LPDDR4… */
    type: text(20),
    /** As reports say it: SODIMM, DIMM. */
    formFactor: text(20),
    speedMts: z.int().min(1).nullable(),
    ecc: z.boolean().nullable(),
    maker: text(80),
    partNumber: text(80),
    serial: text(80),
  }),
  /** Only erased and verified disks become parts. */
  z.strictObject({ kind: z.literal('disk'), identity: DiskIdentity, diskKind: DiskKind.nullable() }),
  z.strictObject({
    kind: z.literal('battery'),
    maker: text(80),
    model: text(80),
    serial: text(80),
    healthPercent: z.number().min(0).max(100).nullable(),
    designWh: z.number().positive().max(1000).nullable(),
  }),
  z.strictObject({
    kind: z.literal('charger'),
    watts: z.number().positive().max(2000).nullable(),
    volts: z.number().positive().max(100).nullable(),
    connector: text(80),
  }),
  z.strictObject({
    kind: z.literal('screen'),
    inches: z.number().positive().max(100).nullable(),
    model: text(120),
    connectors: text(80),
  }),
  z.strictObject({ kind: z.literal('keyboard'), layout: text(40), model: text(120), connector: text(40) }),
  z.strictObject({ kind: z.literal('other'), name: z.string().trim().min(1).max(120) }),
])
export type PartData = z.infer<typeof PartData>
export const PartKind = z.enum(['memory', 'disk', 'battery', 'charger', 'screen', 'keyboard', 'other'])
export type PartKind = z.infer<typeof PartKind>

/** A machine as a part's history names it: still readable when the file is elsewhere. */
export const NamedMachine = z.strictObject({
  machineId: z.uuid(),
  stayId: z.uuid(),
  inventoryNumber: z.string().trim().max(40),
  name: text(160),
})
export type NamedMachine = z.infer<typeof NamedMachine>

const event = { at: Instant, operator: PersonCode.nullable(), note: z.string().max(300) }
export const PartEvent = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('taken-out'), ...event, machine: NamedMachine }),
  /** Came by itself: bought, given, found. */
  z.strictObject({ what: z.literal('received'), ...event }),
  z.strictObject({ what: z.literal('tested'), ...event, works: z.boolean() }),
  z.strictObject({ what: z.literal('moved'), ...event, place: z.string().trim().min(1).max(80) }),
  z.strictObject({ what: z.literal('fitted'), ...event, machine: NamedMachine }),
  /** Taken out of the machine it was fitted in, back into stock. */
  z.strictObject({
    what: z.literal('taken-back'),
    ...event,
    machine: NamedMachine,
    place: z.string().trim().min(1).max(80),
  }),
  z.strictObject({ what: z.literal('discarded'), ...event }),
  /** Discarded by mistake. */
  z.strictObject({ what: z.literal('restored'), ...event }),
])
export type PartEvent = z.infer<typeof PartEvent>

/** On its label: `P-0001`, counted by the station. No longer than a label bears and a sum can count on. */
export const PartNumber = z.string().regex(/^P-\d{4,9}$/)

export const Part = z.strictObject({
  kind: z.literal('part'),
  version: z.literal(1),
  id: z.uuid(),
  number: PartNumber,
  data: PartData,
  place: z.string().trim().min(1).max(80),
  /** For the balance of the machine it was taken out of; null where it was not weighed. */
  grams: Grams.nullable(),
  /** Oldest first; each save keeps what stood and adds. */
  history: z.array(PartEvent).min(1).max(500),
  createdAt: Instant,
  updatedAt: Instant,
  /** Grows by one at each save; two saves of one revision are a conflict. */
  revision: z.int().min(1),
  operator: PersonCode.nullable(),
})
export type Part = z.infer<typeof Part>
