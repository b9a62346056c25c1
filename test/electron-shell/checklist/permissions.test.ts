// What a page asks of the computer: refused in both sessions, whatever the installed Electron knows to be asked for.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SessionName } from '../stand-in/shell-record.ts'
import { startShell, type RunningShell } from '../stand-in/start-shell.ts'

let shell: RunningShell

const page = '<!doctype html><html><head><title>Essai</title></head><body>Essai</body></html>'

beforeAll(async () => {
  shell = await startShell()
  await shell.page()
  // The session of printing begins with the first paper.
  const message = { kind: 'call', id: randomUUID(), name: 'paper.toPdf', input: { html: page, title: 'Essai' } }
  await shell.ask('ipc', { frame: { url: 'etabli://app/', parent: null }, message })
}, 120_000)
afterAll(async () => {
  await shell.close()
})

/** Every permission that the installed Electron may ask about, as its own declarations name them. */
const permissionsOf = (declarations: string, handler: string): readonly string[] => {
  const line = declarations.split('\n').find((line) => line.includes(`${handler}(handler: ((webContents`)) ?? ''
  const names = /permission: ((?:'[^']+'(?: \| )?)+)/.exec(line)?.[1] ?? ''
  return [...names.matchAll(/'([^']+)'/g)].map(([, name = '']) => name)
}
const declarations = await readFile('node_modules/electron/electron.d.ts', 'utf8')

describe.each<SessionName>(['default', 'partition:print'])('5. in the session %s,', (session) => {
  test('the page that asks is refused', async () => {
    const permissions = permissionsOf(declarations, 'setPermissionRequestHandler')
    expect(permissions).toContain('media')
    const asked = permissions.map((permission) => shell.ask('permission-request', { permission, session }))
    expect((await Promise.all(asked)).filter(({ allowed }) => allowed)).toEqual([])
  })

  test('the page that looks whether it may finds that it may not', async () => {
    const permissions = permissionsOf(declarations, 'setPermissionCheckHandler')
    expect(permissions).toContain('usb')
    const asked = permissions.map((permission) => shell.ask('permission-check', { permission, session }))
    expect((await Promise.all(asked)).filter(({ allowed }) => allowed)).toEqual([])
  })

  test.each(['hid', 'serial', 'usb'] as const)(
    'a %s device that was chosen before is not given again',
    async (deviceType) => {
      expect(await shell.ask('device-permission', { deviceType, session })).toEqual({ allowed: false })
    },
  )

  test.each(['select-hid-device', 'select-usb-device', 'select-serial-port', 'select-bluetooth-device'] as const)(
    '%s: none is chosen, by name and not by default',
    async (event) => {
      expect(await shell.ask('select-device', { event, session })).toEqual({ listened: true, allowed: false })
    },
  )

  test('the screen is shared with nobody, by name and not by default', async () => {
    expect(await shell.ask('display-media', { session })).toEqual({ allowed: false })
    expect((await shell.record()).sessions[session]?.displayMediaRequestHandler).toBe(true)
  })

  test('no dictionary is fetched to check spelling', async () => {
    expect((await shell.record()).sessions[session]?.spellChecker).toBe(false)
  })
})

test('5. a page that really asks is refused, and it was the shell that was asked', async () => {
  const window = await shell.page()
  const answers = await window.evaluate(async () => {
    const outcome = (asked: Promise<unknown>) =>
      asked.then(
        (value) => (value === 'denied' ? 'refused' : 'granted'),
        () => 'refused',
      )
    return Promise.all([
      outcome(Notification.requestPermission()),
      outcome(new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))),
      outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
      outcome(navigator.clipboard.readText()),
    ])
  })
  expect(answers).toEqual(['refused', 'refused', 'refused', 'refused'])
})

describe('1. no request leaves the computer', () => {
  test.each([
    'http://127.0.0.1:9/',
    'https://elsewhere.example/',
    'ws://127.0.0.1:9/',
    'file:///etc/passwd',
    'ftp://elsewhere.example/',
  ])('%s is never asked for, by the station’s page or by one that is printed', async (url) => {
    for (const session of ['default', 'partition:print'] as const) {
      expect(await shell.ask('request', { url, session })).toEqual({ allowed: false })
    }
  })

  test('what the page is made of is', async () => {
    for (const url of ['etabli://app/', 'etabli://app/assets/a.js', 'blob:etabli://app/1', 'data:image/png;base64,']) {
      expect(await shell.ask('request', { url, session: 'default' })).toEqual({ allowed: true })
    }
    const session = 'partition:print'
    expect(await shell.ask('request', { url: 'etabli-print://x/', session })).toEqual({ allowed: true })
    expect(await shell.ask('request', { url: 'etabli://app/', session })).toEqual({ allowed: false })
  })

  test('an installed program does not even reach the developer tools', async () => {
    const packaged = await startShell({ packaged: true })
    try {
      await packaged.page()
      const url = 'devtools://devtools/bundled/devtools_app.html'
      expect(await packaged.ask('request', { url, session: 'default' })).toEqual({ allowed: false })
    } finally {
      await packaged.close()
    }
  })
})
