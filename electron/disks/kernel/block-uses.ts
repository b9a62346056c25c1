// What uses the block devices of this computer, as the kernel tells it: mounts, swap, the way it was started, pools, and the
// places that must go on working. Nothing is judged here.
import { realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AboutThisStation, BlockSnapshot, Mount, NamedAtStart, PreciousPlace } from './block-devices.ts'
import { exists, namesIn, textOf } from './files.ts'
import { mountLines, type MountLine, swapLines } from './mount-table.ts'
import { deviceAt, type Place, placeOf } from './place.ts'
import { zfsMembers } from './zfs.ts'

/** Where live systems keep the medium that they were started from. */
const LIVE_MEDIA = [
  ...['/run/live/medium', '/lib/live/mount/medium', '/cdrom', '/isodevice', '/run/initramfs/live'],
  ...['/run/initramfs/isoscan', '/run/archiso/bootmnt', '/run/miso/bootmnt', '/run/media/live', '/live/image'],
]
const SYSTEM = ['/', '/boot', '/boot/efi', '/efi', '/usr', '/var', '/etc', '/home']

/** Where a folder that is yet to be made will lie. */
const nearestExisting = async (path: string): Promise<string> => {
  let here = path
  while (!(await exists(here)) && dirname(here) !== here) here = dirname(here)
  return realpath(here).catch(() => here)
}

const LAYERS = /^(lowerdir|upperdir|workdir|lowerdir\+|datadir\+)=(.*)$/s

const mountOf = async (line: MountLine, root: string): Promise<Mount> => {
  const sources = line.source.split(':').filter((part) => part.startsWith('/dev/') && part !== '/dev/fuse')
  const layers =
    line.kind === 'overlay' ? line.options.flatMap((option) => LAYERS.exec(option)?.[2]?.split(/:+/) ?? []) : []
  return {
    ...line,
    sources: await Promise.all(sources.map((source) => deviceAt(join(root, source)))),
    layers: await Promise.all(layers.filter((layer) => layer !== '').map((layer) => placeOf(join(root, layer)))),
  }
}

/** What this process sees mounted, and what the first process does: an application in a box of its own sees less. */
export const mountsIn = async (root: string): Promise<readonly Mount[] | null> => {
  const [own, first] = await Promise.all([
    textOf(join(root, 'proc/self/mountinfo')),
    textOf(join(root, 'proc/1/mountinfo')),
  ])
  const ours = own === null ? null : mountLines(own)
  const theirs = first === null ? [] : mountLines(first)
  if (ours === null || theirs === null) return null
  const key = (line: MountLine) => JSON.stringify([line.numbers, line.point, line.root, line.source])
  const known = new Set(ours.map(key))
  const all = [...theirs.filter((line) => !known.has(key(line))), ...ours]
  return Promise.all(all.map((line) => mountOf(line, root)))
}

export const swapsIn = async (root: string): Promise<readonly Place[] | null> => {
  const table = await textOf(join(root, 'proc/swaps'))
  const lines = table === null ? null : swapLines(table)
  return lines === null ? null : Promise.all(lines.map(({ path }) => placeOf(join(root, path))))
}

/** udev writes names in its links so: ASCII other than these characters in hexadecimal, everything else as it is. */
const linkName = (text: string) =>
  [...text]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0
      return code > 0x7f || /[A-Za-z0-9#+\-.:=@_]/.test(char) ? char : `\\x${code.toString(16).padStart(2, '0')}`
    })
    .join('')

const BY: Readonly<Record<string, string>> = {
  UUID: 'by-uuid',
  LABEL: 'by-label',
  CDLABEL: 'by-label',
  PARTUUID: 'by-partuuid',
  PARTLABEL: 'by-partlabel',
}

