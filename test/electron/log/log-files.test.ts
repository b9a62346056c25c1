// The log is small, private and never in the way: whatever becomes of it, the station works on.
import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, stat, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LogEvent } from '../../../domain/log/event.ts'
import { lastLines } from '../../../electron/log/last-lines.ts'
import { logPath } from '../../../electron/log/log-file.ts'
import { createLog, type LogOptions } from '../../../electron/log/log.ts'
import { node, script } from '../vault/processes.ts'
import { newFolder } from '../vault/samples.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => folder.remove())

const ended = (seconds: number) => ({ event: 'ended', seconds }) as const satisfies LogEvent
const started: LogEvent = {
  ...{ event: 'started', version: '0.1.0', shell: 'browser', system: 'linux', node: '24.0.0' },
  ...{ demo: false, setUp: true, frames: 0, writable: true },
}

/** A log whose minute is over whenever it likes: limits of time are tried by themselves. */
const newLog = (options: Partial<LogOptions> = {}) => {
  let moment = 0
  return createLog({ now: () => new Date(), monotonic: () => (moment += 60_000), ...options })
}
const opened = (options: Partial<LogOptions> = {}) => {
  const log = newLog(options)
  log.open(folder.path, '0.1.0')
  return log
}
const seconds = () =>
  lastLines(folder.path, 1000).lines.flatMap((line) => (line.event === 'ended' ? [line.seconds] : []))

describe('the files of a log', () => {
  test('hold what happened in its order, and only for whoever the data belongs to', async () => {
    const log = newLog()
    log.note(ended(1))
    log.open(folder.path, '0.1.0')
    log.note(ended(2))
    log.close()
    log.note(ended(3))
    expect(seconds()).toEqual([1, 2])
    expect((await stat(logPath(folder.path))).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder.path, 'log'))).mode & 0o777).toBe(0o700)
  })

  test('are closed to others again where somebody had opened them', async () => {
    opened().note(ended(1))
    await chmod(logPath(folder.path), 0o644)
    opened().note(ended(2))
    expect((await stat(logPath(folder.path))).mode & 0o777).toBe(0o600)
  })

  test('are five at most and none beyond its size; the oldest lines go first', async () => {
    const log = opened({ limits: { bytes: 2048, former: 4 } })
    for (let count = 0; count < 1000; count++) log.note(ended(count))
    const names = (await readdir(join(folder.path, 'log'))).toSorted()
    expect(names).toEqual(['etabli.log', ...[1, 2, 3, 4].map((number) => `etabli.log.${String(number)}`)])
    for (const name of names) expect((await stat(join(folder.path, 'log', name))).size).toBeLessThanOrEqual(2048)
    const kept = seconds()
    expect(kept.at(-1)).toBe(999)
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 1000 - kept.length + index))
  })

  test('a number that is missing holds nothing up: it was killed between two names', async () => {
    const log = opened({ limits: { bytes: 2048, former: 4 } })
    for (let count = 0; count < 200; count++) log.note(ended(count))
    await unlink(logPath(folder.path, 1))
    for (let count = 200; count < 1000; count++) log.note(ended(count))
    expect(await readdir(join(folder.path, 'log'))).toHaveLength(5)
    expect(seconds().at(-1)).toBe(999)
  })

  test('a half line that a power cut left spoils no other', async () => {
    await mkdir(join(folder.path, 'log'))
    await writeFile(logPath(folder.path), '{"at":"2026-11-26T08:00:00.000Z","eve')
    opened().note(ended(7))
    const { lines, unread } = lastLines(folder.path, 10)
    expect(lines).toMatchObject([{ event: 'ended', seconds: 7 }])
    expect(unread).toBe(1)
  })

  test('what somebody wrote into it is counted and not told', async () => {
    opened().note(ended(1))
    await writeFile(logPath(folder.path), 'Amina a appelé hier\n', { flag: 'a' })
    expect(lastLines(folder.path, 10)).toMatchObject({ lines: [{ seconds: 1 }], unread: 1 })
  })

  test('taken away while the station runs, it begins anew', async () => {
    const log = opened()
    log.note(ended(1))
    await unlink(logPath(folder.path))
    log.note(ended(2))
    expect(seconds()).toEqual([2])
  })

  test('a link in its place is not followed, and what it leads to stays as it is', async () => {
    const other = join(folder.path, 'letter.txt')
    await writeFile(other, 'Chère Amina')
    await mkdir(join(folder.path, 'log'))
    await symlink(other, logPath(folder.path))
    opened().note(ended(1))
    expect(await readFile(other, 'utf8')).toBe('Chère Amina')
  })

  test.skipIf(process.platform === 'win32')('a pipe in its place is neither read nor written to', async () => {
    await mkdir(join(folder.path, 'log'))
    execFileSync('mkfifo', [logPath(folder.path)])
    const { stdout } = spawnSync(node, [script('../log/opening-process.ts'), folder.path], {
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(stdout).toBe('ended\n')
  })
})

