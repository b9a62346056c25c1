// npm run build:live-key: the image of a USB key that starts a computer into the probe's menu, into dist/live-key/. Debian's
// packages are fetched and unpacked, not installed. The same sources and packages give the same bytes.
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { builtLiveKey } from './live-key/built-live-key.ts'
import { howToInstall, isInstalled, ensureInstalled } from './system-packages.ts'

if (!isInstalled('apt-get') || !isInstalled('dpkg-deb')) {
  console.error('La clé se construit sur Debian : il y faut apt-get et dpkg-deb.')
  process.exit(1)
}
const missing = ensureInstalled(['strip'])
if (missing.length > 0) {
  console.error(howToInstall(missing))
  process.exit(1)
}

const folder = fileURLToPath(new URL('../dist/live-key', import.meta.url))
console.log('Construction de la clé (une minute)…')
const { image } = await builtLiveKey()
await mkdir(folder, { recursive: true })
const [target, draft] = [join(folder, 'etabli-live.img'), join(folder, '.draft.img')]
// Most of it is room that nothing fills yet.
execFileSync('cp', ['--sparse=always', image, draft])
await rename(draft, target)
const hash = createHash('sha256')
await pipeline(createReadStream(target), hash)
await writeFile(join(folder, 'SHA256SUMS'), `${hash.digest('hex')}  etabli-live.img\n`)
console.log(`La clé est dans ${target} : voir le README pour la mettre sur une clé USB.`)
