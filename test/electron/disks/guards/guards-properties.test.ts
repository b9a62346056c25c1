// What the guards hold to on whatever computer: no disk is free on which something stands, and nothing is freed by knowing
// less.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BlockDevice, BlockSnapshot, Mount } from '../../../../electron/disks/kernel/block-devices.ts'
import { refusalsOf } from '../../../../electron/disks/guards/guards.ts'
import { aComputer, aDevice, aLoop, aMapping, aMount, aPartition, mountOf } from '../kernel/a-snapshot.ts'
import { anonymous, situations, strict, withLoops } from './situations.ts'

const codesOf = (name: string, snapshot: BlockSnapshot, options = strict) =>
  refusalsOf(name, snapshot, options).map(({ code }) => code)

/** A computer with a few disks, and layers upon layers on them; any device may be mounted, swapped to, or hold a system. */
const layers = fc
  .record({
    disks: fc.integer({ min: 1, max: 4 }),
    steps: fc.array(
      fc.record({
        kind: fc.constantFrom('partition', 'mapping', 'array', 'loop' as const),
        below: fc.nat(),
        besides: fc.nat(),
        listsHolders: fc.boolean(),
      }),
      { maxLength: 8 },
    ),
    used: fc.nat(),
    use: fc.constantFrom(
      'mount',
      'swap',
      'system',
      'data',
      'application',
      'live-medium',
      'btrfs',
      'zfs',
      'start' as const,
    ),
  })
  .map(({ disks, steps, used, use }) => {
    const devices: BlockDevice[] = Array.from({ length: disks }, (_, index) =>
      aDevice(`vd${String.fromCharCode(98 + index)}`),
    )
    /** The disks that each device rests on, told while building: what the rules have to find out. */
    const ground = new Map<string, ReadonlySet<string>>(devices.map(({ name }) => [name, new Set([name])]))
    for (const [index, step] of steps.entries()) {
      const below = devices[step.below % devices.length]
      const beside = devices[step.besides % devices.length]
      if (below === undefined || beside === undefined) continue
      const on = (...names: readonly string[]) => new Set(names.flatMap((name) => [...(ground.get(name) ?? [])]))
      switch (step.kind) {
        case 'partition': {
          // A loop device and an array have partitions too; a partition has none.
          if (below.partitionOf !== null) break
          const name = `${below.name}p${String(index)}`
          devices.push(aPartition(name, below.name))
          ground.set(name, on(below.name))
          break
        }
        case 'mapping':
        case 'array': {
          const name = step.kind === 'mapping' ? `dm-${String(index)}` : `md${String(index)}`
          const slaves = [...new Set(step.kind === 'mapping' ? [below.name] : [below.name, beside.name])]
          devices.push(aMapping(name, slaves))
          ground.set(name, on(...slaves))
          break
        }
        case 'loop': {
          const name = `loop${String(index)}`
          devices.push(aLoop(name, { path: `/files/${name}`, numbers: below.numbers }))
          ground.set(name, on(below.name))
          break
        }
      }
    }
    const top = devices[used % devices.length] ?? aDevice('vdb')
    const place = { path: '/somewhere', numbers: top.numbers }
    const over: Partial<BlockSnapshot> =
      use === 'mount'
        ? { mounts: [mountOf(top.name, '/somewhere')] }
        : use === 'swap'
          ? { swaps: [place] }
          : use === 'btrfs'
            ? { mounts: [aMount('/b', anonymous, { kind: 'btrfs' })], btrfs: [[top.name]] }
            : use === 'zfs'
              ? { mounts: [aMount('/z', anonymous, { kind: 'zfs' })], zfs: [place] }
              : use === 'start'
                ? { namedAtStart: [{ ...place, by: 'fstab' }] }
                : { places: [{ ...place, role: use }] }
    return { snapshot: aComputer(devices, over), disksBelow: [...(ground.get(top.name) ?? [])], use }
  })

/** The same computer without what its own layers say of each other: only one of the two directions is left. */
const withoutHolders = (snapshot: BlockSnapshot): BlockSnapshot => ({
  ...snapshot,
  devices: snapshot.devices?.map((device) => ({ ...device, holders: [] })) ?? null,
})

