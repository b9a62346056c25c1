// Whether the drive itself says that it has just erased itself. Its last success may be years old: only what changed
// since before the command speaks for it.
import { type Reason, reason } from '../words/reason.ts'
import type { AtaStatus, DriveStatus, SanitizeState } from './drive-status.ts'

type Sanitized = { readonly state: SanitizeState; readonly globalErased: boolean }

const sanitized = (status: DriveStatus | null): Sanitized | null => {
  if (status === null || status.sanitize === null) return null
  return {
    state: status.sanitize.state,
    globalErased: 'globalErased' in status.sanitize && status.sanitize.globalErased,
  }
}

/** Why the drive's word is none, after a sanitize; empty where it says so. `sawItRun`: it was seen in progress meanwhile. */
export const doubtsOfSanitize = (
  before: DriveStatus | null,
  after: DriveStatus | null,
  sawItRun: boolean,
): readonly Reason[] => {
  const [was, is] = [sanitized(before), sanitized(after)]
  if (was === null || is === null || is.state === 'unknown') return [reason('erase.drive-silent')]
  if (is.state !== 'succeeded') return [reason('erase.drive-says-failed', { state: is.state })]
  const isNew = sawItRun || was.state !== 'succeeded' || (!was.globalErased && is.globalErased)
  return isNew ? [] : [reason('erase.drive-word-old')]
}

const securityOf = (status: DriveStatus | null): AtaStatus['security'] =>
  status?.kind === 'ata' ? status.security : null

/**
 * A password was set, and the drive gave it up: that is what an erase does at its end, and nothing else does. Empty where
 * it says so.
 */
export const doubtsOfSecurityErase = (
  withPassword: DriveStatus | null,
  after: DriveStatus | null,
): readonly Reason[] => {
  const [was, is] = [securityOf(withPassword), securityOf(after)]
  if (was === null || is === null) return [reason('erase.drive-silent')]
  if (!was.enabled) return [reason('erase.password-not-set')]
  return is.enabled || is.locked ? [reason('erase.drive-says-failed', { state: 'locked' })] : []
}
