import { chmod, chown, mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mountOf, mountsOf, prepareFolder, tryWriting } from '../../../electron/vault/data-folder.ts'
import { lockFolder } from '../../../electron/vault/lock.ts'
import { newFolder } from './samples.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => folder.remove())

const holder = { pid: process.pid, shell: 'memory', since: '2026-11-02T08:00:00.000Z' }

describe('the data folder', () => {
  it('is made where it is missing, and nothing of the trial stays in it', async () => {
    const real = await prepareFolder(join(folder.path, 'a', 'b'))
    await tryWriting(real)
    expect(await readdir(real)).toEqual([])
  })

  it.skipIf(process.getuid?.() === 0)('says so when it cannot be written', async () => {
    await chmod(folder.path, 0o500)
    await expect(tryWriting(folder.path)).rejects.toMatchObject({
      failure: { code: 'read-only', reasons: [{ code: 'station.not-writable' }] },
    })
    await chmod(folder.path, 0o700)
  })

  it.each([0o777, 0o775, 0o757, 0o1777])('is refused where other people may write into it (%o)', async (mode) => {
    const open = join(folder.path, 'open')
    await mkdir(open)
    await chmod(open, mode)
    await expect(prepareFolder(open)).rejects.toMatchObject({
      failure: { code: 'refused', reasons: [{ code: 'station.folder-open-to-others', params: { folder: open } }] },
    })
  })

  it('is refused where other people could put another folder in its place', async () => {
    const above = join(folder.path, 'above')
    await mkdir(join(above, 'data'), { recursive: true, mode: 0o700 })
    await chmod(above, 0o777)
    await expect(prepareFolder(join(above, 'data'))).rejects.toMatchObject({
      failure: { reasons: [{ code: 'station.folder-open-to-others', params: { folder: above } }] },
    })
    // As /tmp is: everybody’s, but a name is its owner’s.
    await chmod(above, 0o1777)
    expect(await prepareFolder(join(above, 'data'))).toBe(join(above, 'data'))
  })

  it.runIf(process.getuid?.() === 0)('is refused where it, or a folder above it, belongs to another user', async () => {
    const above = join(folder.path, 'above')
    const data = join(above, 'data')
    await mkdir(data, { recursive: true, mode: 0o700 })
    for (const theirs of [data, above]) {
      await chown(theirs, 61_002, 61_002)
      await expect(prepareFolder(data)).rejects.toMatchObject({
        failure: { code: 'refused', reasons: [{ code: 'station.folder-of-another', params: { folder: theirs } }] },
      })
      await chown(theirs, 0, 0)
    }
    expect(await prepareFolder(data)).toBe(data)
  })

  it.each([0o700, 0o750, 0o755])('may be read by others: its files are not (%o)', async (mode) => {
    const seen = join(folder.path, 'seen')
    await mkdir(seen)
    await chmod(seen, mode)
    expect(await prepareFolder(seen)).toBe(seen)
  })

  it('cannot be made below a file', async () => {
    await expect(prepareFolder('/proc/version/etabli')).rejects.toMatchObject({ name: 'StationError' })
  })
})

describe('the file system below a folder', () => {
  const mountinfo = [
    '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
    '30 22 0:26 / /home rw - nfs4 server:/home rw,vers=4.2',
    '31 30 8:1 / /home/local\\040data rw shared:5 master:2 - ext4 /dev/sda1 rw',
    '32 22 0:40 / /mnt/atelier rw - ext4 /dev/sdb1 rw',
    '33 32 0:41 / /mnt/atelier rw - fuse.sshfs user@host: rw,user_id=0',
    '',
  ].join('\n')
  const typeOf = (path: string) => mountOf(path, mountsOf(mountinfo))?.type

  it('is that of the longest mount above it, and of several on one point the last', () => {
    expect(typeOf('/var/lib/etabli')).toBe('ext4')
    expect(typeOf('/home')).toBe('nfs4')
    expect(typeOf('/home/claire/.local/share/etabli')).toBe('nfs4')
    expect(typeOf('/homework')).toBe('ext4')
    expect(typeOf('/home/local data/etabli')).toBe('ext4')
    expect(typeOf('/mnt/atelier/etabli')).toBe('fuse.sshfs')
  })
})

describe('the lock of a data folder', () => {
  it('is held by one, who says who it is, until it is let go', async () => {
    const lock = await lockFolder(folder.path, holder)
    lock.announce('http://127.0.0.1:27437/')
    await expect(lockFolder(folder.path, holder)).rejects.toMatchObject({
      failure: {
        code: 'conflict',
        reasons: [{ code: 'station.folder-in-use', params: { ...holder, address: 'http://127.0.0.1:27437/' } }],
      },
    })
    await lock.release()
    await (await lockFolder(folder.path, holder)).release()
  })

  it('is the same by whatever path the folder is reached', async () => {
    const target = join(folder.path, 'target')
    await mkdir(target)
    await symlink(target, join(folder.path, 'link'))
    const lock = await lockFolder(await prepareFolder(target), holder)
    await expect(lockFolder(await prepareFolder(join(folder.path, 'link')), holder)).rejects.toMatchObject({
      failure: { code: 'conflict' },
    })
    await lock.release()
  })

  it('of one folder leaves another free', async () => {
    const locks = [await lockFolder(join(folder.path, 'a'), holder), await lockFolder(join(folder.path, 'b'), holder)]
    for (const lock of locks) await lock.release()
  })
})
