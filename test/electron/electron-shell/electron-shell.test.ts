// The built main process and preload of the Electron shell, over a stand-in for Electron: a smoke test, no test of
// Electron itself.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const start = async (...words: string[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-electron-'))
  const ended = spawnSync(
    process.execPath,
    ['--import', path('./register.ts'), path('../../../dist/electron/main.js'), '--data-dir', folder, ...words],
    { encoding: 'utf8', timeout: 60_000 },
  )
  await rm(folder, { recursive: true, force: true })
  return ended
}

test('the shell opens its page locked down, gives it one function, and ends with its window', async () => {
  const { stdout, stderr, status } = await start()
  expect(stderr).toBe('')
  const record = JSON.parse(stdout) as unknown
  expect(record).toMatchObject({
    sandbox: true,
    preferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    },
    permissionRequest: false,
    permissionCheck: false,
    devicePermission: false,
    spellcheck: false,
    menu: null,
    windowOpen: { action: 'deny' },
    navigationStopped: [true, true, true],
    ownNavigationStopped: false,
    webviewStopped: true,
    exposed: ['function', false, false],
    missing: 404,
    described: { ok: true, value: { shell: 'electron', settings: null } },
    unknown: { ok: false, error: { code: 'unknown-operation' } },
    complaints: [],
  })
  expect(status).toBe(0)
})

test('the demonstration opens on its recorded machines', async () => {
  const { stdout, stderr } = await start('--demo')
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({
    described: { ok: true, value: { demo: true, settings: { language: 'fr' } } },
  })
})
