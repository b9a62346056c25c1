// The tables of mutants fit the code as it stands: each text that is to be taken out stands there, the tests that have to notice
// exist, and no item of Electron's checklist is without one. That they do notice, `npm run test:mutations` shows.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { mutants as ofElectronShell } from '../mutation/electron-shell-mutants.ts'
import { mutants as ofLoopback } from '../mutation/loopback-mutants.ts'
import { mutants as ofUpdates } from '../mutation/update-mutants.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const all = [...ofElectronShell, ...ofLoopback, ...ofUpdates]

test('each stands once in its file, and would change it', () => {
  const misfits = all.filter(({ file, from, to }) => {
    const times = readFileSync(join(root, file), 'utf8').split(from).length - 1
    return times !== 1 || from === to
  })
  expect(misfits.map(({ item, file, from }) => `${item}: ${from} (${file})`)).toEqual([])
})

test('the tests that have to notice are there', () => {
  expect(all.flatMap(({ tests }) => tests).filter((file) => !existsSync(join(root, file)))).toEqual([])
  expect(all.filter(({ tests }) => tests.length === 0)).toEqual([])
})

test('each item of Electron’s security checklist is taken out at least once', () => {
  const items = Array.from({ length: 20 }, (_, index) => `${String(index + 1)}. `)
  expect(items.filter((number) => !ofElectronShell.some(({ item }) => item.startsWith(number)))).toEqual([])
})
