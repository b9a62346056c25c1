// A report held against what was configured, and the same fields as plain systeminformation has them, for a person to read.
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'
import { configured } from './configured.ts'
import { type Field, fieldsOfReport } from './fields.ts'
import type { KnownMachine } from './known-machine.ts'
import { fieldsOfLibrary, type LibraryAnswers } from './library-fields.ts'

export type Compared = { readonly field: string; readonly configured: Field; readonly said: Field | undefined }

/** Every configured field with what the report says; undefined where the report has no such field. */
export const held = (report: HardwareReport, machine: KnownMachine): readonly Compared[] => {
  const said = fieldsOfReport(report)
  return [...configured(machine)].map(([field, value]) => ({ field, configured: value, said: said.get(field) }))
}

export const differing = (compared: readonly Compared[]): readonly Compared[] =>
  compared.filter((one) => one.said !== one.configured)

export type LibraryComparison = {
  /** How many configured fields the library has, too. */
  readonly compared: number
  readonly wrong: readonly Compared[]
}

export const libraryComparison = (answers: LibraryAnswers, machine: KnownMachine): LibraryComparison => {
  const library = fieldsOfLibrary(answers, machine)
  const all = [...configured(machine)]
    .filter(([field]) => library.has(field))
    .map(([field, value]) => ({ field, configured: value, said: library.get(field) }))
  return { compared: all.length, wrong: differing(all) }
}

const shown = (value: Field | undefined) => (value === null || value === undefined ? '–' : String(value))

export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The fields that the library has wrong, with what the report says of them. */
export const tableOf = ({ wrong }: LibraryComparison, report: HardwareReport): string => {
  const ours = fieldsOfReport(report)
  const rows = wrong.map(({ field, configured: meant, said }) => [
    field,
    shown(meant),
    shown(said),
    shown(ours.get(field)),
  ])
  return table([['field', 'configured', 'systeminformation', 'report'], ...rows])
}
