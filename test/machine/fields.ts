// The fields by which a report and a configuration are held against each other: one name for each, whatever order the report
// lists things in. Disks go by their serial, memory modules by their slot, batteries by their name, controllers by their kind, adapters
// by their address.
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'

export type Field = string | number | boolean | null
export type Fields = ReadonlyMap<string, Field>

/** Every value of a plain object under its path; lists are the caller's, who knows what names their items. */
export const flat = (prefix: string, value: unknown): readonly (readonly [string, Field])[] => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return [[prefix, value]]
  if (typeof value !== 'object' || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => flat(`${prefix}.${key}`, inner))
}

const listed = <Item>(section: string, items: readonly Item[], nameOf: (item: Item) => string | null) => [
  [`${section}.count`, items.length] as const,
  ...items.flatMap((item) => flat(`${section}[${nameOf(item) ?? '?'}]`, item)),
]

/** A field that is missing because its maker left a filler: `identity.serial` → `placeholder`, under `why identity.serial`. */
const whyMissing = ({ sections, memory }: HardwareReport) =>
  Object.entries(sections).flatMap(([section, state]) =>
    state.state !== 'partly'
      ? []
      : state.missing.map(({ field, why }) => {
          const slot = /^modules\.(\d+)\.(.+)$/.exec(field)
          const locator = memory.modules[Number(slot?.[1])]?.locator
          const path = slot === null ? `${section}.${field}` : `${section}[${locator ?? '?'}].${slot[2] ?? ''}`
          return [`why ${path}`, why] as const
        }),
  )

export const fieldsOfReport = (report: HardwareReport): Fields => {
  const { modules, ...memory } = report.memory
  return new Map<string, Field>([
    ...flat('identity', report.identity),
    ...flat('firmware', report.firmware),
    ...flat('processor', report.processor),
    ...flat('memory', memory),
    ...listed('memory', modules, ({ locator }) => locator),
    ...listed('disks', report.disks, ({ serial }) => serial),
    ...listed('batteries', report.batteries, ({ name }) => name),
    ...listed('storageControllers', report.storageControllers, ({ kind }) => kind),
    ...listed('network', report.network, ({ mac }) => mac),
    ...listed('sound', report.sound, ({ name }) => name),
    ...flat('tpm', report.tpm),
    ...whyMissing(report),
  ])
}
