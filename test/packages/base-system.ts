// Debian's base system with its package lists, as an archive: fetched once, and kept for the tests that install on it.
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { builtOnce, nameFor } from '../../build/debian-system/built-once.ts'

const run = promisify(execFile)

const SUITE = 'bookworm'
const SOURCES = `deb http://deb.debian.org/debian ${SUITE} main
deb http://deb.debian.org/debian-security ${SUITE}-security main
`

type BaseSystem = {
  readonly archive: string
  /** Where apt keeps what it fetched, from one test run to the next. */
  readonly fetched: string
}

export const baseSystem = async (): Promise<BaseSystem> => {
  const { folder } = await builtOnce(
    'debian-root',
    await nameFor([fileURLToPath(import.meta.url)]),
    async (_, ready) => {
      const sources = join(ready, 'sources.list')
      await writeFile(sources, SOURCES)
      // The lists stay: what a person's computer knows of Debian, it knows without asking again.
      const words = ['--variant=minbase', '--include=ca-certificates', '--aptopt=Acquire::Languages "none"']
      await run('mmdebstrap', [...words, '--skip=cleanup/apt/lists', SUITE, join(ready, 'root.tar'), sources])
      await mkdir(join(ready, 'archives/partial'), { recursive: true })
    },
  )
  return { archive: join(folder, 'root.tar'), fetched: join(folder, 'archives') }
}
