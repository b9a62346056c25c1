// What stands in for Electron must not be safer than Electron: over a shell that locks nothing everything is granted, opened and
// left, so that a lock that is taken out of our own shell shows. And what it carries arrives as it was.
import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { decode, encode } from './stand-in/cloned.ts'
import { meantBy, shownAs } from './stand-in/addresses.ts'
import { startShell, type RunningShell } from './stand-in/start-shell.ts'
import { fileURLToPath } from 'node:url'

const running: RunningShell[] = []
afterEach(async () => {
  for (const shell of running.splice(0)) await shell.close()
})

const careless = async (...words: readonly string[]): Promise<RunningShell> => {
  const main = fileURLToPath(new URL('./careless-shell.ts', import.meta.url))
  const shell = await startShell({ main, words })
  running.push(shell)
  return shell
}

describe('a shell that locks nothing', () => {
  test('grants every permission, and has Electron’s own menu and dictionaries', async () => {
    const shell = await careless()
    const page = await shell.page()
    await page.getByText('Nobody minds').waitFor()
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone'] as const
      // Chromium knows more names than the types do.
      const ask = (name: string) => navigator.permissions.query({ name: name as PermissionName })
      return (await Promise.all(names.map(ask))).map(({ state }) => state)
    })
    expect(states).toEqual(['granted', 'granted', 'granted', 'granted'])
    const record = await shell.record()
    expect(record).toMatchObject({ sandboxEnabled: false, menu: 'default', singleInstanceLock: null })
    expect(record.sessions.default).toMatchObject({ permissionRequestHandler: false, spellChecker: true })
  })

  test('opens the windows that its page asks for, takes guests, and is led elsewhere', async () => {
    const shell = await careless()
    const page = await shell.page()
    await page.getByText('Nobody minds').waitFor()
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(() => window.open('https://popup.example/') === null),
    ])
    await popup.waitForURL('https://popup.example/')
    await page.evaluate(() => {
      const guest = document.createElement('webview')
      guest.setAttribute('src', 'https://guest.example/')
      document.body.append(guest)
    })
    await expect
      .poll(async () => (await shell.record()).asked)
      .toContainEqual({ by: 'page', question: 'webview', about: 'https://guest.example/', allowed: true })
    await page.evaluate(() => {
      location.href = 'https://elsewhere.example/'
    })
    await page.waitForURL('https://elsewhere.example/')
    expect(shell.foreign).toEqual(['https://popup.example/', 'https://elsewhere.example/'])
  })

  test('says yes to whatever is put to it by itself', async () => {
    const shell = await careless()
    await (await shell.page()).getByText('Nobody minds').waitFor()
    const url = 'https://elsewhere.example/'
    expect(await shell.ask('navigation', { event: 'will-navigate', url })).toEqual({ allowed: true })
    expect(await shell.ask('window-open', { url })).toEqual({ action: 'allow' })
    expect(await shell.ask('webview', { src: url })).toEqual({ allowed: true })
    expect(await shell.ask('permission-request', { permission: 'usb' })).toEqual({ allowed: true })
    expect(await shell.ask('permission-check', { permission: 'usb' })).toEqual({ allowed: true })
    expect(await shell.ask('device-permission', { deviceType: 'usb' })).toEqual({ allowed: true })
    expect(await shell.ask('request', { url, session: 'default' })).toEqual({ allowed: true })
    expect(await shell.ask('select-device', { event: 'select-bluetooth-device' })).toEqual({
      listened: false,
      allowed: true,
    })
    expect(await shell.ask('scheme', { url: 'nobody://here/' })).toEqual({ answer: null })
  })

  test('gives Node to its page where its preferences say so, and ends with its last window', async () => {
    const shell = await careless('--node')
    const page = await shell.page()
    await page.getByText('Nobody minds').waitFor()
    expect(await page.evaluate(() => ['require' in window, 'process' in window])).toEqual([true, true])
    await shell.closeWindow()
    expect(await shell.ended).toBe(0)
  })

  test.each([
    ['--late', 'protocol.registerSchemesAsPrivileged should be called before app is ready'],
    ['--early', 'BrowserWindow can only be used after app is ready'],
  ])('is held to the moments at which Electron may be asked: %s', async (word, complaint) => {
    const shell = await careless(word)
    expect(await shell.ended).toBe(1)
    expect(shell.stderr()).toContain(complaint)
  })
})

describe('what is carried between the shell and its pages', () => {
  test('arrives as a structured clone of it', () => {
    const values = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: false,
    })
    fc.assert(
      fc.property(values, (value) => {
        expect(decode(encode(value))).toStrictEqual(structuredClone(value))
      }),
    )
  })

  test('is refused where it cannot be cloned', () => {
    expect(() => encode({ act: () => undefined })).toThrow('could not be cloned')
  })

  test('keeps its address on the way to Chromium and back', () => {
    const addresses = fc.tuple(
      fc.constantFrom('etabli://app', 'etabli-print://0b5a', 'etabli://app.evil', 'https://elsewhere.example'),
      // Dots that lead up or nowhere are taken out of an address wherever it is read.
      fc.webPath().filter((path) => !/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(path)),
      fc.webFragments(),
    )
    fc.assert(
      fc.property(addresses, ([host, path, fragment]) => {
        const address = new URL(`${host}${path}#${fragment}`).href
        const shown = new URL(shownAs(address)).href
        expect(shown).toMatch(/^https:/)
        expect(meantBy(shown)).toBe(shownAs(address) === address ? address : `${host}/${path.slice(1)}#${fragment}`)
      }),
    )
  })
})
