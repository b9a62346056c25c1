// A medium from anywhere whose folders and files lead elsewhere: nothing of this computer is read, written over or destroyed
// through them.
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openWorkshop, type Workshop } from '../vault/workshop.ts'
import { backUp, busyWorkshop, copyOf, filesUnder, type Kept, nameOn, passphrase } from './a-workshop.ts'

// Whole stations, keys stretched on purpose: on a slow computer that takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let kept: Kept
let here: Awaited<ReturnType<typeof copyOf>>
let workshop: Workshop
/** Somebody's own folder, which nothing may touch. */
let own: string
let backups: string

beforeAll(async () => {
  kept = await busyWorkshop()
}, 120_000)
afterAll(() => kept.remove())
beforeEach(async () => {
  here = await copyOf(kept)
  workshop = await openWorkshop(here.data)
  expect(await backUp(workshop, here.media, passphrase)).toMatchObject({ ok: true })
  backups = join(here.media, 'etabli-sauvegardes', await nameOn(workshop, here.media))
  own = join(here.path, 'own')
  await mkdir(own)
  await writeFile(join(own, 'lettre.txt'), 'à moi')
})
afterEach(async () => {
  expect(await readFile(join(own, 'lettre.txt'), 'utf8')).toBe('à moi')
  expect(await readdir(own)).toEqual(['lettre.txt'])
  await workshop.station.close()
  await here.remove()
})

const reasonsOfBoth = async () => {
  const written = await backUp(workshop, here.media, passphrase)
  const name = await nameOn(workshop, here.media)
  const read = await workshop.ask('backups.rehearse', { medium: here.media, name, passphrase })
  return [written, read].map((reply) => (reply.ok ? 'done' : (reply.error.reasons[0]?.code ?? reply.error.code)))
}

describe('a medium', () => {
  it.each(['secrets', 'remises', 'fichiers', 'secrets/remises'])(
    'whose folder %s is a link is refused',
    async (folder) => {
      await rm(join(backups, folder), { recursive: true, force: true })
      await symlink(own, join(backups, folder))
      expect(await reasonsOfBoth()).toEqual(['backup.links', 'backup.links'])
    },
  )

  it('whose folder of all backups is a link is refused', async () => {
    const all = join(here.media, 'etabli-sauvegardes')
    await rename(all, join(here.path, 'elsewhere'))
    await symlink(join(here.path, 'elsewhere'), all)
    expect(await reasonsOfBoth()).toEqual(['backup.links', 'backup.links'])
  })

  it('whose files are links has them replaced, and what they led to stays', async () => {
    const letter = join(own, 'lettre.txt')
    const [file = ''] = [...(await filesUnder(backups)).keys()].filter((path) => path.startsWith('fichiers'))
    const names = ['secrets/personnes.json', 'secrets/coffre.json', '../LISEZ-MOI.txt', file]
    for (const name of names) {
      await rm(join(backups, name))
      await symlink(letter, join(backups, name))
    }
    expect(await backUp(workshop, here.media, passphrase)).toMatchObject({ ok: true })
    expect(await reasonsOfBoth()).toEqual(['done', 'done'])
  })

  it('whose file never ends is not read to its end', async () => {
    const [file = ''] = [...(await filesUnder(backups)).keys()].filter((path) => path.startsWith('fichiers'))
    await rm(join(backups, file))
    await symlink('/dev/zero', join(backups, file))
    const name = await nameOn(workshop, here.media)
    const rehearsal = await workshop.get('backups.rehearse', { medium: here.media, name, passphrase })
    expect(rehearsal.counts.missingFiles).toBe(1)
  })
})
