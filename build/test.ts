// npm test: installs what the tests need, builds, and runs every project in turn; --long runs the campaigns at their
// full counts.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
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
const project = (name: string) =>
  node(vitest, 'run', '--config', 'build/vitest.config.ts', '--project', name, '--passWithNoTests')

const built = node('build/build.ts')
// All of them run, whatever the first says: one look then shows everything that fails.
const results = ['node', 'chromium', 'e2e'].map((name) => ({ name, passed: project(name) }))
const failed = [...(built ? [] : ['build']), ...results.filter(({ passed }) => !passed).map(({ name }) => name)]
console.log(failed.length === 0 ? 'Tous les tests passent.' : `En échec : ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
