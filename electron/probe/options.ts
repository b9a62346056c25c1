// What the probe is told on its command line, and in which language it answers.
import { parseArgs } from 'node:util'
import { expectationOf, type Expectation } from '../../domain/erasure/read-back/read-back.ts'
import { type Language, type Reason, reason } from '../../domain/words/reason.ts'

export type ProbeOptions = {
  readonly language: Language
  /** A file or folder; '-' for standard output; null: not told. */
  readonly out: string | null
  readonly readings: boolean
  readonly bench: boolean
  /** Another tool's report, or one of ours, that is to become a report: then nothing of this machine is read. */
  readonly from: string | null
  /** How the machine's disks are read back, and what is expected on them. */
  readonly verify: { readonly mode: 'full' | 'sample'; readonly expectation: Expectation } | null
  /** Whether the report itself is written; without it only what is read of the disks. */
  readonly writeReport: boolean
  /** Whether nwipe's logs on the key are looked for. */
  readonly collect: boolean
  readonly help: boolean
}

const OPTIONS = {
  out: { type: 'string' },
  readings: { type: 'boolean', default: false },
  bench: { type: 'boolean', default: true },
  'no-bench': { type: 'boolean', default: false },
  from: { type: 'string' },
  verify: { type: 'string' },
  expect: { type: 'string' },
  'no-report': { type: 'boolean', default: false },
  collect: { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/** French unless the system speaks another language: a live key without a locale ("C") stands on a French bench. */
export const languageOf = (env: Readonly<Record<string, string | undefined>>): Language => {
  const set = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '')
  return set === undefined || /^(fr|C|POSIX)(?![A-Za-z])/.test(set) ? 'fr' : 'en'
}

/** Undefined where none was told, null where none is meant. */
const modeOf = (text: string | undefined): 'full' | 'sample' | null | undefined =>
  text === undefined || text === 'full' || text === 'sample' ? text : null

export const probeOptions = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ProbeOptions | Reason => {
  let values
  try {
    ;({ values } = parseArgs({ args: [...args], options: OPTIONS }))
  } catch {
    const known = Object.keys(OPTIONS).map((name) => `--${name}`)
    const strange = args.find((each) => !known.includes(each.split('=')[0] ?? '')) ?? args.at(-1) ?? ''
    return reason('probe.option-wrong', { option: strange.slice(0, 100) })
  }
  const { lang, out = null, readings, help } = values
  if (lang !== undefined && lang !== 'fr' && lang !== 'en') return reason('probe.option-wrong', { option: '--lang' })
  if (out === '') return reason('probe.option-wrong', { option: '--out' })
  const { expect = 'zero', from = null, collect } = values
  if (from === '') return reason('probe.option-wrong', { option: '--from' })
  const mode = modeOf(values.verify)
  if (mode === null) return reason('probe.option-wrong', { option: '--verify' })
  const expectation = expectationOf(expect)
  if (expectation === null || (mode === undefined && values.expect !== undefined))
    return reason('probe.option-wrong', { option: '--expect' })
  const verify = mode === undefined ? null : { mode, expectation }
  const writeReport = !values['no-report']
  if (!writeReport && verify === null) return reason('probe.option-wrong', { option: '--no-report' })
  const bench = values.bench && !values['no-bench']
  return { language: lang ?? languageOf(env), out, readings, bench, from, verify, writeReport, collect, help }
}
