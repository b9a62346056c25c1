// Operating systems: what was found on the disks, and the one that was running while the machine was read (a live key as a
// rule). os-prober names them; without it, file systems and partition types tell as much as they can.
import { lookUp } from './look-up.ts'
import type { OperatingSystem } from './hardware-report.ts'
import { Gaps, missing, unavailable, wasRead, type Reading, type Section } from './gaps.ts'
import { whyMute } from './answers.ts'
import { isPartition, type BlockDevice } from './block-devices.ts'
import { CORE_STORAGE } from './disk-content.ts'
import { said } from './placeholders.ts'
import type { Answer, Readings } from './readings.ts'

const FAMILIES: Readonly<Record<string, OperatingSystem['family']>> = {
  linux: 'linux',
  chain: 'windows',
  efi: 'windows',
  macosx: 'macos',
}

const familyOf = (name: string, kind: string): OperatingSystem['family'] => {
  if (/windows/i.test(name)) return 'windows'
  if (/mac ?os/i.test(name)) return 'macos'
  return kind === 'linux' ? 'linux' : (lookUp(FAMILIES, kind) ?? 'other')
}

/** os-prober: "device[@path]:long name:label:kind[:…]". */
const fromProber = (answer: Answer | undefined): Reading<readonly OperatingSystem[]> => {
  if (answer?.state !== 'said') return missing(whyMute(answer))
  const found = answer.text.split(/\r?\n/).flatMap((line): OperatingSystem[] => {
    const parts = /^(\/dev\/[^:@\s]+)(?:@[^:]*)?:([^:]*):([^:]*):([^:]+)/.exec(line)
    if (parts === null) return []
    const [, partition = '', longName = '', label = '', kind = ''] = parts
    const name = said(longName === '' ? label : longName)
    if (!wasRead(name)) return []
    const version = /\(([^)]+)\)$/.exec(name.value)?.[1] ?? null
    return [
      { name: name.value, family: familyOf(name.value, kind), version, partition, running: false, encrypted: null },
    ]
  })
  return { value: found }
}

/** Microsoft reserved partition: Windows' installer makes one on every GPT disk, and nobody else does. */
const MICROSOFT_RESERVED = 'e3c9e316-0b5c-4db8-817d-f92df00215ae'

type Sign = { readonly holds: (part: BlockDevice, siblings: readonly BlockDevice[]) => boolean } & Pick<
  OperatingSystem,
  'name' | 'family' | 'encrypted'
>

/** What a partition says by itself. A plain ext4 is no sign of a system: it may be anybody's data. */
const SIGNS: readonly Sign[] = [
  { name: 'Windows (BitLocker)', family: 'windows', encrypted: true, holds: (part) => part.fstype === 'BitLocker' },
  {
    name: 'Windows',
    family: 'windows',
    encrypted: false,
    holds: (part, siblings) =>
      part.fstype === 'ntfs' &&
      (part.size ?? 0) > 8e9 &&
      (siblings.some((other) => other.parttype?.toLowerCase() === MICROSOFT_RESERVED) ||
        siblings.some(
          (other) => other.fstype === 'ntfs' && /^(System Reserved|R.serv. au syst.me)$/i.test(other.label ?? ''),
        )),
  },
  {
    name: 'macOS (Core Storage)',
    family: 'macos',
    // FileVault 2 and Fusion drives look alike.
    encrypted: null,
    holds: (part) => part.parttype?.toLowerCase() === CORE_STORAGE,
  },
  { name: 'Linux (LUKS)', family: 'linux', encrypted: true, holds: (part) => part.fstype === 'crypto_LUKS' },
  {
    name: 'macOS',
    family: 'macos',
    encrypted: null,
    holds: (part) => part.fstype === 'apfs' || part.fstype === 'hfsplus',
  },
]

const fromPartitions = (devices: readonly BlockDevice[]): readonly OperatingSystem[] =>
  devices.filter(isPartition).flatMap((part): OperatingSystem[] => {
    const siblings = devices.filter((other) => isPartition(other) && other.disk === part.disk)
    const sign = SIGNS.find(({ holds }) => holds(part, siblings))
    if (sign === undefined) return []
    const { name, family, encrypted } = sign
    return [{ name, family, version: null, partition: part.path, running: false, encrypted }]
  })

/** On the machine's disks, and not only running from a key while it was read. */
export const isInstalled = ({ running, partition }: OperatingSystem): boolean => !running || partition !== null

/** Attached from outside, or a live system's own: whatever runs from there is not installed. */
const isOutside = (disk: BlockDevice | undefined) =>
  disk === undefined || disk.tran === 'usb' || (disk.rm ?? disk.hotplug ?? false)

/** The partition that the running system has for its root, where that is on a disk of the machine itself. */
const rootPartition = (devices: Reading<readonly BlockDevice[]>): string | null => {
  if (!wasRead(devices)) return null
  const root = devices.value.find((device) => device.mountpoint === '/')
  if (root === undefined || root.type === 'loop') return null
  return isOutside(devices.value.find(({ path }) => path === root.disk)) ? null : root.path
}

const runningSystem = (readings: Readings, devices: Reading<readonly BlockDevice[]>): OperatingSystem | null => {
  const corner = readings.corners.running
  const text = corner?.state === 'files' ? (corner.files['os-release'] ?? '') : ''
  const value = (key: string) => said(new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1])
  const name = value('PRETTY_NAME')
  const version = value('VERSION_ID')
  if (!wasRead(name)) return null
  return {
    name: name.value,
    family: 'linux',
    version: wasRead(version) ? version.value : null,
    partition: rootPartition(devices),
    running: true,
    encrypted: null,
  }
}

export const readOperatingSystems = (
  readings: Readings,
  devices: Reading<readonly BlockDevice[]>,
): Section<readonly OperatingSystem[]> => {
  const running = runningSystem(readings, devices)
  const named = fromProber(readings.programs['os-prober'])
  if (!wasRead(named) && !wasRead(devices)) {
    return running === null
      ? unavailable([], devices.why)
      : { value: [running], state: { state: 'partly', missing: [{ field: 'installed', why: devices.why }] } }
  }
  const gaps = new Gaps()
  if (!wasRead(named)) gaps.take('names', named)
  const byProber = wasRead(named) ? named.value : []
  const known = new Set(byProber.map((system) => system.partition))
  const windowsIsNamed = byProber.some((system) => system.family === 'windows')
  // os-prober finds Windows by its boot partition: the large one beside it is the same Windows, not a second.
  const bySigns = (wasRead(devices) ? fromPartitions(devices.value) : []).filter(
    (system) =>
      !known.has(system.partition) && !(windowsIsNamed && system.family === 'windows' && system.encrypted !== true),
  )
  const value = [...byProber, ...bySigns, ...(running === null ? [] : [running])].slice(0, 64)
  return { value, state: gaps.state() }
}
