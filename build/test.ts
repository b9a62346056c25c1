// npm test: installs what the tests need, builds, and runs every project in turn; --long runs the campaigns at their
// full counts, and takes each security fact out of the code once.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, howToInstall, programsOfTests } from './system-packages.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const long = process.argv.includes('--long')

const missing = ensureInstalled(programsOfTests)
if (missing.length > 0) console.log(howToInstall(missing))
if (!existsSync(`${root}../shared/corpus`)) {
  console.log('Le corpus de machines réelles n’est pas là : les tests qui s’y appuient sont sautés.')
}

const env = { ...process.env, ...(long ? { ETABLI_LONG: '1' } : {}), NO_COLOR: '1' }
const node = (...words: string[]): boolean => {
  const { status, error } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit', env })
  if (error !== undefined) console.error(error.message)
  return status === 0
}

const vitest = `${root}node_modules/vitest/vitest.mjs`
const results = `${root}node_modules/.cache/test-results`

type Counts = { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number }
const nothing: Counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 }

const project = (name: string): { readonly passed: boolean; readonly counts: Counts } => {
  const file = `${results}/${name}.json`
  rmSync(file, { force: true })
  const passed = node(
    vitest,
    'run',
    '--config=build/vitest.config.ts',
    `--project=${name}`,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  )
  // vitest's own summary; where it died before it wrote one, there is nothing to count.
  const counts = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Counts) : nothing
  return { passed, counts }
}

mkdirSync(results, { recursive: true })
const built = node('build/build.ts')
// All of them run, whatever the first says: one look then shows everything that fails.
const outcomes = ['node', 'chromium', 'e2e'].map((name) => ({ name, ...project(name) }))
const mutantsNoticed = !long || node('test/mutation/run.ts')
const failed = [
  ...(built ? [] : ['build']),
  ...(mutantsNoticed ? [] : ['mutations']),
  ...outcomes.filter(({ passed }) => !passed).map(({ name }) => name),
]
const sum = (count: keyof Counts) => outcomes.reduce((total, { counts }) => total + counts[count], 0)
if (failed.length > 0) console.log(`En échec : ${failed.join(', ')}`)
const summary = `${String(sum('numPassedTests'))} passed, ${String(sum('numFailedTests'))} failed, ${String(sum('numPendingTests'))} skipped`
writeFileSync(`${results}/summary.txt`, `${summary}\n`)
console.log(summary)
process.exitCode = failed.length === 0 ? 0 : 1
