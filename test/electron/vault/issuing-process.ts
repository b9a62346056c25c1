// A station of its own process that issues document after document about one machine of the demo, a certificate and its
// withdrawal in turn, and says on its standard output what was acknowledged: for tests that kill it.
//
//   node issuing-process.ts FOLDER
//
// It begins by asking again for the last document that stands, as somebody would whose answer got lost. Each line is
// `ready`, or `ack <sequence> <hash>`.
import { hash as digest } from 'node:crypto'
import { writeSync } from 'node:fs'
import { hashOf } from '../../../domain/documents/canonical.ts'
import type { Draft } from '../../../domain/documents/draft.ts'
import type { Entry } from '../../../domain/journal/frame.ts'
import type { ConfirmableAction } from '../../../domain/supervision/confirmation.ts'
import { certificateSubject, withdrawalSubject } from '../../../domain/supervision/subject.ts'
import { DEMO_PIN } from '../../../domain/station/demo.ts'
import { seedDemo } from '../../../electron/demo/seed.ts'
import { sha256 } from './samples.ts'
import { codeOf, openWorkshop } from './workshop.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Which folder?')
const say = (line: string) => writeSync(1, `${line}\n`)

const workshop = await openWorkshop(folder)
await seedDemo(workshop.station)
const operator = await codeOf(workshop, 'Amina')
const supervisor = await codeOf(workshop, 'Claire')

const entries: Entry[] = []
for (;;) {
  const { frames } = await workshop.get('journal.read', { after: entries.length, limit: 1000 })
  if (frames.length === 0) break
  entries.push(...frames.map(({ frame }) => frame.entry))
}
const machine = entries
  .flatMap((entry) => (entry.kind === 'machine' ? [entry.machine] : []))
  .filter(({ inventoryNumber }) => inventoryNumber === 'INV-0101')
  .at(-1)
if (machine === undefined) throw new Error('The demo has no such machine')
type Issued = Extract<Entry, { kind: 'document' }>
/** About this machine, oldest first: a certificate, its withdrawal, a certificate … */
const issued = entries.filter(
  (entry): entry is Issued => entry.kind === 'document' && JSON.stringify(entry.document).includes(machine.id),
)

const confirmed = async (action: ConfirmableAction): Promise<string> =>
  (await workshop.get('supervision.confirm', { action, supervisor, secret: DEMO_PIN, operator })).id

const withdrawing = async (draftId: string, document: string): Promise<Draft> => {
  const draft = { kind: 'withdrawal' as const, draftId, document, reason: 'Essai d’arrêt brutal', operator }
  const subject = await withdrawalSubject(draft, sha256)
  return { ...draft, confirmation: await confirmed({ kind: 'withdraw-document', documentHash: document, subject }) }
}
const certifying = async (draftId: string): Promise<Draft> => {
  const machineFileHash = await hashOf(machine, sha256)
  const kind = 'refurbishment-certificate' as const
  const draft = { kind, draftId, machineId: machine.id, machineFileHash, operator, secondPerson: null, replaces: null }
  const subject = await certificateSubject(draft, sha256)
  return { ...draft, secondPerson: await confirmed({ kind: 'second-person', machineId: machine.id, subject }) }
}

/** The `index`-th document about this machine, from 0: the even ones are certificates. */
const issue = async (index: number, draftId: string, before: string): Promise<string> => {
  const draft = index % 2 === 0 ? await certifying(draftId) : await withdrawing(draftId, before)
  const { hash, document } = await workshop.get('documents.issue', { draft })
  // Issued here a moment ago: every document has a subject with its sequence.
  const { sequence } = document['credentialSubject'] as { sequence: number }
  say(`ack ${String(sequence)} ${hash}`)
  return hash
}
const draftIdOf = (index: number): string => {
  const hex = digest('sha256', `draft ${String(index)}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

say('ready')
const last = issued.at(-1)
let before = last?.hash ?? ''
// The machine was saved once more after the demo's own certificate: that one's draft would name another file.
if (last !== undefined && issued.length > 1) {
  before = await issue(issued.length - 1, last.draftId, issued.at(-2)?.hash ?? '')
}
for (let index = issued.length; ; index++) before = await issue(index, draftIdOf(index), before)
