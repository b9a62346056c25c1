// Putting a report together from what another tool passed on. The readers of this project do the reading; here is only
// what is different about another tool's file: it leaves out what it likes, and silence in it is not the device's.
import type { Absence, HardwareReport, SectionName, SectionStates, ToolVersion } from '../hardware-report.ts'
import { SECTIONS } from '../hardware-report.ts'
import { reportFromReadings, type Sections } from '../from-readings.ts'
import type { Section } from '../gaps.ts'
import type { Readings } from '../readings.ts'
import type { ReadingTime } from './reading-time.ts'

/** Where a tool passes on only what it chose to, a value that is not there was not asked for, as far as anybody can tell. */
export const silenceIsTheTools = <T>({ value, state }: Section<T>): Section<T> => {
  if (state.state === 'read') return { value, state }
  const meant = (why: Absence): Absence => (why === 'device-silent' ? 'not-asked' : why)
  if (state.state === 'unavailable') return { value, state: { ...state, why: meant(state.why) } }
  return {
    value,
    state: { ...state, missing: state.missing.map(({ field, why }) => ({ field, why: meant(why) })) },
  }
}

/** Names what is not in a section; first, so that a long list of other gaps does not push it out. */
export const lacking = <T>({ value, state }: Section<T>, field: string, why: Absence): Section<T> => {
  if (state.state === 'unavailable') return { value, state }
  const others = state.state === 'partly' ? state.missing.filter((one) => one.field !== field) : []
  return { value, state: { state: 'partly', missing: [{ field, why }, ...others].slice(0, 5000) } }
}

/** Values that the tool says by itself, into a section that was read from its raw answers. */
export const knowing = <T extends object>(
  { value, state }: Section<T>,
  said: { readonly [Key in keyof T]?: T[Key] | undefined },
): Section<T> => {
  const known = Object.entries(said).filter(([, one]) => one !== undefined && one !== null)
  if (known.length === 0 || state.state === 'unavailable') return { value, state }
  const names = new Set(known.map(([name]) => name))
  const told: T = Object.assign({}, value, Object.fromEntries(known))
  if (state.state === 'read') return { value: told, state }
  const missing = state.missing.filter(({ field }) => !names.has(field))
  return { value: told, state: missing.length === 0 ? { state: 'read' } : { state: 'partly', missing } }
}

/** A list that shows what there is, but may not be all there is. */
export const someOf = <T>(value: readonly T[]): Section<readonly T[]> => ({
  value,
  state: { state: 'partly', missing: [{ field: 'list', why: 'not-asked' }] },
})

/** For readers that look at more than they are handed: there is nothing else to look at. */
export const noReadings: Readings = {
  kind: 'hardware-readings',
  version: 1,
  takenAt: '1970-01-01T00:00:00.000Z',
  tool: { name: 'none', version: null },
  fieldTools: [],
  platform: 'linux',
  root: false,
  programs: {},
  corners: {},
  library: {},
}

export type ForeignReport = {
  readonly madeFrom: NonNullable<HardwareReport['madeFrom']>
  readonly tool: ToolVersion
  readonly fieldTools?: readonly ToolVersion[]
  readonly time: ReadingTime
  /** Raw answers of the field's own programs, where the file carries them. */
  readonly programs?: Readings['programs']
  /** What the file says otherwise; it goes before what the raw answers give. */
  readonly sections?: { readonly [Name in SectionName]?: Sections[Name] | undefined }
}

/** What no answer and no section speaks of is unavailable: nothing was asked for it. */
export const foreignReport = ({
  madeFrom,
  tool,
  fieldTools = [],
  time,
  programs = {},
  sections = {},
}: ForeignReport) => {
  const fromAnswers = reportFromReadings({
    ...noReadings,
    takenAt: time.takenAt,
    tool,
    fieldTools: fieldTools.slice(0, 64),
    programs,
  })
  const said = SECTIONS.flatMap((name) => {
    const section: Section<unknown> | undefined = sections[name]
    return section === undefined ? [] : [[name, section] as const]
  })
  const states = Object.fromEntries(said.map(([name, { state }]) => [name, state]))
  const values = Object.fromEntries(said.map(([name, { value }]): [SectionName, unknown] => [name, value]))
  const report: HardwareReport = {
    ...fromAnswers,
    ...(values as Partial<Pick<HardwareReport, SectionName>>), // the values of `sections`, which fromEntries cannot say
    ...(time.takenAtFrom === undefined ? {} : { takenAtFrom: time.takenAtFrom }),
    madeFrom,
    sections: { ...fromAnswers.sections, ...(states as Partial<SectionStates>) }, // likewise
  }
  return time.takenAtFrom === 'opening' ? withoutDate(report) : report
}

/** A report of an unknown day cannot say which disks the machine holds today, whatever it lists. */
const withoutDate = (report: HardwareReport): HardwareReport => {
  const { state } = lacking({ value: report.disks, state: report.sections.disks }, 'list', 'not-asked')
  return { ...report, sections: { ...report.sections, disks: state } }
}
