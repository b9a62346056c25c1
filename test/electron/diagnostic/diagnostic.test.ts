// A diagnostic tells what is needed to help, and nothing of anybody. It is made whatever state the station is in.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../../domain/diagnostic/operations.ts'
import { createLog } from '../../../electron/log/log.ts'
import { journalPath } from '../../../electron/vault/journal.ts'
import { type LoopDevice, loopDevice, loopDevices, run } from '../disks/loop-device.ts'
import { machineFile, newFolder, setUpForm } from '../vault/samples.ts'
import { openWorkshop, type Workshop } from '../vault/workshop.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => folder.remove())

const make = (workshop: Workshop, language: 'fr' | 'en' = 'fr'): Promise<Diagnostic> =>
  workshop.get('diagnostic.make', { language, window: null })

/** Everything personal of a workshop's day that this file puts into the station. */
const PERSONAL = {
  ...{
    claire: 'Claire',
    denis: 'Denis',
    samir: 'Samir',
    pin: '4711',
    organisation: 'ACI Les Ateliers',
    place: 'Romans',
  },
  ...{ inventory: 'PNS-7731', repairs: 'clavier de Mme Lefèvre' },
}

test('a diagnostic counts what there is, and says nothing of anybody', async () => {
  const log = createLog({ now: () => new Date() })
  log.open(folder.path, '0.0.0')
  const workshop = await openWorkshop(folder.path, { note: log.note })
  await workshop.get('station.setUp', setUpForm)
  const machine = machineFile({ inventoryNumber: PERSONAL.inventory, repairs: PERSONAL.repairs })
  await workshop.get('machines.save', { transaction: randomUUID(), machine })
  await workshop.ask('machines.save', { transaction: randomUUID(), machine })
  await workshop.get('log.fault', {
    fault: { name: 'TypeError', word: null, saying: 'no-function', places: ['assets/index-x.js:1:2'], causes: [] },
  })
  const { fileName, text } = await make(workshop)
  expect(fileName).toMatch(/^etabli-diagnostic-ROM-\d{4}-\d{2}-\d{2}\.txt$/)
  expect(text).toMatch(/^machine : 1$/m)
  expect(text).toMatch(/^settings : 1$/m)
  expect(text).toMatch(/^opérateurs : 1\nencadrants : 2\nen mode simplifié : 0$/m)
  expect(text).toContain('assets/index-x.js:1:2')
  const head = (await workshop.get('station.describe', {})).head
  expect(text).toContain(head.hash ?? 'no head')
  for (const word of [...Object.values(PERSONAL), folder.path, machine.id]) expect(text).not.toContain(word)
  expect((await make(workshop, 'en')).text).toMatch(/^machine: 1$/m)
  await workshop.station.close()
})

test('before set-up, and with a journal that is damaged, there is one too', async () => {
  const fresh = await openWorkshop(folder.path)
  expect((await make(fresh)).text).toContain('Le poste n’est pas encore mis en route.')
  await fresh.get('station.setUp', setUpForm)
  for (let count = 0; count < 3; count++)
    await fresh.get('machines.save', { transaction: randomUUID(), machine: machineFile() })
  await fresh.station.close()

  const bytes = await readFile(journalPath(folder.path))
  bytes.write('X', Math.floor(bytes.length / 2))
  await writeFile(journalPath(folder.path), bytes)
  const damaged = await openWorkshop(folder.path)
  const { text } = await make(damaged)
  expect(text).toMatch(/^peut être écrit : non$/m)
  expect(text).toMatch(/^à signaler : .*journal\.damaged/m)
  await damaged.station.close()
})

describe.skipIf(!loopDevices.had)(`A key ${loopDevices.why}`, () => {
  let key: LoopDevice
  let point: string
  beforeAll(async () => {
    key = await loopDevice(8 * 1024 * 1024)
    // This kernel may know no FAT.
    await run('mkfs.ext2', ['-q', '-m', '0', key.device])
    point = await mkdtemp('/mnt/etabli-test-')
    await run('mount', [key.device, point])
  })
  afterAll(async () => {
    await run('umount', [point]).catch(() => undefined)
    await rm(point, { recursive: true, force: true })
    await key.detach()
  })

  test('takes what was shown last, whole, and nothing else', async () => {
    const workshop = await openWorkshop(folder.path)
    const before = await make(workshop)
    const shown = await make(workshop, 'en')
    const refused = await workshop.ask('diagnostic.write', { medium: point, sha256: before.sha256 })
    expect(refused).toMatchObject({ ok: false, error: { reasons: [{ code: 'diagnostic.not-the-last' }] } })
    const elsewhere = await workshop.ask('diagnostic.write', { medium: folder.path, sha256: shown.sha256 })
    expect(elsewhere).toMatchObject({ ok: false, error: { reasons: [{ code: 'medium.gone' }] } })
    const { fileName } = await workshop.get('diagnostic.write', { medium: point, sha256: shown.sha256 })
    expect(await readFile(join(point, fileName), 'utf8')).toBe(shown.text)
    await workshop.station.close()
  })
})
