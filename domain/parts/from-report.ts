// What the last report of a machine says of the parts that could be taken out of it: their data is known without typing.
import { canonical } from '../documents/canonical.ts'
import type { DiskAccount } from '../erasure/accounting.ts'
import { identityOf, sharesName } from '../erasure/disk-identity.ts'
import type { Battery, HardwareReport, MemoryModule } from '../machine/hardware-report.ts'
import { isInternal } from '../machine/internal-disk.ts'
import { isPlaceholder } from '../machine/placeholders.ts'
import { reason, type Reason } from '../words/reason.ts'
import type { PartData } from './part.ts'

/** `where` in the machine, as its firmware calls the place; null where it says none. */
export type PartInReport = {
  readonly key: string
  readonly data: PartData
  readonly where: string | null
  /** What in the report speaks against taking it out. */
  readonly against: readonly Reason[]
}

const memoryIn = (module: MemoryModule, index: number): readonly PartInReport[] => {
  const { sizeBytes, type, formFactor, speedMts, ecc, maker, partNumber, serial, locator, soldered } = module
  if (sizeBytes === null) return []
  return [
    {
      key: `memory-${String(index)}`,
      data: {
        kind: 'memory',
        sizeBytes,
        type: (type ?? '').slice(0, 20),
        formFactor: (formFactor ?? '').slice(0, 20),
        speedMts,
        ecc,
        maker: (maker ?? '').slice(0, 80),
        partNumber: (partNumber ?? '').slice(0, 80),
        serial: (serial ?? '').slice(0, 80),
      },
      where: locator,
      against: soldered === true ? [reason('parts.soldered')] : [],
    },
  ]
}

const batteryIn = (battery: Battery, index: number): PartInReport => ({
  key: `battery-${String(index)}`,
  data: {
    kind: 'battery',
    maker: (battery.maker ?? '').slice(0, 80),
    model: (battery.model ?? '').slice(0, 80),
    serial: (battery.serial ?? '').slice(0, 80),
    healthPercent: battery.healthPercent,
    designWh: battery.designWh === null || battery.designWh > 1000 ? null : battery.designWh,
  },
  where: battery.name,
  against: [],
})

/** Memory modules, internal disks and batteries, in the order of the report. */
export const partsInReport = (report: HardwareReport): readonly PartInReport[] => [
  ...report.memory.modules.flatMap(memoryIn),
  ...report.disks.filter(isInternal).map((disk, index): PartInReport => ({
    key: `disk-${String(index)}`,
    data: { kind: 'disk', identity: identityOf(disk), diskKind: disk.kind },
    where: null,
    against: disk.health === 'failing' ? [reason('parts.disk-failing')] : [],
  })),
  ...report.batteries.map(batteryIn),
]

/** Disks that no report shows, and that a person found: the machine does not start, or they were taken out before. */
export const disksBesideReport = (
  accounts: readonly Pick<DiskAccount, 'key' | 'identity' | 'kind' | 'external' | 'explainedBy'>[],
  shown: readonly PartInReport[],
): readonly PartInReport[] =>
  accounts
    .filter(({ external, explainedBy }) => !external && explainedBy === null)
    .filter(({ identity }) => !shown.some(({ data }) => data.kind === 'disk' && sharesName(data.identity, identity)))
    .map(({ key, identity, kind }) => ({
      key: `found-${key}`,
      data: { kind: 'disk', identity, diskKind: kind },
      where: null,
      against: [],
    }))

const serialOf = (data: PartData): string => {
  switch (data.kind) {
    case 'memory':
    case 'battery':
      return isPlaceholder(data.serial) ? '' : data.serial.trim()
    case 'disk':
      return data.identity.serial?.trim() ?? ''
    default:
      return ''
  }
}

const looksAlike = (one: PartData, other: PartData): boolean => {
  if (one.kind !== other.kind) return false
  const [first, second] = [serialOf(one), serialOf(other)]
  if (first !== '' || second !== '') return first === second
  return canonical(one) === canonical(other)
}

/** The parts that were taken out already, each told as one of those that the report shows. */
export const alreadyTaken = <P extends { readonly data: PartData }>(
  shown: readonly PartInReport[],
  taken: readonly P[],
): ReadonlyMap<string, P> => {
  const byKey = new Map<string, P>()
  for (const part of taken) {
    const found = shown.find(({ key, data }) => !byKey.has(key) && looksAlike(data, part.data))
    if (found !== undefined) byKey.set(found.key, part)
  }
  return byKey
}
