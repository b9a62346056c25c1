// A data folder whose disk fills up while a batch is made: said in words, nothing of the batch is left, and it can be made when
// there is room again. Needs root, for a small disk of its own.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedDemo } from '../../../electron/demo/seed.ts'
import { newFolder } from '../vault/samples.ts'
import { codeOf, openWorkshop } from '../vault/workshop.ts'

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
  if (mounted) spawnSync('umount', [data])
  await folder.remove()
})

test('a batch that finds no room leaves nothing behind', async ({ skip }) => {
  if (!mounted) skip('only root can mount a small disk')
  const workshop = await openWorkshop(data)
  await seedDemo(workshop.station)
  const operator = await codeOf(workshop, 'Amina')
  const { frames } = await workshop.get('journal.read', { after: 0, limit: 1000 })
  const chosen = frames.flatMap(({ frame: { entry } }) => (entry.kind === 'document' ? [entry.hash] : []))
  const make = () => workshop.ask('batches.make', { batchId: randomUUID(), title: '', documents: chosen, operator })
  const held = async () => (await workshop.get('batches.held', {})).map(({ manifest }) => manifest)
  const filler = join(data, 'filler')
  // From no room at all up to nearly enough: it stops in another place each time.
  const outcomes: boolean[] = []
  for (const left of [0, 8_192, 16_384, 24_576, 28_672, 32_768]) {
    const { bavail, bsize } = await statfs(data)
    await writeFile(filler, Buffer.alloc(Math.max(bavail * bsize - left, 0)))
    const before = await held()
    const reply = await make()
    outcomes.push(reply.ok)
    if (reply.ok) expect(await held()).toHaveLength(before.length + 1)
    else {
      expect(reply.error).toMatchObject({ code: 'disk-full', reasons: [{ code: 'station.disk-full' }] })
      expect(await held()).toEqual(before)
    }
    expect(
      (await readdir(join(data, 'outgoing')).catch(() => [])).filter((name) => !/^[0-9a-f]{64}\./.test(name)),
    ).toEqual([])
    await rm(filler)
  }
  expect(outcomes.slice(0, 3)).toEqual([false, false, false])
  expect(await make()).toMatchObject({ ok: true })
  await workshop.station.close()
})
