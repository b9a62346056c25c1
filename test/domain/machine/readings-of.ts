// Small readings for tests: only the sources that a test is about.
import { reportFromReadings } from '../../../domain/machine/from-readings.ts'
import type { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import type { Answer, Corner, Readings } from '../../../domain/machine/readings.ts'

export const said = (text: string, exitCode = 0): Answer => ({ state: 'said', text, exitCode, milliseconds: 1 })
export const saidJson = (json: unknown): Answer => said(JSON.stringify(json))
export const files = (content: Readonly<Record<string, string>>): Corner => ({ state: 'files', files: content })

export type Sources = Partial<Pick<Readings, 'programs' | 'corners' | 'library' | 'platform' | 'root'>>

export const readingsOf = (sources: Sources): Readings => ({
  kind: 'hardware-readings',
  version: 1,
  takenAt: '2026-03-02T08:00:00.000Z',
  tool: { name: 'test', version: null },
  fieldTools: [],
  platform: 'linux',
  root: true,
  programs: {},
  corners: {},
  library: {},
  ...sources,
})

export const reportOf = (sources: Sources): HardwareReport => reportFromReadings(readingsOf(sources))

/** Type, fields, and a handle where another structure refers to it. */
type Structure = readonly [type: number, fields: Readonly<Record<string, string>>, handle?: string]

/** Structures as dmidecode prints them. */
export const dmi = (...structures: readonly Structure[]): Answer =>
  said(
    [
      '# dmidecode 3.4',
      ...structures.map(([type, fields, handle = `0x${type.toString(16).padStart(4, '0')}`]) =>
        [
          `Handle ${handle}, DMI type ${String(type)}, 40 bytes`,
          'Title',
          ...Object.entries(fields).map(([name, value]) => `\t${name}: ${value}`),
          '',
        ].join('\n'),
      ),
    ].join('\n'),
  )

export const memoryOf = (...structures: readonly Structure[]) =>
  reportOf({ programs: { dmidecode: dmi(...structures) } }).memory

/** Why a field of a section is missing; undefined where it is not. */
export const whyMissing = (report: HardwareReport, section: keyof HardwareReport['sections'], field: string) => {
  const state = report.sections[section]
  if (state.state === 'unavailable') return state.why
  return state.state === 'partly' ? state.missing.find((one) => one.field === field)?.why : undefined
}
