// Pages to PDF by a real Chromium: what is printed, what is refused, and that nothing is left behind.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findBrowser } from '../../../electron/browser/find-browser.ts'
import { browserPrinter, whyUnprintable } from '../../../electron/documents/print.ts'
import { StationError } from '../../../electron/failure.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-print-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const page = (body: string, style = '') =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title><style>${style}</style></head><body>${body}</body></html>`
const print = (html: string, signal: AbortSignal = new AbortController().signal) =>
  browserPrinter(() => findBrowser(), join(folder, 'tmp'))(html, { title: 'Essai', signal })
const tool = (program: string, ...words: string[]) => spawnSync(program, words, { encoding: 'utf8' }).stdout

test('a page becomes a tagged PDF with its text, its pages and its size, and nothing stays in the folder', async () => {
  const style = '@page { size: A4 } h1 { break-before: page }'
  const bytes = await print(page('<h1>Établi</h1><p>Štěpán</p><h1>Deux</h1>', style))
  const file = join(folder, 'page.pdf')
  await writeFile(file, bytes)
  expect(tool('pdftotext', file, '-')).toMatch(/Établi[\s\S]*Štěpán[\s\S]*Deux/)
  const said = tool('pdfinfo', file)
  expect(said).toMatch(/Pages:\s+2/)
  expect(said).toMatch(/Tagged:\s+yes/)
  expect(said).toMatch(/Page size:\s+59\d(\.\d+)? x 84\d(\.\d+)? pts \(A4\)/)
  expect(await readdir(join(folder, 'tmp'))).toEqual([])
})

test('a label has the size of its stock', async () => {
  const file = join(folder, 'label.pdf')
  await writeFile(file, await print(page('<p>M-1</p>', '@page { size: 62mm 29mm; margin: 0 }')))
  expect(tool('pdfinfo', file)).toMatch(/Page size:\s+17[56](\.\d+)? x 8[123](\.\d+)? pts/)
})

describe('is not printed', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['a script', page('<script>1</script>'), 'paper.active'],
    ['a script in capitals and with blanks', page('<SCRIPT >1</SCRIPT>'), 'paper.active'],
    ['an event handler', page('<img alt="" onerror="x()" src="data:image/png;base64,">'), 'paper.active'],
    ['an event handler without blanks', page('<svg/onload=x()>'), 'paper.active'],
    ['a frame', page('<iframe srcdoc="x"></iframe>'), 'paper.active'],
    ['a linked style sheet', page('<link rel="stylesheet" href="x.css">'), 'paper.active'],
    ['another base', page('<base href="https://elsewhere.example/">'), 'paper.active'],
    [
      'a page that leaves',
      page('<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">'),
      'paper.active',
    ],
    ['a foreign picture', page('<img alt="" src="https://elsewhere.example/a.png">'), 'paper.reaches-out'],
    ['a file of this computer', page('<img alt="" src="file:///etc/passwd">'), 'paper.reaches-out'],
    ['a picture beside the page', page('<img alt="" src=a.png>'), 'paper.reaches-out'],
    [
      'a foreign picture in a drawing',
      page('<svg><image xlink:href="//elsewhere.example/a"/></svg>'),
      'paper.reaches-out',
    ],
    ['a foreign font', page('', '@font-face{src:url(https://elsewhere.example/a)}'), 'paper.reaches-out'],
    [
      'a foreign picture in a style',
      page('<p title=">" style="background:url(//a.example/a)">x</p>'),
      'paper.reaches-out',
    ],
    ['a picture after a quote that opens nothing', page('<p a"b src=x.png c">x</p>'), 'paper.reaches-out'],
    ['a picture after a comment with a quote', page('<!-- <p x=" --><img src="x.png">'), 'paper.reaches-out'],
    ['a picture after a no-break space', page('<p a=\u00a0" src=x.png b=">x</p>'), 'paper.reaches-out'],
    ['a handler after a value', page('<p title="x"onclick=y()>x</p>'), 'paper.active'],
    ['an imported style sheet', page('', '@import "https://elsewhere.example/a.css";'), 'paper.reaches-out'],
    ['an HTML page in an address', page('<a href="data:text/html,x">x</a>'), 'paper.reaches-out'],
    ['what is no page', 'Établi', 'paper.not-a-page'],
    ['a page whose first head is none', `<!doctype html><!--<head>-->${page('').slice(15)}`, 'paper.not-a-page'],
    [
      'a page whose first head is a word',
      page('').replace('lang="fr"', 'lang="fr" title="><head>"'),
      'paper.not-a-page',
    ],
  ]
  test.each(cases)('%s', async (_what, html, code) => {
    expect(whyUnprintable(html)?.code).toBe(code)
    await expect(print(html)).rejects.toMatchObject({ failure: { code: 'refused', reasons: [{ code }] } })
  })
})

test('what a certificate holds is printed: drawings, pictures and fonts in the page, links within it', () => {
  const body =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>' +
    '<img alt="" src="data:image/png;base64,AA=="><a href="#top">&lt;script&gt; onclick=1</a><p title="a > b on x = y">voir url(https://a.example) et @import rien</p>'
  expect(whyUnprintable(page(body, "@font-face{src:url('data:font/woff2;base64,AA')}"))).toBeNull()
})

test.each([
  'x src=y',
  'x onload=y',
  'y href = //a.example',
  'url(//a.example)',
  '@import y',
  'A > B src=y',
  "l'un src=y",
])('an organisation may be called « %s »', (name) => {
  const quoted = [
    `<img alt="${name}" src="data:image/png;base64,AA==">`,
    `<svg aria-label="${name}"><title>${name}</title></svg>`,
  ]
  expect(whyUnprintable(page(quoted.join('')))).toBeNull()
})

test('printing that is given up before the browser has begun is cancelled too', async () => {
  const cancellation = new AbortController()
  const find = () => {
    cancellation.abort()
    return findBrowser()
  }
  const printing = browserPrinter(find, join(folder, 'tmp'))(page('x'), {
    title: 'Essai',
    signal: cancellation.signal,
  })
  await expect(printing).rejects.toMatchObject({ failure: { code: 'cancelled' } })
  expect(await readdir(join(folder, 'tmp'))).toEqual([])
})

test('printing can be cancelled, and leaves neither a process nor a file', async () => {
  const cancellation = new AbortController()
  const printing = print(page('<p>x</p>'.repeat(20_000)), cancellation.signal)
  setTimeout(() => {
    cancellation.abort()
  }, 300)
  await expect(printing).rejects.toMatchObject({ failure: { code: 'cancelled' } })
  expect(await readdir(join(folder, 'tmp'))).toEqual([])
  // Killed; the kernel takes a moment to put its children away.
  await expect.poll(() => tool('ps', '-eo', 'args'), { timeout: 5_000 }).not.toContain(folder)
})

test('without a browser it says so', async () => {
  const printing = browserPrinter(() => Promise.resolve(null), folder)(page(''), {
    title: '',
    signal: new AbortController().signal,
  })
  await expect(printing).rejects.toBeInstanceOf(StationError)
  await expect(printing).rejects.toMatchObject({ failure: { reasons: [{ code: 'paper.no-browser' }] } })
})
