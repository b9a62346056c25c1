// Closing a dismantling sheet: every reason for which it cannot be signed yet, and every doubt that a person should see before
// signing. The window asks these rules while somebody types, the privileged half asks them again when the sheet is issued.
// Disks are media-answers.ts' business, annex VII annex-vii-answers.ts'.
import type { DiskAccounting } from '../erasure/accounting.ts'
import type { MachineFile } from '../machine/machine-file.ts'
import type { Part } from '../parts/part.ts'
import { partsTakenOut } from '../parts/taken-out.ts'
import { type Reason, reason } from '../words/reason.ts'
import { annexViiReasons } from './annex-vii-answers.ts'
import { type Balance, balanceOf, differenceOf } from './balance.ts'
import { allWasteCodes, codeInForce, successorOf } from './codes-in-force.ts'
import type { Fraction, FractionKind } from './fractions.ts'
import { fittedDiskReasons, isBareMonitor, keptDiskReasons, mediaReasons, waitingMedia } from './media-answers.ts'
import type { OrderedMachine } from './order.ts'
import { isPlausibleFraction, isPlausibleMachine } from './plausible-weights.ts'
import { type DismantlingFile, Safety } from './sheet-file.ts'
import type { WasteCode, WasteCodeChange } from './waste-codes.ts'

/** All that a sheet is judged by; both halves can put it together. */
export type SheetQuestion = {
  readonly machine: Pick<MachineFile, 'id' | 'equipment' | 'stay'>
  /** Of this stay; null where no supervisor sent the machine to dismantling. */
  readonly ordered: OrderedMachine | null
  readonly file: DismantlingFile
  /** Of this machine and stay. */
  readonly accounting: DiskAccounting
  /** The whole stock: those that came from this machine are found here. */
  readonly parts: readonly Part[]
  /** In the order of the journal. */
  readonly codeChanges: readonly WasteCodeChange[]
  /** The sheet's date where the station stands, as 2026-11-25 (words/day.ts). */
  readonly day: string
}

/** As it is called in a sentence: by the workshop's own name, else by its kind. */
const named = ({ name, kind }: Fraction): string => (name === '' ? `fraction-${kind}` : name)

/** A workshop's own code may have a label in French alone. */
const labelOf = ({ labelFr, labelEn }: WasteCode) => ({
  'label-fr': labelFr,
  'label-en': labelEn === '' ? labelFr : labelEn,
})

const codeReasons = (fraction: Fraction, { codeChanges, day }: SheetQuestion): readonly Reason[] => {
  const { code } = fraction
  const name = named(fraction)
  if (code === null) return [reason('dismantling.fraction-without-code', { fraction: name })]
  if (codeInForce(code, codeChanges, day) !== null) return []
  if (!allWasteCodes(codeChanges).some((one) => one.code === code))
    return [reason('dismantling.code-unknown', { fraction: name, code })]
  const instead = successorOf(code, codeChanges, day)
  if (instead === null) return [reason('dismantling.code-not-in-force', { fraction: name, code, day })]
  return [
    reason('dismantling.code-replaced', { fraction: name, code, day, instead: instead.code, ...labelOf(instead) }),
  ]
}

/** One line under one identity: a sheet that lists it twice would hold nowhere. */
const isListedBefore = ({ id }: Fraction, before: readonly Fraction[]): boolean => before.some((one) => one.id === id)

const fractionReasons = (question: SheetQuestion): readonly Reason[] => {
  const { fractions } = question.file
  if (fractions.length === 0) return [reason('dismantling.fractions-missing')]
  return fractions.flatMap((fraction, at) => [
    ...(isListedBefore(fraction, fractions.slice(0, at))
      ? [reason('dismantling.fraction-twice', { fraction: named(fraction) })]
      : []),
    ...(fraction.grams === null ? [reason('dismantling.fraction-unweighed', { fraction: named(fraction) })] : []),
    ...codeReasons(fraction, question),
  ])
}

/** Every reason against signing the sheet; none is the good answer. Whether another sheet stands is asked of the documents. */
export const sheetReasons = (question: SheetQuestion): readonly Reason[] => {
  const { machine, ordered, file, accounting, parts } = question
  return [
    ...(ordered === null ? [reason('dismantling.not-ordered')] : []),
    ...annexViiReasons(machine.equipment, file.annexVii, file.fractions),
    ...mediaReasons({ equipment: machine.equipment, file, accounting }),
    ...fittedDiskReasons(parts, machine.id, accounting),
    ...keptDiskReasons(partsTakenOut(parts, machine), accounting),
    ...fractionReasons(question),
  ]
}

export const sheetBalance = ({ machine, file, accounting, parts }: SheetQuestion): Balance =>
  balanceOf({
    grossGrams: file.grossGrams,
    fractions: file.fractions,
    parts: partsTakenOut(parts, machine).map(({ grams, data }) => ({ grams, kind: data.kind })),
    media: waitingMedia(accounting, file.media, partsTakenOut(parts, machine)),
  })

const balanceDoubts = (question: SheetQuestion): readonly Reason[] => {
  const balance = sheetBalance(question)
  const difference = differenceOf(balance)
  if (balance.grossGrams === null || difference === null) return [reason('dismantling.gross-missing')]
  // Half of the fractions weighed says nothing yet.
  const isWhole = question.file.fractions.every(({ grams }) => grams !== null)
  if (!isWhole || balance.outcome === 'fits' || balance.outcome === 'unknown') return []
  const figures = {
    gross: balance.grossGrams,
    found: balance.grossGrams + difference,
    grams: Math.abs(difference),
    tolerance: balance.tolerancePercent,
  }
  return [reason(`dismantling.balance-${balance.outcome}`, figures)]
}

const batteryFractions: ReadonlySet<FractionKind> = new Set(['lithium-batteries', 'lead-batteries', 'button-cells'])

/** A battery that was taken out lies somewhere: among the fractions or in stock. */
const isBatteryLost = ({ file, machine, parts }: SheetQuestion): boolean =>
  file.annexVii.batteries?.removed === true &&
  !file.fractions.some(({ kind }) => batteryFractions.has(kind)) &&
  !partsTakenOut(parts, machine).some(({ data }) => data.kind === 'battery')

/** What a person should look at again before signing; nothing of it keeps from signing. */
export const sheetWarnings = (question: SheetQuestion): readonly Reason[] => {
  const { machine, file, accounting } = question
  const { grossGrams } = file
  const open = Safety.options.filter((safety) => !file.safety.includes(safety))
  return [
    // An all-in-one looks like a monitor, and holds a disk: whoever signs is told what the signature says.
    ...(isBareMonitor({ equipment: machine.equipment, file, accounting })
      ? [reason('dismantling.media-bare-monitor')]
      : []),
    ...(grossGrams !== null && !isPlausibleMachine(machine.equipment, grossGrams)
      ? [reason('dismantling.gross-implausible', { grams: grossGrams })]
      : []),
    ...file.fractions.flatMap((fraction) =>
      fraction.grams !== null && !isPlausibleFraction(fraction.kind, fraction.grams)
        ? [reason('dismantling.fraction-implausible', { fraction: named(fraction), grams: fraction.grams })]
        : [],
    ),
    ...balanceDoubts(question),
    ...(isBatteryLost(question) ? [reason('dismantling.battery-nowhere')] : []),
    ...open.map((safety) => reason('dismantling.safety-open', { what: `safety-${safety}` })),
  ]
}
