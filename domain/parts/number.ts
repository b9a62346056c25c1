// The numbers of parts: P-0001 and on, counted by the station and never given twice.
import { PartNumber } from './part.ts'

const counted = (number: string) => Number(number.slice('P-'.length))

export const nextPartNumber = (parts: readonly { readonly number: string }[]): string =>
  PartNumber.parse(`P-${String(Math.max(0, ...parts.map(({ number }) => counted(number))) + 1).padStart(4, '0')}`)
