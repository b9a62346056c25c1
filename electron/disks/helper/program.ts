// How the disk helper is started here: by which Node, with which rights; and where any script lies that is to run with them.
// Whether this process is Electron, packaged or not, shows in where its own code lies.
import { access } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Reason, reason } from '../../../domain/words/reason.ts'
import { findProgram } from '../../hardware/find-program.ts'

export type HelperProgram = {
  readonly program: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Whether a person is asked for the administrator's password first. */
  readonly asks: boolean
}

export type HelperRuntime = {
  readonly node: string
  readonly script: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * From the sources, this Node and the source. From the build, the file beside main.js. A packaged Electron runs no script
 * as Node (its fuse is off), and root cannot read into its archive: such a package brings Node and the helper beside it.
 */
export const helperRuntime = (
  here: string = import.meta.url,
  node: string = process.execPath,
  name: 'disk-helper' | 'update-installer' = 'disk-helper',
): HelperRuntime => {
  const packed = /^(.*)[\\/]app\.asar[\\/]/.exec(fileURLToPath(here))?.[1]
  if (packed !== undefined) {
    return {
      node: join(packed, 'disk-helper', 'node'),
      script: join(packed, 'disk-helper', `${name}.mjs`),
      env: {},
    }
  }
  const script = here.endsWith('.ts') ? `../../${name}.ts` : `./${name}.mjs`
  const isElectron = process.versions['electron'] !== undefined
  return { node, script: fileURLToPath(new URL(script, here)), env: isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {} }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

const isRoot = () => process.getuid?.() === 0

/** A disk that does not answer keeps a thread waiting; the others must still be served. */
const threads = 16

/**
 * A package may bring a program of its own that starts the helper and takes no argument: the system's policy knows it by its
 * path, so that the password is asked for with a sentence that says what for, and for this alone.
 */
const DOOR = 'disk-helper'

/** Why erasing and reading back are not possible here at all; null where a helper can be started. */
export const findHelper = async (runtime: HelperRuntime = helperRuntime()): Promise<HelperProgram | Reason> => {
  if (process.platform !== 'linux') return reason('erase.only-linux')
  const { node, script } = runtime
  const env = { ...runtime.env, UV_THREADPOOL_SIZE: String(threads) }
  if (!(await isThere(node)) || !(await isThere(script)))
    return reason('erase.helper-missing', { folder: dirname(script) })
  if (isRoot()) return { program: node, args: [script], env, asks: false }
  const pkexec = await findProgram('pkexec')
  if (pkexec === null) return reason('erase.needs-root')
  const door = join(dirname(script), DOOR)
  if (await isThere(door)) return { program: pkexec, args: [door], env: {}, asks: true }
  const words = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  // pkexec lets no variable through.
  return { program: pkexec, args: ['/usr/bin/env', ...words, node, script], env: {}, asks: true }
}
