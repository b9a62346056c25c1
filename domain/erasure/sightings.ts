// Which sightings are one disk. Every report, attestation, evidence, settlement and slip of a stay shows disks; here they are
// put together by serial, then WWN, then model and size where that can mean only one. What cannot be told apart is kept
// apart, as many times as it was seen at once, and marked with a doubt: no sighting is ever dropped.
import type { Disk } from '../machine/hardware-report.ts'
import { hasName, modelSizeKey, serialKey, wwnKey, type DiskIdentity } from './disk-identity.ts'

export type SightingSource =
  | { readonly kind: 'report'; readonly hash: string; readonly takenAt: string }
  | { readonly kind: 'attestation'; readonly id: string }
  | { readonly kind: 'evidence'; readonly hash: string }
  | { readonly kind: 'settlement'; readonly id: string }
  /** The slip that the machine came with says that it stood in it. */
  | { readonly kind: 'slip'; readonly hash: string }

export type Sighting = {
  readonly source: SightingSource
  readonly identity: DiskIdentity
  /** The disk with its figures, where a report shows it. */
  readonly disk: Disk | null
}

/** Whether it hangs on USB or lies in a card slot. That the kernel calls a disk removable says too little: SATA ports do. */
export const isExternal = ({ disk }: Sighting): boolean =>
  disk !== null && (disk.interface === 'usb' || disk.kind === 'usb' || disk.kind === 'sd')

/**
 * `duplicate`: two disks at once under one name. `contradiction`: one name, but two sizes or WWNs. `unnamed`: neither
 * serial nor WWN, and model and size fit none or several. A disk inside a machine needs more of a name than those two.
 */
export type IdentityDoubt = 'duplicate' | 'contradiction' | 'unnamed'

export type SeenDisk = {
  /** Stable for the same sightings: a key for lists and tests. */
  readonly key: string
  readonly identity: DiskIdentity
  readonly sightings: readonly Sighting[]
  readonly doubt: IdentityDoubt | null
}

const sourceKey = ({ source }: Sighting) => `${source.kind} ${'hash' in source ? source.hash : source.id}`

const groupBy = <T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}

const distinct = <T>(values: readonly (T | null)[]): readonly T[] => [
  ...new Set(values.filter((value) => value !== null)),
]

const mergedIdentity = (sightings: readonly Sighting[]): DiskIdentity => {
  const first = <K extends keyof DiskIdentity>(member: K, isSaid: (identity: DiskIdentity) => boolean) =>
    sightings.find(({ identity }) => isSaid(identity))?.identity[member] ?? null
  return {
    serial: first('serial', (identity) => serialKey(identity) !== null),
    wwn: first('wwn', (identity) => wwnKey(identity) !== null),
    model: first('model', ({ model }) => model !== null && model.trim() !== ''),
    sizeBytes: first('sizeBytes', ({ sizeBytes }) => sizeBytes !== null),
  }
}

/** People copy sizes from labels, rounded: only what machines measured can contradict itself. */
const isMeasured = ({ source }: Sighting) => source.kind === 'report' || source.kind === 'evidence'

const contradicts = (sightings: readonly Sighting[]) => {
  const measured = sightings.filter(isMeasured).map(({ identity }) => identity)
  return distinct(measured.map(({ sizeBytes }) => sizeBytes)).length > 1 || distinct(measured.map(wwnKey)).length > 1
}

/**
 * Those that tell which names belong to one disk. Where a machine measured it, what a person typed counts for the name it
 * was found under and no other: one typed line with the serial of one disk and the WWN of another must not make them one.
 */
const naming = (group: readonly Sighting[]) => (group.some(isMeasured) ? group.filter(isMeasured) : group)

/** How many disks one source shows at once under this name, at most. */
const mostAtOnce = (sightings: readonly Sighting[]) =>
  Math.max(...[...groupBy(sightings, sourceKey).values()].map((ofOneSource) => ofOneSource.length))

/** One entry per disk seen at once: the n-th sighting of each source goes to the n-th entry. */
const inCopies = (key: string, sightings: readonly Sighting[], doubt: IdentityDoubt | null): readonly SeenDisk[] => {
  const bySource = [...groupBy(sightings, sourceKey).values()]
  return Array.from({ length: mostAtOnce(sightings) }, (_, copy) => {
    const ofCopy = bySource.flatMap((ofOneSource) => ofOneSource.slice(copy, copy + 1))
    return {
      key: copy === 0 ? key : `${key}#${String(copy + 1)}`,
      identity: mergedIdentity(ofCopy),
      sightings: ofCopy,
      doubt,
    }
  })
}

