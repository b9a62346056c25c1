// Attacks by number and by patience: another program of this computer holds thousands of connections, sends a letter now
// and then, or never reads what it asked for. The window that is at work must not notice.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveHttp, type HttpHost } from '../../../../electron/transport/http.ts'
import { readPages } from '../../../../electron/transport/pages.ts'
import { createEntrance, type Entrance } from '../../../../electron/transport/start-code.ts'
import { smallStation } from '../../contract/small-station.ts'
import { call, look, type Target } from './attack.ts'

const LARGE = 3_000_000
let folder: string
let host: HttpHost
let entrance: Entrance
const held: Socket[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-slow-'))
  await mkdir(join(folder, 'pages'))
  await writeFile(join(folder, 'pages', 'index.html'), '<!doctype html><title>Établi</title>')
  await writeFile(join(folder, 'pages', 'large.js'), 'x'.repeat(LARGE))
  host = await serveHttp({
    answer: smallStation().answer,
    pages: await readPages(join(folder, 'pages')),
    port: 0,
    identity: 'this-folder',
    entrance: async (origin) => (entrance = await createEntrance(folder, origin)),
    report: () => undefined,
    limits: { bodyBytes: 100_000, headersMs: 1_000, requestMs: 2_000, readingMs: 1_000 },
  })
})
afterEach(async () => {
  for (const socket of held.splice(0)) socket.destroy()
  await host.close()
  await rm(folder, { recursive: true })
})

const target = (): Target => ({ port: host.port, origin: host.origin, token: entrance.token, code: '' })

/** A connection that somebody holds; `gone` resolves when the host ends it. */
const hold = (
  bytes = '',
): { readonly socket: Socket; readonly gone: Promise<void>; readonly open: Promise<boolean> } => {
  const socket = connect({ host: '127.0.0.1', port: host.port })
  held.push(socket)
  const open = new Promise<boolean>((resolve) => {
    socket.once('connect', () => {
      resolve(true)
    })
    socket.once('error', () => {
      resolve(false)
    })
  })
  socket.on('error', () => undefined)
  const gone = new Promise<void>((resolve) => {
    socket.once('close', () => {
      resolve()
    })
  })
  if (bytes !== '') socket.write(bytes)
  return { socket, gone, open }
}

/** Connections to the host that stand, as the system lists them. */
const connections = async (): Promise<number> => {
  const local = `0100007F:${host.port.toString(16).toUpperCase().padStart(4, '0')}`
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').map((line) => line.trim().split(/\s+/))
  return lines.filter(([, address, , state]) => address === local && state === '01').length
}

const answered = async (): Promise<boolean> => {
  const { socket } = hold(call(target()))
  for await (const chunk of socket.setEncoding('utf8')) if (String(chunk).includes('"ok":true')) return true
  return false
}

test('two thousand connections that say nothing: the next window is answered, and they are ended', async () => {
  const silent = Array.from({ length: 2_000 }, () => hold())
  expect((await Promise.all(silent.map(({ open }) => open))).filter(Boolean).length).toBeGreaterThan(1_000)
  expect(await answered()).toBe(true)
  // Of so many at once the system forgets some that believe to be connected: its own table shows who is.
  await expect.poll(connections, { timeout: 20_000 }).toBe(0)
  expect(await answered()).toBe(true)
})

test('five hundred that send a letter now and then (slowloris) are ended, whatever they still send', async () => {
  const slow = Array.from({ length: 500 }, () => hold('GET / HTTP/1.1\r\n'))
  await Promise.all(slow.map(({ open }) => open))
  const letters = setInterval(() => {
    for (const { socket } of slow) if (socket.writable) socket.write('X-A: b\r\n')
  }, 100)
  expect(await answered()).toBe(true)
  for (const { socket } of slow) socket.resume()
  await Promise.all(slow.map(({ gone }) => gone))
  clearInterval(letters)
  expect(await answered()).toBe(true)
})

test('a body that comes letter by letter is given up', async () => {
  const { socket, gone } = hold(call(target(), { 'Content-Length': '90000' }, { body: '' }))
  const letters = setInterval(() => socket.write(' '), 50)
  socket.resume()
  await gone
  clearInterval(letters)
  expect(await answered()).toBe(true)
})

test('chunks of one byte each are given up as well', async () => {
  const head = call(target(), { 'Content-Length': null, 'Transfer-Encoding': 'chunked' }, { body: '' })
  const { socket, gone } = hold(head)
  const letters = setInterval(() => socket.write('1\r\n \r\n'), 50)
  socket.resume()
  await gone
  clearInterval(letters)
  expect(await answered()).toBe(true)
})

test('who asks for a page again and again and never reads it is let go', async () => {
  const deaf = Array.from({ length: 50 }, () => hold(look(target(), '/large.js').repeat(3)))
  for (const { socket } of deaf) socket.pause()
  // A paused socket sees no end before it reads: the system's own table shows who is left.
  await expect.poll(connections, { timeout: 20_000 }).toBe(0)
  expect(await answered()).toBe(true)
})

test('a thousand calls piled up on one connection without a token end it at the first', async () => {
  const { socket } = hold(call(target(), { 'X-Etabli-Session': 'x' }).repeat(1_000))
  let heard = ''
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
  await new Promise((resolve) => socket.once('close', resolve))
  expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401'])
})

test('a call that was cut off in the middle leaves the station as it was', async () => {
  for (let cut = 1; cut < call(target()).length; cut += 7) {
    const { socket, open } = hold(call(target()).slice(0, cut))
    await open
    socket.destroy()
  }
  expect(await answered()).toBe(true)
})
