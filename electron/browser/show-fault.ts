// What kept Établi from starting, in a small window of the browser: whoever started it from a menu has no terminal to read.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { quietFlags, rootFlags } from './quiet-flags.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const asText = (sentence: string): string => sentence.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)

/** Nothing in it runs, and nothing is fetched. */
const pageOf = (sentence: string): string => `<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
    <title>Établi</title>
    <style>
      body { margin: 2.5rem; font: 1.25rem/1.6 sans-serif; color: #1b1b1f; background: #fbf8f1; overflow-wrap: anywhere }
      h1 { font-size: 1.6rem }
    </style>
  </head>
  <body>
    <h1>Établi ne s’est pas ouvert</h1>
    <p>${asText(sentence)}</p>
    <p>Ce qui est enregistré n’est pas perdu. Vous pouvez fermer cette fenêtre.</p>
  </body>
</html>
`

/** Resolves when the window is closed, or could not be opened; what was made for it is gone then. */
export const showFault = async (browser: string, sentence: string): Promise<void> => {
  const place = await mkdtemp(join(tmpdir(), 'etabli-fault-'))
  try {
    const page = join(place, 'page.html')
    await writeFile(page, pageOf(sentence), { mode: 0o600, flag: 'wx' })
    const flags = [`--user-data-dir=${join(place, 'profile')}`, '--window-size=760,460', '--class=etabli']
    const words = [...quietFlags, ...rootFlags(), ...flags, `--app=${pathToFileURL(page).href}`]
    const window = spawn(browser, words, { stdio: 'ignore', shell: false })
    await once(window, 'exit').catch(() => undefined)
  } finally {
    await rm(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
