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

const isSettledAfter = (account: DiskAccount, instant: string | null) =>
  instant === null || (account.settlement !== null && Date.parse(account.settlement.at) > Date.parse(instant))

/**
 * `accounts`: what the disk comes to in every machine, and every file of a loose disk, that knows it. All that still have it
 * call it verified, and one of them since it was last in a machine (`fittedAt`): there it may have been written on.
 */
export const diskPartFaults = (
  disk: DiskIdentity,
  accounts: readonly DiskAccount[],
  fittedAt: string | null = null,
): readonly Reason[] => {
  const label = diskLabel(disk)
  if (!hasName(disk)) return [reason('parts.disk-nameless', { disk: label })]
  if (accounts.length === 0) return [reason('parts.disk-unknown', { disk: label })]
  const holding = accounts.filter((account) => !isElsewhere(account))
  const open = holding.filter((account) => !isVerified(account))
  const isProven = holding.some((account) => isVerified(account) && isSettledAfter(account, fittedAt))
  if (open.length === 0 && isProven) return []
  return [reason('parts.disk-not-verified', { disk: label }), ...open.flatMap(({ reasons }) => reasons).slice(0, 3)]
}

/** When it was last put into a machine; null while it never was. */
export const lastFitted = (history: readonly PartEvent[]): string | null =>
  history.findLast(({ what }) => what === 'fitted')?.at ?? null

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
