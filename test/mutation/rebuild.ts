// Builds again, in the copy of the tree that it lies in, the part of dist/ that a mutant changed: `electron` or `renderer`.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { electronParts } from '../../build/electron.config.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

if (process.argv[2] === 'renderer') {
  await build({
    configFile: path('../../build/renderer.config.ts'),
    logLevel: 'warn',
    build: { outDir: path('../../dist/renderer') },
  })
} else {
  // What runs on disks is a process of its own, in which no window has a part.
  const ofWindow = electronParts(path('../../dist/electron')).filter(({ build: options }) =>
    /(main|preload)\.ts$/.test(String(options?.ssr)),
  )
  for (const part of ofWindow) await build(part)
}
