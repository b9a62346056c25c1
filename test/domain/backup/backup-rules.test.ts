// When the backup of the day is due, which code a restored station is offered, and which files a frame names.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDailyBackupDue } from '../../../domain/backup/daily.ts'
import { backupFolderName, isBackupFolderName } from '../../../domain/backup/manifest.ts'
import { filesNamedBy } from '../../../domain/backup/named-files.ts'
import { proposedCode } from '../../../domain/backup/next-code.ts'
import { framesSince } from '../../../domain/backup/since.ts'
import { Frame } from '../../../domain/journal/frame.ts'

describe('The backup of the day', () => {
  const head = { day: '2026-11-25', position: 40 }
  const at = (day: string, hour: number) => ({ day, hour })
  test('is due in the evening of a day on which something was done', () => {
    expect(isDailyBackupDue({ now: at('2026-11-25', 12), last: null, head })).toBe(false)
    expect(isDailyBackupDue({ now: at('2026-11-25', 17), last: null, head })).toBe(true)
    expect(isDailyBackupDue({ now: at('2026-11-25', 17), last: { day: '2026-11-24', position: 12 }, head })).toBe(true)
  })
  test('is done once a day, and what was worked on afterwards the next morning', () => {
    const last = { day: '2026-11-25', position: 38 }
    expect(isDailyBackupDue({ now: at('2026-11-25', 19), last, head })).toBe(false)
    expect(isDailyBackupDue({ now: at('2026-11-26', 8), last, head })).toBe(true)
  })
  test('is not due where the last one holds everything, or where there is nothing', () => {
    const last = { day: '2026-11-25', position: 40 }
    expect(isDailyBackupDue({ now: at('2026-11-28', 18), last, head })).toBe(false)
    expect(isDailyBackupDue({ now: at('2026-11-28', 18), last: null, head: { ...head, position: 0 } })).toBe(false)
  })
})

describe('What was recorded since a backup', () => {
  test('is counted without what the backup recorded of itself', () => {
    expect(framesSince({ position: 40, ownFrames: 1 }, 41)).toBe(0)
    expect(framesSince({ position: 40, ownFrames: 1 }, 43)).toBe(2)
    expect(framesSince({ position: 40, ownFrames: 0 }, 41)).toBe(1)
  })
  test('is never less than nothing, whatever journal it is held against', () => {
    expect(framesSince({ position: 40, ownFrames: 1 }, 12)).toBe(0)
  })
})

describe('The code after a restoration', () => {
  test('is the old one with a letter, another each time', () => {
    expect(proposedCode(['DIE'])).toBe('DIEB')
    expect(proposedCode(['DIE', 'DIEB'])).toBe('DIEC')
    expect(proposedCode(['DIE', 'VALENCE2'])).toBe('VALENCEB')
  })
  test('fits the form, and none was used before', () => {
    const code = fc.stringMatching(/^[A-Z0-9]{2,8}$/)
    fc.assert(
      fc.property(fc.uniqueArray(code, { minLength: 1, maxLength: 12 }), (before) => {
        const next = proposedCode(before)
        expect(next).toMatch(/^[A-Z0-9]{2,8}$/)
        expect(before).not.toContain(next)
      }),
    )
  })
})

describe('A folder of backups', () => {
  test('bears the code and the end of the key, and no name that leads elsewhere is one', () => {
    const name = backupFolderName('DIE', 'did:key:z6MkrGg7izpbpZ9czQYSpmq6Ni4gH2s7wcBCjKRNdfdbCTco')
    expect(name).toBe('DIE-dfdbCTco')
    expect(isBackupFolderName(name)).toBe(true)
    for (const other of ['..', '../DIE-dfdbCTco', 'DIE-dfdbCTco/..', 'die-dfdbCTco', '', 'DIE-dfdbCTc0']) {
      expect(isBackupFolderName(other)).toBe(false)
    }
  })
})

test('Every hash that a frozen journal names beside itself is a file of its backup', async () => {
  const frozen = (name: string) => fileURLToPath(new URL(`../../fixtures/journals/${name}`, import.meta.url))
  const named = await Promise.all(
    ['v1.txt', 'v1-evidence.txt', 'v1-exchange.txt'].map(async (name) => {
      const lines = (await readFile(frozen(name), 'utf8')).trimEnd().split('\n')
      const frames = lines.map((line) => Frame.parse(JSON.parse(line.slice(line.indexOf('{')))))
      return frames.flatMap(({ entry }) => filesNamedBy(entry))
    }),
  )
  // A report with its readings and a picture; two pieces of evidence; a batch's two documents, two files and chain.
  expect(named.map((hashes) => new Set(hashes).size)).toEqual([3, 2, 5])
})
