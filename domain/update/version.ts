// Versions of Établi: three numbers, and which of two is later. Anything else (a letter, a leading zero, a fourth number) is no
// version, so that no two spellings mean the same one.
import { z } from 'zod'

export const Version = z.string().regex(/^(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}$/)
export type Version = z.infer<typeof Version>

/** Below zero: `one` is earlier; zero: the same. Both are versions. */
export const compareVersions = (one: Version, other: Version): number => {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number))
  const at = [0, 1, 2].find((index) => left?.[index] !== right?.[index])
  return at === undefined ? 0 : (left?.[at] ?? 0) - (right?.[at] ?? 0)
}

export const isLater = (one: Version, other: Version): boolean => compareVersions(one, other) > 0
