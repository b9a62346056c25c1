// Asks an ATA drive, with hdparm, how much of itself it hides from this computer. hdparm opens the disk for reading only,
// and of its two questions neither sets anything; nothing here shows hidden sectors again.
import { hiddenAreaOf, hiddenBytesOf } from '../../../domain/erasure/read-back/hidden-area.ts'
import { hdparmArguments } from '../../../domain/erasure/running/hdparm-arguments.ts'
import { askProgram } from '../../hardware/ask-program.ts'
import { type AskedDisk, isUsb, waysToAsk } from './disk-figures.ts'
import { nodePath } from '../kernel/disk-names.ts'
import { textOf } from '../kernel/files.ts'

const LIMIT_MS = 5_000

type Ways = () => Promise<ReadonlyMap<string, string>>

/**
 * Whether the disk understands ATA commands, by what the kernel and smartctl know without asking it. A dock is asked only
 * where it is known to hand commands through: another may be stopped dead by one.
 */
export const speaksAta = async ({ name, kernel }: AskedDisk, ways: Ways): Promise<boolean> => {
  if (/^hd[a-z]$/.test(name)) return true
  if (!/^sd[a-z]+$/.test(name)) return false
  if (isUsb(kernel)) return /^sat\b/.test((await ways()).get(nodePath(name)) ?? '')
  return (await textOf(`${kernel}/device/vendor`)) === 'ATA'
}

const ask = async (kind: 'max-sectors' | 'overlay', device: string, signal?: AbortSignal) => {
  const args = hdparmArguments({ kind }, device)
  return askProgram({ program: 'hdparm', args, limitMs: LIMIT_MS, withErrors: true, signal })
}

/** Bytes that the drive hides; null where it cannot be asked here (no root's rights, no ATA), or does not tell. */
export const hiddenBytesAt = async (
  asked: AskedDisk,
  { signal, ways = () => waysToAsk(signal) }: { readonly signal?: AbortSignal | undefined; readonly ways?: Ways } = {},
): Promise<number | null> => {
  if (process.getuid?.() !== 0 || !(await speaksAta(asked, ways))) return null
  const device = nodePath(asked.name)
  const maxSectors = await ask('max-sectors', device, signal)
  // A disk that hangs over one question is not asked another.
  if (maxSectors.state !== 'said') return null
  const overlay = await ask('overlay', device, signal)
  const area = hiddenAreaOf({ maxSectors: maxSectors.text, overlay: overlay.state === 'said' ? overlay.text : null })
  if (area === null) return null
  const [size, sector] = await Promise.all([
    textOf(`${asked.kernel}/size`), // in 512 bytes, whatever the sector is
    textOf(`${asked.kernel}/queue/logical_block_size`),
  ])
  const sizeBytes = Number(size ?? 0) * 512
  return sizeBytes > 0 ? hiddenBytesOf(area, { sizeBytes, sectorBytes: Number(sector ?? 512) }) : null
}
