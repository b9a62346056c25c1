// What the whole application listens on, host and browser together, as the system lists it: one TCP port of 127.0.0.1, and
// sockets of this computer that only this user can reach. No debugging port, nothing that answers datagrams.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, readlink, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort, startShell, type StartedShell } from './started-shell.ts'

const parentOf = async (id: number): Promise<number> => {
  const status = await readFile(`/proc/${String(id)}/stat`, 'utf8').catch(() => '')
  // The name in brackets may hold anything: what follows it does not.
  return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1] ?? 0)
}

/** A process and all that it started, and what those started. */
const treeOf = async (root: number): Promise<readonly number[]> => {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const parents = new Map(await Promise.all(all.map(async (id) => [id, await parentOf(id)] as const)))
  const isBelow = (id: number): boolean => id === root || (id > 1 && isBelow(parents.get(id) ?? 0))
  return all.filter(isBelow)
}

const socketsOf = async (ids: readonly number[]): Promise<ReadonlySet<string>> => {
  const found = new Set<string>()
  for (const id of ids) {
    for (const descriptor of await readdir(`/proc/${String(id)}/fd`).catch(() => [])) {
      const inode = /^socket:\[(\d+)\]$/.exec(await readlink(`/proc/${String(id)}/fd/${descriptor}`).catch(() => ''))
      if (inode?.[1] !== undefined) found.add(inode[1])
    }
  }
  return found
}

type Row = readonly string[]
const table = async (name: string): Promise<readonly Row[]> =>
  (await readFile(`/proc/net/${name}`, 'utf8').catch(() => ''))
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))

/** Internet sockets of these processes: column 1 the local address, 3 the state, 9 the inode (proc_net_tcp). */
const internet = async (name: string, own: ReadonlySet<string>): Promise<readonly Row[]> =>
  (await table(name)).filter((row) => own.has(row[9] ?? ''))
const LISTENING = '0A'

/** Names of the local sockets that accept connections: column 3 the flags, 6 the inode, 7 the name (proc_net_unix). */
const ACCEPTS = 0x10000
const local = async (own: ReadonlySet<string>): Promise<readonly string[]> =>
  (await table('unix')).flatMap((row) =>
    own.has(row[6] ?? '') && (Number.parseInt(row[3] ?? '0', 16) & ACCEPTS) !== 0 ? [row[7] ?? ''] : [],
  )

describe.skipIf(!existsSync('/usr/bin/Xvfb'))('the host and its window', () => {
  let screen: ChildProcess
  let folder: string
  let port: number
  let shell: StartedShell
  let own: ReadonlySet<string>
  let tree: readonly number[]

  beforeAll(async () => {
    screen = spawn('Xvfb', [':86', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: 'ignore' })
    for (let tries = 0; tries < 50 && !existsSync('/tmp/.X11-unix/X86'); tries += 1) await pause(100)
    folder = await mkdtemp(join(tmpdir(), 'etabli-sockets-'))
    port = await freePort()
    shell = startShell(['--demo', '--data-dir', folder, '--port', String(port)], { DISPLAY: ':86' })
    await shell.ready
    const here = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
    const isOpen = async () => (await table('tcp')).some((row) => row[1] === here && row[3] === '01')
    await vi.waitUntil(isOpen, { timeout: 60_000, interval: 200 })
    // A browser opens some of its sockets only a while after its window.
    await pause(3_000)
    tree = await treeOf(shell.process)
    own = await socketsOf(tree)
  }, 120_000)
  afterAll(async () => {
    await shell.stop()
    screen.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })

  test('are several programs, the browser’s among them', async () => {
    const names = await Promise.all(tree.map((id) => readFile(`/proc/${String(id)}/comm`, 'utf8').catch(() => '')))
    expect(names.filter((name) => /chrom/.test(name)).length).toBeGreaterThan(1)
  })

  test('listen on one TCP port, of 127.0.0.1', async () => {
    const rows = [...(await internet('tcp', own)), ...(await internet('tcp6', own))]
    const listening = rows.filter((row) => row[3] === LISTENING).map((row) => row[1])
    expect(listening).toEqual([`0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`])
  })

  test('hear no datagram of anybody', async () => {
    const rows = [...(await internet('udp', own)), ...(await internet('udp6', own)), ...(await internet('raw', own))]
    expect(rows.map((row) => row[1])).toEqual([])
  })

  test('listen on local sockets for the lock of the folder and the browser’s own, which lies where only this user comes', async () => {
    const names = await local(own)
    const lock = names.filter((name) => name.startsWith('@etabli-'))
    expect(lock).toHaveLength(1)
    const others = names.filter((name) => !lock.includes(name))
    expect(others.filter((name) => !name.endsWith('/SingletonSocket'))).toEqual([])
    for (const name of others) expect((await stat(dirname(name))).mode & 0o077).toBe(0)
  })

  test('have no debugging port and no pipe for one, and no secret on a command line', async () => {
    const words = await Promise.all(tree.map((id) => readFile(`/proc/${String(id)}/cmdline`, 'utf8').catch(() => '')))
    expect(words.join('\n')).not.toMatch(/remote-debugging|--inspect|#start=/)
  })
})
