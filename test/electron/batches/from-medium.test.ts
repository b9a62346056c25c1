// Taking a batch from a medium: only what lies right on a medium that is listed, only a file, only what begins as a zip; and
// nothing is left behind of what was refused or cancelled.
import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, readdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { JsonObject } from '../../../domain/documents/proof.ts'
import { settingsSubject } from '../../../domain/supervision/subject.ts'
import { dispatch } from '../../../electron/dispatch.ts'
import { newFolder, sha256 } from '../vault/samples.ts'
import { confirm } from '../vault/workshop.ts'
import { aReport, chainOf, hashOfDocument, keyNumbered, writeBatch } from './a-batch.ts'
import { openSite, type Site } from './stations.ts'

const esat = keyNumbered(81)

let medium: Awaited<ReturnType<typeof newFolder>>
let site: Site
let own: readonly JsonObject[]
beforeAll(async () => {
  own = await chainOf(esat, 'ESA', 2)
})
beforeEach(async () => {
  medium = await newFolder()
  site = await openSite('TIE')
  const { settings } = await site.workshop().get('station.describe', {})
  if (settings === null) throw new Error('It is set up')
  const changed = { ...settings, exchange: { folder: medium.path, dailyBackup: false } }
  const subject = await settingsSubject(changed, sha256)
  const confirmation = await confirm(site.workshop(), { kind: 'change-settings', subject }, null)
  await site.workshop().get('station.saveSettings', { settings: changed, confirmation })
  await writeBatch(join(medium.path, 'lot.zip'), {
    ...{ key: esat, code: 'ESA', own: own.map(hashOfDocument), documents: own, attached: [aReport] },
  })
})
afterEach(async () => {
  await site.close()
  await medium.remove()
})

const take = async (fileName: string, from = medium.path) => {
  const reply = await site.workshop().ask('batches.takeFrom', { medium: from, fileName })
  return reply.ok ? reply.value.uploadId : reply.error.reasons.map(({ code }) => code)
}
const waiting = () => readdir(join(site.folder, 'incoming')).catch(() => [])

test('a batch on a listed medium is copied, and looked at', async () => {
  const uploadId = await take('lot.zip')
  if (typeof uploadId !== 'string') throw new Error(uploadId.join())
  const preview = await site.workshop().get('batches.inspect', { uploadId })
  expect(preview).toMatchObject({ fileName: 'lot.zip', manifest: { number: 'ESA-000003' }, counts: { new: 3 } })
})

test('nothing is taken from a folder that no medium is, nor from beside one', async () => {
  const elsewhere = await newFolder()
  await copyFile(join(medium.path, 'lot.zip'), join(elsewhere.path, 'lot.zip'))
  expect(await take('lot.zip', elsewhere.path)).toEqual(['medium.gone'])
  expect(await take('lot.zip', `${medium.path}/..`)).toEqual(['medium.gone'])
  expect(await take(`../${elsewhere.path.split('/').at(-1) ?? ''}/lot.zip`)).toEqual(['medium.name-not-allowed'])
  await symlink(join(elsewhere.path, 'lot.zip'), join(medium.path, 'lien.zip'))
  expect(await take('lien.zip')).toEqual(['batch.not-zip'])
  expect(await waiting()).toEqual([])
  await elsewhere.remove()
})

test('what is no file, is not there, or begins as no zip is refused, however large', async () => {
  await mkdir(join(medium.path, 'dossier.zip'))
  expect(await take('dossier.zip')).toEqual(['batch.not-zip'])
  expect(await take('absent.zip')).toEqual(['batch.file-gone'])
  await writeFile(join(medium.path, 'bruit.zip'), Buffer.alloc(4096, 0xa5))
  await truncate(join(medium.path, 'bruit.zip'), 2 * 1024 ** 3)
  expect(await take('bruit.zip')).toEqual(['batch.not-zip'])
  await writeFile(join(medium.path, 'vide.zip'), '')
  expect(await take('vide.zip')).toEqual(['batch.not-zip'])
  if (process.platform === 'linux') {
    execFileSync('mkfifo', [join(medium.path, 'tuyau.zip')])
    expect(await take('tuyau.zip')).toEqual(['batch.not-zip'])
  }
  expect(await waiting()).toEqual([])
})

test('cancelling leaves nothing behind', async () => {
  const path = join(medium.path, 'grand.zip')
  await copyFile(join(medium.path, 'lot.zip'), path)
  await truncate(path, 256 * 1024 ** 2)
  const stop = new AbortController()
  const events: unknown[] = []
  const input = { medium: medium.path, fileName: 'grand.zip' }
  const reply = await dispatch(site.workshop().station, 'batches.takeFrom', input, {
    signal: stop.signal,
    onProgress: (event) => {
      events.push(event)
      stop.abort()
    },
  })
  expect(reply).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(events[0]).toMatchObject({ step: 'copying', of: 'bytes', total: 256 * 1024 ** 2 })
  expect(await waiting()).toEqual([])
})
