// A data folder whose disk fills up while a batch comes in: said in words, nothing of the batch is there, and it can be imported
// when there is room again. Needs root, for a small disk of its own.
import { spawnSync } from 'node:child_process'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newFolder } from '../vault/samples.ts'
import { aReport, chainOf, hashOfDocument, keyNumbered, writeBatch } from './a-batch.ts'
import { acceptSenders, holdings, openSite, takeIn } from './stations.ts'

const esat = keyNumbered(91)

let folder: Awaited<ReturnType<typeof newFolder>>
let data: string
let mounted: boolean
beforeEach(async () => {
  folder = await newFolder()
  data = join(folder.path, 'small')
  await mkdir(data)
  mounted =
    process.platform === 'linux' &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=700', 'etabli-test', data]).status === 0
})
afterEach(async () => {
  // Lazily: a station that a failed test left open would hold it.
  if (mounted) spawnSync('umount', ['-l', data])
  await folder.remove()
})

test('a batch that finds no room is not there at all, and comes in when there is room', async ({ skip }) => {
  if (!mounted) skip('only root can mount a small disk')
  const own = await chainOf(esat, 'ESA', 20)
  const path = await writeBatch(join(folder.path, 'lot.zip'), {
    ...{ key: esat, code: 'ESA', own: own.map(hashOfDocument), documents: own, attached: [aReport] },
  })
  const site = await openSite('TIE', { in: { path: data, remove: () => Promise.resolve() } })
  const uploadId = await takeIn(site, path)
  const preview = await site.workshop().get('batches.inspect', { uploadId })
  await acceptSenders(site, preview)
  const manifest = preview.manifest?.hash ?? ''
  const bring = () => site.workshop().ask('batches.import', { uploadId, manifest, operator: site.operator() })
  const filler = join(data, 'filler')
  // From no room at all up to nearly enough: it stops in another place each time.
  for (const left of [0, 4_096, 40_960, 98_304]) {
    const { bavail, bsize } = await statfs(data)
    await writeFile(filler, Buffer.alloc(Math.max(bavail * bsize - left, 0)))
    expect(await bring()).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect((await holdings(site)).documents).toEqual([])
    await rm(filler)
  }
  expect(await bring()).toMatchObject({ ok: true, value: { documents: 21, files: 1 } })
  expect((await holdings(site)).documents).toHaveLength(21)
  await site.close()
})

test('a file that finds no room in the waiting room is said so, and leaves none taken', async ({ skip }) => {
  if (!mounted) skip('only root can mount a small disk')
  const site = await openSite('TIE', { in: { path: data, remove: () => Promise.resolve() } })
  const { bavail, bsize } = await statfs(data)
  const filler = join(data, 'filler')
  await writeFile(filler, Buffer.alloc(bavail * bsize - 16_384))
  const [uploadId, fileName] = ['00000000-0000-4000-8000-000000000900', 'lot.zip']
  const piece = (offset: number, bytes: Buffer) =>
    site.workshop().ask('batches.takePiece', { uploadId, fileName, offset, base64: bytes.toString('base64') })
  const first = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(4_092)])
  expect(await piece(0, first)).toMatchObject({ ok: true, value: { bytes: 4_096 } })
  expect(await piece(4_096, Buffer.alloc(60_000))).toMatchObject({ ok: false, error: { code: 'disk-full' } })
  await rm(filler)
  // Half of it came, and is none: it is sent again from where it began.
  expect(await piece(4_096, Buffer.alloc(60_000, 1))).toMatchObject({ ok: true, value: { bytes: 64_096 } })
  await site.close()
})
