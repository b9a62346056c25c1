// Paper in the Electron shell: printed by a window of its own that is gone afterwards, whether it was printed, given up or
// refused.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startShell, type RunningShell } from './stand-in/start-shell.ts'

let shell: RunningShell

beforeAll(async () => {
  shell = await startShell()
  await shell.page()
}, 120_000)
afterAll(async () => {
  await shell.close()
})

const frame = { url: 'etabli://app/', parent: null }
const pageOf = (body: string) => `<!doctype html><html><head><title>Essai</title></head><body>${body}</body></html>`

const paper = (html: string) => ({
  kind: 'call',
  id: randomUUID(),
  name: 'paper.toPdf',
  input: { html, title: 'Essai' },
})

const printingWindows = async () => {
  const [, ...printing] = (await shell.record()).windows
  return printing
}

/** What the address of the last paper answers to somebody who knows it; null where it is gone. */
const askedAgain = async (): Promise<string | null> => {
  const [url = ''] = (await printingWindows()).at(-1)?.loaded ?? []
  const { answer } = await shell.ask('scheme', { url, session: 'partition:print' })
  return answer?.status === 200 ? Buffer.from(answer.body).toString('utf8') : null
}

test('a page becomes a PDF of its own size, with its backgrounds, tags and outline', async () => {
  const { said } = await shell.ask('ipc', { frame, message: paper(pageOf('Un certificat')) })
  const [{ value }] = said as readonly [{ value: { ok: true; value: { base64: string } } }]
  expect(Buffer.from(value.value.base64, 'base64').subarray(0, 5).toString('latin1')).toBe('%PDF-')
  const printing = await printingWindows()
  expect(printing.at(-1)).toMatchObject({
    destroyed: true,
    prints: [
      { preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true, generateDocumentOutline: true },
    ],
  })
  expect(await askedAgain()).toBeNull()
})

test('a paper has a policy of its own while it is printed; given up, it says so, and its window and its page go', async () => {
  // Long enough to be at work when it is given up.
  const pages = Array.from({ length: 400 }, (_, number) => `<h1 style="break-before: page">Page ${String(number)}</h1>`)
  const message = paper(pageOf(pages.join('')))
  const printed = shell.ask('ipc', { frame, message })
  await expect
    .poll(async () => (await printingWindows()).at(-1), { timeout: 20_000 })
    .toMatchObject({ prints: [{}], destroyed: false })
  expect(await askedAgain()).toContain(`content="default-src 'none'; `)
  await shell.ask('ipc', { frame, message: { kind: 'cancel', id: message.id }, silent: true })
  expect((await printed).said).toMatchObject([{ kind: 'reply', value: { ok: false, error: { code: 'cancelled' } } }])
  expect((await printingWindows()).filter(({ destroyed }) => !destroyed)).toEqual([])
  expect(await askedAgain()).toBeNull()
})

test('a paper that would run a script or reach out never gets a window', async () => {
  const before = (await printingWindows()).length
  for (const body of ['<script>1</script>', '<img src="https://elsewhere.example/a.png">']) {
    const { said } = await shell.ask('ipc', { frame, message: paper(pageOf(body)) })
    expect(said).toMatchObject([{ kind: 'reply', value: { ok: false, error: { code: 'refused' } } }])
  }
  expect(await printingWindows()).toHaveLength(before)
})