const toSeenDisks = (key: string, sightings: readonly Sighting[]): readonly SeenDisk[] => {
  if (mostAtOnce(sightings) > 1) return inCopies(key, sightings, 'duplicate')
  return inCopies(key, sightings, contradicts(sightings) ? 'contradiction' : null)
}

/** Model and size are name enough for a stick or a card alone of its sort, and for a settlement that stands by itself. */
const toDisksWithoutName = (key: string, sightings: readonly Sighting[]): readonly SeenDisk[] => {
  const seen = sightings.filter(({ source }) => source.kind !== 'settlement')
  const isNameEnough = mostAtOnce(sightings) === 1 && seen.every(isExternal)
  return inCopies(key, sightings, isNameEnough ? null : 'unnamed')
}

/** Two namespaces of one NVMe device have one serial and two WWNs: they are told apart where every sighting has a WWN. */
const splitByWwn = (
  key: string,
  sightings: readonly Sighting[],
): readonly (readonly [string, readonly Sighting[]])[] => {
  const tellsApart = mostAtOnce(sightings) > 1 && sightings.every(({ identity }) => wwnKey(identity) !== null)
  if (!tellsApart) return [[key, sightings]]
  return [...groupBy(sightings, ({ identity }) => `${key} wwn:${wwnKey(identity) ?? ''}`)]
}

const byModelAndSize = (sighting: Sighting) => modelSizeKey(sighting.identity)

/** Puts the sightings of one stay together into disks. Their order does not matter, except for the order of the answer. */
export const disksSeen = (sightings: readonly Sighting[]): readonly SeenDisk[] => {
  const withSerial = sightings.filter(({ identity }) => serialKey(identity) !== null)
  const named = new Map(
    [...groupBy(withSerial, ({ identity }) => `serial:${serialKey(identity) ?? ''}`)].flatMap(([key, group]) =>
      splitByWwn(key, group),
    ),
  )
  const add = (key: string, sighting: Sighting) => named.set(key, [...(named.get(key) ?? []), sighting])

  const withWwnOnly = sightings.filter(({ identity }) => serialKey(identity) === null && wwnKey(identity) !== null)
  const bySerial = [...named]
  for (const sighting of withWwnOnly) {
    const wwn = wwnKey(sighting.identity)
    const same = bySerial.filter(([, group]) => naming(group).some(({ identity }) => wwnKey(identity) === wwn))
    const only = same.length === 1 ? same[0] : undefined
    add(only?.[0] ?? `wwn:${wwn ?? ''}`, sighting)
  }

  const unnamed = sightings.filter(({ identity }) => !hasName(identity))
  const alone: Sighting[] = []
  const doubtful: Sighting[] = []
  const namedBefore = [...named]
  for (const ofOneSource of groupBy(
    unnamed,
    (sighting) => `${sourceKey(sighting)} ${byModelAndSize(sighting) ?? ''}`,
  ).values()) {
    const [first] = ofOneSource
    const key = first === undefined ? null : byModelAndSize(first)
    if (first === undefined || key === null) {
      doubtful.push(...ofOneSource)
      continue
    }
    const alike = namedBefore.filter(([, group]) => naming(group).some((other) => byModelAndSize(other) === key))
    // A disk that the same source names is another disk than the one it leaves unnamed.
    const free = alike.filter(([, group]) => !group.some((other) => sourceKey(other) === sourceKey(first)))
    if (alike.length === 0) alone.push(...ofOneSource)
    // As many nameless as named of this model and size: which is which does not matter, each has to be settled.
    else if (free.length === ofOneSource.length)
      ofOneSource.forEach((sighting, position) => {
        const place = free[position]
        if (place !== undefined) add(place[0], sighting)
      })
    else doubtful.push(...ofOneSource)
  }

  const byAloneKey = [...groupBy(alone, (sighting) => byModelAndSize(sighting) ?? '')]
  const byDoubtfulKey = [
    ...groupBy(doubtful, ({ identity }) => `${identity.model?.trim() ?? '?'}|${String(identity.sizeBytes ?? '?')}`),
  ]
  return [
    ...[...named].flatMap(([key, group]) => toSeenDisks(key, group)),
    ...byAloneKey.flatMap(([key, group]) => toDisksWithoutName(`model:${key}`, group)),
    ...byDoubtfulKey.flatMap(([key, group]) => inCopies(`unnamed:${key}`, group, 'unnamed')),
  ]
}
