import { spawnSync } from 'node:child_process'
import { mkdir, readdir, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inventoryOf, openJournal } from './frames.ts'
import { machineFile, newFolder, setUpForm } from './samples.ts'
import { openWorkshop } from './workshop.ts'

/** Whether this process may mount a small file system of its own: root, and not in a sandbox that forbids it. */
const mountTmpfs = (point: string): boolean =>
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k,mode=700', 'etabli-test', point]).status === 0

let folder: Awaited<ReturnType<typeof newFolder>>
let data: string
let mounted: boolean
beforeEach(async () => {
  folder = await newFolder()
  data = join(folder.path, 'small')
  await mkdir(data)
  mounted = mountTmpfs(data)
})
afterEach(async () => {
  if (mounted) spawnSync('umount', [data])
  await folder.remove()
})

/** Takes all the room that is left. */
const fill = async () => {
  for (let size = 256 * 1024; size >= 1; size = Math.floor(size / 2)) {
    await writeFile(join(data, `filler-${String(size)}`), Buffer.alloc(size, 1)).catch(() => undefined)
  }
}
const empty = async () => {
  for (const name of await readdir(data)) if (name.startsWith('filler')) await unlink(join(data, name))
}

describe('a disk that is full', () => {
  it('refuses the save in words, keeps what was saved, and takes up again when there is room', async ({ skip }) => {
    if (!mounted) skip('only root can mount a small disk')
    const workshop = await openWorkshop(data)
    await workshop.get('station.setUp', setUpForm)
    const save = (number: number) =>
      workshop.ask('machines.save', {
        transaction: randomUUID(),
        machine: machineFile({ inventoryNumber: `PNS-${String(number)}`, repairs: 'x'.repeat(1900) }),
      })
    const saved: string[] = []
    for (let number = 1; number <= 3; number++) if ((await save(number)).ok) saved.push(`PNS-${String(number)}`)
    await fill()
    let refused
    for (let number = 4; refused === undefined; number++) {
      const reply = await save(number)
      if (reply.ok) saved.push(`PNS-${String(number)}`)
      else refused = reply
    }
    expect(refused).toMatchObject({ ok: false, error: { code: 'disk-full', reasons: [{ code: 'station.disk-full' }] } })
    expect(
      await workshop.ask('blobs.put', { base64: Buffer.alloc(60_000).toString('base64'), mediaType: 'x' }),
    ).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(await workshop.get('station.describe', {})).toMatchObject({ writable: true, notices: [] })
    await empty()
    expect(await save(99)).toMatchObject({ ok: true })
    await workshop.station.close()

    const { journal, frames } = await openJournal(data)
    expect(inventoryOf(frames)).toEqual([...saved, 'PNS-99'])
    expect(journal.notices).toEqual([])
    await journal.close()
    expect((await readdir(data)).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  it('is said before any work begins', async ({ skip }) => {
    if (!mounted) skip('only root can mount a small disk')
    await fill()
    await expect(openWorkshop(data)).rejects.toMatchObject({ failure: { code: 'disk-full' } })
    await empty()
    const workshop = await openWorkshop(data)
    await fill()
    expect(await workshop.ask('station.setUp', setUpForm)).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    await empty()
    expect(await workshop.ask('station.setUp', setUpForm)).toMatchObject({ ok: true })
    await workshop.station.close()
  })

  it('leaves a PIN unchecked that it cannot count', async ({ skip }) => {
    if (!mounted) skip('only root can mount a small disk')
    const workshop = await openWorkshop(data)
    await workshop.get('station.setUp', setUpForm)
    const [claire] = await workshop.get('people.list', {})
    await fill()
    expect(
      await workshop.ask('supervision.confirm', {
        action: { kind: 'change-settings', subject: '0'.repeat(64) },
        supervisor: claire?.code ?? '',
        secret: '4711',
        operator: null,
      }),
    ).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    await workshop.station.close()
  })
})
