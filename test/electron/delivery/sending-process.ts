// A station of its own process that issues documents and batches and sends them as it goes, for tests that kill it.
//
//   node sending-process.ts FOLDER [issue]
//
// It says `ready` when it has begun. With `issue` it makes more and more; without, it ends with `done` when all is delivered.
import { writeSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openDelivery } from '../../../electron/delivery/delivery.ts'
import { replaceFile } from '../../../electron/vault/durable-files.ts'
import { openVault } from '../../../electron/vault/vault.ts'
import { batchBytes, putDocument } from './outgoing.ts'

const [folder, issue] = process.argv.slice(2)
if (folder === undefined) throw new Error('Which folder?')
const say = (line: string) => writeSync(1, `${line}\n`)

const now = () => new Date()
const vault = await openVault({ dataFolder: folder, shell: 'memory', now, builtAt: '2026-01-01T00:00:00.000Z' })
const delivering = openDelivery(vault, {
  version: '0.0.0',
  now,
  report: (fault) => {
    say(`fault ${String(fault)}`)
  },
  limits: { idleMs: 5000, answerMs: 5000 },
  pace: 1000,
})
const { outbox } = delivering
await mkdir(join(folder, 'outgoing'), { recursive: true })
for (const target of outbox.targets()) outbox.send(target.id)
say('ready')

const keepBatch = (hash: string) => replaceFile(join(folder, 'outgoing', `${hash}.zip`), batchBytes(hash))
for (;;) {
  if (issue === 'issue') {
    const sequence = vault.ledger.documents.length + 1
    await (sequence % 8 === 0
      ? putDocument(vault, sequence, 'batch-manifest', keepBatch)
      : putDocument(vault, sequence))
  }
  await new Promise((resolve) => setTimeout(resolve, 10))
  const states = outbox.targets().map((target) => ({ id: target.id, ...outbox.state(target) }))
  for (const { id, sending, counts } of states) if (!sending && counts.waiting > 0) outbox.send(id)
  if (issue !== 'issue' && states.every(({ sending, counts }) => !sending && counts.waiting === 0)) break
}
await delivering.close()
await vault.close()
say('done')
