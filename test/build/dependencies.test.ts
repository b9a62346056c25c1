// What this repository takes from others: each package has its reason in the README, an exact version, and a licence under
// which it may be passed on with the application.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'

const root = new URL('../../', import.meta.url)
const text = (file: string) => readFile(new URL(file, root), 'utf8')

const Versions = z.record(z.string(), z.string())
const Package = z.object({ dependencies: Versions, devDependencies: Versions })
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
    }),
  ),
})

const here = Package.parse(JSON.parse(await text('package.json')))
const lock = Lock.parse(JSON.parse(await text('package-lock.json')))
const readMe = await text('README.md')
const named = [...Object.keys(here.dependencies), ...Object.keys(here.devDependencies)]

/** What the table of the README names in its first column; a row’s “their types” stand for the types of what it names. */
const inTable = (() => {
  const lines = (readMe.split('## Dependencies')[1] ?? '').split('\n## ')[0]?.split('\n') ?? []
  const rows = lines.filter((line) => line.startsWith('| `'))
  return rows.flatMap((row) => {
    const first = row.split('|')[1] ?? ''
    const names = [...first.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
    return first.includes('their types') ? [...names, ...names.map((name) => `@types/${name}`)] : names
  })
})()

test('each package has its reason in the README, and no reason is left of one that went', () => {
  expect(named.filter((name) => !inTable.includes(name))).toEqual([])
  expect(inTable.filter((name) => !named.includes(name))).toEqual([])
})

test('versions are exact, and the lock file holds the same with their fingerprints', () => {
  for (const [name, version] of Object.entries({ ...here.dependencies, ...here.devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version)
  }
  const unproven = Object.entries(lock.packages).filter(
    ([path, { resolved, integrity }]) => path !== '' && resolved !== undefined && integrity === undefined,
  )
  expect(unproven).toEqual([])
})

const free = /^(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|OFL-1\.1)$/

test('what goes out with the application may be passed on freely', () => {
  const goesOut = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true)
  expect(goesOut.length).toBeGreaterThan(Object.keys(here.dependencies).length)
  const otherwise = goesOut.filter(
    ([, { license = '' }]) => !license.split(/ OR /).some((each) => free.test(each.replace(/[()]/g, ''))),
  )
  expect(otherwise.map(([path, { license }]) => `${path}: ${license ?? 'no licence named'}`)).toEqual([])
})

test('everything comes from the registry, by https', () => {
  const elsewhere = Object.entries(lock.packages).filter(
    ([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
  )
  expect(elsewhere.map(([path]) => path)).toEqual([])
})
