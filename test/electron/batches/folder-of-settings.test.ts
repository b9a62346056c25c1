// The folder of the settings, against real folders: what cannot take a batch is refused before it is saved, with its reason, and
// what stood before stays.
import { mkdir, readdir, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsSubject } from '../../../domain/supervision/subject.ts'
import { newFolder, setUpForm, sha256 } from '../vault/samples.ts'
import { confirm, openWorkshop, type Workshop } from '../vault/workshop.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
let workshop: Workshop
beforeEach(async () => {
  folder = await newFolder()
  workshop = await openWorkshop(join(folder.path, 'data'))
  await workshop.get('station.setUp', setUpForm)
})
afterEach(async () => {
  await workshop.station.close()
  await folder.remove()
})

const settingsNow = async () => {
  const { settings } = await workshop.get('station.describe', {})
  if (settings === null) throw new Error('It is set up')
  return settings
}
/** The reasons why it was not saved. */
const save = async (path: string | null, changes: { readonly name?: string } = {}): Promise<readonly string[]> => {
  const changed = { ...(await settingsNow()), ...changes, exchange: { folder: path, dailyBackup: false } }
  const action = { kind: 'change-settings' as const, subject: await settingsSubject(changed, sha256) }
  const reply = await workshop.ask('station.saveSettings', {
    settings: changed,
    confirmation: await confirm(workshop, action, null),
  })
  return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
}
const tried = async (path: string) => (await workshop.get('media.tryFolder', { folder: path })).fault?.code ?? null

test('a folder that takes files is saved, and nothing is left in it by trying', async () => {
  const lots = join(folder.path, 'lots')
  await mkdir(lots)
  expect(await tried(lots)).toBeNull()
  expect(await save(lots)).toEqual([])
  expect(await readdir(lots)).toEqual([])
  expect((await settingsNow()).exchange?.folder).toBe(lots)
})

test.each<[string, (root: string) => string | Promise<string>, string]>([
  ['that does not exist', (root) => join(root, 'Lots de novembre'), 'folder.not-there'],
  [
    'that is a file',
    async (root) => {
      await writeFile(join(root, 'lots'), 'x')
      return join(root, 'lots')
    },
    'folder.is-none',
  ],
  ['that holds the station’s own data', (root) => join(root, 'data'), 'folder.of-the-station'],
  // Whoever runs this, nobody makes a file there.
  ['that cannot be written', () => '/proc', 'folder.cannot-be-written'],
])('one %s is refused, and what stood before stays', async (_, pathIn, code) => {
  const path = await pathIn(folder.path)
  expect(await tried(path)).toBe(code)
  expect(await save(path)).toEqual([code])
  expect((await settingsNow()).exchange?.folder ?? null).toBeNull()
})

test('one that is away for a while hinders no other setting', async () => {
  const lots = join(folder.path, 'lots')
  await mkdir(lots)
  await save(lots)
  await rmdir(lots)
  expect(await save(lots, { name: 'Table 2' })).toEqual([])
})
