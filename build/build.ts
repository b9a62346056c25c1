// npm run build: the renderer and the Electron shell's two files, into dist/. The browser shell needs no build of its
// own: Node runs its sources.
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { electronParts } from './electron.config.ts'
import { sourcesNow, stampBuild } from './freshness.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const builtFrom = await sourcesNow()
await rm(path('../dist/electron'), { recursive: true, force: true })
await build({ configFile: path('./renderer.config.ts'), logLevel: 'warn' })
for (const part of electronParts) await build(part)
await stampBuild(builtFrom)
console.log('Construit dans dist/')
