// npm run test:machine: installs QEMU where this runs as root, builds the virtual target's kernel and initramfs unless they
// are there, and runs the tests in it. Apart from npm test, because emulating a computer takes minutes.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, howToInstall, programsOfTarget } from './system-packages.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = `${root}node_modules/.cache/test-results`
const file = `${results}/machine.json`

const missing = ensureInstalled(programsOfTarget)
if (missing.length > 0) {
  console.error(howToInstall(missing))
  process.exit(1)
}

mkdirSync(results, { recursive: true })
rmSync(file, { force: true })
const words = ['run', '--config=build/vitest.config.ts', '--project=machine']
const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${file}`]
const { status } = spawnSync(process.execPath, [`${root}node_modules/vitest/vitest.mjs`, ...words, ...reporters], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NO_COLOR: '1' },
})

type Counts = { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number }
// vitest's own summary; where it died before it wrote one, there is nothing to count.
const { numPassedTests, numFailedTests, numPendingTests } = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as Counts)
  : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 }
const summary = `in the virtual target: ${String(numPassedTests)} passed, ${String(numFailedTests)} failed, ${String(numPendingTests)} skipped`
writeFileSync(`${results}/machine-summary.txt`, `${summary}\n`)
console.log(summary)
process.exitCode = status === 0 ? 0 : 1
