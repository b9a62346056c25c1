// How Établi erases: which technique it can run on which medium by which program, what the drive must not say for it to
// begin, how much of the disk will be written and read, and what a read-back has to find afterwards. The exact arguments
// are in nwipe/run.ts, hdparm-arguments.ts and nvme-arguments.ts.
import type { Disk, DiskKind } from '../../machine/hardware-report.ts'
import { type Reason, reason } from '../../words/reason.ts'
import type { ErasureChoice } from '../disk-job.ts'
import type { AtaStatus, DriveStatus, NvmeStatus, SanitizeTechnique } from './drive-status.ts'
import type { ErasureProgram } from './record.ts'
import { type ErasureMethod, type FittingMethod, judgeMethod, methodsFor, nistEdition } from '../method.ts'
import type { Expectation } from '../read-back/read-back.ts'

export type ErasurePlan = { readonly leaves: Expectation } & (
  | { readonly kind: 'overwrite'; readonly fill: ErasureChoice['fill']; readonly blank: boolean }
  | { readonly kind: 'ata-security'; readonly enhanced: boolean; readonly minutes: number | null }
  | { readonly kind: 'ata-sanitize'; readonly technique: SanitizeTechnique }
  | {
      readonly kind: 'nvme-format'
      readonly lbaFormat: number
    }
  | { readonly kind: 'nvme-sanitize'; readonly technique: SanitizeTechnique }
)

const zeros: Expectation = { kind: 'zero' }
const ones: Expectation = { kind: 'pattern', hex: 'ff' }

/** A disk where it is attached: what kind it is, and by what it is reached. */
export type AttachedMedium = Pick<Disk, 'kind' | 'interface'>

/** No ATA command passes here, whatever the disk looks like: a file shown as a disk, a virtual one, SCSI's own. */
const WITHOUT_ATA: readonly string[] = ['loop', 'virtio', 'spi', 'fc', 'iscsi', 'mmc']

const takesAtaCommands = ({ kind, interface: bus }: AttachedMedium) =>
  (kind === 'hdd' || kind === 'sata-ssd') && (bus === null || !WITHOUT_ATA.includes(bus))

/** The program that would do it here; null: Établi runs no such thing (a degausser, a medium that is not reached). */
export const programFor = (technique: ErasureMethod['technique'], medium: AttachedMedium): ErasureProgram | null => {
  switch (technique) {
    case 'overwrite':
      return 'nwipe'
    case 'ata-secure-erase':
    case 'ata-sanitize':
      return takesAtaCommands(medium) ? 'hdparm' : null
    case 'nvme-format':
    case 'nvme-sanitize':
      return 'nvme'
    case 'block-erase':
    case 'crypto-erase':
      return medium.kind === 'nvme' ? 'nvme' : takesAtaCommands(medium) ? 'hdparm' : null
    case 'degauss':
      return null
  }
}

/** By the program itself, which writes the same to any disk; or by the drive, whose firmware has to be taken at its word. */
export type ErasedBy = 'program' | 'drive'

export type RunnableMethod = Omit<FittingMethod, 'needsNote'> & {
  readonly program: ErasureProgram
  readonly erasedBy: ErasedBy
  /**
   * On what Établi's way of doing it was watched to its end. Never yet on a real drive. What was tried on none was written
   * after the documents alone, and proves nothing before the disk has been read back.
   */
  readonly tried: 'virtual-drive' | 'never'
}

/** Virtual NVMe and SATA drives, loop devices: none of them knew security erase or sanitize. */
const TRIED: readonly ErasureMethod['technique'][] = ['overwrite', 'nvme-format']

/**
 * What Établi can run on this medium, as it is attached. What counts as Purge only with a reason written down is not run as such:
 * it is run as what it is, and a supervisor settles it.
 */
export const methodsToRun = (medium: AttachedMedium): readonly RunnableMethod[] =>
  methodsFor(medium.kind).flatMap((method) => {
    const { technique, category, needsNote } = method
    const program = programFor(technique, medium)
    if (program === null || needsNote) return []
    const erasedBy = program === 'nwipe' ? 'program' : 'drive'
    return [{ technique, category, program, erasedBy, tried: TRIED.includes(technique) ? 'virtual-drive' : 'never' }]
  })

/** Flash behind a bridge keeps copies of what is overwritten once: two fills of different content reach more of it. */
const needsTwoFills = (kind: DiskKind | null) => kind === 'usb' || kind === 'sd' || kind === 'emmc'

/** What is proposed to be run: what was tried, leaves zeros, and can be read back. */
export const proposedChoice = (kind: DiskKind | null): ErasureChoice => ({
  method: { category: 'clear', technique: 'overwrite', edition: nistEdition },
  fill: needsTwoFills(kind) ? 'random' : 'zeros',
  blank: needsTwoFills(kind),
})

const refused = (code: string, params: Reason['params'] = {}) => ({ refused: [reason(`erase.${code}`, params)] })
type Planned = ErasurePlan | { readonly refused: readonly Reason[] }