describe('Whatever stands on a disk', () => {
  test('the disk is refused, however deep below it lies, and even where the kernel names no holders', () => {
    fc.assert(
      fc.property(layers, ({ snapshot, disksBelow }) => {
        expect(disksBelow.length).toBeGreaterThan(0)
        for (const disk of disksBelow) {
          expect(codesOf(disk, snapshot, withLoops)).not.toEqual([])
          expect(codesOf(disk, withoutHolders(snapshot), withLoops)).not.toEqual([])
        }
      }),
      { numRuns: 500 },
    )
  })
  test('the rule that speaks is the one of its use', () => {
    const ruleOf = {
      mount: 'guard.mounted',
      swap: 'guard.swap',
      system: 'guard.system',
      data: 'guard.data-folder',
      application: 'guard.application',
      'live-medium': 'guard.live-medium',
      btrfs: 'guard.mounted',
      zfs: 'guard.mounted',
      start: 'guard.named-at-start',
    } as const
    fc.assert(
      fc.property(layers, ({ snapshot, disksBelow, use }) => {
        for (const disk of disksBelow) expect(codesOf(disk, snapshot, withLoops)).toContain(ruleOf[use])
      }),
      { numRuns: 500 },
    )
  })
})

/** Every way to know less of a computer: one value of it becomes unknown. */
const lessKnown = (snapshot: BlockSnapshot): readonly BlockSnapshot[] => {
  const tables = (['devices', 'mounts', 'swaps', 'namedAtStart', 'places', 'btrfs', 'zfs', 'boot'] as const).map(
    (table): BlockSnapshot => ({ ...snapshot, [table]: null }),
  )
  const values = [
    'numbers',
    'node',
    'sizeBytes',
    'readOnly',
    'hidden',
    'sequence',
    'partitions',
    'holders',
    'slaves',
  ] as const
  const devices = (snapshot.devices ?? []).flatMap((device, index) =>
    [...values, 'hasDrive' as const, 'sightings' as const, 'hold' as const].map((value): BlockSnapshot => ({
      ...snapshot,
      devices: snapshot.devices?.with(index, { ...device, [value]: null }) ?? null,
    })),
  )
  const files = (snapshot.devices ?? []).flatMap((device, index): readonly BlockSnapshot[] =>
    device.loop === null
      ? []
      : [
          {
            ...snapshot,
            devices: snapshot.devices?.with(index, { ...device, loop: { ...device.loop, numbers: null } }) ?? null,
          },
        ],
  )
  const swaps = (snapshot.swaps ?? []).map((swap, index): BlockSnapshot => ({
    ...snapshot,
    swaps: snapshot.swaps?.with(index, { ...swap, numbers: null }) ?? null,
  }))
  const places = (snapshot.places ?? []).map((place, index): BlockSnapshot => ({
    ...snapshot,
    places: snapshot.places?.with(index, { ...place, numbers: null }) ?? null,
  }))
  const pools = (snapshot.zfs ?? []).map((member, index): BlockSnapshot => ({
    ...snapshot,
    zfs: snapshot.zfs?.with(index, { ...member, numbers: null }) ?? null,
  }))
  const sources = (snapshot.mounts ?? []).flatMap((mount: Mount, index): readonly BlockSnapshot[] =>
    mount.sources.length === 0
      ? []
      : [
          {
            ...snapshot,
            mounts:
              snapshot.mounts?.with(index, {
                ...mount,
                sources: mount.sources.map(({ path }) => ({ path, numbers: null })),
              }) ?? null,
          },
        ],
  )
  return [...tables, ...devices, ...files, ...swaps, ...places, ...pools, ...sources]
}

describe('Knowing less', () => {
  test('never frees a disk that was refused', () => {
    fc.assert(
      fc.property(layers, ({ snapshot }) => {
        const refused = (snapshot.devices ?? [])
          .map(({ name }) => name)
          .filter((name) => codesOf(name, snapshot, withLoops).length > 0)
        for (const less of lessKnown(snapshot)) {
          for (const name of refused) expect(codesOf(name, less, withLoops)).not.toEqual([])
        }
      }),
      { numRuns: 60 },
    )
  })
  test('never frees a disk in any of the situations above', () => {
    for (const [what, , disk, snapshot, options] of situations) {
      for (const less of lessKnown(snapshot))
        expect([what, codesOf(disk, less, options).length > 0]).toEqual([what, true])
    }
  })
  test('refuses a disk that was free, whichever value of the disk itself is unknown', () => {
    const free = aComputer([aDevice('sdb')])
    expect(codesOf('sdb', free)).toEqual([])
    for (const less of lessKnown(free).filter((one) => one.devices !== free.devices)) {
      const sdb = less.devices?.find(({ name }) => name === 'sdb')
      if (sdb !== free.devices?.find(({ name }) => name === 'sdb')) expect(codesOf('sdb', less)).not.toEqual([])
    }
  })
})
