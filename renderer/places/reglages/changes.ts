// What a change of settings changes, as lines that a supervisor reads before the PIN is typed.
import type { StationSettings } from '../../../domain/station/station.ts'

/** A line: the name of the field (a key of `settings.field`), and both values as they are shown. */
export type Change = { readonly field: string; readonly before: string; readonly after: string }

type Shown = (settings: StationSettings) => string
/** How each value is shown is the screen's to say, in its language. */
export type Showing = Readonly<Record<string, Shown>>

/** Only what differs, in the order of `showing`. */
export const changesOf = (before: StationSettings, after: StationSettings, showing: Showing): readonly Change[] =>
  Object.entries(showing)
    .map(([field, shown]) => ({ field, before: shown(before), after: shown(after) }))
    .filter((change) => change.before !== change.after)
