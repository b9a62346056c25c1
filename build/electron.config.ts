// How the Electron shell is built: the main process as an ES module, and the preload as CommonJS, the only form that a
// sandboxed preload may have. The disk helper is a process of its own and the reading of disks a thread: each has its file,
// under the name by which electron/disks/helper/program.ts and reading/read-back.ts look for it. The browser shell's package
// (debian-package/) is built of the same parts.
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { InlineConfig } from 'vite'
import type { Built } from '../electron/built.ts'
import { updateKeyFrom } from './update-key.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const ourVersion = (): string => {
  const text = readFileSync(path('../package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version // our own file
}

type Part = { readonly entry: string; readonly format: 'es' | 'cjs'; readonly fileName: string }

/** One file that needs no other, but Node's own modules. */
const oneFile = (outDir: string, built: Built, { entry, format, fileName }: Part): InlineConfig => ({
  configFile: false,
  root: path('..'),
  publicDir: false,
  logLevel: 'warn',
  define: {
    ETABLI_BUILT: JSON.stringify(built),
    ETABLI_UPDATE_KEY: JSON.stringify(updateKeyFrom(process.env)),
  },
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

const diskHelper: readonly Part[] = [
  { entry: '../electron/disk-helper.ts', format: 'es', fileName: 'disk-helper.mjs' },
  { entry: '../electron/disks/reading/read-back-worker.ts', format: 'es', fileName: 'read-back-worker.mjs' },
]

/** Runs as root, like the disk helper, and lies beside it. */
const updateInstaller: Part = {
  entry: '../electron/update-installer.ts',
  format: 'es',
  fileName: 'update-installer.mjs',
}

const electronShell: readonly Part[] = [
  { entry: '../electron/main.ts', format: 'es', fileName: 'main.js' },
  { entry: '../electron/preload.ts', format: 'cjs', fileName: 'preload.cjs' },
  ...diskHelper,
  updateInstaller,
]

const browserShell: readonly Part[] = [
  { entry: '../electron/browser-shell.ts', format: 'es', fileName: 'browser-shell.mjs' },
  { entry: '../electron/verify.ts', format: 'es', fileName: 'verify.mjs' },
  ...diskHelper,
  updateInstaller,
]

export const electronParts = (outDir: string, version = ourVersion()): readonly InlineConfig[] =>
  electronShell.map((part) => oneFile(outDir, { version, form: 'electron' }, part))

/** What `/usr/lib/etabli` of the Debian package holds, and the command that verifies. */
export const browserParts = (outDir: string, version: string): readonly InlineConfig[] =>
  browserShell.map((part) => oneFile(outDir, { version, form: 'deb-browser' }, part))
