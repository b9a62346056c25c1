// What a diagnostic tells of the computer: kinds, sizes and versions. It asks without rights and without a password, and
// never for what this computer, its disks or the person who uses it are called.
import { readFile, statfs } from 'node:fs/promises'
import { availableParallelism, cpus, freemem, platform, release, totalmem, uptime } from 'node:os'
import { z } from 'zod'
import type { DiagnosticFacts, DiskFacts } from '../../domain/diagnostic/facts.ts'
import { askProgram } from '../hardware/ask-program.ts'
import { programVersion } from '../hardware/program-versions.ts'
import { zoneMinutes } from '../local-zone.ts'
import { mountOf, mountsOf } from '../vault/data-folder.ts'

/** os-release(5): made by the distribution, not by who installed it; id and number, as its free name may be anybody's. */
const distribution = async (): Promise<string | null> => {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const field = (name: string) => new RegExp(`^${name}="?([a-z0-9._-]{1,40})"?$`, 'm').exec(text)?.[1]
  const id = field('ID')
  return id === undefined ? null : [id, field('VERSION_ID')].filter((part) => part !== undefined).join(' ')
}

/** A maker's name for it, cut at what no processor is called. */
const processor = (): string | null => {
  const model = (cpus()[0]?.model ?? '').replace(/[^\w .,@()+-]/g, '').trim()
  return model === '' ? null : model.slice(0, 80)
}

export const systemFacts = async (): Promise<DiagnosticFacts['system']> => ({
  platform: platform(),
  release: /^[\w.+-]{1,60}$/.exec(release())?.[0] ?? '',
  distribution: await distribution(),
  architecture: process.arch,
  node: process.versions.node,
  processor: processor(),
  cores: availableParallelism(),
  memoryBytes: totalmem(),
  freeMemoryBytes: freemem(),
  upSeconds: Math.round(uptime()),
  zoneMinutes: zoneMinutes(),
  asRoot: process.getuid?.() === 0,
})

const Listed = z.object({
  blockdevices: z
    .array(
      z.object({
        type: z.string(),
        size: z.number().nullable(),
        rota: z.boolean().nullable(),
        tran: z.string().nullable(),
        name: z.string(),
      }),
    )
    .max(5000),
})
type ListedDisk = z.infer<typeof Listed>['blockdevices'][number]

const kindOf = ({ name, tran, rota }: ListedDisk): DiskFacts['kind'] => {
  if (name.startsWith('mmcblk')) return 'emmc'
  if (tran === 'nvme') return 'nvme'
  if (tran === 'usb') return 'usb'
  if (rota === null) return 'other'
  return rota ? 'hdd' : 'ssd'
}

/** Kinds and sizes alone; null where nothing here can list them. */
export const diskFacts = async (signal: AbortSignal): Promise<DiagnosticFacts['disks']> => {
  const args = ['-J', '-b', '-d', '-o', 'NAME,TYPE,SIZE,ROTA,TRAN']
  const answer = await askProgram({ program: 'lsblk', args, limitMs: 10_000, signal })
  try {
    const { blockdevices } = Listed.parse(JSON.parse(answer.state === 'said' ? answer.text : ''))
    return blockdevices
      .filter(({ type, size }) => type === 'disk' && (size ?? 0) > 0)
      .map((disk) => ({ kind: kindOf(disk), bytes: disk.size ?? 0 }))
  } catch {
    return null
  }
}

const PROGRAMS = ['dmidecode', 'lsblk', 'smartctl', 'nvme', 'hdparm', 'nwipe', 'os-prober', 'lspci', 'pkexec'] as const

export const programFacts = async (signal: AbortSignal): Promise<DiagnosticFacts['programs']> => {
  const found = await Promise.all(PROGRAMS.map((name) => programVersion(name, signal)))
  return found
    .filter((program) => program !== null)
    .map(({ name, version }) => ({ name, version: /^[\w.+~-]{1,30}$/.exec(version ?? '')?.[0] ?? null }))
}

/** Of the file system that a folder lies on; its path is not told. */
export const placeFacts = async (
  folder: string,
): Promise<Pick<DiagnosticFacts['folder'], 'fileSystem' | 'freeBytes' | 'totalBytes'>> => {
  const space = await statfs(folder).catch(() => null)
  const mountinfo = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  return {
    fileSystem: mountOf(folder, mountsOf(mountinfo))?.type ?? null,
    freeBytes: space === null ? null : space.bavail * space.bsize,
    totalBytes: space === null ? null : space.blocks * space.bsize,
  }
}
