// The built renderer as an exact map from address to bytes, read once: an address that is not a key does not exist,
// so no path is ever built from what a client sends.
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export type Page = { readonly bytes: Buffer; readonly mediaType: string; readonly immutable: boolean }
export type Pages = ReadonlyMap<string, Page>

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
}

// Folder by folder: in a packaged Electron these lie in an archive, where reading a whole tree at once is not to be
// relied on.
const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.map((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : Promise.resolve(entry.isFile() ? [path] : [])
  })
  return (await Promise.all(files)).flat()
}

/** Files of an unknown kind are left out. `/` answers index.html. Throws where the folder cannot be read. */
export const readPages = async (folder: string): Promise<Pages> => {
  const pages = new Map<string, Page>()
  for (const file of await filesIn(folder)) {
    const mediaType = mediaTypes[extname(file)]
    if (mediaType === undefined) continue
    const address = `/${relative(folder, file).split(sep).join('/')}`
    // Vite puts the hash of its content into the name of everything below assets/.
    const page = { bytes: await readFile(file), mediaType, immutable: address.startsWith('/assets/') }
    pages.set(address, page)
    if (address === '/index.html') pages.set('/', page)
  }
  return pages
}
