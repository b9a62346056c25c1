// A station that is killed at any moment of an update: what starts afterwards is one version or the other, whole; no half of a copy
// stays; and the station says what became of it.
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded, startNode } from '../vault/processes.ts'
import { openWorkshop } from '../vault/workshop.ts'
import { BEFORE, publish, type UpdatedWorkshop, updatedWorkshop } from './an-update.ts'

const long = process.env['ETABLI_LONG'] === '1'
const kills = Number(process.env['ETABLI_KILLS'] ?? (long ? 200 : 8))
const seed = Number(process.env['ETABLI_SEED'] ?? 20261126)

let here: UpdatedWorkshop
beforeAll(async () => {
  here = await updatedWorkshop()
  await here.workshop.station.close()
}, 120_000)
afterAll(() => here.remove())

it(`killed ${String(kills)} times, the program is whole and the copy is too`, async () => {
  const random = seeded(seed)
  const { medium, publisher } = here
  const { manifest, bytes, name } = await publish(medium, publisher, { bytes: randomBytes(24 * 1024 * 1024) })
  const parts = async (round: string) => {
    const data = join(here.folder, round)
    const program = join(here.folder, `${round}-bin`, 'Etabli.AppImage')
    await cp(here.data, data, { recursive: true })
    await mkdir(join(here.folder, `${round}-bin`))
    await writeFile(program, BEFORE, { mode: 0o755 })
    return { data, program }
  }
  const begin = ({ data, program }: { data: string; program: string }) =>
    startNode('../update/updating-process.ts', [data, medium, program, publisher.name, name])
  const whole = begin(await parts('whole'))
  await whole.until((line) => line === 'taking')
  const begun = performance.now()
  await whole.until((line) => line === 'installed')
  const lasts = performance.now() - begun
  await whole.ended
  const tally = { before: 0, after: 0, copies: 0 }
  for (let round = 0; round < kills; round++) {
    const { data, program } = await parts(`r${String(round)}`)
    const running = begin({ data, program })
    await running.until((line) => line === (round % 2 === 0 ? 'taking' : 'installing'))
    await pause(random() * (round % 2 === 0 ? lasts : lasts / 4))
    await running.kill()
    const isInstalled = (await readFile(program)).equals(bytes)
    if (!isInstalled) expect(await readFile(program)).toEqual(BEFORE)
    if (running.lines.includes('installed')) expect(isInstalled).toBe(true)
    tally[isInstalled ? 'after' : 'before'] += 1
    const workshop = await openWorkshop(data, {
      version: '0.1.0',
      updates: {
        key: publisher.name,
        installation: { form: 'appimage', architecture: 'x64', program },
        leave: () => undefined,
      },
    })
    const { taken, lastFailure, waitsForRestart } = await workshop.get('updates.state', {})
    // Started again it is the version of before: where an installation was begun, that is said.
    if (running.lines.some((line) => line.startsWith('installing 0')) && lastFailure !== null)
      expect(lastFailure.reasons.map(({ code }) => code)).toEqual(['update.did-not-come'])
    expect(waitsForRestart).toBeNull()
    const found = (await readdir(join(data, 'updates'))).filter((each) => each !== 'state.json')
    expect(found).toEqual(taken === null ? [] : [`${manifest.sha256}.AppImage`])
    if (taken !== null) {
      tally.copies += 1
      expect((await readFile(join(data, 'updates', found[0] ?? ''))).equals(bytes)).toBe(true)
    }
    expect(await readdir(dirname(program))).toEqual(['Etabli.AppImage'])
    expect((await workshop.get('station.describe', {})).notices).toEqual([])
    expect(workshop.faults).toEqual([])
    await workshop.station.close()
  }
  console.info(`${String(kills)} kills of updates (seed ${String(seed)}): ${JSON.stringify(tally)}`)
  expect(tally.before + tally.after).toBe(kills)
}, 3_600_000)
