// The windows as the shell asks Electron for them: the station's own, and the one that paper is printed in.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningShell } from '../stand-in/start-shell.ts'
import { startShell } from '../stand-in/start-shell.ts'
import type { WindowRecord } from '../stand-in/shell-record.ts'

let shell: RunningShell
let packaged: RunningShell
let windows: readonly WindowRecord[]

const own = { url: 'etabli://app/', parent: null }
const printPaper = (of: RunningShell) =>
  of.ask('ipc', {
    frame: own,
    message: {
      kind: 'call',
      id: randomUUID(),
      name: 'paper.toPdf',
      input: {
        html: '<!doctype html><html><head><title>Essai</title></head><body>Essai</body></html>',
        title: 'Essai',
      },
    },
  })

beforeAll(async () => {
  ;[shell, packaged] = await Promise.all([startShell(), startShell({ packaged: true })])
  await Promise.all([shell.page(), packaged.page()])
  await printPaper(shell)
  ;({ windows } = await shell.record())
}, 120_000)
afterAll(async () => {
  await Promise.all([shell.close(), packaged.close()])
})

test('the station has one window, and paper is printed in another that nobody sees', () => {
  const [station, ...printing] = windows
  expect(station?.shown).toBe(true)
  expect(station?.session).toBe('default')
  expect(printing).toHaveLength(1)
  expect(printing[0]).toMatchObject({ shown: false, destroyed: true, session: 'partition:print' })
  expect(printing[0]?.options).toMatchObject({ show: false })
})

describe('in every window,', () => {
  // What is not asked for has Electron's default, which another version may change: each is asked for by name.
  test.each([
    ['2. a page has nothing of Node', 'nodeIntegration', false],
    ['2. a worker has nothing of Node', 'nodeIntegrationInWorker', false],
    ['2. a frame has nothing of Node', 'nodeIntegrationInSubFrames', false],
    ['3. the preload lives in a world of its own', 'contextIsolation', true],
    ['4. the page is in the sandbox', 'sandbox', true],
    ['6. pages of other origins stay apart', 'webSecurity', true],
    ['8. nothing insecure is loaded', 'allowRunningInsecureContent', false],
    ['9. nothing is on trial', 'experimentalFeatures', false],
    ['11. there is no webview', 'webviewTag', false],
    ['13. a file that is dropped opens nothing', 'navigateOnDragDrop', false],
  ])('%s', (_item, preference, value) => {
    expect(windows.map(({ webPreferences }) => webPreferences[preference])).toEqual(windows.map(() => value))
  })

  test('10. no feature of Blink is switched on, nor any other preference that opens something', () => {
    const opening = ['enableBlinkFeatures', 'enableDeprecatedPaste', 'plugins', 'additionalArguments', 'partition']
    for (const { webPreferences } of windows)
      expect(Object.keys(webPreferences)).not.toEqual(expect.arrayContaining(opening))
    for (const name of opening) expect(windows.filter(({ webPreferences }) => name in webPreferences)).toEqual([])
  })

  test('1. only the application’s own pages are loaded', () => {
    const [station, ...printing] = windows
    expect(station?.loaded).toEqual(['etabli://app/'])
    for (const { loaded } of printing)
      expect(loaded).toEqual([expect.stringMatching(/^etabli-print:\/\/[-0-9a-f]{36}\/$/)])
  })
})

test('4. the sandbox is put on for every process, before the first window', async () => {
  expect((await shell.record()).sandboxEnabled).toBe(true)
})

test('20. only the station’s window has a preload; the page that is printed runs no script at all', () => {
  const [station, ...printing] = windows
  expect(station?.webPreferences['preload']).toMatch(/[\\/]preload\.cjs$/)
  for (const { webPreferences } of printing) {
    expect(webPreferences).toMatchObject({ javascript: false, devTools: false })
    expect(webPreferences).not.toHaveProperty('preload')
  }
})

test('an installed program has no developer tools, no menu that could open them, and no way to switch Chromium', async () => {
  const record = await packaged.record()
  expect(record.windows.map(({ webPreferences }) => webPreferences['devTools'])).toEqual([false])
  expect(record.menu).toBe('none')
  expect(record.switches).toEqual([])
})

test('nor does it take a word that is for tests', async () => {
  const forTests = await startShell({ packaged: true, words: ['--test-loop-devices'] })
  try {
    expect(await forTests.ended).toBe(1)
  } finally {
    await forTests.close()
  }
})
