// A station of its own process in the middle of an erasure, for tests that kill it.
//
//   node erasing-process.ts FOLDER DEVICE
//
// Says `writing` once the first bytes are written.
import { writeSync } from 'node:fs'
import { setUpForm } from '../vault/samples.ts'
import { codeOf, openWorkshop } from '../vault/workshop.ts'
import { erase, handleOf, ordersFor, receiveMachineWith, untilWriting } from './at-work.ts'

const [folder, device] = process.argv.slice(2)
if (folder === undefined || device === undefined) throw new Error('Which folder and device?')

const workshop = await openWorkshop(folder, { testLoopDevices: true })
await workshop.get('station.setUp', setUpForm)
const handle = await handleOf(workshop, device)
const machine = await receiveMachineWith(workshop, [handle])
const { id } = await erase(workshop, ordersFor(machine, await codeOf(workshop, 'Samir'), [handle]))
await untilWriting(workshop, id)
writeSync(1, 'writing\n')
await workshop.station.atRest()
