// npm run build: the renderer and the Electron shell's two files, into dist/. The browser shell needs no build of its
// own: Node runs its sources.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { electronParts } from './electron.config.ts'
import { sourcesNow, stampBuild } from './freshness.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const builtFrom = await sourcesNow()
await rm(path('../dist/electron'), { recursive: true, force: true })
await build({ configFile: path('./renderer.config.ts'), logLevel: 'warn' })
for (const part of electronParts) await build(part)
const { version } = JSON.parse(await readFile(path('../package.json'), 'utf8')) as { version: string }
// The station reads this: a clock that says less than the build's date is in doubt.
await writeFile(path('../dist/build.json'), JSON.stringify({ version, builtAt: new Date().toISOString() }))
await stampBuild(builtFrom)
console.log('Construit dans dist/')
