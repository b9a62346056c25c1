// A station of its own process that saves machine after machine and says on its standard output what was acknowledged:
// for tests that kill it, watch its system calls, or make them fail.
//
//   node saving-process.ts FOLDER [COUNT]
//
// Each line is `ready`, `ack <n> <position>` or `failed <n> <code>`. The n-th save has always the same transaction and
// machine, and a process begins with the last one that stands: what was answered to nobody is asked again.
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import { machineFile, setUpForm } from './samples.ts'
import { openWorkshop } from './workshop.ts'

const [folder, count = 'Infinity'] = process.argv.slice(2)
if (folder === undefined) throw new Error('Which folder?')

const say = (line: string) => writeSync(1, `${line}\n`)

const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const workshop = await openWorkshop(folder)
const { settings } = await workshop.get('station.describe', {})
if (settings === null) {
  await workshop.get('station.setUp', setUpForm)
  say('ack set-up')
  await workshop.get('blobs.put', { base64: Buffer.from('a logo').toString('base64'), mediaType: 'image/png' })
  say('ack blob')
}
let saved = 0
for (let after = 0; ;) {
  const { frames } = await workshop.get('journal.read', { after, limit: 1000 })
  if (frames.length === 0) break
  after += frames.length
  saved += frames.filter(({ frame }) => frame.entry.kind === 'machine').length
}
say('ready')
for (let number = Math.max(saved, 1); number <= Number(count);) {
  const machine = machineFile({
    id: uuidOf(`machine ${String(number)}`),
    stay: { id: uuidOf(`stay ${String(number)}`), startedAt: '2026-11-02T08:00:00.000Z' },
    inventoryNumber: `PNS-${String(number)}`,
    reservations: 'é'.repeat((number * 37) % 2000),
  })
  const reply = await workshop.ask('machines.save', { transaction: uuidOf(`save ${String(number)}`), machine })
  if (reply.ok) say(`ack ${String(number)} ${String(reply.value.head.position)}`)
  else say(`failed ${String(number)} ${reply.error.code}`)
  if (reply.ok) number++
  else await new Promise((resolve) => setTimeout(resolve, 20))
}
await workshop.station.close()
