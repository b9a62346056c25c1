// The generation of a processor, told from its name by the makers' own numbering schemes. It decides nothing by itself;
// grading and the choice of an operating system begin from it. A name that fits no scheme has no generation here.
import type { Processor } from './hardware-report.ts'

type Generation = NonNullable<Processor['generation']>
type Scheme = { readonly family: string; readonly name: RegExp; readonly number: (digits: string) => number | null }

const within = (lowest: number, highest: number, number: number) =>
  Number.isInteger(number) && number >= lowest && number <= highest ? number : null

/** Intel: the thousands of the model are the generation (i5-8250U: 8; i7-10510U: 10); three digits are the first. */
const intelThousands = (digits: string) => {
  if (digits.length === 3) return 1
  const number = digits.length === 5 ? Number(digits.slice(0, 2)) : Number(digits[0])
  // A four-digit model that begins with 1 is of the tenth and later, which have letters inside: 1035G1, 1135G7, 1235U.
  return number === 1 && digits.length === 4 ? within(10, 19, Number(digits.slice(0, 2))) : within(2, 14, number)
}

/** AMD Ryzen: the thousands are the series (Ryzen 5 2500U: 2), which is not the architecture: 3500U is Zen+. */
const thousands = (digits: string) => within(1, 9, Number(digits[0]))

const SCHEMES: readonly Scheme[] = [
  {
    family: 'Intel Core Ultra',
    name: /\bCore(?:\(TM\))? Ultra [3579] (?:PRO )?(\d{3})[A-Z]{0,2}\b/i,
    number: (digits) => within(1, 3, Number(digits[0])),
  },
  {
    family: 'Intel Core',
    name: /\bCore(?:\(TM\))? (?:i[3579]|m[357])[- ](?:CPU\s+)?(?:[A-Z]\s?)?(\d{3,5})(?:[A-Z]{1,3}\d?|G\d)?\b/i,
    number: intelThousands,
  },
  // The fanless ones have a letter inside the model: m3-7Y30, M-5Y10c, i7-7Y75.
  {
    family: 'Intel Core',
    name: /\bCore(?:\(TM\))? (?:[im][3579]|M)-(\d)Y\d{2}[a-z]?\b/i,
    number: (digits) => within(4, 9, Number(digits)),
  },
  {
    family: 'AMD Ryzen AI',
    name: /\bRyzen AI [3579] (?:MAX )?(?:PRO )?(?:HX )?(\d{3})\b/i,
    number: (digits) => within(3, 9, Number(digits[0])),
  },
  { family: 'AMD Ryzen Threadripper', name: /\bRyzen Threadripper (?:PRO )?(\d{4})[A-Z]{0,2}\b/i, number: thousands },
  { family: 'AMD Ryzen', name: /\bRyzen [3579] (?:PRO )?(\d{4})[A-Z]{0,3}\d?\b/i, number: thousands },
]

/** Names are written with blanks of any width: "Core(TM) i5 CPU       M 520". */
export const processorGeneration = (model: string): Generation | null => {
  const name = model.replace(/\s+/g, ' ')
  for (const scheme of SCHEMES) {
    const digits = scheme.name.exec(name)?.[1]
    if (digits === undefined) continue
    const number = scheme.number(digits)
    return number === null ? null : { family: scheme.family, number }
  }
  return null
}
