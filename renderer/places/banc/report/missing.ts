// Why a value of a report is missing, as the report's own sections say it. The sentence belongs to the locales.
import type { Absence, HardwareReport, SectionName, SectionState } from '../../../../domain/machine/hardware-report.ts'

/** The reason for one field (`serial`, `1.wearPercent`), or the section's own where all of it is missing. */
export const whyMissing = (report: HardwareReport, section: SectionName, field: string): Absence | null => {
  const state: SectionState = report.sections[section]
  switch (state.state) {
    case 'read':
      return null
    case 'unavailable':
      return state.why
    case 'partly':
      return (
        state.missing.find((entry) => entry.field === field)?.why ??
        // A reason given for the whole item or list also stands for its fields.
        state.missing.find((entry) => field.startsWith(`${entry.field}.`))?.why ??
        null
      )
  }
}

/** The reasons of one section, each once, the most frequent first. */
export const absencesOf = (state: SectionState): readonly Absence[] => {
  if (state.state === 'unavailable') return [state.why]
  if (state.state === 'read') return []
  const counts = new Map<Absence, number>()
  for (const { why } of state.missing) counts.set(why, (counts.get(why) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([why]) => why)
}

/** In a report made from another tool's file nobody knows what was asked: only that it is not in there. */
export const wordFor = (report: HardwareReport, why: Absence): Absence | 'not-in-file' =>
  why === 'not-asked' && report.madeFrom !== undefined ? 'not-in-file' : why
