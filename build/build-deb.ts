// npm run package:deb [-- FOLDER]: the Debian package of the browser shell, into dist/packages/. The same sources give the
// same bytes. Tests also ask for another version, and for no compression.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildDeb } from './debian-package/built-deb.ts'
import { ensureInstalled, howToInstall, isInstalled } from './system-packages.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

if (!isInstalled('dpkg-deb')) {
  console.error('Ce paquet se construit sur Debian : il y faut dpkg-deb.')
  process.exit(1)
}
const missing = ensureInstalled(['strip'])
if (missing.length > 0) {
  console.error(howToInstall(missing))
  process.exit(1)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { version: { type: 'string' }, uncompressed: { type: 'boolean', default: false } },
})
// Whoever calls this may be testing, and Vite would build what is for tests.
process.env['NODE_ENV'] = 'production'
const ours = JSON.parse(await readFile(path('../package.json'), 'utf8')) as { version: string } // our own file
const version = values.version ?? ours.version
const folder = resolve(positionals[0] ?? path('../dist/packages'))
await mkdir(folder, { recursive: true })
// Beside the target, so that it is renamed into its place.
const work = await mkdtemp(join(folder, '.draft-deb-'))
try {
  console.log('Construction du paquet Debian (une minute)…')
  const file = await buildDeb(work, folder, { version, compression: values.uncompressed ? 'none' : 'xz' })
  console.log(`Le paquet est ${file} ; en root : apt-get install ${file}`)
} finally {
  await rm(work, { recursive: true, force: true })
}
