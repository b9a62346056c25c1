// A station whose process is killed at any moment of a backup or of a restoration: on the medium stands a whole backup, no older
// than the last that was acknowledged; and in the folder stands a restored station, or none.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Running, seeded, startNode } from '../vault/processes.ts'
import { newFolder } from '../vault/samples.ts'
import { openWorkshop } from '../vault/workshop.ts'
import { backUp, busyWorkshop, copyOf, entriesOf, type Kept, nameOn, passphrase, restoreInput } from './a-workshop.ts'

const long = process.env['ETABLI_LONG'] === '1'
const kills = Number(process.env['ETABLI_KILLS'] ?? (long ? 200 : 4))
const seed = Number(process.env['ETABLI_SEED'] ?? 20261126)

let kept: Kept
let here: Awaited<ReturnType<typeof copyOf>>
let elsewhere: Awaited<ReturnType<typeof newFolder>>
beforeAll(async () => {
  kept = await busyWorkshop()
}, 120_000)
afterAll(() => kept.remove())
beforeEach(async () => {
  here = await copyOf(kept)
  elsewhere = await newFolder()
})
afterEach(async () => {
  await here.remove()
  await elsewhere.remove()
})

/** Kills it somewhere between its `from`-th line and the one after that, wherever that is by the clock. */
const killAt = async (running: Running, from: number, between: number): Promise<void> => {
  await running.until(() => running.lines.length > from)
  await pause(between)
  await running.kill()
  expect(running.errors()).toBe('')
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

it(`a backup is whole and no older than was said, killed ${String(kills)} times`, async () => {
  const random = seeded(seed)
  const backingUp = () => startNode('../backup/restoring-process.ts', ['back-up', here.data, here.media])
  const first = backingUp()
  await first.until(() => first.lines.filter((line) => line.startsWith('ack')).length === 2)
  await first.kill()
  // Files that are there already are not copied again: later backups have fewer lines.
  const lines = first.lines.length - first.lines.findIndex((line) => line.startsWith('ack'))
  let acknowledged = 0
  let found = 0
  for (let round = 0; round < kills; round++) {
    const running = backingUp()
    await killAt(running, Math.floor(random() * lines * 2), random() * 60)
    for (const line of running.lines) {
      const position = /^ack (\d+)$/.exec(line)?.[1]
      if (position !== undefined) acknowledged = Math.max(acknowledged, Number(position))
    }
    const reader = await openWorkshop(join(elsewhere.path, `reader-${String(round)}`))
    const [backup] = await reader.get('backups.found', { medium: here.media })
    if (acknowledged > 0) expect(backup).toBeDefined()
    if (backup !== undefined) {
      found += 1
      const rehearsal = await reader.get('backups.rehearse', { medium: here.media, name: backup.name, passphrase })
      const { refusals, counts } = rehearsal
      expect({ round, refusals, missing: counts.missingFiles }).toEqual({ round, refusals: [], missing: 0 })
      expect(counts.frames).toBeGreaterThanOrEqual(acknowledged)
    }
    await reader.station.close()
  }
  console.info(`${String(kills)} kills of backups (seed ${String(seed)}): ${String(found)} whole ones found`)
  expect(found).toBeGreaterThan(0)
}, 3_600_000)

it(`a station is restored whole or not at all, killed ${String(kills)} times`, async () => {
  const random = seeded(seed + 1)
  const source = await openWorkshop(here.data)
  expect(await backUp(source, here.media, passphrase)).toMatchObject({ ok: true })
  const position = (await source.get('backups.state', {})).last?.position ?? 0
  const before = (await entriesOf(source)).slice(0, position)
  await source.station.close()
  const blobs = await readdir(join(here.data, 'blobs'))
  const restoring = (data: string) => startNode('../backup/restoring-process.ts', ['restore', data, here.media])
  const whole = restoring(join(elsewhere.path, 'whole'))
  await whole.until((line) => line.startsWith('restoring'))
  const begun = performance.now()
  await whole.until((line) => line.startsWith('ack'))
  const lastSteps = performance.now() - begun
  await whole.kill()
  const lines = whole.lines.findIndex((line) => line.startsWith('restoring'))
  const tally = { none: 0, whole: 0, again: 0 }
  for (let round = 0; round < kills; round++) {
    const data = join(elsewhere.path, String(round))
    const running = restoring(data)
    // Half of the kills fall into the last steps, where it counts.
    if (random() < 0.5) await killAt(running, Math.floor(random() * lines), random() * 20)
    else await killAt(running, lines, random() * lastSteps * 2)
    const acknowledged = running.lines.flatMap((line) => /^ack (\w+)$/.exec(line)?.[1] ?? [])[0]
    const station = await openWorkshop(data)
    const { settings, notices, writable } = await station.get('station.describe', {})
    if (acknowledged !== undefined) expect(settings).not.toBeNull()
    if (settings === null) {
      tally.none += 1
      // What a person reads is that it was interrupted, if anything; and it can be done again, or the station set up.
      expect(notices.every(({ code }) => ['backup.restore-interrupted', 'journal.missing'].includes(code))).toBe(true)
      const name = await nameOn(station, here.media)
      const reply = await station.ask(
        'backups.restore',
        restoreInput({ medium: here.media, name, passphrase, people: [] }),
      )
      expect({ round, reply }).toMatchObject({ round, reply: { ok: true } })
      tally.again += 1
    } else {
      tally.whole += 1
      expect({ round, notices, writable }).toEqual({ round, notices: [], writable: true })
    }
    const after = await entriesOf(station)
    expect(after.slice(0, position)).toEqual(before)
    expect(after.slice(position).map(({ kind }) => kind)).toEqual(['station', 'settings', 'document'])
    if (acknowledged !== undefined && settings !== null) expect(after.at(-1)).toMatchObject({ hash: acknowledged })
    expect((await readdir(join(data, 'blobs'))).filter((name) => blobs.includes(name))).toHaveLength(blobs.length)
    await station.station.close()
    await rm(data, { recursive: true, force: true })
  }
  console.info(`${String(kills)} kills of restorations (seed ${String(seed + 1)}): ${JSON.stringify(tally)}`)
  expect(tally.none + tally.whole).toBe(kills)
}, 3_600_000)
