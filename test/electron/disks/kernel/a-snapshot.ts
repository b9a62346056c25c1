// The block layers of computers that are not here: small builders of what the kernel would say of them.
import type {
  BlockDevice,
  BlockSnapshot,
  Mount,
  PreciousPlace,
} from '../../../../electron/disks/kernel/block-devices.ts'
import type { Place } from '../../../../electron/disks/kernel/place.ts'

/** Numbers by name, always the same: 8:N for SCSI disks and so on is the kernel's custom, and nothing here leans on it. */
export const numbersFor = (name: string): string =>
  `${String(8 + (name.charCodeAt(0) % 3))}:${String([...name].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7) % 1_000_003)}`

const serialFor = (name: string) => `WX${name.toUpperCase()}7K${String(name.length)}Q`

export const aDevice = (name: string, over: Partial<BlockDevice> = {}): BlockDevice => ({
  name,
  kernel: `/sys/devices/pci0000:00/${name}`,
  numbers: numbersFor(name),
  node: { isBlock: true, numbers: numbersFor(name) },
  sizeBytes: 500_107_862_016,
  readOnly: false,
  removable: false,
  hidden: false,
  sequence: String(name.length + 20),
  partitionOf: null,
  partitions: [],
  holders: [],
  slaves: [],
  hasDrive: true,
  isUsb: false,
  isRemote: false,
  isCacheMember: false,
  loop: null,
  sightings: [{ serial: serialFor(name), wwn: null, model: 'WDC WD5000', sizeBytes: 500_107_862_016 }],
  hold: { state: 'free' },
  openers: [],
  ...over,
})

export const aPartition = (name: string, disk: string, over: Partial<BlockDevice> = {}): BlockDevice =>
  aDevice(name, { partitionOf: disk, hasDrive: false, sightings: null, hold: null, ...over })

/** What the kernel puts together from others, which name it as their holder (see `aComputer`). */
export const aMapping = (name: string, slaves: readonly string[], over: Partial<BlockDevice> = {}): BlockDevice =>
  aDevice(name, { slaves, hasDrive: false, sightings: null, hold: null, ...over })

export const aLoop = (name: string, file: Place & { readonly isDeleted?: boolean }, over: Partial<BlockDevice> = {}) =>
  aDevice(name, { loop: { isDeleted: false, ...file }, hasDrive: false, ...over })

export const aMount = (point: string, numbers: string, over: Partial<Mount> = {}): Mount => ({
  numbers,
  point,
  root: '/',
  kind: 'ext4',
  source: `/dev/${point}`,
  options: ['rw'],
  sources: [],
  layers: [],
  ...over,
})

export const mountOf = (name: string, point: string, over: Partial<Mount> = {}): Mount =>
  aMount(point, numbersFor(name), over)

export const aPlace = (role: PreciousPlace['role'], path: string, numbers: string | null): PreciousPlace => ({
  role,
  path,
  numbers,
})

/** Every device that rests on another is among its holders, and every partition among its disk's, as in /sys. */
const joined = (devices: readonly BlockDevice[]): readonly BlockDevice[] =>
  devices.map((device) => ({
    ...device,
    holders:
      device.holders === null
        ? null
        : [
            ...device.holders,
            ...devices.filter(({ slaves }) => slaves?.includes(device.name) ?? false).map(({ name }) => name),
          ],
    partitions:
      device.partitions === null
        ? null
        : [
            ...device.partitions,
            ...devices.filter(({ partitionOf }) => partitionOf === device.name).map(({ name }) => name),
          ],
  }))

/** A computer whose system lies on the first partition of sda; beside it whatever a case adds. */
export const aComputer = (devices: readonly BlockDevice[] = [], over: Partial<BlockSnapshot> = {}): BlockSnapshot => {
  const system = numbersFor('sda1')
  const { mounts = [], swaps = [], places = [], ...rest } = over
  return {
    devices: joined([aDevice('sda', { hold: { state: 'busy' } }), aPartition('sda1', 'sda'), ...devices]),
    mounts: mounts === null ? null : [aMount('/', system), aMount('/proc', '0:5', { kind: 'proc' }), ...mounts],
    swaps: swaps === null ? null : [...swaps],
    namedAtStart: [{ path: '/dev/sda1', numbers: system, by: 'cmdline' }],
    places:
      places === null
        ? null
        : [
            aPlace('system', '/', system),
            aPlace('data', '/home/etabli/data', system),
            aPlace('application', '/opt/etabli/etabli', system),
            ...places,
          ],
    btrfs: [],
    zfs: [],
    boot: '8f979fd1-704e-4fed-95e1-e94e8b58e550',
    ...rest,
  }
}
