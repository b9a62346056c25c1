// What may be kept for another machine: a disk only once it is verified, a battery only above a health limit. Everything else
// is the eye's business. How a disk is accounted for is domain/erasure's.
import type { DiskAccount } from '../erasure/accounting.ts'
import { diskLabel, hasName, isSameNamedDisk, type DiskIdentity } from '../erasure/disk-identity.ts'
import { reason, type Reason } from '../words/reason.ts'
import type { Part, PartData, PartEvent } from './part.ts'
import { stateOf } from './state.ts'

/** Of the design capacity, in percent. Below it a battery soon comes back as waste; its grade would be D anyway. */
export const BATTERY_HEALTH_AT_LEAST = 60

const batteryFaults = ({ healthPercent }: Extract<PartData, { kind: 'battery' }>): readonly Reason[] => {
  if (healthPercent === null) return [reason('parts.battery-health-unknown', { least: BATTERY_HEALTH_AT_LEAST })]
  return healthPercent < BATTERY_HEALTH_AT_LEAST
    ? [reason('parts.battery-worn', { percent: healthPercent, least: BATTERY_HEALTH_AT_LEAST })]
    : []
}

const isVerified = ({ settled, verdict }: DiskAccount) => settled && verdict?.kind === 'verified'

/** It was taken out of that machine: what it comes to since is said elsewhere, or nowhere. */
const isElsewhere = ({ verdict }: DiskAccount) => verdict?.kind === 'removed'

/** Something of the evidence that it rests on was begun after that instant: settling the old anew proves nothing new. */
export const isProvenSince = ({ settled, verdict, evidence }: DiskAccount, instant: string | null): boolean => {
  if (!settled || verdict?.kind !== 'verified') return false
  return (
    instant === null ||
    evidence.some(
      ({ hash, startedAt, slackMs }) =>
        verdict.evidence.includes(hash) && startedAt !== null && Date.parse(startedAt) - slackMs > Date.parse(instant),
    )
  )
}

/**
 * `accounts`: what the disk comes to in every machine, and every file of a loose disk, that knows it. All that still have it
 * call it verified, and one of them by evidence begun since it last went into a machine (`fittedAt`): there it may have been
 * written on.
 */
const diskPartFaults = (
  disk: DiskIdentity,
  accounts: readonly DiskAccount[],
  fittedAt: string | null = null,
): readonly Reason[] => {
  const label = diskLabel(disk)
  if (!hasName(disk)) return [reason('parts.disk-nameless', { disk: label })]
  if (accounts.length === 0) return [reason('parts.disk-unknown', { disk: label })]
  const holding = accounts.filter((account) => !isElsewhere(account))
  const open = holding.filter((account) => !isVerified(account))
  const isProven = holding.some((account) => isProvenSince(account, fittedAt))
  if (open.length === 0 && isProven) return []
  return [reason('parts.disk-not-verified', { disk: label }), ...open.flatMap(({ reasons }) => reasons).slice(0, 3)]
}

/**
 * What speaks against throwing it away: what somebody wrote on it in a machine since it was verified would go with it. A
 * destruction that a supervisor confirmed after that answers for it too.
 */
export const discardingFaults = (
  data: PartData,
  accounts: readonly DiskAccount[],
  fittedAt: string | null,
): readonly Reason[] => {
  if (data.kind !== 'disk' || fittedAt === null) return []
  const isDestroyedSince = accounts.some(
    ({ settled, verdict, settlement }) =>
      settled &&
      verdict?.kind === 'destroyed' &&
      settlement !== null &&
      Date.parse(settlement.at) > Date.parse(fittedAt),
  )
  if (isDestroyedSince || diskPartFaults(data.identity, accounts, fittedAt).length === 0) return []
  return [reason('parts.disk-not-discardable', { disk: diskLabel(data.identity) })]
}

/**
 * When it was last put into a machine, at the earliest: by a clock that stood wrong it went in before it was there, and then the
 * latest time that the history had come to counts. null while it never was in one.
 */
export const lastFitted = (history: readonly PartEvent[]): string | null => {
  const last = history.findLastIndex(({ what }) => what === 'fitted')
  return history.slice(0, last + 1).reduce<string | null>((latest, { at }) => {
    return latest === null || Date.parse(at) > Date.parse(latest) ? at : latest
  }, null)
}

/** What the thing itself says against keeping it; a disk is judged by its accounts. */
export const keepingFaults = (
  data: PartData,
  accounts: readonly DiskAccount[],
  fittedAt: string | null = null,
): readonly Reason[] => {
  switch (data.kind) {
    case 'disk':
      return diskPartFaults(data.identity, accounts, fittedAt)
    case 'battery':
      return batteryFaults(data)
    default:
      return []
  }
}

/** The part that this disk is already, in stock or in a machine: one disk is not counted twice. */
export const partOfDisk = (disk: DiskIdentity, parts: readonly Part[]): Part | null =>
  parts.find(
    (part) =>
      part.data.kind === 'disk' && stateOf(part).kind !== 'discarded' && isSameNamedDisk(part.data.identity, disk),
  ) ?? null
