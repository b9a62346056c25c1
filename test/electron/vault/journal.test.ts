import { createHash, randomUUID } from 'node:crypto'
import { appendFile, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isTornLine } from '../../../electron/vault/frame-line.ts'
import { journalPath } from '../../../electron/vault/journal.ts'
import { begin, inventoryOf, openJournal, save } from './frames.ts'
import { machineFile, newFolder } from './samples.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => folder.remove())

/** A journal of two first frames and `count` machines, closed; its bytes, and where each frame begins. */
const written = async (count: number) => {
  const { journal } = await openJournal(folder.path)
  await begin(journal)
  for (let index = 1; index <= count; index++) await save(journal, `PNS-${String(index)}`)
  await journal.close()
  const bytes = await readFile(journalPath(folder.path))
  const starts = [0]
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1)
  return { bytes, starts, lastFrame: count + 2 }
}

const reopened = async () => {
  const { journal, frames } = await openJournal(folder.path)
  const found = {
    frames,
    head: journal.head,
    writable: journal.writable,
    notices: journal.notices.map((each) => each.code),
  }
  return { ...found, journal }
}

describe('what is saved', () => {
  it('is there after a restart, in the order in which it was saved', async () => {
    await written(5)
    const { frames, head, writable, notices, journal } = await reopened()
    expect(inventoryOf(frames)).toEqual(['PNS-1', 'PNS-2', 'PNS-3', 'PNS-4', 'PNS-5'])
    expect(frames.map(({ frame }) => frame.position)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(head).toEqual({ position: 7, hash: frames.at(-1)?.hash })
    expect({ writable, notices }).toEqual({ writable: true, notices: [] })
    expect(inventoryOf(await journal.read(3, 2))).toEqual(['PNS-2', 'PNS-3'])
    expect(await journal.read(7, 10)).toEqual([])
    await journal.close()
  })

  it('can be checked by a person with the tools of any system', async () => {
    const { bytes } = await written(1)
    let previous: string | null = null
    for (const line of bytes.toString('utf8').trimEnd().split('\n')) {
      const [, length, hash, json] = /^(\d+) ([0-9a-f]{64}) (.*)$/.exec(line) ?? []
      expect(Buffer.byteLength(json ?? '')).toBe(Number(length))
      expect(
        createHash('sha256')
          .update(json ?? '')
          .digest('hex'),
      ).toBe(hash)
      expect(JSON.parse(json ?? '')).toMatchObject({ previous })
      previous = hash ?? null
    }
  })

  it('stands once, however often the same transaction is asked, also after a restart', async () => {
    const transaction = randomUUID()
    const { journal } = await openJournal(folder.path)
    await begin(journal)
    const [first, second] = await Promise.all([
      save(journal, 'PNS-1', transaction),
      save(journal, 'PNS-1', transaction),
    ])
    expect(second).toEqual({ ...first, again: true })
    await save(journal, 'PNS-2')
    await journal.close()
    const again = await reopened()
    expect(await save(again.journal, 'PNS-1', transaction)).toEqual({ ...first, again: true })
    expect(again.journal.head.position).toBe(4)
    await again.journal.close()
  })

  it('is written in the order it was asked, each decision seeing what was decided before', async () => {
    const { journal, frames } = await openJournal(folder.path)
    await begin(journal)
    const numbers = Array.from({ length: 50 }, (_, index) => `PNS-${String(index)}`)
    const seen: number[] = []
    await Promise.all(
      numbers
        .map((number) =>
          journal.append(randomUUID(), async () => {
            seen.push(frames.length)
            await new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
            const entry = frames[0]?.frame.entry
            if (number === 'PNS-7') throw new Error('a decision may refuse')
            if (entry?.kind !== 'station') throw new Error('the first frame is the station')
            return { ...entry, created: new Date().toISOString() }
          }),
        )
        .map((each) => each.catch(() => undefined)),
    )
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8, 9, ...Array.from({ length: 42 }, (_, index) => index + 9)])
    expect(journal.head.position).toBe(51)
    await journal.close()
  })

  it('is refused where it could not be read again', async () => {
    const { journal } = await openJournal(folder.path)
    await begin(journal)
    const machine = machineFile({ inventoryNumber: '' })
    await expect(journal.append(randomUUID(), () => ({ kind: 'machine', v: 1, machine }))).rejects.toThrow(TypeError)
    expect(journal.head.position).toBe(2)
    await save(journal, 'PNS-1')
    await journal.close()
    const again = await reopened()
    expect(again.notices).toEqual([])
    await again.journal.close()
  })

  it.each(['moved', 'deleted', 'exchanged'])('is refused once the folder is %s under it', async (what) => {
    await written(1)
    const { journal } = await openJournal(folder.path)
    const path = journalPath(folder.path)
    const before = await readFile(path)
    if (what === 'deleted') await rm(path)
    else await rename(path, `${path}-moved`)
    if (what === 'exchanged') await writeFile(path, before.subarray(0, 10))
    await expect(save(journal, 'PNS-LOST')).rejects.toMatchObject({
      failure: { code: 'read-only', reasons: [{ code: 'journal.gone' }] },
    })
    expect(journal.writable).toBe(false)
    expect(journal.notices.map(({ code }) => code)).toEqual([what === 'exchanged' ? 'journal.damaged' : 'journal.gone'])
    await expect(save(journal, 'PNS-LOST')).rejects.toMatchObject({ failure: { code: 'read-only' } })
    if (what === 'moved') expect(await readFile(`${path}-moved`)).toEqual(before)
    await journal.close()
  })

  it('is refused where a text holds half of a character, which no verifier would read', async () => {
    await written(1)
    const { journal } = await openJournal(folder.path)
    for (const text of ['\ud83d', 'coupé \udcbb', '\\\\\ud800'])
      await expect(save(journal, text)).rejects.toMatchObject({
        failure: { code: 'refused', reasons: [{ code: 'journal.half-character' }] },
      })
    for (const text of ['\u{1f4bb} entier', '\\ud83d en lettres']) await save(journal, text)
    await journal.close()
    expect(inventoryOf((await reopened()).frames)).toEqual(['PNS-1', '\u{1f4bb} entier', '\\ud83d en lettres'])
  })

  it('is refused once the journal is closed', async () => {
    const { journal } = await openJournal(folder.path)
    await begin(journal)
    await journal.close()
    await expect(save(journal, 'PNS-1')).rejects.toMatchObject({ failure: { code: 'read-only' } })
  })
})

