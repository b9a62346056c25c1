import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { begin, inventoryOf, openJournal } from './frames.ts'
import { seeded, startNode } from './processes.ts'
import { newFolder, setUpForm } from './samples.ts'
import { codeOf, openWorkshop } from './workshop.ts'

const long = process.env['ETABLI_LONG'] === '1'
const kills = Number(process.env['ETABLI_KILLS'] ?? (long ? 500 : 12))
const killsWhileIssuing = Number(process.env['ETABLI_KILLS'] ?? (long ? 500 : 5))
/** Now and then a new station: setting one up is a moment to be killed at too. */
const killsPerStation = long ? 25 : 6
const seed = Number(process.env['ETABLI_SEED'] ?? 20261123)

let folder: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => folder.remove())

const framesOf = async () => {
  const { journal, frames } = await openJournal(folder.path)
  const { notices, writable } = journal
  await journal.close()
  return { frames, notices, writable }
}

describe('a station whose process is killed at any moment', () => {
  it(`loses nothing that it acknowledged and saves nothing twice, ${String(kills)} times`, async () => {
    const random = seeded(seed)
    let acknowledged = 0
    let inAll = 0
    let torn = 0
    for (let round = 0; round < kills; round++) {
      if (round > 0 && round % killsPerStation === 0) {
        await folder.remove()
        folder = await newFolder()
        inAll += acknowledged
        acknowledged = 0
      }
      const running = startNode('saving-process.ts', [folder.path])
      // Mostly while it saves, sometimes while it sets itself up or opens.
      if (random() < 0.85) {
        await running.until((line) => line === 'ready')
        await new Promise((resolve) => setTimeout(resolve, random() * 120))
      } else await new Promise((resolve) => setTimeout(resolve, random() * 900))
      await running.kill()
      expect(running.errors()).toBe('')
      for (const line of running.lines) {
        const number = /^ack (\d+) /.exec(line)?.[1]
        if (number !== undefined) acknowledged = Math.max(acknowledged, Number(number))
        expect(line).not.toMatch(/^failed/)
      }
      const { frames, notices, writable } = await framesOf()
      if (notices.length > 0) torn++
      expect({ round, writable }).toEqual({ round, writable: true })
      if (running.lines.includes('ack set-up')) expect(frames.length).toBeGreaterThanOrEqual(2)
      const saved = inventoryOf(frames)
      expect(saved).toEqual(saved.map((_, index) => `PNS-${String(index + 1)}`))
      // One more at most: it was on the disk, and the answer on its way.
      expect([acknowledged, acknowledged + 1]).toContain(saved.length)
      acknowledged = saved.length
    }
    inAll += acknowledged
    console.info(
      `${String(kills)} kills (seed ${String(seed)}): ${String(inAll)} saved, ${String(torn)} torn frames cut`,
    )
    expect(inAll).toBeGreaterThan(kills)
  }, 3_600_000)

  it(`loses no document that it acknowledged and issues none twice, ${String(killsWhileIssuing)} times`, async () => {
    const random = seeded(seed + 1)
    const acknowledged = new Map<number, string>()
    let inAll = 0
    let documents: { hash: string; sequence: unknown; previous: unknown; draftId: string }[] = []
    for (let round = 0; round < killsWhileIssuing; round++) {
      if (round > 0 && round % killsPerStation === 0) {
        await folder.remove()
        folder = await newFolder()
        inAll += documents.length
        acknowledged.clear()
      }
      const running = startNode('issuing-process.ts', [folder.path])
      await running.until((line) => line === 'ready')
      await new Promise((resolve) => setTimeout(resolve, random() * 1500))
      await running.kill()
      expect(running.errors()).toBe('')
      for (const line of running.lines) {
        const [, sequence, hash = ''] = /^ack (\d+) (\w+)$/.exec(line) ?? []
        if (sequence === undefined) continue
        expect(acknowledged.get(Number(sequence)) ?? hash).toBe(hash)
        acknowledged.set(Number(sequence), hash)
      }
      const { frames, writable } = await framesOf()
      expect({ round, writable }).toEqual({ round, writable: true })
      documents = frames.flatMap(({ frame: { entry } }) => {
        if (entry.kind !== 'document') return []
        // What the journal holds was issued here: every subject has these members.
        const subject = entry.document['credentialSubject'] as { sequence: unknown; previousDocument: unknown }
        const { sequence, previousDocument: previous } = subject
        return [{ hash: entry.hash, sequence, previous, draftId: entry.draftId }]
      })
      // Numbered without gap or double, each naming the one before.
      expect(documents.map(({ sequence }) => sequence)).toEqual(documents.map((_, index) => index + 1))
      expect(documents.map(({ previous }) => previous)).toEqual([
        null,
        ...documents.map(({ hash }) => hash).slice(0, -1),
      ])
      expect(new Set(documents.map(({ draftId }) => draftId)).size).toBe(documents.length)
      for (const [sequence, hash] of acknowledged) expect(documents[sequence - 1]?.hash).toBe(hash)
    }
    inAll += documents.length
    console.info(`${String(killsWhileIssuing)} kills while issuing: ${String(inAll)} documents`)
    expect(inAll).toBeGreaterThan(3)
  }, 3_600_000)

  it('lets its folder go at once', async () => {
    const running = startNode('saving-process.ts', [folder.path])
    await running.until((line) => line.startsWith('ack 1 '))
    await expect(openWorkshop(folder.path)).rejects.toMatchObject({
      failure: {
        code: 'conflict',
        reasons: [{ code: 'station.folder-in-use', params: { pid: running.child.pid, shell: 'memory' } }],
      },
    })
    await running.kill()
    const workshop = await openWorkshop(folder.path)
    await workshop.station.close()
  })
})

describe('somebody who guesses PINs and kills the station instead of waiting', () => {
  it('has every guess counted: after the fifth comes the pause', async () => {
    const workshop = await openWorkshop(folder.path)
    await workshop.get('station.setUp', setUpForm)
    const supervisor = await codeOf(workshop, 'Claire')
    await workshop.station.close()
    const counted = async () => {
      const text = await readFile(join(folder.path, 'wrong-pins.json'), 'utf8').catch(() => '{"supervisors":{}}')
      const file = JSON.parse(text) as { supervisors: Record<string, { wrong: number }> }
      return file.supervisors[supervisor]?.wrong ?? 0
    }
    for (let guess = 1; guess <= 5; guess++) {
      const running = startNode('guessing-process.ts', [folder.path, supervisor])
      // Killed as soon as the guess is counted, and so before anybody is told whether it was right.
      while ((await counted()) < guess && running.child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 1))
      await running.kill()
      expect(running.lines).toEqual(['asked'])
    }
    const after = await openWorkshop(folder.path)
    const people = await after.get('people.list', {})
    expect(people.find(({ code }) => code === supervisor)?.pausedUntil).not.toBeNull()
    const subject = '0'.repeat(64)
    expect(
      await after.ask('supervision.confirm', {
        action: { kind: 'change-settings', subject },
        supervisor,
        secret: '4711',
        operator: null,
      }),
    ).toMatchObject({ ok: false, error: { code: 'paused' } })
    await after.station.close()
  }, 60_000)
})

describe('a journal that another process began', () => {
  it('goes on where that one ended', async () => {
    const { journal } = await openJournal(folder.path)
    await begin(journal)
    await journal.close()
    const running = startNode('saving-process.ts', [folder.path, '3'])
    expect(await running.ended).toBe(0)
    expect(running.lines).toEqual(['ready', 'ack 1 3', 'ack 2 4', 'ack 3 5'])
  })
})
