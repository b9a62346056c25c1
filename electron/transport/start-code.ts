// How a browser window gets in: a single-use code in a file that only this user can read, exchanged for the session's
// token. Neither ever stands in an address that is logged, in served HTML or on a command line.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'

export const OPENING_FILE = 'open.html'

/** Compared as hashes, so that neither content nor length shows in the time it takes. */
export const sameSecret = (given: string, expected: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

const newSecret = (): string => randomBytes(32).toString('base64url')

const openingPage = (address: string, code: string): string =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">` +
  `<meta http-equiv="refresh" content="0;url=${address}/#start=${code}"><title>Établi</title></head>` +
  `<body><p>Établi s’ouvre…</p></body></html>\n`

export type Entrance = {
  readonly file: string
  readonly token: string
  /** The session's token for the code of the file, once; the file then holds a new code. null: not this code. */
  exchange(code: string): Promise<string | null>
}

/** `address` is the origin of the host. Writes the file; throws where the folder cannot be written. */
export const createEntrance = async (folder: string, address: string): Promise<Entrance> => {
  const file = join(folder, OPENING_FILE)
  const token = newSecret()
  let code = newSecret()

  const write = async () => {
    const draft = `${file}.${randomBytes(6).toString('hex')}`
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(openingPage(address, code))
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  }
  await write()

  return {
    file,
    token,
    async exchange(given) {
      if (!sameSecret(given, code)) return null
      // Replaced before anything is awaited: two windows that bring the same code do not both get in.
      code = newSecret()
      await write()
      return token
    },
  }
}
