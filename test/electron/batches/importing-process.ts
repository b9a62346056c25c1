// A station that takes in and imports batches one after the other, and says each that was acknowledged. It is killed from
// outside.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { codeOf, openWorkshop } from '../vault/workshop.ts'

const [folder = '', ...batches] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)

const workshop = await openWorkshop(folder)
const operator = await codeOf(workshop, 'Samir')
say('ready')
for (const path of batches) {
  const uploadId = randomUUID()
  const bytes = await readFile(path)
  const half = Math.ceil(bytes.length / 2)
  for (const offset of [0, half]) {
    const base64 = bytes.subarray(offset, offset + half).toString('base64')
    await workshop.get('batches.takePiece', { uploadId, fileName: 'lot.zip', offset, base64 })
  }
  const preview = await workshop.get('batches.inspect', { uploadId })
  const manifest = preview.manifest?.hash ?? ''
  const { documents } = await workshop.get('batches.import', { uploadId, manifest, operator })
  say(`ack ${manifest} ${String(documents)}`)
}
say('done')
await workshop.station.close()
