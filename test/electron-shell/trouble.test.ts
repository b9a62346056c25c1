// The built Electron shell when its page dies, and what its log tells of a day: the same as the browser shell's.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type LogLine, readLogLine } from '../../domain/log/event.ts'
import { newShellFolder } from './shells.ts'
import { startShell, type RunningShell } from './stand-in/start-shell.ts'

const running: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of running.splice(0).reverse()) await close()
})

const opened = async (dataFolder: string, env: Readonly<Record<string, string>> = {}): Promise<RunningShell> => {
  const shell = await startShell({ dataFolder, env })
  running.push(shell.close)
  return shell
}
const folder = async (): Promise<string> => {
  const { folder: made, remove } = await newShellFolder()
  running.push(remove)
  return made
}
const log = async (dataFolder: string): Promise<readonly (LogLine | null)[]> => {
  const text = await readFile(join(dataFolder, 'log', 'etabli.log'), 'utf8')
  return text.trimEnd().split('\n').map(readLogLine)
}

test(
  'a page whose process died gives way to one that says how to go on, and the work goes on',
  { timeout: 120_000 },
  async () => {
    const dataFolder = await folder()
    const shell = await opened(dataFolder)
    const dead = await shell.page()
    await dead.getByRole('heading', { name: 'Que fait votre site ?' }).waitFor()
    await shell.crashPage()
    // The page of another process takes the place of the dead one.
    const living = () => shell.pages().find((each) => each !== dead && !each.isClosed())
    await expect.poll(living, { timeout: 60_000 }).toBeDefined()
    const page = await shell.page()
    await page.getByText('Rien de ce qui est enregistré n’est perdu').waitFor()
    expect(await log(dataFolder)).toContainEqual(expect.objectContaining({ event: 'window-gone', why: 'crashed' }))

    await page.getByRole('link', { name: 'exportez un diagnostic' }).click()
    await page.getByRole('link', { name: /Enregistrer le fichier|Save the file/ }).waitFor()
    expect(await page.locator('pre').innerText()).toContain('window-gone')
    await page.getByRole('link', { name: /Rouvrir Établi|Open Établi again/ }).click()
    await page.getByRole('heading', { name: 'Que fait votre site ?' }).waitFor()
    expect(await shell.quit()).toBe(0)
  },
)

test(
  'the log of the Electron shell begins and ends as that of the browser shell does',
  { timeout: 120_000 },
  async () => {
    const dataFolder = await folder()
    const shell = await opened(dataFolder)
    await (await shell.page()).getByRole('heading', { name: 'Que fait votre site ?' }).waitFor()
    expect(await shell.quit()).toBe(0)
    const lines = await log(dataFolder)
    expect(lines.at(0)).toMatchObject({ event: 'started', shell: 'electron', setUp: false })
    expect(lines.at(-1)).toMatchObject({ event: 'ended' })
    expect((await stat(join(dataFolder, 'log', 'etabli.log'))).mode & 0o077).toBe(0)

    const killed = await opened(dataFolder)
    await (await killed.page()).getByRole('heading', { name: 'Que fait votre site ?' }).waitFor()
    killed.kill('SIGKILL')
    await killed.ended
    const again = await opened(dataFolder)
    await (await again.page()).getByRole('heading', { name: 'Que fait votre site ?' }).waitFor()
    const events = (await log(dataFolder)).map((line) => line?.event)
    expect(events).toEqual(['started', 'ended', 'started', 'ended-badly-before', 'started'])
  },
)

/** Fails, once the shell listens for its faults, in a promise that nobody waits for. */
const failsUnheard = `const watch = setInterval(() => {
  if (process.listenerCount('uncaughtExceptionMonitor') === 0) return
  clearInterval(watch)
  void Promise.reject(new RangeError('Amina'))
}, 20)`

test(
  'a promise that fails unheard ends nothing, and the log hears of it without its words',
  { timeout: 120_000 },
  async () => {
    const dataFolder = await folder()
    const preload = `data:text/javascript,${encodeURIComponent(failsUnheard)}`
    const shell = await opened(dataFolder, { NODE_OPTIONS: `--import=${preload}` })
    await (await shell.page()).getByRole('heading', { name: 'Que fait votre site ?' }).waitFor()
    expect(await shell.quit()).toBe(0)
    expect(await log(dataFolder)).toContainEqual(
      expect.objectContaining({
        event: 'fault',
        where: 'station',
        fault: expect.objectContaining({ name: 'RangeError' }),
      }),
    )
    expect(shell.stderr()).not.toContain('Amina')
  },
)
