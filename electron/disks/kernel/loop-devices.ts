// Loop devices: which file stands behind one, and how one is called where tests may erase it. A loop device has no serial;
// its file's name takes its place.
import { basename } from 'node:path'
import { z } from 'zod'
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'
import { askProgram } from '../../hardware/ask-program.ts'

export const loopIdentity = (file: string, sizeBytes: number | null): DiskIdentity => ({
  serial: `LOOP-${basename(file)
    .toUpperCase()
    .replace(/[^A-Z0-9-]/g, '-')}`.slice(0, 200),
  wwn: null,
  model: 'Loop device',
  sizeBytes: sizeBytes !== null && sizeBytes > 0 ? sizeBytes : null,
})

const Rows = z.object({
  loopdevices: z.array(z.object({ name: z.string(), 'back-maj:min': z.string().nullish() })).max(10_000),
})

/**
 * The file systems on which the files of loop devices lie, by the loop devices' paths, as the kernel noted them: the path
 * of a file may mean another one by now, or here. Empty where losetup cannot be asked.
 */
export const backingFileSystems = async (signal?: AbortSignal): Promise<ReadonlyMap<string, string>> => {
  const answer = await askProgram({
    program: 'losetup',
    args: ['--list', '--json', '--output', 'NAME,BACK-MAJ:MIN'],
    limitMs: 10_000,
    signal,
  })
  let said: unknown = null
  try {
    said = answer.state === 'said' ? JSON.parse(answer.text) : null
  } catch {
    // Nothing attached: older versions say nothing at all.
  }
  const rows = Rows.safeParse(said)
  return new Map(
    rows.success
      ? rows.data.loopdevices.flatMap((row) => {
          const numbers = row['back-maj:min']?.trim() ?? ''
          return /^\d+:\d+$/.test(numbers) ? [[row.name, numbers] as const] : []
        })
      : [],
  )
}
