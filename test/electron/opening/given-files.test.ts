// Files given to Établi from outside, on a real folder: in what order the window gets them, what of them it learns, and
// what becomes of one that is gone, locked, too large or no file at all.
import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PIECE_BYTES } from '../../../domain/opening/operations.ts'
import { forgetGiven, GivenFiles, leaveForWindow } from '../../../electron/opening/given-files.ts'

let folder = ''
let data = ''
let files = new GivenFiles('')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-given-'))
  data = join(folder, 'data')
  await mkdir(data)
  files = new GivenFiles(data)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const file = async (name: string, content: string | Buffer): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(3 * PIECE_BYTES, 7)])

const nextFile = async () => {
  const next = await files.next()
  if (next.kind !== 'file') throw new Error(`no file is next but ${next.kind}`)
  return next.file
}
const unreadable = async () => {
  const next = await files.next()
  if (next.kind !== 'unreadable') throw new Error(`nothing unreadable is next but ${next.kind}`)
  return next
}
const whole = async (id: string): Promise<Buffer> => {
  const pieces: Buffer[] = []
  let offset = 0
  for (;;) {
    const piece = await files.read(id, offset)
    if (piece.length === 0) return Buffer.concat(pieces)
    pieces.push(piece)
    offset += piece.length
  }
}

describe('files that somebody opened with Établi', () => {
  it('wait until the window has taken them, one after the other', async () => {
    await leaveForWindow(data, [await file('lot.zip', zip), await file('releve.etabli.json', '{}')])
    const first = await nextFile()
    expect(first).toMatchObject({ name: 'lot.zip', kind: 'batch', bytes: zip.length })
    // A window that was reloaded asks again.
    expect(await nextFile()).toEqual(first)
    await files.done(first.id)
    const second = await nextFile()
    expect(second).toMatchObject({ name: 'releve.etabli.json', kind: 'report' })
    await files.done(second.id)
    expect(await files.next()).toEqual({ kind: 'none' })
  })

  it('arrive byte by byte as they lie there', async () => {
    await leaveForWindow(data, [await file('lot.zip', zip)])
    expect((await whole((await nextFile()).id)).equals(zip)).toBe(true)
  })

  it('may be left by a second start while the window is there', async () => {
    expect(await files.next()).toEqual({ kind: 'none' })
    await leaveForWindow(data, [await file('nwipe.log', 'x')])
    expect(await nextFile()).toMatchObject({ name: 'nwipe.log' })
  })

  it('are twenty at most of one start: a whole folder that was meant for another program fills nothing', async () => {
    const many = await Promise.all(Array.from({ length: 25 }, (_, number) => file(`${String(number)}.log`, 'x')))
    await leaveForWindow(data, many)
    expect(await readdir(join(data, 'opening'))).toHaveLength(20)
  })

  it('are not shown days later by a station that was started for something else', async () => {
    await leaveForWindow(data, [await file('old.zip', zip)])
    await forgetGiven(data)
    expect(await files.next()).toEqual({ kind: 'none' })
  })

  it('tell the window their name and nothing of where they lie', async () => {
    await leaveForWindow(data, [await file('lot.zip', zip)])
    expect(JSON.stringify(await files.next())).not.toContain(folder)
  })

  it('are noted where this user alone can read and write', async () => {
    await leaveForWindow(data, [await file('lot.zip', zip)])
    const notes = join(data, 'opening')
    expect((await stat(notes)).mode & 0o077).toBe(0)
    for (const name of await readdir(notes)) expect((await stat(join(notes, name))).mode & 0o077).toBe(0)
  })
})

describe('what is said of a file that cannot be shown', () => {
  it.each([
    ['was on a key that is gone', () => Promise.resolve(join(folder, 'gone.zip')), 'opening.gone'],
    ['is a folder', async () => (await mkdir(join(folder, 'd')), join(folder, 'd')), 'opening.not-a-file'],
    [
      'is a pipe that nobody writes to',
      () => {
        execFileSync('mkfifo', [join(folder, 'pipe')])
        return Promise.resolve(join(folder, 'pipe'))
      },
      'opening.not-a-file',
    ],
    [
      'is larger than anything that Établi takes',
      async () => {
        const path = await file('huge.zip', zip)
        await truncate(path, 5 * 1024 ** 3)
        return path
      },
      'opening.too-large',
    ],
    [
      'leads round in a circle',
      async () => {
        await symlink(join(folder, 'round'), join(folder, 'round'))
        return join(folder, 'round')
      },
      'opening.unreadable',
    ],
  ])('that %s: once, and then the next', async (_what, make, code) => {
    await leaveForWindow(data, [await make(), await file('after.json', '{}')])
    const { reasons } = await unreadable()
    expect(reasons.map((each) => each.code)).toEqual([code])
    expect(await nextFile()).toMatchObject({ name: 'after.json' })
  })

  it.skipIf(process.getuid?.() === 0)('that this person may not read', async () => {
    const path = await file('locked.json', '{}')
    await chmod(path, 0)
    await leaveForWindow(data, [path])
    expect((await unreadable()).reasons.map((each) => each.code)).toEqual(['opening.unreadable'])
  })

  it('that is pulled out while it is read', async () => {
    const path = await file('lot.zip', zip)
    await leaveForWindow(data, [path])
    const { id } = await nextFile()
    await rm(path)
    await expect(files.read(id, 0)).rejects.toMatchObject({ failure: { reasons: [{ code: 'opening.gone' }] } })
  })
})

describe('the window', () => {
  it('reads no file but the one that was named to it', async () => {
    await leaveForWindow(data, [await file('lot.zip', zip)])
    await nextFile()
    await expect(files.read('00000000-0000-4000-8000-000000000000', 0)).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })

  it('reads nothing of a file that it is done with', async () => {
    await leaveForWindow(data, [await file('lot.zip', zip)])
    const { id } = await nextFile()
    await files.done(id)
    await expect(files.read(id, 0)).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  it.each([
    ['is no JSON', 'lot.zip'],
    ['says more than a path', JSON.stringify({ path: '/etc/hostname', also: 1 })],
    ['names nothing', JSON.stringify({ path: '' })],
  ])('is told nothing by a note that %s, and the note is thrown away', async (_what, text) => {
    const notes = join(data, 'opening')
    await mkdir(notes, { recursive: true })
    await writeFile(join(notes, '000000000000001-11111111-1111-4111-8111-111111111111.json'), text)
    expect(await files.next()).toEqual({ kind: 'none' })
    expect(await readdir(notes)).toEqual([])
  })

  it('is not troubled by what else lies in the folder of notes', async () => {
    const notes = join(data, 'opening')
    await mkdir(notes, { recursive: true })
    await writeFile(join(notes, 'README'), 'hello')
    await leaveForWindow(data, [await file('lot.zip', zip)])
    const { id } = await nextFile()
    await files.done(id)
    expect(await readdir(notes)).toEqual(['README'])
    expect(await readFile(join(notes, 'README'), 'utf8')).toBe('hello')
  })
})
