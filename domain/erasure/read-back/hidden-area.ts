// Sectors that a drive keeps out of everybody's reach: a host protected area (HPA, or "accessible max address"), a device
// configuration overlay (DCO). The system shows the disk without them, so that neither an overwrite nor a reading reaches
// them. Read from what hdparm says (9.65 and its forerunners); how it is asked is the privileged half's business.
import { type Reason, reason } from '../../words/reason.ts'

export type HiddenArea = {
  /** What the drive shows now; null where only its overlay was told. In the drive's own sectors, as all of these. */
  readonly visibleSectors: number | null
  /** What it has. */
  readonly nativeSectors: number
}

/** More than any drive has, and few enough to be multiplied by a sector. */
const MOST_SECTORS = 2 ** 40
const WORD = 2n ** 32n

const sectorsIn = (text: string): number | null => {
  const sectors = Number(text)
  return sectors > 0 && sectors <= MOST_SECTORS ? sectors : null
}

/**
 * What an overlay says that the drive has. hdparm takes half of this figure for a signed number: from 2^31 sectors on (1.1
 * TB), many a drive "has" 18446744072… of them, and only the last 32 bits are true. The others are then those of `about`.
 */
const overlaySectors = (text: string, about: number | null): number | null => {
  const told = BigInt(text)
  if (told < 2n ** 63n) return sectorsIn(text)
  return about === null ? null : sectorsIn(String((BigInt(about) / WORD) * WORD + (told % WORD)))
}

/** What a bridge makes up where it does not understand the question; the figures beside it mean nothing. */
const isMadeUp = (text: string) => /bad\/missing sense data/i.test(text)

const maxSectors = (text: string): { readonly visible: number; readonly native: number | null } | null => {
  const found = /\bmax sectors\s*=\s*(\d{1,20})\/(\d{1,20})(?:\((\d{1,20})\?\))?/.exec(text)
  const visible = sectorsIn(found?.[1] ?? '')
  if (visible === null || isMadeUp(text)) return null
  // "HPA setting seems invalid": it shows more than it says to have. In brackets, what its overlay says.
  const told = [
    sectorsIn(found?.[2] ?? ''),
    found?.[3] === undefined ? null : overlaySectors(found[3], visible),
  ].filter((native) => native !== null && native >= visible)
  return { visible, native: told[0] ?? null }
}

/** What `hdparm -N` and `hdparm --dco-identify` say of a drive, errors included; null where it is nothing to rely on. */
export const hiddenAreaOf = (said: {
  readonly maxSectors: string | null
  readonly overlay: string | null
}): HiddenArea | null => {
  const own = said.maxSectors === null ? null : maxSectors(said.maxSectors)
  const [visible, native] = [own?.visible ?? null, own?.native ?? null]
  const least = native ?? visible
  const overlay = said.overlay ?? ''
  const figure = /Real max sectors:\s*(\d{1,20})\b/i.exec(overlay)?.[1]
  const isSound = figure !== undefined && !isMadeUp(overlay) && !/checksum failed/i.test(overlay)
  const real = isSound ? overlaySectors(figure, least) : null
  if (real !== null && real >= (least ?? 0)) return { visibleSectors: visible, nativeSectors: real }
  return native === null ? null : { visibleSectors: visible, nativeSectors: native }
}

/** What the system shows of the disk. */
type Shown = { readonly sizeBytes: number; readonly sectorBytes: number }

/** A dock may show other sectors than the drive has; the size is nearly the same. */
const sectorOf = ({ visibleSectors }: HiddenArea, { sizeBytes, sectorBytes }: Shown): number => {
  if (visibleSectors === null) return sectorBytes
  const fits = (bytes: number) => Math.abs(visibleSectors * bytes - sizeBytes) <= sizeBytes / 100
  return [sectorBytes, 512, 4096].find(fits) ?? sectorBytes
}

/**
 * Bytes of the drive that the system does not show, by whatever they are hidden; null where the answer is about another
 * disk than the one that is shown.
 */
export const hiddenBytesOf = (area: HiddenArea, shown: Shown): number | null => {
  const bytes = area.nativeSectors * sectorOf(area, shown) - shown.sizeBytes
  return bytes >= 0 ? bytes : null
}

/** A reading or an erasure, by the medium that it was made on (read-back.ts). */
type OfMedium = { readonly medium: { readonly hiddenBytes?: number | null | undefined } }

/** Whether the drive hid sectors from what was done; false where it was not asked, or did not tell. */
export const hidesSectors = ({ medium }: OfMedium): boolean => (medium.hiddenBytes ?? 0) > 0

/** What the record of an erasure then lacks: the hidden sectors still hold what they held. */
export const hiddenSectorsOf = (record: OfMedium, disk: string): readonly Reason[] =>
  hidesSectors(record) ? [reason('erasure.record-hidden-sectors', { disk, bytes: record.medium.hiddenBytes ?? 0 })] : []

/** Reasons, of a log or a record, that no reading can outweigh: it does not reach these sectors either. */
export const isAboutHiddenSectors = ({ code }: Reason): boolean =>
  code === 'erasure.log-hidden-sectors' || code === 'erasure.record-hidden-sectors' || code === 'read-back.hidden-area'
