// How the Electron shell is built: the main process as an ES module, and the preload as CommonJS, the only form that a
// sandboxed preload may have. The disk helper is a process of its own and the reading of disks a thread: each has its file,
// under the name by which electron/disks/helper/program.ts and reading/read-back.ts look for it.
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { InlineConfig } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const part = (outDir: string, entry: string, format: 'es' | 'cjs', fileName: string): InlineConfig => ({
  configFile: false,
  root: path('..'),
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: path(entry),
    outDir,
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    rollupOptions: {
      external: ['electron', ...builtinModules, /^node:/],
      output: { format, entryFileNames: fileName, codeSplitting: false },
    },
  },
})

export const electronParts = (outDir: string): readonly InlineConfig[] => [
  part(outDir, '../electron/main.ts', 'es', 'main.js'),
  part(outDir, '../electron/preload.ts', 'cjs', 'preload.cjs'),
  part(outDir, '../electron/disk-helper.ts', 'es', 'disk-helper.mjs'),
  part(outDir, '../electron/disks/reading/read-back-worker.ts', 'es', 'read-back-worker.mjs'),
]
