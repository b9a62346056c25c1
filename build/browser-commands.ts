// What tests in the browser ask of this computer: a paper as it comes out, made a PDF by the station's own printer, and what
// poppler reads in it.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { BrowserCommand } from 'vitest/node'
import { findBrowser } from '../electron/browser/find-browser.ts'
import { browserPrinter } from '../electron/documents/print.ts'

const run = promisify(execFile)

export type Printed = {
  readonly pages: number
  /** The words of each page. */
  readonly texts: readonly string[]
  /** The smallest letter of all pages, in points. */
  readonly smallest: number
}

export const printed: BrowserCommand<[html: string]> = async (_context, html): Promise<Printed> => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-paper-'))
  try {
    const print = browserPrinter(() => findBrowser(), join(folder, 'tmp'))
    const file = join(folder, 'paper.pdf')
    await writeFile(file, await print(html, { title: 'Essai', signal: new AbortController().signal }))
    const { stdout: about } = await run('pdfinfo', [file])
    const { stdout: text } = await run('pdftotext', ['-layout', file, '-'])
    const { stdout: boxes } = await run('pdftotext', ['-bbox-layout', file, '-'], { maxBuffer: 20_000_000 })
    const heights = [...boxes.matchAll(/<word [^>]*yMin="([\d.]+)"[^>]*yMax="([\d.]+)"/g)].map(
      ([, top, bottom]) => Number(bottom) - Number(top),
    )
    return {
      pages: Number(/^Pages:\s+(\d+)$/m.exec(about)?.[1]),
      texts: text.split('\f').slice(0, -1),
      smallest: Math.min(...heights),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
