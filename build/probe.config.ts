// How the probe is built: all of it in one file, once as a CommonJS script, the only form that a single executable of
// Node 24 takes, and as an ES module for machines that have Node and for packages that bring it. Threads have no file of their own then: their code
// is carried as text (electron/own-worker.ts).
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { InlineConfig } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The oldest Node that runs the plain script. */
export const OLDEST_NODE = 'node20.12'

type Part = {
  readonly entry: string
  readonly fileName: string
  readonly format: 'es' | 'cjs'
  readonly define?: Readonly<Record<string, string>>
}

const oneFile = (outDir: string, { entry, fileName, format, define = {} }: Part): InlineConfig => ({
  configFile: false,
  root: path('..'),
  publicDir: false,
  logLevel: 'warn',
  define,
  ssr: { noExternal: true },
  build: {
    ssr: path(entry),
    outDir,
    emptyOutDir: false,
    target: OLDEST_NODE,
    minify: false,
    rollupOptions: {
      external: [...builtinModules, /^node:/],
      output: { format, entryFileNames: fileName, codeSplitting: false },
    },
  },
})

export const THREADS = {
  'read-back-worker': '../electron/disks/reading/read-back-worker.ts',
  'bench-worker': '../electron/hardware/bench-worker.ts',
} as const

export const threadPart = (outDir: string, name: keyof typeof THREADS): InlineConfig =>
  oneFile(outDir, { entry: THREADS[name], fileName: `${name}.mjs`, format: 'es' })

export type ProbeBuild = { readonly version: string; readonly threads: Readonly<Record<string, string>> }

export const probePart = (
  outDir: string,
  form: 'executable' | 'script' | 'installed',
  { version, threads }: ProbeBuild,
): InlineConfig =>
  oneFile(outDir, {
    entry: '../electron/probe.ts',
    fileName: { executable: 'probe.cjs', script: 'etabli-probe.mjs', installed: 'probe.mjs' }[form],
    format: form === 'executable' ? 'cjs' : 'es',
    define: {
      ETABLI_PROBE_BUILD: JSON.stringify({ form, version }),
      ETABLI_WORKERS: JSON.stringify(threads),
    },
  })
