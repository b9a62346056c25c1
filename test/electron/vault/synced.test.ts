// What the kernel was asked, and when: the order of writes, syncs and acknowledgements as strace sees it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inventoryOf, openJournal } from './frames.ts'
import { isThere, node, script, start } from './processes.ts'
import { newFolder } from './samples.ts'

const strace = isThere('strace')
if (!strace) console.info('Skipped: what is synced before each acknowledgement (strace is not installed)')

type Call = { readonly name: string; readonly about: string; readonly begun: number; readonly done: number }

/**
 * The calls of an `strace -f -y` that succeeded, with the lines at which each began and was done: between the two, another
 * thread may have been at work.
 */
const callsOf = (trace: string): Call[] => {
  const calls: Call[] = []
  const begun = new Map<string, { name: string; about: string; begun: number }>()
  for (const [index, line] of trace.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const resumed = /^<\.\.\. (\w+) resumed>.*\) += (\d+)/.exec(rest)
    const open = resumed === null ? undefined : begun.get(thread)
    if (open !== undefined) calls.push({ ...open, done: index })
    const [, name = '', about = ''] = /^(\w+)\((.*)$/.exec(rest) ?? []
    if (name === '') continue
    if (rest.includes('<unfinished')) begun.set(thread, { name, about, begun: index })
    else if (/\) += \d+/.test(rest)) calls.push({ name, about, begun: index, done: index })
  }
  return calls
}

let folder: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => folder.remove())

const traced = async (data: string, count: number, more: readonly string[] = []) => {
  const file = join(folder.path, 'trace')
  const calls = 'trace=write,pwrite64,writev,pwritev,fsync,rename,mkdir,ftruncate'
  const running = start('strace', [
    '-f',
    '-y',
    '-s',
    '200',
    '-e',
    calls,
    ...more,
    '-o',
    file,
    node,
    script('saving-process.ts'),
    data,
    String(count),
  ])
  expect([await running.ended, running.errors()]).toEqual([0, ''])
  return { calls: callsOf(await readFile(file, 'utf8')), lines: running.lines }
}

describe.skipIf(!strace)('before a station says that something is saved', () => {
  it('the file is on the disk, and the folder where a file got its name', async () => {
    const data = join(folder.path, 'data')
    const { calls, lines } = await traced(data, 40)
    const acks = calls.filter(({ name, about }) => name === 'write' && /^1<.*"(ack|ready)/.test(about))
    expect(acks).toHaveLength(lines.length)
    const isAbout = ({ about }: Call, path: string) => about.includes(`<${path}>`)
    const changes = calls.filter(
      (call) =>
        ['write', 'pwrite64', 'writev', 'pwritev', 'rename', 'mkdir'].includes(call.name) &&
        call.about.includes(data) &&
        !/^1</.test(call.about),
    )
    expect(changes.filter((call) => isAbout(call, join(data, 'journal.log')))).toHaveLength(41)
    for (const change of changes) {
      const next = acks.find(({ begun }) => begun > change.begun)
      if (next === undefined) continue
      // Written: the same file. Named: the folder in which the new name stands.
      const written = /^\d+<([^>]*)>/.exec(change.about)?.[1]
      const named = [...change.about.matchAll(/"([^"]*)"/g)].at(-1)?.[1] ?? ''
      const path = written ?? join(named, '..')
      const synced = calls.some(
        (call) => call.name === 'fsync' && isAbout(call, path) && call.begun > change.done && call.done < next.begun,
      )
      expect({ path, change: change.name, ack: next.about, synced }).toMatchObject({ synced: true })
    }
    // A file gets its name only when its content is on the disk.
    for (const rename of calls.filter((call) => call.name === 'rename' && call.about.includes(data))) {
      const temporary = /"([^"]*)"/.exec(rename.about)?.[1] ?? ''
      expect(calls.some((call) => call.name === 'fsync' && isAbout(call, temporary) && call.done < rename.begun)).toBe(
        true,
      )
    }
    const folders = new Set(
      calls.filter(({ name }) => name === 'fsync').map(({ about }) => /<([^>]*)>/.exec(about)?.[1]),
    )
    for (const path of [folder.path, data, join(data, 'blobs'), join(data, 'journal.log')])
      expect(folders).toContain(path)
  })
})

describe.skipIf(!strace)('a sync or a write that fails', () => {
  it.each([
    ['fsync', 'EIO', 'internal'],
    ['fsync', 'ENOSPC', 'disk-full'],
    ['pwrite64', 'EIO', 'internal'],
    ['pwrite64', 'ENOSPC', 'disk-full'],
  ])('(%s: %s) is said, leaves nothing behind, and does not stop what comes after', async (call, errno, code) => {
    // Begun before, so that the failing calls are those of the appends.
    const begun = start(node, [script('saving-process.ts'), folder.path, '2'])
    expect(await begun.ended).toBe(0)
    const path = join(folder.path, 'journal.log')
    const file = join(folder.path, 'trace')
    const running = start(
      'strace',
      [
        '-f',
        '-P',
        path,
        '-e',
        `trace=${call}`,
        '-e',
        `inject=${call}:error=${errno}:when=3`,
        '-o',
        file,
        node,
        script('saving-process.ts'),
        folder.path,
        '8',
      ],
      { UV_THREADPOOL_SIZE: '1' },
    )
    expect([await running.ended, running.errors()]).toEqual([0, ''])
    expect(running.lines.filter((line) => line.startsWith('failed'))).toEqual([`failed 5 ${code}`])
    const { journal, frames } = await openJournal(folder.path)
    expect(inventoryOf(frames)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `PNS-${String(number)}`))
    expect(journal.notices).toEqual([])
    await journal.close()
  })

  it('that cannot be undone stops the writing, and the next start finds what was acknowledged', async () => {
    const begun = start(node, [script('saving-process.ts'), folder.path, '2'])
    expect(await begun.ended).toBe(0)
    const path = join(folder.path, 'journal.log')
    const file = join(folder.path, 'trace')
    const running = start(
      'strace',
      [
        '-f',
        '-P',
        path,
        '-e',
        'trace=fsync,ftruncate',
        '-e',
        'inject=fsync,ftruncate:error=EIO:when=3+',
        '-o',
        file,
        node,
        script('saving-process.ts'),
        folder.path,
        '6',
      ],
      { UV_THREADPOOL_SIZE: '1' },
    )
    await running.until((line) => line === 'failed 5 read-only')
    await running.kill()
    expect(running.lines.slice(0, 5)).toEqual(['ready', 'ack 2 5', 'ack 3 6', 'ack 4 7', 'failed 5 internal'])
    const { journal, frames } = await openJournal(folder.path)
    expect(inventoryOf(frames).slice(0, 4)).toEqual(['PNS-1', 'PNS-2', 'PNS-3', 'PNS-4'])
    expect(journal.writable).toBe(true)
    await journal.close()
  })
})
