// Runs one kind of test that stands apart from npm test, because it takes minutes or programs of its own: installs what it
// needs where this runs as root, and leaves a line of counts for .ci/run.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, howToInstall, type Program } from './system-packages.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = `${root}node_modules/.cache/test-results`

type Counts = { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number }

/** `where`: as the line of counts begins. Answers whether all is well. */
export const testProject = (project: string, programs: readonly Program[], where: string): boolean => {
  const missing = ensureInstalled(programs)
  if (missing.length > 0) {
    console.error(howToInstall(missing))
    return false
  }
  const file = `${results}/${project}.json`
  mkdirSync(results, { recursive: true })
  rmSync(file, { force: true })
  const words = ['run', '--config=build/vitest.config.ts', `--project=${project}`]
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${file}`]
  const { status } = spawnSync(process.execPath, [`${root}node_modules/vitest/vitest.mjs`, ...words, ...reporters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NO_COLOR: '1' },
  })
  // vitest's own summary; where it died before it wrote one, there is nothing to count.
  const { numPassedTests, numFailedTests, numPendingTests } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Counts)
    : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 }
  const summary = `${where}: ${String(numPassedTests)} passed, ${String(numFailedTests)} failed, ${String(numPendingTests)} skipped`
  writeFileSync(`${results}/${project}-summary.txt`, `${summary}\n`)
  console.log(summary)
  return status === 0
}
