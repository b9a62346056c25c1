// Which waste codes hold on a day: the list that Établi carries with every dated change of the workshop, none of which is
// ever lost. A code that is not in force names what took its place, where that is known.
import { defaultWasteCodes, successorsOf } from './default-waste-codes.ts'
import type { WasteCode, WasteCodeChange } from './waste-codes.ts'

const keyOf = ({ code, validFrom }: WasteCode) => `${code} ${validFrom}`

/** Every code that ever was, in the order of the codes. `changes` in the order of the journal: the last word counts. */
export const allWasteCodes = (
  changes: readonly Pick<WasteCodeChange, 'put'>[],
  carried: readonly WasteCode[] = defaultWasteCodes,
): readonly WasteCode[] => {
  const byKey = new Map(carried.map((code) => [keyOf(code), code]))
  for (const { put } of changes) byKey.set(keyOf(put), put)
  return [...byKey.values()].toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}

/** `day`: ISO 8601, as 2026-11-09. First and last day are in it. */
export const isInForce = ({ validFrom, validTo }: WasteCode, day: string): boolean =>
  validFrom <= day && (validTo === null || day <= validTo)

/** Those in force on a day, each code once: of two that overlap, the one that began last. */
export const codesInForce = (
  changes: readonly Pick<WasteCodeChange, 'put'>[],
  day: string,
  carried: readonly WasteCode[] = defaultWasteCodes,
): readonly WasteCode[] => {
  const inForce = allWasteCodes(changes, carried).filter((code) => isInForce(code, day))
  return [...new Map(inForce.map((code) => [code.code, code])).values()]
}

export const codeInForce = (
  code: string,
  changes: readonly Pick<WasteCodeChange, 'put'>[],
  day: string,
): WasteCode | null => codesInForce(changes, day).find((one) => one.code === code) ?? null

/** What took the place of a code, of what is in force on a day; null where nobody said. */
export const successorOf = (
  code: string,
  changes: readonly Pick<WasteCodeChange, 'put'>[],
  day: string,
): WasteCode | null => {
  const inForce = codesInForce(changes, day)
  const named = (successorsOf[code] ?? []).flatMap((next) => inForce.filter((one) => one.code === next))
  // The same six digits with or without the star is the same fraction, judged anew.
  const [first] = [...named, ...inForce.filter((one) => one.code.slice(0, 8) === code.slice(0, 8))]
  return first ?? null
}
