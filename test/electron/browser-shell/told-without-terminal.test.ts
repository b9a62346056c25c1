// Started from a menu, Établi has no terminal: what keeps it from opening is then said in a window.
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort, startShell } from './started-shell.ts'

let folder: string
let port: number
let inTheWay: Server

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-told-'))
  port = await freePort()
  inTheWay = createServer().listen(port, '127.0.0.1')
  await once(inTheWay, 'listening')
  // In a browser's place: keeps what it was started with, and the page, and is closed at once.
  await writeFile(
    join(folder, 'browser'),
    `#!/bin/sh
printf '%s\\n' "$@" >'${folder}/words'
for word in "$@"; do
  case "$word" in --app=file://*) cp "\${word#--app=file://}" '${folder}/shown.html' ;; esac
done
`,
    { mode: 0o755 },
  )
})
afterEach(async () => {
  inTheWay.close()
  await rm(folder, { recursive: true, force: true })
})

const start = async (...more: string[]) => {
  const words = ['--data-dir', join(folder, 'data'), '--port', String(port), ...more]
  const shell = startShell(words, { DISPLAY: ':0', ETABLI_CHROMIUM: join(folder, 'browser') })
  expect(await shell.ended).toBe(1)
  return shell
}

test('whoever has no terminal reads in a window why Établi did not open, and nothing is left of it', async () => {
  const shell = await start()
  const said = shell.stderr().trim().split('\n').at(-1) ?? ''
  expect(said).toContain(`Le port ${String(port)} est déjà pris`)
  const page = await readFile(join(folder, 'shown.html'), 'utf8')
  expect(page).toContain(said)
  expect(page).not.toContain('<script')
  const words = (await readFile(join(folder, 'words'), 'utf8')).split('\n')
  const shown = words.find((word) => word.startsWith('--app=')) ?? ''
  const place = dirname(fileURLToPath(shown.slice('--app='.length)))
  expect(words).toContain(`--user-data-dir=${join(place, 'profile')}`)
  expect(existsSync(place)).toBe(false)
})

test('whoever wants no window gets none', async () => {
  const shell = await start('--no-open')
  expect(shell.stderr()).toContain(`Le port ${String(port)} est déjà pris`)
  expect(existsSync(join(folder, 'shown.html'))).toBe(false)
})
