// A transfer between two real stations by a batch alone: what the slip names travels with it, reports that only the work file names
// too, and the machine goes on at the other bench.
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { openZip } from '../../../electron/batches/open-zip.ts'
import { report, secondDisk, ssd } from '../../domain/documents/bench.ts'
import type { Esat } from '../documents/esat.ts'
import { machineItem, openTwoSites, receive, send, slipIn } from '../transfers/two-sites.ts'
import { importFile, type Site } from './stations.ts'

let esat: Esat
let workshop: Esat
beforeEach(async () => {
  ;({ esat, workshop } = await openTwoSites())
})
afterEach(async () => {
  await esat.close()
  await workshop.close()
})

const siteOf = (site: Esat): Site => ({
  workshop: () => site.workshop,
  folder: site.path,
  operator: () => site.operator,
  restart: site.restart,
  close: site.close,
})

const outgoing = ({ path }: Esat, manifest: string) => join(path, 'outgoing', `${manifest}.zip`)

const textIn = async (path: string): Promise<string> => {
  const zip = await openZip(path)
  const texts: string[] = []
  for (const { name } of zip.entries) texts.push((await zip.read(name)).toString('utf8'))
  await zip.close()
  return texts.join('\n')
}

test('a machine with its unfinished work arrives by one file', async () => {
  const first = await esat.read(
    await esat.receive({ inventoryNumber: 'PNS-0042', reservations: 'Charnière fatiguée' }),
    report({ takenAt: esat.now(), disks: [ssd, secondDisk] }),
  )
  // Read again without its second disk: both reports are of its stay, the slip names the last.
  const machine = await esat.read(first, report({ takenAt: esat.now(), disks: [ssd] }))
  expect(machine.reports).toHaveLength(2)
  const slip = await send(esat, [await machineItem(machine)])
  const { batch, files } = await esat.workshop.get('batches.make', {
    batchId: randomUUID(),
    title: 'Vers Valence',
    documents: [slip.hash],
    operator: esat.operator,
  })
  expect(files).toBe(3)
  const path = outgoing(esat, batch.manifest)
  const text = await textIn(path)
  expect(text).toContain('PNS-0042')
  // No code of a person at the ESAT is in it.
  expect(text).not.toContain(esat.operator)

  expect(await importFile(siteOf(workshop), path)).toMatchObject({ ok: true, value: { documents: 2, files: 3 } })
  const receipt = await receive(workshop, slip, [machine.id])
  expect(slipIn(receipt)).toMatchObject({ movement: 'received', missing: [] })
  const { frames } = await workshop.workshop.get('journal.read', { after: 0, limit: 1000 })
  const [arrived] = frames.flatMap(({ frame: { entry } }) => (entry.kind === 'arrival' ? entry.machines : []))
  expect(arrived).toMatchObject({ inventoryNumber: 'PNS-0042', reservations: 'Charnière fatiguée' })
  expect(arrived?.reports.map(({ hash }) => hash)).toEqual(machine.reports.map(({ hash }) => hash))
  // It can be worked on at once, and its reports read.
  const next = { ...arrived, revision: (arrived?.revision ?? 0) + 1, repairs: 'Pile changée' } as MachineFile
  await workshop.workshop.get('machines.save', { transaction: randomUUID(), machine: next })
  for (const { hash } of next.reports) await workshop.workshop.get('blobs.get', { hash })
  // And the answer goes back the same way.
  const back = await workshop.workshop.get('batches.make', {
    batchId: randomUUID(),
    title: '',
    documents: [receipt.hash, slip.hash],
    operator: workshop.operator,
  })
  const answer = outgoing(workshop, back.batch.manifest)
  expect(await importFile(siteOf(esat), answer)).toMatchObject({
    ok: true,
    value: { documents: 2 },
  })
})