describe('a log that cannot be written', () => {
  test('is missed by nobody, and says later how much is missing', async () => {
    await writeFile(join(folder.path, 'log'), 'a file where the folder should be')
    const log = opened()
    for (let count = 0; count < 3; count++) log.note(ended(count))
    await unlink(join(folder.path, 'log'))
    log.note(ended(3))
    expect(lastLines(folder.path, 10).lines).toMatchObject([
      { event: 'lines-lost', count: 3 },
      { event: 'ended', seconds: 3 },
    ])
  })

  test('on a full disk too', async ({ skip }) => {
    const data = join(folder.path, 'small')
    await mkdir(data)
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'etabli-test', data])
    if (mount.status !== 0) skip('only root can mount a small disk')
    const log = newLog()
    try {
      log.open(data, '0.1.0')
      log.note(ended(0))
      await writeFile(join(data, 'filler'), Buffer.alloc(256 * 1024)).catch(() => undefined)
      // What is left of its last page takes some lines more.
      for (let count = 1; count <= 200; count++) log.note(ended(count))
      await unlink(join(data, 'filler'))
      log.note(ended(201))
      const { lines } = lastLines(data, 1000)
      const lost = lines.find((line) => line.event === 'lines-lost')
      const told = lines.filter((line) => line.event === 'ended').length
      expect(lines.at(-1)).toMatchObject({ seconds: 201 })
      expect(lost?.count).toBeGreaterThan(0)
      expect(told + (lost?.count ?? 0)).toBe(202)
    } finally {
      log.close()
      spawnSync('umount', [data])
    }
  })

  test('a fault that comes again and again pushes nothing out', () => {
    const log = createLog({ now: () => new Date(), monotonic: () => 0 })
    log.open(folder.path, '0.1.0')
    for (let count = 0; count < 1000; count++) log.fault(new Error('again'), 'station')
    expect(lastLines(folder.path, 1000).lines.length).toBeLessThan(200)
  })
})

describe('the run before', () => {
  test('that was killed is told at the next start; one that ended is not', () => {
    const first = opened()
    first.note(started)
    first.note(ended(5))
    first.close()
    const second = opened()
    second.note(started)
    const third = newLog()
    third.open(folder.path, '0.2.0')
    expect(lastLines(folder.path, 100).lines.map(({ event }) => event)).toEqual([
      ...['started', 'ended', 'started', 'ended-badly-before', 'other-version'],
    ])
  })

  test('killed in the middle of a line or of a change of files, it leaves a log that can be read', async () => {
    for (let round = 0; round < 5; round++) {
      const child = spawn(node, [script('../log/writing-process.ts'), folder.path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(child.stdout, 'data')
      child.kill('SIGKILL')
      await once(child, 'close')
      const { lines, unread } = lastLines(folder.path, 1000)
      expect(lines.length).toBeGreaterThan(10)
      // One torn line a kill at most, and those of earlier rounds are pushed out.
      expect(unread).toBeLessThanOrEqual(round + 1)
    }
    const names = await readdir(join(folder.path, 'log'))
    expect(names.length).toBeLessThanOrEqual(5)
  })
})