describe('an append that a power cut tore', () => {
  it('is cut and kept aside, wherever the last three frames were cut', async () => {
    const { bytes, starts, lastFrame } = await written(6)
    const from = starts[lastFrame - 3] ?? 0
    for (let size = from; size < bytes.length; size++) {
      await writeFile(journalPath(folder.path), bytes.subarray(0, size))
      const whole = starts.filter((start) => start <= size).length - 1
      const { head, writable, notices, frames, journal } = await reopened()
      const torn = starts[whole] !== size
      expect({ size, head: head.position, writable, notices }).toEqual({
        size,
        head: whole,
        writable: true,
        notices: torn ? ['journal.torn-frame-cut'] : [],
      })
      expect(frames).toHaveLength(whole)
      if (torn && size % 97 === 0) {
        const keptAs = String(journal.notices[0]?.params['keptAs'])
        expect(await readFile(join(folder.path, keptAs))).toEqual(bytes.subarray(starts[whole], size))
        await save(journal, 'PNS-NEW')
        await journal.close()
        const next = await reopened()
        expect(inventoryOf(next.frames).at(-1)).toBe('PNS-NEW')
        expect(next.notices).toEqual([])
        await next.journal.close()
      } else await journal.close()
    }
  })

  it('is recognised by sectors that were never written, in its middle or at its end', async () => {
    const { bytes, starts, lastFrame } = await written(3)
    const last = starts[lastFrame - 1] ?? 0
    for (const [zeroFrom, zeroTo] of [
      [last + 200, last + 400],
      [last, bytes.length],
      [last + 20, bytes.length],
      [bytes.length - 3, bytes.length],
    ]) {
      await writeFile(journalPath(folder.path), Buffer.from(bytes).fill(0, zeroFrom, zeroTo))
      const { head, writable, notices, journal } = await reopened()
      expect({ head: head.position, writable, notices }).toEqual({
        head: lastFrame - 1,
        writable: true,
        notices: ['journal.torn-frame-cut'],
      })
      await journal.close()
    }
  })

  it('leaves nothing behind when there was none', async () => {
    await written(2)
    const { journal } = await reopened()
    await journal.close()
    expect(await readdir(folder.path)).toEqual(['journal.log'])
  })
})

