// npm run help-pictures: takes anew the pictures of the help whose screens say something else than when they were taken; all of
// them with --all, as after a change of colours. How a screen is come to stands in test/e2e/help/.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const which = process.argv.includes('--all') ? 'all' : 'changed'

const node = (...words: string[]): boolean => {
  const env = { ...process.env, ETABLI_HELP_PICTURES: which }
  const { status, error } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit', env })
  if (error !== undefined) console.error(error.message)
  return status === 0
}

const vitest = `${root}node_modules/vitest/vitest.mjs`
const taken =
  node('build/build.ts') &&
  node(vitest, 'run', '--config=build/vitest.config.ts', '--project=e2e', 'test/e2e/help-pictures.test.ts')
process.exitCode = taken ? 0 : 1
