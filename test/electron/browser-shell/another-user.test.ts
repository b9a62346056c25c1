// A second person with an account on the same computer: they read nothing of the station, are let in nowhere, and cannot
// put themselves in its place. The station runs with the loosest umask, its folder can be looked into, and it is at work.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readFile, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, startShell, type StartedShell } from './started-shell.ts'

const run = promisify(execFile)
const ANOTHER = 61_002
const canBeAnother = process.getuid?.() === 0 && existsSync('/usr/bin/setpriv')

/** A program of the other person, who belongs to none of our groups. */
const asAnother = (program: string, ...words: readonly string[]): readonly [string, readonly string[]] => [
  '/usr/bin/setpriv',
  [`--reuid=${String(ANOTHER)}`, `--regid=${String(ANOTHER)}`, '--clear-groups', '--no-new-privs', program, ...words],
]
const said = async (program: string, ...words: readonly string[]): Promise<string> => {
  const [setpriv, all] = asAnother(program, ...words)
  // What they may not do is complained of, and ends with another code: that is not what is asked here.
  return run(setpriv, all, { maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  )
}

describe.skipIf(!canBeAnother)(canBeAnother ? 'another user' : 'another user (skipped: not root)', () => {
  let above: string
  let folder: string
  let port: number
  let shell: StartedShell
  let umask: number
  /** This Node may lie where they cannot reach it: it is lent to them. */
  let node: string
  const origin = () => `http://127.0.0.1:${String(port)}`

  const codeNow = async () => /#start=([\w-]+)/.exec(await readFile(join(folder, 'open.html'), 'utf8'))?.[1] ?? ''
  const ask = (address: string, body: unknown, token = '') =>
    fetch(origin() + address, {
      method: 'POST',
      headers: { origin: origin(), 'content-type': 'application/json', 'x-etabli-session': token },
      body: JSON.stringify(body),
    })
  const exchange = async (): Promise<string> => {
    const answer = (await (await ask('/session', { code: await codeNow() })).json()) as { token: string } // asserted by use
    return answer.token
  }

  beforeAll(async () => {
    above = await mkdtemp(join(tmpdir(), 'etabli-other-'))
    await chmod(above, 0o755)
    folder = join(above, 'data')
    await mkdir(folder)
    await chmod(folder, 0o755)
    node = join(above, 'node')
    await copyFile(process.execPath, node)
    await chmod(node, 0o755)
    port = await freePort()
    umask = process.umask(0)
    shell = startShell(['--no-open', '--demo', '--data-dir', folder, '--port', String(port)])
    await shell.ready
  }, 120_000)
  afterAll(async () => {
    process.umask(umask)
    await shell.stop('SIGKILL')
    await rm(above, { recursive: true, force: true })
  })

  test('can open no file of the station, whatever the umask', async () => {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(10)
    expect(await said('/usr/bin/find', folder, '-type', 'f', '-readable')).toBe('')
    expect(await said('/usr/bin/find', folder, '-writable')).toBe('')
    expect(await said('/bin/cat', join(folder, 'open.html'))).toBe('')
  })

  test('finds neither the token nor the code in what the system tells of programs', async () => {
    const token = await exchange()
    const code = await codeNow()
    expect((await ask('/op/station.describe', {}, token)).status).toBe(200)
    const told = await said(
      '/bin/sh',
      '-c',
      'cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ /proc/[0-9]*/maps /proc/net/unix /proc/net/tcp; ls -l /proc/[0-9]*/fd; ls -la /tmp',
    )
    expect(told.length).toBeGreaterThan(1_000)
    expect(told).not.toContain(token)
    expect(told).not.toContain(code)
    // The memory, the surroundings and the open files of the station itself are not theirs to see.
    for (const file of ['environ', 'mem', 'maps', 'syscall', 'stack']) {
      expect(await said('/usr/bin/head', '-c', '64', `/proc/${String(shell.process)}/${file}`)).toBe('')
    }
    expect(await said('/bin/ls', `/proc/${String(shell.process)}/fd`)).toBe('')
  })

  test('never catches the opening file in the moment in which it is written', async () => {
    // They try as fast as they can, whatever is in the folder by that moment.
    const [setpriv, words] = asAnother(
      '/bin/sh',
      '-c',
      `echo on; while :; do cat ${folder}/open.html* ${folder}/*.new 2>/dev/null; done`,
    )
    const thief = spawn(setpriv, words, { stdio: ['ignore', 'pipe', 'ignore'] })
    let caught = ''
    const begun = new Promise<void>((resolve) => {
      thief.stdout.setEncoding('utf8').on('data', (text: string) => {
        caught += text
        resolve()
      })
    })
    await begun
    for (let round = 0; round < 150; round += 1) expect((await exchange()).length).toBeGreaterThan(40)
    thief.kill('SIGKILL')
    expect(caught).toBe('on\n')
  })

  test('can plant nothing in the folder', async () => {
    const before = await readdir(folder)
    await said(
      '/bin/sh',
      '-c',
      `cd ${folder}; echo a > open.html; ln -s /etc/passwd open.html.new; mv open.html mine; rm -f open.html; mkdir here; ln open.html /tmp/etabli-linked-${String(port)}`,
    )
    expect(await readdir(folder)).toEqual(before)
    expect(existsSync(`/tmp/etabli-linked-${String(port)}`)).toBe(false)
  })

  test('reaches the port, and gets the empty page and no more', async () => {
    const program = `
      const at = ${JSON.stringify(origin())}
      const ask = (address, headers) => fetch(at + address, { method: 'POST', headers: { origin: at, 'content-type': 'application/json', ...headers }, body: '{"code":"guess"}' }).then((r) => r.status)
      const all = []
      for (let i = 0; i < 300; i += 1) all.push(await ask('/session', {}), await ask('/op/people.list', { 'x-etabli-session': String(i).padStart(43, 'A') }))
      console.log(JSON.stringify([...new Set(all)]), (await (await fetch(at + '/')).text()).length > 0)`
    const stdout = await said(node, '--input-type=module', '--eval', program)
    expect(stdout).toBe('[403,401] true\n')
  })

  test('with a token or a code of before a restart, nobody is let in', async () => {
    const token = await exchange()
    const code = await codeNow()
    await shell.stop()
    shell = startShell(['--no-open', '--demo', '--data-dir', folder, '--port', String(port)])
    await shell.ready
    expect((await ask('/op/station.describe', {}, token)).status).toBe(401)
    expect((await ask('/session', { code })).status).toBe(403)
    expect(await exchange()).not.toBe(token)
  }, 120_000)

  test('who took the address and the lock of a station that was killed is not taken for it', async () => {
    await shell.stop('SIGKILL')
    expect(existsSync(join(folder, 'open.html'))).toBe(true)
    const lock = `etabli-${createHash('sha256')
      .update(await realpath(folder))
      .digest('hex')}`.padEnd(107, '-')
    const program = `
      require('node:http').createServer((_q, a) => a.end('PIN?')).listen(${String(port)}, '127.0.0.1', () => {
        require('node:net').createServer().listen('\\0${lock}', () => console.log('on'))
      })`
    const [setpriv, words] = asAnother(node, '--eval', program)
    const squatter: ChildProcess = spawn(setpriv, words, { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      await new Promise((resolve) => squatter.stdout?.once('data', resolve))
      const second = startShell(['--data-dir', folder, '--port', String(port)], { DISPLAY: ':nowhere' })
      expect(await second.ended).toBe(1)
      expect(second.stdout()).toBe('')
      expect(second.stderr()).toContain('prise par une autre personne')
    } finally {
      squatter.kill('SIGKILL')
    }
  })
})

test('a data folder that others may write into is refused before anything is done', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-open-'))
  await chmod(folder, 0o777)
  const shell = startShell(['--no-open', '--data-dir', folder, '--port', String(await freePort())])
  expect(await shell.ended).toBe(1)
  expect(shell.stderr()).toContain('peuvent écrire')
  expect(await readdir(folder)).toEqual([])
  await rm(folder, { recursive: true })
})
