// Programs of unpacked packages, run where they lie: with their own loader and their own libraries, so that building the key
// installs nothing on this computer and needs no administrator.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type UnpackedPrograms = {
  /** `program`: as in its package, `usr/bin/mcopy`. Rejects with what it complained of. */
  readonly run: (program: string, words: readonly string[]) => Promise<string>
}

/** The time of everything that carries one: the same sources give the same image. 2026-01-01, in seconds. */
export const timeOfEverything = 1_767_225_600

export const unpackedPrograms = (folder: string): UnpackedPrograms => ({
  run: async (program, words) => {
    const libraries = ['lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu'].map((each) => join(folder, each)).join(':')
    const loading = ['--library-path', libraries, '--argv0', program, join(folder, program)]
    const env = {
      ...{ PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC', SOURCE_DATE_EPOCH: String(timeOfEverything) },
      // No settings of the person who builds.
      ...{ HOME: folder, MTOOLSRC: '/dev/null' },
    }
    const { stdout } = await run(join(folder, 'lib64/ld-linux-x86-64.so.2'), [...loading, ...words], { env })
    return stdout
  },
})
