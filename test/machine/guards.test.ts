// Never the wrong disk, on a kernel that has every block layer: each situation is brought about in the virtual target, and the
// disks concerned are refused for the expected reason, all others are offered, and QEMU counts not one write meanwhile.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DiskHandle, StationDisk } from '../../domain/erasure/station-disk.ts'
import { boot, type RunningMachine, type Traffic } from './boot.ts'
import type { TargetDisk } from './description.ts'
import { clearAway, type Letter, preamble, remains, situations } from './guard-situations.ts'
import { type Images, imagesInFolder } from './images.ts'

let images: Images
let machine: RunningMachine
let listed: readonly StationDisk[]

const ahci = (serial: string, model = 'ETABLI HDD 7200') => ({ kind: 'ahci', serial, model }) as const
const usb = (serial: string, more: { bridgeSerial?: string; removable?: boolean } = {}) =>
  ({ kind: 'usb', serial, vendor: 'ACME', product: 'Stick', ...more }) as const

const serialOf: Readonly<Record<Letter, string>> = { A: 'ETB-A', B: 'ETB-B', N: 'ETB-N', U: 'ETB-U' }
const letters = Object.keys(serialOf) as readonly Letter[] // the keys just written

/** Where no situation ever touches them. */
const bystander = 'ETB-BYSTANDER'
const twin = 'ETB-TWIN'
/** The model of a disk whose serial names nothing. */
const nameless = 'ETABLI NAMELESS'

const swapStick = (name: string, serial: string): TargetDisk => ({
  name,
  image: images.full(name, 16),
  attachment: usb(serial),
})

const disksOf = ({ empty, full }: Images): readonly TargetDisk[] => [
  { name: 'a', image: empty('a', 128), attachment: ahci(serialOf.A) },
  { name: 'b', image: empty('b', 128), attachment: ahci(serialOf.B) },
  { name: 'n', image: empty('n', 32), attachment: { kind: 'nvme', serial: serialOf.N } },
  { name: 'u', image: empty('u', 64), attachment: usb(serialOf.U, { removable: true }) },
  { name: 'bystander', image: full('bystander', 8), attachment: { ...ahci(bystander), wwn: '5000c50000000001' } },
  { name: 'twin-1', image: full('twin-1', 8), attachment: ahci(twin) },
  { name: 'twin-2', image: full('twin-2', 8), attachment: ahci(twin) },
  { name: 'nameless', image: full('nameless', 8), attachment: ahci('0000000000', nameless) },
  { name: 'locked', image: full('locked', 8), readOnly: true, attachment: usb('ETB-LOCKED') },
  { name: 'stick', image: full('stick', 16), attachment: usb('ETB-STICK') },
]
const namesOfTarget = ['a', 'b', 'n', 'u', 'bystander', 'twin-1', 'twin-2', 'nameless', 'locked', 'stick'] as const

const bySerial = (serial: string): StationDisk => {
  const disk = listed.find(({ handle }) => handle.identity.serial === serial)
  if (disk === undefined) throw new Error(`the target shows no disk ${serial}`)
  return disk
}
const handleOf = (serial: string): DiskHandle => bySerial(serial).handle
const nameOf = (serial: string): string => bySerial(serial).name

const script = (text: string): Promise<string> => {
  const paths = { A: '', B: '', N: '', U: '' }
  for (const letter of letters) paths[letter] = `/dev/${nameOf(serialOf[letter])}`
  return machine.ask('guards', 'script', `${preamble(paths)}${text}`)
}

const named = <T extends { readonly name: string }>(all: readonly T[]) => all.map((one) => [one.name, one] as const)

/** What QEMU has counted on every disk. */
const traffic = async (): Promise<Readonly<Record<string, Traffic>>> =>
  Object.fromEntries(await Promise.all(namesOfTarget.map(async (name) => [name, await machine.traffic(name)] as const)))

/** The disks that are offered when nothing is in use. */
const free = () => [...letters.map((letter) => serialOf[letter]), bystander, 'ETB-STICK'].map(nameOf).sort()

