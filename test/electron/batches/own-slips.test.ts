// A slip of this station's own key that comes back to it in a batch: of a station that goes on from a copy of its folder, or from
// a backup, and no longer knows what it sent away.
import { randomUUID } from 'node:crypto'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Esat, openEsat } from '../documents/esat.ts'
import { machineItem, refusalOf, send } from '../transfers/two-sites.ts'
import { newFolder } from '../vault/samples.ts'
import { openWorkshop, type Workshop } from '../vault/workshop.ts'
import { importFile } from './stations.ts'

let esat: Esat
let copy: Awaited<ReturnType<typeof newFolder>>
let again: Workshop | null

beforeEach(async () => {
  esat = await openEsat('2026-11-10T08:00:00.000Z')
  copy = await newFolder()
  again = null
}, 60_000)
afterEach(async () => {
  await again?.station.close()
  await esat.close()
  await copy.remove()
}, 60_000)

test('what it sent away before it was set back is away again', async () => {
  const machine = await esat.receive()
  await cp(esat.path, copy.path, { recursive: true })
  const slip = await send(esat, [await machineItem(machine)])
  const { batch } = await esat.workshop.get('batches.make', {
    ...{ batchId: randomUUID(), title: '', documents: [slip.hash], operator: esat.operator },
  })

  const opened = await openWorkshop(copy.path, { now: () => new Date(esat.now()) })
  again = opened
  const site = { workshop: () => opened, operator: () => esat.operator, folder: copy.path }
  const imported = await importFile(
    { ...site, restart: () => Promise.resolve(), close: () => Promise.resolve() },
    join(esat.path, 'outgoing', `${batch.manifest}.zip`),
  )
  expect(imported.ok).toBe(true)
  // One frame, or a kill in between would show part of the batch.
  const { frames } = await opened.get('journal.read', { after: 0, limit: 1000 })
  const bearing = frames.filter(({ frame }) => JSON.stringify(frame.entry).includes(slip.hash))
  expect(bearing.map(({ frame }) => frame.entry.kind)).toEqual(['batch-imported'])
  const saved = { transaction: randomUUID(), machine: { ...machine, revision: 2, repairs: 'Charnière' } }
  expect(await refusalOf(opened.ask('machines.save', saved))).toEqual(['journal.departed'])
})
