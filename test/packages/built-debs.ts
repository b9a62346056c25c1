// The Debian package of the browser shell for its tests: of this version and of one to come, built once for the sources as they
// are, and not compressed, which takes longest.
import { createHash } from 'node:crypto'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { builtOnce, nameFor } from '../../build/debian-system/built-once.ts'
import { makersOfDeb } from '../../build/debian-package/built-deb.ts'
import packageJson from '../../package.json' with { type: 'json' }

const run = promisify(execFile)

export const VERSION = packageJson.version
/** Greater than any that was ever published. */
export const VERSION_TO_COME = '999.1.0'

const fileName = (version: string) => `etabli-navigateur_${version}_amd64.deb`

/** In a process of its own, as a person builds it. Answers the file. */
export const buildInto = async (folder: string, version: string): Promise<string> => {
  const builder = fileURLToPath(new URL('../../build/build-deb.ts', import.meta.url))
  await run(process.execPath, [builder, folder, '--version', version, '--uncompressed'])
  return join(folder, fileName(version))
}

export const builtDeb = async (version: string): Promise<string> => {
  const surroundings = ['ETABLI_UPDATE_KEY', 'ETABLI_MAINTAINER', 'ETABLI_HOMEPAGE', 'SOURCE_DATE_EPOCH']
  const told = surroundings.map((name) => `${name}=${process.env[name] ?? ''}`).join('\n')
  const name = createHash('sha256')
    .update(`${version}\n${told}\n${await nameFor(await makersOfDeb())}`)
    .digest('hex')
    .slice(0, 16)
  const { folder } = await builtOnce('debian-package', name, async (_, ready) => {
    await buildInto(ready, version)
  })
  return join(folder, fileName(version))
}

export const sumOf = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
