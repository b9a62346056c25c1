// Whether every disk of a dismantled machine is answered for: what was found in it when it was opened, what reports and
// supervisors know of it, and what became of each. The accounting is that of certificates (erasure/accounting.ts); here it is
// held against the hands that took the disks out.
import type { DiskAccount, DiskAccounting } from '../erasure/accounting.ts'
import { type DiskIdentity, diskLabel, isSameNamedDisk, serialKey } from '../erasure/disk-identity.ts'
import { isGone } from '../erasure/verdict.ts'
import type { EquipmentKind } from '../machine/equipment.ts'
import { isProvenSince, lastFitted } from '../parts/keeping.ts'
import type { Part } from '../parts/part.ts'
import { stateOf } from '../parts/state.ts'
import { type Reason, reason } from '../words/reason.ts'
import type { DismantlingFile, MediumTakenOut } from './sheet-file.ts'

export type MediaQuestion = {
  readonly equipment: EquipmentKind
  readonly file: Pick<DismantlingFile, 'mediaFound' | 'media' | 'createdAt'>
  readonly accounting: DiskAccounting
}

/** Of the machine itself: a stick that it was read from is none of it, and a named disk answers for a nameless reading. */
export const disksOfMachine = ({ disks }: DiskAccounting): readonly DiskAccount[] =>
  disks.filter(({ verdict, explainedBy }) => verdict?.kind !== 'foreign' && explainedBy === null)

/** A bare monitor holds no disk: where nobody found one and no report shows one, the supervisor's signature says so. */
export const isBareMonitor = ({ equipment, file, accounting }: MediaQuestion): boolean =>
  equipment === 'monitor' &&
  file.mediaFound === 0 &&
  accounting.disks.length === 0 &&
  accounting.attestationNeeded?.why === 'no-report'

const serialOf = ({ serial }: Pick<MediumTakenOut, 'serial'>) =>
  serialKey({ serial, wwn: null, model: null, sizeBytes: null })

/** The medium that a person took out under the name of this disk. */
export const mediumOf = (
  account: Pick<DiskAccount, 'identity'>,
  media: readonly MediumTakenOut[],
): MediumTakenOut | null => {
  const serial = serialKey(account.identity)
  return serial === null ? null : (media.find((medium) => serialOf(medium) === serial) ?? null)
}

/** Taken out and settled before the machine came to the dismantling table, it could not be found there. */
const wentBefore = ({ verdict, settlement }: DiskAccount, createdAt: string): boolean =>
  verdict !== null && settlement !== null && isGone(verdict) && Date.parse(settlement.at) < Date.parse(createdAt)

const countReasons = ({ file, accounting }: MediaQuestion): readonly Reason[] => {
  const { mediaFound: found, media } = file
  if (found === null) return [reason('dismantling.media-not-counted')]
  const disks = disksOfMachine(accounting)
  const atLeast = disks.filter((disk) => !wentBefore(disk, file.createdAt)).length
  // One that was taken out before may have been counted all the same: then its serial is among those that were read.
  const before = disks.filter((disk) => wentBefore(disk, file.createdAt))
  const atMost = atLeast + before.filter((disk) => mediumOf(disk, media) !== null).length
  return [
    ...(media.length > found ? [reason('dismantling.media-more-than-found', { found, named: media.length })] : []),
    ...(found < atLeast ? [reason('dismantling.media-too-few', { found, known: atLeast })] : []),
    ...(found > disks.length ? [reason('dismantling.media-too-many', { found, known: disks.length })] : []),
    ...(found > atMost && found <= disks.length
      ? [reason('dismantling.media-went-before', { found, gone: before.length })]
      : []),
  ]
}

/** A serial read off a disk that nobody settled; and two disks under one serial. */
const nameReasons = ({ file, accounting }: MediaQuestion): readonly Reason[] => {
  const known = new Set(disksOfMachine(accounting).map(({ identity }) => serialKey(identity)))
  const serials = file.media.map(serialOf)
  return file.media.flatMap((medium, place) => {
    const serial = serials[place] ?? null
    if (serial === null) return []
    if (serials.indexOf(serial) < place) return [reason('dismantling.medium-twice', { serial: medium.serial })]
    return known.has(serial) ? [] : [reason('dismantling.medium-unaccounted', { serial: medium.serial })]
  })
}

/** What became of it was said after that instant, or proven by something that was begun after it. */
const isAnsweredSince = (account: DiskAccount, instant: string | null): boolean => {
  const { settled, verdict, settlement } = account
  const isGoneSince =
    settled &&
    verdict !== null &&
    isGone(verdict) &&
    verdict.kind !== 'foreign' &&
    settlement !== null &&
    (instant === null || Date.parse(settlement.at) >= Date.parse(instant))
  return isGoneSince || isProvenSince(account, instant)
}

/** A disk of the stock that was put into this machine stands in no report that came before: it is answered for like the others. */
export const fittedDiskReasons = (
  parts: readonly Part[],
  machineId: string,
  { disks }: DiskAccounting,
): readonly Reason[] =>
  parts.flatMap(({ data, history, number }) => {
    const state = stateOf({ history })
    if (data.kind !== 'disk' || state.kind !== 'fitted' || state.machine.machineId !== machineId) return []
    const isAnswered = disks.some(
      (account) => isSameNamedDisk(account.identity, data.identity) && isAnsweredSince(account, lastFitted(history)),
    )
    return isAnswered ? [] : [reason('dismantling.fitted-disk-open', { number, disk: diskLabel(data.identity) })]
  })

type StockedDisk = { readonly number: string; readonly identity: DiskIdentity }
export const disksAmong = (parts: readonly Pick<Part, 'data' | 'number'>[]): readonly StockedDisk[] =>
  parts.flatMap(({ data, number }) => (data.kind === 'disk' ? [{ number, identity: data.identity }] : []))

/** A disk that is kept as a part of this machine was found in it: it is one of those that are known of it. */
export const keptDiskReasons = (
  kept: readonly Pick<Part, 'data' | 'number'>[],
  accounting: DiskAccounting,
): readonly Reason[] =>
  disksAmong(kept)
    .filter((disk) => !disksOfMachine(accounting).some(({ identity }) => isSameNamedDisk(identity, disk.identity)))
    .map(({ number, identity }) => reason('dismantling.kept-disk-unknown', { number, disk: diskLabel(identity) }))

/** Every reason for which the disks keep the sheet from being signed. */
export const mediaReasons = (question: MediaQuestion): readonly Reason[] => [
  ...(isBareMonitor(question) ? [] : question.accounting.blocking),
  ...countReasons(question),
  ...nameReasons(question),
]

/**
 * The disks that wait elsewhere, with what the person who took them out weighed: the others lie among the fractions or in stock, those
 * too that were erased in the locked box and are `kept` since.
 */
export const waitingMedia = (
  accounting: DiskAccounting,
  media: readonly MediumTakenOut[],
  kept: readonly Pick<Part, 'data' | 'number'>[],
): readonly { readonly grams: number | null; readonly kind: DiskAccount['kind'] }[] =>
  disksOfMachine(accounting)
    .filter(({ verdict }) => verdict?.kind === 'removed')
    .filter(({ identity }) => !disksAmong(kept).some((disk) => isSameNamedDisk(identity, disk.identity)))
    .map((account) => {
      const medium = mediumOf(account, media)
      return { grams: medium?.grams ?? null, kind: account.kind ?? medium?.kind ?? null }
    })
