// How the file of a report is called: by the machine's name, its serial number and the day, in characters that every file
// system of a key takes. Whether such a file is there already is its writer's business.
import { machineName } from './machine-name.ts'
import type { HardwareReport } from './hardware-report.ts'

export const REPORT_FILE_ENDING = '.etabli.json'

const LONGEST_PART = 48

/** Letters without their accents, digits, and hyphens for the rest: no path, no hidden file, nothing a terminal obeys. */
export const inFileName = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, LONGEST_PART)
    .replace(/^-+|-+$/g, '')

/** A part that says nothing is left out of the name, but for the first. */
const partsOf = ({ identity, takenAt }: Pick<HardwareReport, 'identity' | 'takenAt'>): readonly string[] =>
  [machineName(identity) ?? '', identity.serial ?? '', takenAt.slice(0, 10)].map(inFileName)

/** The name without its ending: "HP-ProBook-6460b-CNU1234-2026-03-02". What lies beside the report begins with it. */
export const reportFileStem = (report: Pick<HardwareReport, 'identity' | 'takenAt'>): string => {
  const [model = '', serial = '', day = ''] = partsOf(report)
  return [model === '' ? 'machine' : model, serial === '' ? 'no-serial' : serial, day].join('-')
}

/** Of the n-th of these: the first has no number. */
export const numbered = (stem: string, ending: string, n: number): string =>
  n <= 1 ? `${stem}${ending}` : `${stem}-${String(n)}${ending}`
