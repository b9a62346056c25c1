// Who may ask the station over IPC: the main frame of the application's own page, and nobody else.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SenderFrame } from '../stand-in/questions.ts'
import { startShell, type RunningShell } from '../stand-in/start-shell.ts'

let shell: RunningShell

beforeAll(async () => {
  shell = await startShell()
  await shell.page()
}, 120_000)
afterAll(async () => {
  await shell.close()
})

const call = (name = 'station.describe', input: unknown = {}) => ({ kind: 'call', id: randomUUID(), name, input })
const own: SenderFrame = { url: 'etabli://app/', parent: null }
const ask = async (frame: SenderFrame, message: unknown = call()) =>
  (await shell.ask('ipc', { frame, message })).said as readonly { readonly kind: string; readonly value: unknown }[]

const refused = { kind: 'reply', value: { ok: false, error: { code: 'refused' } } }

describe('17. the sender of a message', () => {
  test.each(['etabli://app/', 'etabli://app/index.html', 'etabli://app/machines?x=1#y'])(
    'the application’s own page at %s is answered',
    async (url) => {
      expect(await ask({ url, parent: null })).toMatchObject([{ kind: 'reply', value: { ok: true } }])
    },
  )

  test.each([
    'https://elsewhere.example/',
    'http://127.0.0.1:27437/',
    'https://app/',
    'file:///opt/etabli/index.html',
    'about:blank',
    'about:srcdoc',
    '',
    'data:text/html,x',
    'blob:etabli://app/0b1c',
    'etabli-print://app/',
    'etabli://evil/',
    'etabli://evil/app/',
    'etabli://app.evil/',
    'etabli://app@evil/',
    'etabli://evil@app/',
    'etabli://app:1/',
    'etabli://app%2eevil/',
    'etabli://app\\@evil/',
    'etabli://app',
    'etabli://application/',
    'etabli:app/',
    'etabli:///app/',
    'ETABLI://APP/',
    ' etabli://app/',
    'https://evil/?etabli://app/',
  ])('a page at %s is refused', async (url) => {
    expect(await ask({ url, parent: null })).toMatchObject([refused])
  })

  test('a frame within the page is refused, whatever its address', async () => {
    for (const url of ['https://elsewhere.example/', 'etabli://app/']) {
      expect(await ask({ url, parent: { url: 'etabli://app/' } })).toMatchObject([refused])
    }
  })

  test('a frame that is gone is refused', async () => {
    expect(await ask(null)).toMatchObject([refused])
  })
})

describe('17. the message itself', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'station', '', 'station.describe '])(
    'no operation is called “%s”',
    async (name) => {
      expect(await ask(own, call(name))).toMatchObject([
        { kind: 'reply', value: { ok: false, error: { code: 'unknown-operation' } } },
      ])
    },
  )

  test.each([
    ['nothing', null],
    ['a text', 'station.describe'],
    ['no kind', { id: randomUUID(), name: 'station.describe', input: {} }],
    ['another kind', { ...call(), kind: 'run' }],
    ['one member too many', { ...call(), path: '/etc/passwd' }],
    ['an id of another form', { ...call(), id: '1' }],
    ['a name of another form', { ...call(), name: ['station.describe'] }],
    ['a name without end', { ...call(), name: 'x'.repeat(201) }],
  ])('a message of another form is not answered and does no harm: %s', async (_what, message) => {
    expect((await shell.ask('ipc', { frame: own, message, silent: true })).said).toEqual([])
    expect(await ask(own)).toMatchObject([{ kind: 'reply', value: { ok: true } }])
  })

  test('input of another form is refused before it reaches an operation', async () => {
    expect(await ask(own, call('station.describe', { path: '/etc/passwd' }))).toMatchObject([
      { kind: 'reply', value: { ok: false, error: { code: 'bad-input' } } },
    ])
  })

  test('one channel is listened to, and none is handled in another way', async () => {
    const { ipcListens, ipcHandles } = await shell.record()
    expect(ipcListens).toEqual(['etabli'])
    expect(ipcHandles).toEqual([])
  })
})

describe('20. what the page has of Electron', () => {
  test('is one function, and nothing of Electron or Node', async () => {
    const page = await shell.page()
    const seen = await page.evaluate(() => ({
      type: typeof window.etabli,
      members: Object.keys(window.etabli ?? {}),
      others: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', 'contextBridge'].filter(
        (name) => name in window,
      ),
    }))
    expect(seen).toEqual({ type: 'function', members: [], others: [] })
  })

  test('a call gives back its reply and a way to give it up, without a way to send anything else', async () => {
    const page = await shell.page()
    const members = await page.evaluate(() => {
      const call = window.etabli?.('station.describe', {}, () => undefined)
      return call === undefined ? [] : Object.keys(call).sort()
    })
    expect(members).toEqual(['cancel', 'reply'])
  })
})