const offered = (refusals: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(refusals)
    .filter(([, codes]) => codes.length === 0)
    .map(([name]) => name)
    .sort()

beforeAll(async () => {
  images = await imagesInFolder()
  machine = await boot({ disks: disksOf(images) })
  const inventory = await machine.ask('guards', 'inventory')
  expect(inventory.gaps).toEqual([])
  listed = inventory.disks
})
afterAll(async () => {
  await machine.end()
  await images.remove()
})

describe('disks that nobody can tell apart or name', () => {
  const codesOf = (pick: (disk: StationDisk) => boolean) =>
    listed.filter(pick).map(({ refusals }) => refusals.map(({ code }) => code))

  test('two disks with one serial are both refused', () => {
    const codes = codesOf(({ handle }) => handle.identity.serial === twin)
    expect(codes).toHaveLength(2)
    for (const each of codes) expect(each).toContain('guard.same-identity')
  })
  test('a disk whose serial is made of zeros, and which has no WWN, is refused', () => {
    const codes = codesOf(({ handle }) => handle.identity.model === nameless)
    expect(codes).toHaveLength(1)
    expect(codes[0]).toContain('guard.no-identity')
  })
  test('a stick with its lock against writing set is refused', () => {
    expect(bySerial('ETB-LOCKED').refusals.map(({ code }) => code)).toContain('guard.read-only')
  })
  test('all others are offered', async () => {
    expect(offered(await machine.ask('guards', 'refusals', null))).toEqual(free())
  })
})

describe('what is in use is refused, and nothing else is', () => {
  test.for(named(situations))('%s', async ([, { script: text, refused, dataFolder = null, root }]) => {
    const concerned = letters.filter((letter) => refused[letter] !== undefined)
    try {
      await script(`${text}\nsync; udevadm settle`)
      const before = await traffic()
      const refusals =
        root === undefined
          ? await machine.ask('guards', 'refusals', dataFolder)
          : await machine.ask('guards', 'refusalsFromRoot', root)
      for (const letter of concerned) expect(refusals[nameOf(serialOf[letter])]).toContain(refused[letter])
      // The way that leads to erasing asks again by itself; one disk shows it, and from another root it was asked above.
      const [first] = concerned
      if (first !== undefined && root === undefined) {
        const codes = await machine.ask('guards', 'whyNot', handleOf(serialOf[first]), dataFolder)
        expect(codes).toContain(refused[first])
      }
      const inUse = concerned.map((letter) => nameOf(serialOf[letter]))
      expect(offered(refusals)).toEqual(free().filter((name) => !inUse.includes(name)))
      expect(await traffic()).toEqual(before)
    } finally {
      await script(clearAway(concerned))
    }
  })

  test('a disk that another program has opened for itself alone', async () => {
    await machine.ask('guards', 'holdAlone', `/dev/${nameOf(serialOf.A)}`)
    expect(await machine.ask('guards', 'whyNot', handleOf(serialOf.A), null)).toContain('guard.busy')
    await machine.ask('guards', 'letGo')
    expect(await machine.ask('guards', 'whyNot', handleOf(serialOf.A), null)).toEqual([])
  })
})

describe('what the last owner left on a disk, in use by nobody, does not keep it from being erased', () => {
  test.for(named(remains))('%s', async ([, { script: text }]) => {
    try {
      await script(`${text}\nsync; udevadm settle`)
      expect(offered(await machine.ask('guards', 'refusals', null))).toEqual(free())
    } finally {
      await script(clearAway(['A', 'B']))
    }
  })
})

describe('from outside', () => {
  test('a whole inventory and the search for a free disk and a refused one open no block device for writing', async () => {
    const before = await traffic()
    const openings = await machine.ask('guards', 'openings')
    const onDisks = openings.filter(({ path }) => /^\/dev\/(sd|nvme|dm|md|loop|mapper|disk)/.test(path))
    expect(onDisks.length).toBeGreaterThan(10)
    // hdparm is asked for what a drive hides; its questions are commands, and need no right to write.
    expect(onDisks.filter(({ program }) => program.endsWith('/hdparm')).length).toBeGreaterThan(0)
    expect(onDisks.filter(({ flags }) => /O_WRONLY|O_RDWR/.test(flags))).toEqual([])
    expect(await traffic()).toEqual(before)
  })
})

describe('between the choice and the start', () => {
  const codes = (handle: DiskHandle) => machine.ask('guards', 'whyNot', handle, null)
  const untilSeen = async (serial: string): Promise<StationDisk> => {
    for (let tries = 0; tries < 50; tries++) {
      const { disks } = await machine.ask('guards', 'inventory')
      const disk = disks.find(({ handle }) => handle.identity.serial === serial)
      if (disk !== undefined) return disk
    }
    throw new Error(`${serial} does not appear`)
  }

  test('the disk is pulled out and another one takes its name: refused, and the newcomer is not touched', async () => {
    const chosen = bySerial('ETB-STICK')
    expect(await codes(chosen.handle)).toEqual([])
    await machine.pullOut('stick')
    await machine.plugIn(swapStick('other', 'ETB-OTHER'))
    const newcomer = await untilSeen('ETB-OTHER')
    expect(newcomer.name).toBe(chosen.name)
    expect(newcomer.refusals).toEqual([])
    expect(await codes(chosen.handle)).toEqual(['guard.gone'])
    const answer = await machine.ask('erasing', 'erase', chosen.handle, 'overwrite')
    expect(answer).toEqual({ refused: ['guard.gone'] })
    expect(await machine.traffic('other')).toMatchObject({ writes: 0, discards: 0 })
  })

  test('the same disk pulled out and put back is chosen anew: it may have been elsewhere in between', async () => {
    const chosen = await untilSeen('ETB-OTHER')
    await machine.pullOut('other')
    await machine.plugIn(swapStick('again', 'ETB-OTHER'))
    const back = await untilSeen('ETB-OTHER')
    expect(back.handle.identity).toEqual(chosen.handle.identity)
    expect(back.handle.instance).not.toBe(chosen.handle.instance)
    expect(await codes(chosen.handle)).toEqual(['guard.gone'])
    expect(await codes(back.handle)).toEqual([])
  })

  test('a disk taken from the SATA port is gone, not good', async () => {
    const chosen = bySerial(bystander)
    await machine.ask('disks', 'unplug', chosen.name)
    expect(await codes(chosen.handle)).toEqual(['guard.gone'])
  })
})
