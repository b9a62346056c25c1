// A station of its own process that makes batch after batch and writes each to the folder of its settings, and says on its
// standard output what was acknowledged: for tests that kill it.
//
//   node exporting-process.ts FOLDER
//
// It begins by asking again for the last batch that stands, as somebody would whose answer got lost. Each line is `ready`,
// `made <n> <manifest>` or `written <n> <file name>`.
import { hash as digest } from 'node:crypto'
import { writeSync } from 'node:fs'
import type { JsonObject } from '../../../domain/documents/proof.ts'
import { codeOf, openWorkshop } from '../vault/workshop.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Which folder?')
const say = (line: string) => writeSync(1, `${line}\n`)

const idOf = (number: number): string => {
  const hex = digest('sha256', `batch ${String(number)}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const workshop = await openWorkshop(folder)
const operator = await codeOf(workshop, 'Amina')
const chosen: string[] = []
let made = 0
for (let after = 0; ;) {
  const { frames } = await workshop.get('journal.read', { after, limit: 1000 })
  if (frames.length === 0) break
  after += frames.length
  for (const { frame } of frames) {
    if (frame.entry.kind !== 'document') continue
    const { kind } = frame.entry.document['credentialSubject'] as JsonObject
    if (kind === 'batch-manifest') made++
    else chosen.push(frame.entry.hash)
  }
}
const [medium] = (await workshop.get('media.list', {})).filter(({ kind }) => kind === 'folder')
if (medium === undefined) throw new Error('The settings name no folder')

say('ready')
for (let number = Math.max(made, 1); ; number++) {
  const { batch } = await workshop.get('batches.make', {
    batchId: idOf(number),
    title: `Lot ${String(number)}`,
    documents: chosen,
    operator,
  })
  say(`made ${String(number)} ${batch.manifest}`)
  const { fileName } = await workshop.get('batches.write', { manifest: batch.manifest, medium: medium.path })
  say(`written ${String(number)} ${fileName}`)
}
