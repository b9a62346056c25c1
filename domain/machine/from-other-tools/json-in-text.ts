// JSON that a file carries within a text, as a program printed it. It comes from outside twice over, and keeps to the limits
// of what comes from outside.
import { readUntrustedJson, type JsonLimits } from '../../documents/untrusted-json.ts'
import { missing, read, type Reading } from '../gaps.ts'

/** lshw nests two levels for each hub, bridge and dock. */
export const foreignLimits: JsonLimits = { length: 32 * 1024 * 1024, depth: 96, values: 1_000_000 }

/** A value that is not text is taken as it is: some versions parsed it before they kept it. */
export const jsonInText = (answer: unknown): Reading<unknown> => {
  if (answer === undefined || answer === null) return missing('not-asked')
  if (typeof answer !== 'string') return read(answer)
  const json = readUntrustedJson(answer, foreignLimits)
  return json.ok ? read(json.value) : missing('malformed')
}