const securityPlan = (status: AtaStatus, choice: ErasureChoice): Planned => {
  const { security } = status
  if (security === null || !security.supported) return refused('drive-cannot', { technique: 'ata-secure-erase' })
  if (security.frozen) return refused('drive-frozen')
  if (security.locked || security.enabled) return refused('drive-locked')
  if (security.expired) return refused('drive-expired')
  const enhanced = security.enhanced && choice.method.category === 'purge'
  return {
    kind: 'ata-security',
    enhanced,
    minutes: enhanced ? security.enhancedMinutes : security.eraseMinutes,
    leaves: zeros,
  }
}

/** The strongest that the drive has, where the method leaves it open. */
const strongest: readonly SanitizeTechnique[] = ['block-erase', 'crypto-erase', 'overwrite']

const wanted = (technique: ErasureMethod['technique'], has: readonly SanitizeTechnique[]): SanitizeTechnique | null => {
  const among = technique === 'block-erase' || technique === 'crypto-erase' ? [technique] : strongest
  return among.find((each) => has.includes(each)) ?? null
}

const ataSanitizePlan = (status: AtaStatus, choice: ErasureChoice, kind: DiskKind | null): Planned => {
  const { sanitize, security } = status
  const technique = wanted(choice.method.technique, sanitize?.techniques ?? [])
  if (sanitize === null || technique === null) return refused('drive-cannot', { technique: choice.method.technique })
  if (sanitize.state === 'frozen') return refused('drive-frozen')
  if (sanitize.state === 'in-progress') return refused('drive-busy')
  // Left by a sanitize that failed: the drive takes nothing else until one succeeds, which is what is asked for.
  if (sanitize.state === 'unknown') return refused('drive-silent')
  if (security?.locked === true) return refused('drive-locked')
  // A hard disk gives back what it holds, deciphered by the new key; a flash drive what it no longer holds.
  const leaves: Expectation = technique === 'crypto-erase' && kind === 'hdd' ? { kind: 'random' } : zeros
  return { kind: 'ata-sanitize', technique, leaves }
}

/** A controller's command reaches every namespace: only with one, the chosen one, is it this disk alone. */
const isAlone = ({ namespaces }: NvmeStatus) => namespaces === 1

const withOthers = ({ namespaces }: NvmeStatus) =>
  namespaces === null || namespaces === 0 ? refused('namespaces-unknown') : refused('namespaces', { count: namespaces })

const nvmePlan = (status: NvmeStatus, choice: ErasureChoice): Planned => {
  const { sanitize } = status
  const leaves = status.deallocatedReads === 'ones' ? ones : zeros
  const { technique } = choice.method
  if (sanitize?.state === 'in-progress') return refused('drive-busy')
  if (technique === 'nvme-format') {
    if (status.formatsAll !== false && !isAlone(status)) return withOthers(status)
    if (status.lbaFormat === null) return refused('drive-silent')
    return { kind: 'nvme-format', lbaFormat: status.lbaFormat, leaves }
  }
  const chosen = wanted(technique, sanitize?.techniques ?? [])
  if (sanitize !== null && chosen !== null) {
    if (!isAlone(status)) return withOthers(status)
    if (sanitize.state === 'unknown') return refused('drive-silent')
    return { kind: 'nvme-sanitize', technique: chosen, leaves: chosen === 'overwrite' ? zeros : leaves }
  }
  // A format may destroy the key too, but is no Purge: it promises less than a sanitize, and keeps no word of how it went.
  if (technique === 'crypto-erase' && status.formatsCrypto === true) return refused('crypto-only-by-format')
  return refused('drive-cannot', { technique })
}

/** How the choice is carried out on this drive, or why it is not. `status` is needed by all but an overwrite. */
export const planOf = (choice: ErasureChoice, medium: AttachedMedium, status: DriveStatus | null): Planned => {
  const { technique } = choice.method
  const { kind } = medium
  const judged = judgeMethod(kind, choice.method, '')
  if (judged !== 'fits') return refused(judged, { technique })
  const program = programFor(technique, medium)
  if (program === null) return refused('no-program', { technique })
  if (program === 'nwipe') {
    const { fill, blank } = choice
    return { kind: 'overwrite', fill, blank, leaves: fill === 'random' && !blank ? { kind: 'random' } : zeros }
  }
  if (status === null) return refused('drive-silent')
  if (program === 'nvme') return status.kind === 'nvme' ? nvmePlan(status, choice) : refused('drive-silent')
  if (status.kind !== 'ata') return refused('drive-silent')
  return technique === 'ata-secure-erase' ? securityPlan(status, choice) : ataSanitizePlan(status, choice, kind)
}

/** Bytes that an overwrite writes, and then reads to verify them; null where the drive does it and tells no bytes. */
export const bytesOfPlan = (plan: ErasurePlan, sizeBytes: number): { written: number; read: number } | null =>
  plan.kind === 'overwrite'
    ? { written: plan.fill === 'random' && plan.blank ? 2 * sizeBytes : sizeBytes, read: sizeBytes }
    : null
