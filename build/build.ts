// npm run build: the renderer and the Electron shell's two files, into dist/. The browser shell needs no build of its
// own: Node runs its sources. A build that fails leaves the one before as it was.
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { electronParts } from './electron.config.ts'
import { sourcesNow, stampBuild } from './freshness.ts'
import { noteBundled } from './packages/licences/bundled-packages.ts'
import { LICENCES_FILE, thirdPartyLicences } from './packages/licences/third-party-licences.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const dist = path('../dist')
const draft = join(dist, `.draft-${String(process.pid)}`)

// What is installed is never a developer's build, whatever this shell or a test was told.
process.env['NODE_ENV'] = 'production'

const { version } = JSON.parse(await readFile(path('../package.json'), 'utf8')) as { version: string }
const builtFrom = await sourcesNow()
const bundled = new Set<string>()
await mkdir(draft, { recursive: true })
try {
  await build({
    configFile: path('./renderer.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(draft, 'renderer') },
    plugins: [noteBundled(bundled)],
  })
  for (const part of electronParts(join(draft, 'electron'))) await build({ ...part, plugins: [noteBundled(bundled)] })
  // Among the pages, for the window to show, and once more for packages to lay beside the program.
  await writeFile(join(draft, LICENCES_FILE), await thirdPartyLicences(bundled))
  await cp(join(draft, LICENCES_FILE), join(draft, 'renderer', LICENCES_FILE))
  // The demonstration's recorded machines lie beside the code that opens them, there as in the sources.
  await cp(path('../electron/demo/machines'), join(draft, 'electron/machines'), { recursive: true })
  // The station reads this: a clock that says less than the build's date is in doubt.
  await writeFile(join(draft, 'build.json'), JSON.stringify({ version, builtAt: new Date().toISOString() }))
  for (const name of ['renderer', 'electron', 'build.json', LICENCES_FILE]) {
    await rm(join(dist, name), { recursive: true, force: true })
    await rename(join(draft, name), join(dist, name))
  }
  await stampBuild(builtFrom)
} finally {
  await rm(draft, { recursive: true, force: true })
}
console.log('Construit dans dist/')
