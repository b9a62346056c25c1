// Reads what hdparm prints of an ATA drive's own erasing: the security section and the features of `-I`, and the state of
// `--sanitize-status`. What is not said plainly is null or `unknown`, and then refuses.
import type { AtaStatus, SanitizeState, SanitizeTechnique } from './drive-status.ts'

type Security = NonNullable<AtaStatus['security']>

/** The lines that stand under a heading at the left edge. */
const sectionOf = (text: string, heading: string): string | null => {
  const lines = text.split(/\r?\n/)
  const start = lines.findIndex((line) => line.startsWith(`${heading}:`))
  if (start === -1) return null
  const length = lines.slice(start + 1).findIndex((line) => /^\S/.test(line))
  return lines.slice(start + 1, length === -1 ? undefined : start + 1 + length).join('\n')
}

/** `supported` or `not supported`, alone on its line; null where neither stands, or both. */
const flagIn = (section: string, name: string): boolean | null => {
  const said = [...section.matchAll(new RegExp(`^\\s*(not\\s+)?${name}\\s*$`, 'gm'))].map(
    ([, not]) => not === undefined,
  )
  return said.length === 1 ? (said[0] ?? null) : null
}

/** "2min for …", "more than 508min for …". */
const minutesIn = (section: string, of: string): number | null => {
  const digits = new RegExp(`(\\d{1,6}) ?min for ${of}`).exec(section)?.[1]
  return digits === undefined ? null : Number(digits)
}

const securityIn = (text: string): Security | null => {
  const section = sectionOf(text, 'Security')
  if (section === null) return null
  const [supported, enabled, locked, frozen, expired, enhanced] = [
    flagIn(section, 'supported'),
    flagIn(section, 'enabled'),
    flagIn(section, 'locked'),
    flagIn(section, 'frozen'),
    flagIn(section, 'expired: security count'),
    flagIn(section, 'supported: enhanced erase'),
  ]
  if (supported === null || enabled === null || locked === null || frozen === null) return null
  return {
    supported,
    enabled,
    locked,
    frozen,
    expired: expired ?? true,
    enhanced: enhanced ?? false,
    eraseMinutes: minutesIn(section, 'SECURITY ERASE UNIT'),
    enhancedMinutes: minutesIn(section, 'ENHANCED SECURITY ERASE UNIT'),
  }
}

const FEATURES: readonly (readonly [RegExp, SanitizeTechnique])[] = [
  [/^\s*\*?\s*OVERWRITE_EXT command\s*$/m, 'overwrite'],
  [/^\s*\*?\s*BLOCK_ERASE_EXT command\s*$/m, 'block-erase'],
  [/^\s*\*?\s*CRYPTO_SCRAMBLE_EXT command\s*$/m, 'crypto-erase'],
]

const techniquesIn = (text: string): SanitizeTechnique[] =>
  /^\s*\*?\s*SANITIZE feature set\s*$/m.test(text)
    ? FEATURES.filter(([pattern]) => pattern.test(text)).map(([, technique]) => technique)
    : []

/** The state, and how far a running one is: "Progress: 0x8000 (50%)". */
export const sanitizeStateIn = (text: string): { readonly state: SanitizeState; readonly percent: number | null } => {
  const states = [...text.matchAll(/^\s*State:\s+SD(\d)\b/gm)].map(([, digit]) => digit)
  const [state] = states
  if (state === undefined || states.length > 1) return { state: 'unknown', percent: null }
  switch (state) {
    case '0':
      return {
        state: /^\s*Last Sanitize Operation Completed Without Error\s*$/m.test(text) ? 'succeeded' : 'idle',
        percent: null,
      }
    case '1':
      return { state: 'frozen', percent: null }
    case '2': {
      const parts = /Progress:\s+0x([0-9a-f]{1,4})\b/i.exec(text)?.[1]
      return { state: 'in-progress', percent: parts === undefined ? null : (100 * parseInt(parts, 16)) / 0xffff }
    }
    case '3':
      return { state: 'failed', percent: null }
    case '4':
      return { state: 'succeeded', percent: null }
    default:
      return { state: 'unknown', percent: null }
  }
}

/** Whether `-I` answered for an ATA disk at all: a bridge that passes nothing through says something else, or nothing. */
const isAtaDisk = (text: string) => /^ATA device, with non-removable media/m.test(text)

/** `identify` is what `hdparm -I` printed, `sanitize` what `--sanitize-status` did, null where it was not asked. */
export const ataStatusOf = (identify: string, sanitize: string | null): AtaStatus | null => {
  if (!isAtaDisk(identify)) return null
  const techniques = techniquesIn(identify)
  const state = sanitizeStateIn(sanitize ?? '')
  return {
    kind: 'ata',
    security: securityIn(identify),
    sanitize: techniques.length === 0 ? null : { techniques, ...state },
  }
}