describe('damage', () => {
  it('of any single byte is noticed, and stops the writing where the frame may have been acknowledged', async () => {
    const { bytes, starts, lastFrame } = await written(2)
    const damaged = fc.record({ at: fc.nat(bytes.length - 1), by: fc.integer({ min: 1, max: 255 }) })
    const check = async ({ at, by }: { at: number; by: number }) => {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ by
      await writeFile(journalPath(folder.path), changed)
      const position = starts.filter((start) => start <= at).length
      const { head, frames, writable, notices, journal } = await reopened()
      await journal.close()
      expect({ at, head: head.position, read: frames.length }).toEqual({ at, head: position - 1, read: position - 1 })
      // A last byte that became NUL, or the end of the last line, looks like a torn append; it is cut, and said.
      const looksTorn = notices[0] === 'journal.torn-frame-cut'
      expect(notices).toHaveLength(1)
      expect(writable).toBe(looksTorn)
      if (position < lastFrame) expect(looksTorn).toBe(false)
      return looksTorn
    }
    let torn = 0
    for (let at = 0; at < bytes.length; at++) if (await check({ at, by: 1 })) torn++
    expect(torn).toBe(0)
    await fc.assert(
      fc.asyncProperty(damaged, async (damage) => void (await check(damage))),
      { numRuns: 200 },
    )
  })

  it('refuses to save anything, and says which frame it begins at', async () => {
    const { bytes, starts } = await written(4)
    await writeFile(
      journalPath(folder.path),
      Buffer.from(bytes).fill('x', (starts[3] ?? 0) + 90, (starts[3] ?? 0) + 92),
    )
    const { journal, frames } = await reopened()
    expect(inventoryOf(frames)).toEqual(['PNS-1'])
    expect(journal.notices).toEqual([{ code: 'journal.damaged', params: { position: 4, offset: starts[3] } }])
    await expect(save(journal, 'PNS-9')).rejects.toMatchObject({
      failure: { code: 'read-only', reasons: [{ code: 'journal.damaged' }] },
    })
    await journal.close()
    expect((await readFile(journalPath(folder.path))).length).toBe(bytes.length)
  })

  it('is a frame that was taken out, put in, exchanged or repeated', async () => {
    const { bytes, starts } = await written(4)
    const lines = starts.slice(0, -1).map((start, index) => bytes.subarray(start, starts[index + 1]))
    const [first, second, third, fourth, ...rest] = lines as [Buffer, Buffer, Buffer, Buffer, ...Buffer[]]
    for (const order of [
      [first, second, fourth, ...rest],
      [first, second, fourth, third, ...rest],
      [first, second, third, third, fourth, ...rest],
      [second, third, fourth],
    ]) {
      await writeFile(journalPath(folder.path), Buffer.concat(order))
      const { writable, notices, journal } = await reopened()
      expect({ writable, notices }).toEqual({ writable: false, notices: ['journal.damaged'] })
      await journal.close()
    }
  })

  it('is a journal without its first frame: it never passes for a station that is not set up', async () => {
    const { bytes, starts } = await written(1)
    for (const size of [0, 1, 40, 100, (starts[1] ?? 0) - 1]) {
      await writeFile(journalPath(folder.path), bytes.subarray(0, size))
      const { writable, notices, journal } = await reopened()
      expect({ size, writable, notices }).toEqual({ size, writable: false, notices: ['journal.damaged'] })
      await expect(begin(journal)).rejects.toMatchObject({ failure: { code: 'conflict' } })
      await journal.close()
    }
  })

  it('that comes while the journal is open is noticed when the frame is read', async () => {
    const { bytes, starts } = await written(3)
    const { journal } = await reopened()
    await writeFile(
      journalPath(folder.path),
      Buffer.from(bytes).fill('?', (starts[3] ?? 0) + 100, (starts[3] ?? 0) + 101),
    )
    await expect(journal.read(0, 10)).rejects.toMatchObject({ failure: { reasons: [{ code: 'journal.damaged' }] } })
    expect(journal.writable).toBe(false)
    await journal.close()
  })

  it('is not what a later version wrote: that is said as such, and nothing is cut', async () => {
    const { bytes } = await written(1)
    const json = JSON.stringify({ position: 4, kind: 'of a later version' })
    const hash = createHash('sha256').update(json).digest('hex')
    await appendFile(journalPath(folder.path), `${String(json.length)} ${hash} ${json}\n`)
    const { writable, notices, journal } = await reopened()
    expect({ writable, notices }).toEqual({ writable: false, notices: ['journal.newer-form'] })
    await journal.close()
    expect((await readFile(journalPath(folder.path))).subarray(0, bytes.length)).toEqual(bytes)
  })
})

describe('the beginning of a journal', () => {
  it('is all of its first frames or none', async () => {
    const { journal } = await openJournal(folder.path)
    // What a crash leaves of a first attempt: the file without its name.
    await writeFile(`${journalPath(folder.path)}.new`, 'half a line')
    await begin(journal)
    expect(journal.head.position).toBe(2)
    await expect(begin(journal)).rejects.toMatchObject({ failure: { code: 'conflict' } })
    await journal.close()
    expect(await readdir(folder.path)).toEqual(['journal.log'])
  })

  it('comes before anything else: nothing is appended to a journal that has not begun', async () => {
    const { journal } = await openJournal(folder.path)
    await expect(save(journal, 'PNS-1')).rejects.toMatchObject({ failure: { code: 'not-set-up' } })
    await journal.close()
  })
})

describe('what counts as torn', () => {
  it('is every beginning of a line, and never a whole line', async () => {
    const { bytes, starts, lastFrame } = await written(1)
    const line = bytes.subarray(starts[lastFrame - 1])
    for (let size = 1; size < line.length; size++)
      expect([size, isTornLine(line.subarray(0, size))]).toEqual([size, true])
    expect(isTornLine(line)).toBe(false)
    expect(isTornLine(Buffer.concat([line.subarray(0, -1), Buffer.from('}')]))).toBe(false)
    expect(isTornLine(Buffer.from('hello'))).toBe(false)
    expect(isTornLine(Buffer.concat([line, line.subarray(0, 50)]))).toBe(false)
  })

  it('a journal whose end was lost whole opens shorter: IndexedDB tells what is missing, the journal cannot', async () => {
    const { starts } = await written(3)
    await truncate(journalPath(folder.path), starts[4] ?? 0)
    const { head, notices, journal } = await reopened()
    expect({ head: head.position, notices }).toEqual({ head: 4, notices: [] })
    await journal.close()
  })
})
