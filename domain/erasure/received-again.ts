// A disk that is received while one of its name is known here: the same one, seen twice, or another maker's that bears the
// same number. Only what both tell can part them; what nobody read parts nothing.
import type { DiskIdentity } from './disk-identity.ts'

/** A label says 500 GB of what the drive counts as 500,107,862,016 bytes. */
const LABEL_TOLERANCE = 0.05

const sizesDiffer = (one: number | null, other: number | null) =>
  one !== null && other !== null && Math.abs(one - other) > LABEL_TOLERANCE * Math.max(one, other)

const lettersOf = (model: string | null) => (model ?? '').replace(/[^a-z0-9]/gi, '').toUpperCase()

/** A label gives part of what the drive calls itself ("WD5000AAKX", "WDC WD5000AAKX-00ERMA0"): that is no difference. */
const modelsDiffer = (one: string | null, other: string | null) => {
  const [a, b] = [lettersOf(one), lettersOf(other)]
  return a !== '' && b !== '' && !a.includes(b) && !b.includes(a)
}

/** Of two disks of one name: model or size says that they are two. */
export const isToldApart = (one: DiskIdentity, other: DiskIdentity): boolean =>
  modelsDiffer(one.model, other.model) || sizesDiffer(one.sizeBytes, other.sizeBytes)
