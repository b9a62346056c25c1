// How far a sheet is, for a list: told from its file, and from how many disks were settled in this stay. A list cannot account
// for the disks of each machine; the sheet itself tells more, and the station has the last word.
import { sheetReasons, type SheetQuestion } from '../../../../domain/dismantling/closing.ts'
import type { DiskAccounting } from '../../../../domain/erasure/accounting.ts'

export type SheetState = 'to-begin' | 'in-progress' | 'disks' | 'ready' | 'signed'
export const sheetStates: readonly SheetState[] = ['to-begin', 'in-progress', 'disks', 'ready', 'signed']

export type SheetFacts = {
  /** Of the stay; null where nobody has begun it. */
  readonly question: Omit<SheetQuestion, 'accounting'> | null
  /** Disks of this stay of which a supervisor said what became of them. */
  readonly settledDisks: number
  /** A supervisor confirmed which disks stood in the machine, or a report showed them. */
  readonly disksKnown: boolean
  readonly signed: boolean
}

const noDisks: DiskAccounting = { disks: [], attestationNeeded: null, blocking: [], settled: true }
const isOfDisks = (code: string) => /^(erasure\.|dismantling\.(media-too|medium-))/.test(code)

export const sheetState = ({ question, settledDisks, disksKnown, signed }: SheetFacts): SheetState => {
  if (signed) return 'signed'
  if (question === null || question.file.revision === 1) return 'to-begin'
  const open = sheetReasons({ ...question, accounting: noDisks }).filter(({ code }) => !isOfDisks(code))
  if (open.length > 0) return 'in-progress'
  const found = question.file.mediaFound ?? 0
  const isBareMonitor = question.machine.equipment === 'monitor' && found === 0
  return settledDisks >= found && (disksKnown || isBareMonitor) ? 'ready' : 'disks'
}
