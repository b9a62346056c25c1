// Totals for a collection, from the dismantling sheets that stand: grams by waste code, hazardous apart, by container and
// outlet, and how many machines they came out of. A sheet that was withdrawn or replaced counts for nothing.
import type { DismantlingSheetSubject, SheetFraction } from '../documents/dismantling-sheet.ts'
import { type DocumentSet, standingDocuments } from '../documents/store.ts'
import type { EquipmentKind } from '../machine/equipment.ts'

export type CountedSheet = { readonly hash: string; readonly subject: DismantlingSheetSubject }

/** Of all that is known, the sheets that count: another station's too, each of them once. */
export const standingSheets = (all: DocumentSet): readonly CountedSheet[] =>
  standingDocuments(all).flatMap(({ hash, document: { credentialSubject: subject } }) =>
    subject.kind === 'dismantling-sheet' ? [{ hash, subject }] : [],
  )

/** What is asked for; null: whatever it is. Days are in it, as 2026-11-25; '' is the container (or outlet) nobody named. */
export type TotalsFilter = {
  readonly intakeId: string | null
  readonly from: string | null
  readonly to: string | null
  readonly container: string | null
  readonly outlet: string | null
}
export const EVERYTHING: TotalsFilter = { intakeId: null, from: null, to: null, container: null, outlet: null }

export type CodeTotal = {
  readonly code: string
  readonly labelFr: string
  readonly labelEn: string
  readonly hazardous: boolean
  /** Of the lists that it was taken from: two where the period has two. */
  readonly editions: readonly string[]
  readonly grams: number
  /** Of how many machines. */
  readonly machines: number
}

/** One line of a collection note: a code in one container for one outlet. */
export type FractionTotal = CodeTotal & { readonly container: string; readonly outlet: string }

export type Totals = {
  readonly hazardous: readonly CodeTotal[]
  readonly others: readonly CodeTotal[]
  readonly hazardousGrams: number
  readonly otherGrams: number
  readonly grams: number
  readonly fractions: readonly FractionTotal[]
  readonly sheets: number
  readonly machines: number
  readonly byEquipment: readonly { readonly equipment: EquipmentKind; readonly machines: number }[]
  /** Whole sheets: neither parts nor disks lie in a container. */
  readonly parts: number
  readonly partGrams: number
}

type Line = { readonly fraction: SheetFraction; readonly machineId: string }

const isWanted = (wanted: string | null, value: string) => wanted === null || wanted === value

const isOfSheet = ({ intake, day }: DismantlingSheetSubject, { intakeId, from, to }: TotalsFilter): boolean =>
  isWanted(intakeId, intake?.intake ?? '') && (from === null || day >= from) && (to === null || day <= to)

const isOfLine = ({ container, outlet }: SheetFraction, filter: TotalsFilter): boolean =>
  isWanted(filter.container, container) && isWanted(filter.outlet, outlet)

const inOrder = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

const gramsOf = (totals: readonly { readonly grams: number }[]) => totals.reduce((sum, { grams }) => sum + grams, 0)

/** One total of lines that bear one code; the label is that of the latest list. */
const totalOf = (lines: readonly Line[]): CodeTotal | null => {
  const latest = lines
    .map(({ fraction }) => fraction)
    .toSorted((one, other) => inOrder(one.code.validFrom, other.code.validFrom))
    .at(-1)
  if (latest === undefined) return null
  const { code, labelFr, labelEn } = latest.code
  return {
    code,
    labelFr,
    labelEn,
    hazardous: latest.hazardous,
    editions: [...new Set(lines.map(({ fraction }) => fraction.code.edition))].toSorted(),
    grams: gramsOf(lines.map(({ fraction }) => fraction)),
    machines: new Set(lines.map(({ machineId }) => machineId)).size,
  }
}

const grouped = (lines: readonly Line[], keyOf: (line: Line) => string): readonly (readonly Line[])[] => {
  const groups = new Map<string, Line[]>()
  for (const line of lines) {
    const key = keyOf(line)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [line])
    else group.push(line)
  }
  return [...groups.entries()].toSorted(([one], [other]) => inOrder(one, other)).map(([, group]) => group)
}

export const totalsOf = (standing: readonly CountedSheet[], filter: TotalsFilter = EVERYTHING): Totals => {
  const isAboutFractions = filter.container !== null || filter.outlet !== null
  const counted = standing
    .filter(({ subject }) => isOfSheet(subject, filter))
    .map(({ subject }) => ({ subject, fractions: subject.fractions.filter((each) => isOfLine(each, filter)) }))
    .filter(({ fractions }) => !isAboutFractions || fractions.length > 0)
  const lines = counted.flatMap(({ subject: { machineId }, fractions }) =>
    fractions.map((fraction) => ({ fraction, machineId })),
  )
  const codes = grouped(lines, ({ fraction }) => fraction.code.code).flatMap((group) => totalOf(group) ?? [])
  const fractions = grouped(lines, ({ fraction: { code, container, outlet } }) =>
    [code.code, outlet, container].join('\n'),
  ).flatMap((group) => {
    const [first] = group
    const total = totalOf(group)
    return first === undefined || total === null
      ? []
      : [{ ...total, container: first.fraction.container, outlet: first.fraction.outlet }]
  })
  const machines = new Map(counted.map(({ subject }) => [subject.machineId, subject.machine.equipment]))
  const kinds = [...new Set(machines.values())].toSorted()
  const parts = counted.flatMap(({ subject }) => subject.parts)
  const hazardous = codes.filter((total) => total.hazardous)
  const others = codes.filter((total) => !total.hazardous)
  return {
    hazardous,
    others,
    hazardousGrams: gramsOf(hazardous),
    otherGrams: gramsOf(others),
    grams: gramsOf(codes),
    fractions,
    sheets: counted.length,
    machines: machines.size,
    byEquipment: kinds.map((equipment) => ({
      equipment,
      machines: [...machines.values()].filter((kind) => kind === equipment).length,
    })),
    parts: parts.length,
    partGrams: parts.reduce((sum, { grams }) => sum + (grams ?? 0), 0),
  }
}

/** What can be asked for: the intakes, containers and outlets that the sheets name, in the order of words. */
export const choicesOf = (standing: readonly CountedSheet[]) => {
  const fractions = standing.flatMap(({ subject }) => subject.fractions)
  const words = (said: readonly string[]) => [...new Set(said)].toSorted((one, other) => one.localeCompare(other, 'fr'))
  const intakes = new Map(
    standing.flatMap(({ subject: { intake } }) => (intake === null ? [] : [[intake.intake, intake] as const])),
  )
  return {
    intakes: [...intakes.values()].toSorted((one, other) => inOrder(other.receivedOn, one.receivedOn)),
    containers: words(fractions.map(({ container }) => container)),
    outlets: words(fractions.map(({ outlet }) => outlet)),
  }
}