const wordsOf = (line: string): readonly string[] =>
  (line.match(/(?:[^\s"]|"[^"]*")+/g) ?? []).map((word) => word.replaceAll('"', ''))

const devicesIn = (value: string): readonly string[] => {
  const path = /\/dev\/[^\s,:]+/.exec(value)?.[0]
  const tag = /\b(UUID|LABEL|CDLABEL|PARTUUID|PARTLABEL)=([^,:]+)/.exec(value)
  const folder = BY[tag?.[1] ?? '']
  return [
    ...(path === undefined ? [] : [path]),
    ...(folder === undefined || tag?.[2] === undefined ? [] : [`/dev/disk/${folder}/${linkName(tag[2])}`]),
  ]
}

/** Every device that an argument of the kernel's command line names, in whatever form: root=UUID=…, live:/dev/sdb1. */
export const devicesNamedIn = (commandLine: string): readonly string[] =>
  wordsOf(commandLine).flatMap((argument) => devicesIn(argument.split('=').slice(1).join('=')))

/** What the system's own tables name: a disk of this station's is one, mounted or not. */
const TABLES = ['fstab', 'crypttab'] as const

/** The first two columns: of fstab the device, of crypttab the name and the device. */
export const devicesInTable = (table: string): readonly string[] =>
  table
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .flatMap((line) => wordsOf(line).slice(0, 2))
    .flatMap((column) => devicesIn(column.replaceAll('\\040', ' ')))

/** The devices that this station's start names, in the kernel's command line or in the tables of its file systems. */
export const devicesNamedAtStart = async (root: string): Promise<readonly NamedAtStart[] | null> => {
  const commandLine = await textOf(join(root, 'proc/cmdline'))
  if (commandLine === null) return null
  const named = new Map<string, NamedAtStart['by']>(devicesNamedIn(commandLine).map((path) => [path, 'cmdline']))
  for (const by of TABLES) {
    const path = join(root, 'etc', by)
    const table = await textOf(path)
    if (table === null && (await exists(path))) return null
    for (const device of devicesInTable(table ?? '')) if (!named.has(device)) named.set(device, by)
  }
  return Promise.all([...named].map(async ([path, by]) => ({ ...(await deviceAt(join(root, path))), by })))
}

/** Where this program's own files lie. An AppImage runs from a file system of its own, inside the file that was started. */
const ownPlaces = (): readonly string[] => {
  const { APPIMAGE: file, APPDIR: folder } = process.env
  if (file !== undefined && folder !== undefined && process.execPath.startsWith(`${folder}/`)) return [file]
  // Inside an archive of Electron's, files have no place of their own.
  return [process.execPath, import.meta.dirname.replace(/\/[^/]+\.asar(\/.*)?$/, '')]
}

export const placesIn = async (about: AboutThisStation, root: string): Promise<readonly PreciousPlace[]> => {
  const roles: (readonly [PreciousPlace['role'], string])[] = ownPlaces().map((path) => ['application', path])
  for (const path of SYSTEM) if (await exists(join(root, path))) roles.push(['system', join(root, path)])
  for (const path of LIVE_MEDIA) if (await exists(join(root, path))) roles.push(['live-medium', join(root, path)])
  if (about.dataFolder !== null) roles.push(['data', await nearestExisting(about.dataFolder)])
  return Promise.all(
    roles.map(async ([role, path]) => ({ ...(await placeOf(await realpath(path).catch(() => path))), role })),
  )
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

export const btrfsIn = async (root: string): Promise<BlockSnapshot['btrfs']> => {
  const folder = join(root, 'sys/fs/btrfs')
  if (!(await exists(folder))) return []
  const systems = (await namesIn(folder))?.filter((name) => UUID.test(name)) ?? null
  if (systems === null) return null
  const members = await Promise.all(systems.map((name) => namesIn(`${folder}/${name}/devices`)))
  const known = members.filter((names) => names !== null)
  return known.length === members.length ? known : null
}

export const zfsIn = async (root: string, mounts: readonly Mount[] | null): Promise<readonly Place[] | null> => {
  const paths = await zfsMembers(root, mounts?.some(({ kind }) => kind === 'zfs') ?? false)
  return paths === null ? null : Promise.all(paths.map((path) => placeOf(join(root, path))))
}
