// Which program this is: the single executable, the plain script, the command that a package installed, or the sources;
// where it lies, which version it is, and how it is started again for a piece of work of its own.
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Set by the build of the probe; the sources do not have it. */
declare const ETABLI_PROBE_BUILD: { readonly form: BuiltForm; readonly version: string } | undefined

/** The first word on the command line of a process that only looks at one disk. */
export const LOOK = '--look'
/** And of one that shows the menu of the live key. */
export const MENU = '--menu'

type BuiltForm = 'executable' | 'script' | 'installed'

export type ThisProgram = {
  readonly form: BuiltForm | 'sources'
  readonly version: string
  /** The file that a person copied to a key and started. */
  readonly file: string
  /** Program and first arguments that start it again, as a person would. */
  readonly again: { readonly program: string; readonly words: readonly string[] }
  /** Program and first arguments that start it again to look at a disk; the path of the disk comes last. */
  readonly toLook: { readonly program: string; readonly args: readonly string[] }
}

const versionOfSources = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version // our own file
}

export const thisProgram = (): ThisProgram => {
  const build = typeof ETABLI_PROBE_BUILD === 'undefined' ? undefined : ETABLI_PROBE_BUILD
  const { execPath } = process
  if (build?.form === 'executable') {
    return {
      ...build,
      file: execPath,
      again: { program: execPath, words: [] },
      toLook: { program: execPath, args: [LOOK] },
    }
  }
  if (build !== undefined) {
    const file = fileURLToPath(import.meta.url)
    return {
      ...build,
      file,
      again: { program: execPath, words: [file] },
      toLook: { program: execPath, args: [file, LOOK] },
    }
  }
  const file = fileURLToPath(new URL('../probe.ts', import.meta.url))
  const looking = fileURLToPath(new URL('./look-process.ts', import.meta.url))
  return {
    ...{ form: 'sources', version: versionOfSources(), file },
    ...{ again: { program: execPath, words: [file] }, toLook: { program: execPath, args: [looking] } },
  }
}

/** The folder in which it lies; null for the sources and for what is installed: no one carries these around on a key. */
export const folderOfKey = ({ form, file }: ThisProgram): string | null =>
  form === 'sources' || form === 'installed' ? null : dirname(file)
