// Whether the drive itself says that it has just erased itself. Its last success may be years old: only what changed
// since before the command speaks for it. The same rule is asked while a program runs and of the record that it leaves.
import { type Reason, reason } from '../../words/reason.ts'
import type { AtaStatus, DriveStatus, SanitizeState } from './drive-status.ts'
import type { ErasureRecord } from './record.ts'

type Sanitized = { readonly state: SanitizeState; readonly globalErased: boolean }

const sanitized = (status: DriveStatus | null): Sanitized | null => {
  if (status === null || status.sanitize === null) return null
  return {
    state: status.sanitize.state,
    globalErased: 'globalErased' in status.sanitize && status.sanitize.globalErased,
  }
}

const saysFailed = (state: SanitizeState | 'locked') =>
  reason('erase.drive-says-failed', { state: `drive-state-${state}` })

/** Why the drive's word is none, after a sanitize; empty where it says so. `sawItRun`: it was seen in progress meanwhile. */
export const doubtsOfSanitize = (
  before: DriveStatus | null,
  after: DriveStatus | null,
  sawItRun: boolean,
): readonly Reason[] => {
  const [was, is] = [sanitized(before), sanitized(after)]
  if (was === null || is === null || is.state === 'unknown') return [reason('erase.drive-silent')]
  if (is.state !== 'succeeded') return [saysFailed(is.state)]
  const isNew = sawItRun || was.state !== 'succeeded' || (!was.globalErased && is.globalErased)
  return isNew ? [] : [reason('erase.drive-word-old')]
}

const securityOf = (status: DriveStatus | null): AtaStatus['security'] =>
  status?.kind === 'ata' ? status.security : null

const doubtsOfPassword = (after: DriveStatus | null): readonly Reason[] => {
  const is = securityOf(after)
  if (is === null) return [reason('erase.drive-silent')]
  return is.enabled || is.locked ? [saysFailed('locked')] : []
}

/**
 * A password was set, and the drive gave it up: that is what an erase does at its end, and nothing else does. Empty where
 * it says so.
 */
export const doubtsOfSecurityErase = (
  withPassword: DriveStatus | null,
  after: DriveStatus | null,
): readonly Reason[] => {
  const was = securityOf(withPassword)
  if (was === null) return [reason('erase.drive-silent')]
  if (!was.enabled && securityOf(after) !== null) return [reason('erase.password-not-set')]
  return doubtsOfPassword(after)
}

/** What a record keeps of the drive's word. */
export type DriveRecord = Pick<ErasureRecord, 'method' | 'program' | 'driveBefore' | 'driveAtWork' | 'driveAfter'>

/** nwipe writes and reads for itself; of `nvme format` a drive keeps no word that could be asked for. */
const needsNoWord = ({ program }: DriveRecord) =>
  program.name === 'nwipe' || (program.name === 'nvme' && program.arguments[0] === 'format')

/** Why the drive's word, as a record keeps it, is none; empty where it says so, or has nothing to say in the matter. */
export const doubtsOfDrive = (record: DriveRecord): readonly Reason[] => {
  if (needsNoWord(record)) return []
  const { method, driveBefore, driveAtWork, driveAfter } = record
  if (method.technique !== 'ata-secure-erase') {
    return doubtsOfSanitize(driveBefore, driveAfter, driveAtWork?.sanitize?.state === 'in-progress')
  }
  // Records of before the station kept it: that the drive had the password was looked at then, and is in their reasons.
  return driveAtWork === undefined ? doubtsOfPassword(driveAfter) : doubtsOfSecurityErase(driveAtWork, driveAfter)
}
