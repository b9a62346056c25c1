// A part that was fitted stands among the machine's repairs, so that its certificate says it; taken back, its line goes, and
// nothing else of what people wrote there.
import { reason, type Reason } from '../words/reason.ts'
import type { Part } from './part.ts'
import { originOf } from './state.ts'

/** Of the machine file's `repairs`. */
const REPAIRS_LENGTH_AT_MOST = 2000

/** `name`: the part's, in the language of the line. */
export const repairReason = (part: Part, name: string): Reason => {
  const origin = originOf(part)
  const { number } = part
  return origin === null
    ? reason('parts.repair-fitted', { name, number })
    : reason('parts.repair-fitted-from', { name, number, origin: origin.inventoryNumber })
}

const lines = (repairs: string) => repairs.split('\n').filter((line) => line.trim() !== '')

/** null where there is no room left for it. */
export const withRepair = (repairs: string, line: string): string | null => {
  const there = lines(repairs)
  if (there.includes(line)) return repairs
  const whole = [...there, line].join('\n')
  return whole.length <= REPAIRS_LENGTH_AT_MOST ? whole : null
}

/** Without the line of a part, in whichever language it was written. */
export const withoutRepair = (repairs: string, said: readonly string[]): string =>
  lines(repairs)
    .filter((line) => !said.includes(line))
    .join('\n')
