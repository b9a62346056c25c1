// Starting the browser shell: what it says when it is ready, and when it cannot be.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePort, startShell, type StartedShell } from './started-shell.ts'

let folder: string
let port: number
const started: StartedShell[] = []
const start = (words: readonly string[], env?: Readonly<Record<string, string>>): StartedShell => {
  const shell = startShell(words, env)
  started.push(shell)
  return shell
}
const usual = () => ['--no-open', '--data-dir', folder, '--port', String(port)]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-shell-'))
  port = await freePort()
})
afterEach(async () => {
  for (const shell of started.splice(0)) await shell.stop('SIGKILL')
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

test('when it is ready it prints one line with the address, and ends cleanly when asked to', async () => {
  const shell = start(usual())
  await shell.ready
  const file = join(folder, 'open.html')
  expect(shell.stdout()).toBe(`Établi est prêt : http://127.0.0.1:${String(port)}/ (pour l’ouvrir : file://${file})\n`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  // Neither the line nor the command line holds what lets a window in.
  const code = /#start=([\w-]+)/.exec(await readFile(file, 'utf8'))?.[1] ?? ''
  expect(code.length).toBeGreaterThan(40)
  expect(shell.stdout() + shell.stderr()).not.toContain(code)
  expect(await shell.stop()).toBe(0)
  expect(existsSync(file)).toBe(false)
})

test('a second start on the same data folder says where Établi is open, and ends', async () => {
  await start(usual()).ready
  const second = start(['--no-open', '--data-dir', folder, '--port', String(await freePort())])
  expect(await second.ended).toBe(0)
  expect(second.stdout()).toContain(`Établi est déjà ouvert : http://127.0.0.1:${String(port)}/`)
})

test('after a kill it starts again on the same folder and port', async () => {
  const first = start(usual())
  await first.ready
  await first.stop('SIGKILL')
  expect(await start(usual()).ready).toContain('Établi est prêt')
})

describe('a port in use', () => {
  test('by another program: says which, and what to do', async () => {
    const program = createServer().listen(port, '127.0.0.1')
    await once(program, 'listening')
    const shell = start(usual())
    expect(await shell.ended).toBe(1)
    program.close()
    expect(shell.stderr()).toContain(`Le port ${String(port)} est déjà pris par « `)
    expect(shell.stderr()).toContain(`processus ${String(process.pid)}`)
    expect(shell.stderr()).toContain('--port')
    expect(shell.stderr()).not.toContain('    at ')
  })

  test('by Établi on another folder: says so', async () => {
    await start(usual()).ready
    const other = await mkdtemp(join(tmpdir(), 'etabli-shell-'))
    const shell = start(['--no-open', '--data-dir', other, '--port', String(port)])
    expect(await shell.ended).toBe(1)
    await rm(other, { recursive: true })
    expect(shell.stderr()).toContain('déjà pris par Établi, ouvert sur un autre dossier')
  })
})

test('a folder that cannot be used is refused before anything is done, in a sentence', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  const shell = start(['--no-open', '--data-dir', file, '--port', String(port)])
  expect(await shell.ended).toBe(1)
  expect(shell.stdout()).toBe('')
  expect(shell.stderr()).not.toContain('    at ')
  expect(shell.stderr()).toContain(file)
})

test.each([['--port', 'abc'], ['--port', '80'], ['--nowhere'], ['--shell', 'firefox'], ['--data-dir', '']])(
  'words that are not understood are answered with what is: %s %s',
  async (...words) => {
    const shell = start(words)
    expect(await shell.ended).toBe(1)
    expect(shell.stderr().trim().split('\n')).toHaveLength(1)
    expect(shell.stderr()).toMatch(/port|--shell/)
  },
)

const hasXvfb = existsSync('/usr/bin/Xvfb')
describe.skipIf(!hasXvfb)('with a display', () => {
  let screen: ChildProcess
  beforeEach(async () => {
    screen = spawn('Xvfb', [':87', '-screen', '0', '1280x1024x24'], { stdio: 'ignore' })
    for (let tries = 0; tries < 50 && !existsSync('/tmp/.X11-unix/X87'); tries += 1) await pause(100)
  })
  afterEach(() => {
    screen.kill()
  })

  const browsersOf = async (): Promise<number[]> => {
    const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const found: number[] = []
    for (const id of processes) {
      const words = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
      if (words.includes(`--user-data-dir=${folder}/browser`) && !words.includes('--type=')) found.push(Number(id))
    }
    return found
  }
  /** Connections to the station's port: a page that came in keeps one open for as long as it is there. */
  const connections = async (): Promise<number> => {
    const table = await readFile('/proc/net/tcp', 'utf8')
    const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
    return table.split('\n').filter((line) => {
      const [, address, , state] = line.trim().split(/\s+/)
      return address === local && state === '01'
    }).length
  }
  const windowIsOpen = () => expect.poll(connections, { timeout: 40_000 }).toBeGreaterThan(0)

  test('a window of its own opens in a profile of its own, and Établi ends when it is closed', async () => {
    const shell = start(['--data-dir', folder, '--port', String(port)], { DISPLAY: ':87' })
    await shell.ready
    await windowIsOpen()
    const [browser] = await browsersOf()
    const words = await readFile(`/proc/${String(browser)}/cmdline`, 'utf8')
    expect(words).not.toMatch(/#start=|remote-debugging/)
    expect(existsSync(join(folder, 'browser', 'Default', 'Preferences'))).toBe(true)
    process.kill(browser ?? 0, 'SIGTERM')
    expect(await shell.ended).toBe(0)
  }, 90_000)

  test('when Établi is asked to end, its window goes with it', async () => {
    const shell = start(['--data-dir', folder, '--port', String(port)], { DISPLAY: ':87' })
    await shell.ready
    await windowIsOpen()
    expect(await shell.stop()).toBe(0)
    await expect.poll(browsersOf, { timeout: 20_000 }).toEqual([])
  }, 90_000)
})
