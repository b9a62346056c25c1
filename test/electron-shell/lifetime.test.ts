// The life of the built Electron shell as a person sees it: it opens, answers, is started twice, its page dies, it is killed,
// it ends. Over the stand-in.
import { mkdir, readlink, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { newShellFolder } from './shells.ts'
import { startShell, type RunningShell, type ShellStart } from './stand-in/start-shell.ts'

const running: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of running.splice(0).reverse()) await close()
})

const opened = async (start: ShellStart = {}): Promise<RunningShell> => {
  const shell = await startShell(start)
  running.push(shell.close)
  return shell
}
const folder = async (): Promise<string> => {
  const { folder: made, remove } = await newShellFolder()
  running.push(remove)
  return made
}

const firstScreen = (page: Page) => page.getByRole('heading', { name: 'Que fait votre site ?' }).waitFor()

const describeStation = (page: Page) =>
  page.evaluate(() => window.etabli?.('station.describe', {}, () => undefined).reply)

describe('the Electron shell', () => {
  test('opens its page, gives it one function and says nothing on the console', async () => {
    const shell = await opened()
    const page = await shell.page()
    await firstScreen(page)
    expect(await describeStation(page)).toMatchObject({ ok: true, value: { shell: 'electron', settings: null } })
    expect(await page.evaluate(() => Object.keys(window).filter((name) => /etabli|electron|ipc/i.test(name)))).toEqual([
      'etabli',
    ])
    expect(await page.evaluate(() => ['require' in window, 'process' in window, 'module' in window])).toEqual([
      false,
      false,
      false,
    ])
    expect(shell.complaints).toEqual([])
    expect(shell.foreign).toEqual([])
    expect(await shell.quit()).toBe(0)
    expect(shell.stderr()).toBe('')
  })

  test('shows the demonstration on its recorded machines', async () => {
    const shell = await opened({ words: ['--demo'] })
    const page = await shell.page()
    await page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor()
    expect(await describeStation(page)).toMatchObject({ ok: true, value: { demo: true, settings: { language: 'fr' } } })
  })

  test('opens although a computer of another name left its lock in the folder', async () => {
    const dataFolder = await folder()
    const lock = join(dataFolder, 'electron', 'SingletonLock')
    await mkdir(join(dataFolder, 'electron'))
    await symlink('another-computer-1234', lock)
    const shell = await opened({ dataFolder })
    await firstScreen(await shell.page())
    expect(await readlink(lock).catch(() => null)).not.toBe('another-computer-1234')
    expect(await shell.quit()).toBe(0)
  })

  test('ends with its window, and lets go of the folder', async () => {
    const dataFolder = await folder()
    const first = await opened({ dataFolder })
    await firstScreen(await first.page())
    await first.closeWindow()
    expect(await first.ended).toBe(0)
    const second = await opened({ dataFolder })
    await firstScreen(await second.page())
    expect(await second.quit()).toBe(0)
  })

  test('closed before its page has wholly come, it ends without a fault', async () => {
    const shell = await opened({ isHeld: (address) => /\/assets\/index-.*\.js$/.test(address) })
    expect(await (await shell.page()).evaluate(() => document.readyState)).not.toBe('complete')
    await shell.closeWindow()
    expect(await shell.ended).toBe(0)
    expect(shell.stderr()).toBe('')
  })

  test('started twice on one folder, the second goes and the first stays in front', async () => {
    const shell = await opened()
    const page = await shell.page()
    await firstScreen(page)
    expect(await shell.launchAgain()).toEqual({ code: 0, stderr: '' })
    expect(shell.pages()).toEqual([page])
    expect(await describeStation(page)).toMatchObject({ ok: true })
  })

  test('says in French why it does not open, when another shell works on the folder', async () => {
    const dataFolder = await folder()
    const first = await opened({ dataFolder })
    await firstScreen(await first.page())
    // The other shell keeps no lock of Electron's: the journal's own tells them apart.
    const lock = join(dataFolder, 'electron', 'stand-in-instance')
    await rm(lock)
    const second = await opened({ dataFolder })
    expect(await second.ended).toBe(1)
    expect(second.stderr()).toContain('A box: Établi\nÉtabli ne peut pas s’ouvrir')
  })

  test('refuses words that it does not know, in a box that can be seen without a terminal', async () => {
    const shell = await opened({ words: ['--nonsense'] })
    expect(await shell.ended).toBe(1)
    expect(shell.stderr()).toContain('A box: Établi\nMots connus')
  })

  test('an installed one takes its words from where Electron puts them, and no words for tests', async () => {
    const shell = await opened({ packaged: true })
    await firstScreen(await shell.page())
    expect(await shell.quit()).toBe(0)
    const forTests = await opened({ packaged: true, words: ['--test-loop-devices'] })
    expect(await forTests.ended).toBe(1)
  })

  test('killed, it opens again as if nothing had been', async () => {
    const dataFolder = await folder()
    const first = await opened({ dataFolder })
    await firstScreen(await first.page())
    first.kill()
    expect(await first.ended).toBeNull()
    await first.close()
    const second = await opened({ dataFolder })
    await firstScreen(await second.page())
    expect(await describeStation(await second.page())).toMatchObject({ ok: true, value: { writable: true } })
  })

  test('prints a page by itself, without a window that is seen', async () => {
    const shell = await opened()
    const page = await shell.page()
    await firstScreen(page)
    const html = '<!doctype html><html lang="fr"><head><title>Essai</title></head><body><p>Essai</p></body></html>'
    const reply = await page.evaluate(
      (html) => window.etabli?.('paper.toPdf', { html, title: 'Essai' }, () => undefined).reply,
      html,
    )
    expect(reply).toMatchObject({ ok: true })
    const printing = (await shell.record()).windows.at(-1)
    expect(printing).toMatchObject({ shown: false, destroyed: true, session: 'partition:print' })
    expect(shell.pages()).toHaveLength(1)
  })

  test('carries progress to the page as it comes, and a reading that the page gives up ends', async () => {
    const shell = await opened({ words: ['--demo'] })
    const page = await shell.page()
    await page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor()
    const whole = await page.evaluate(async () => {
      const told: unknown[] = []
      const reply = await window.etabli?.('hardware.read', {}, (event) => told.push(event)).reply
      return { told, ok: (reply as { readonly ok: boolean }).ok }
    })
    expect(whole.ok).toBe(true)
    expect(whole.told.length).toBeGreaterThan(1)
    const given = await page.evaluate(() => {
      const call = window.etabli?.('hardware.read', {}, () => undefined)
      call?.cancel()
      return call?.reply
    })
    expect(given).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  })

  test('carries as much to the station as a page may give it', async () => {
    const shell = await opened({ words: ['--demo'] })
    const page = await shell.page()
    await page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor()
    const reply = await page.evaluate(
      () => window.etabli?.('hardware.open', { name: 'é.txt', text: 'é'.repeat(8_000_000) }, () => undefined).reply,
    )
    // It arrived whole, and is no report of a machine.
    expect(reply).toMatchObject({ ok: false, error: { code: 'refused' } })
  })
})
