// What the kernel (and udev, through lsblk) calls each device, read as a hardware report reads it. What the drives
// themselves say is asked in listing/disk-figures.ts.
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'
import { readBlockDevices } from '../../../domain/machine/block-devices.ts'
import { wasRead } from '../../../domain/machine/gaps.ts'
import { said } from '../../../domain/machine/placeholders.ts'
import { askProgram } from '../../hardware/ask-program.ts'
import { PROGRAMS } from '../../hardware/linux-sources.ts'

const textOf = (text: string | undefined, most: number): string | null => {
  const reading = said(text)
  return wasRead(reading) ? reading.value.slice(0, most) : null
}

/** By the kernel's name; null where lsblk cannot be asked. */
export const kernelIdentities = async (signal?: AbortSignal): Promise<ReadonlyMap<string, DiskIdentity> | null> => {
  const rows = readBlockDevices(await askProgram({ ...PROGRAMS.lsblk, signal }))
  if (!wasRead(rows)) return null
  return new Map(
    rows.value.map((row) => [
      row.kname ?? row.name,
      {
        serial: textOf(row.serial, 200),
        wwn: textOf(row.wwn, 60),
        model: textOf(row.model, 200),
        sizeBytes: row.size !== undefined && row.size > 0 ? row.size : null,
      },
    ]),
  )
}
