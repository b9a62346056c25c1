// A station with thousands of certificates for the bench of batches: the demo's certificate over and over, each of another
// machine with another disk and a report of its own, numbered and signed in one chain by the station's key.
import { hash as digest } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canonical } from '../../domain/documents/canonical.ts'
import { type JsonObject, secure } from '../../domain/documents/proof.ts'
import type { Entry } from '../../domain/journal/frame.ts'
import { cryptography } from '../../electron/documents/cryptography.ts'
import { seedDemo } from '../../electron/demo/seed.ts'
import { openVault } from '../../electron/vault/vault.ts'
import { newFolder, settings } from '../electron/vault/samples.ts'
import { openWorkshop } from '../electron/vault/workshop.ts'

type Template = {
  readonly document: JsonObject
  readonly report: { readonly hash: string; readonly text: string }
  /** What tells one machine from another, wherever it stands. */
  readonly marks: readonly string[]
}

const template = async (): Promise<Template> => {
  const folder = await newFolder()
  const workshop = await openWorkshop(folder.path)
  await seedDemo(workshop.station)
  const { frames } = await workshop.get('journal.read', { after: 0, limit: 1000 })
  const entries = frames.map(({ frame }) => frame.entry)
  const blob = async (hash: string) =>
    Buffer.from((await workshop.get('blobs.get', { hash })).base64, 'base64').toString('utf8')
  const issued = entries.find((entry) => entry.kind === 'document')
  if (issued?.kind !== 'document') throw new Error('The demo has issued nothing')
  const text = JSON.stringify(issued.document)
  const report = entries.find((entry) => entry.kind === 'report' && text.includes(entry.report))
  if (report?.kind !== 'report') throw new Error('The certificate rests on nothing')
  const { credentialSubject: subject } = issued.document as { credentialSubject: JsonObject }
  const [disk] = subject['disks'] as readonly JsonObject[]
  const made = {
    document: issued.document,
    report: { hash: report.report, text: await blob(report.report) },
    marks: [String(disk?.['serial']), String(subject['machineId'])],
  }
  await workshop.station.close()
  await folder.remove()
  return made
}

const inPlaceOf = (text: string, pairs: readonly (readonly [string, string])[]): string =>
  pairs.reduce((changed, [from, to]) => changed.replaceAll(from, to), text)

/** Letters and digits of the same length, another for each number. */
const marked = (mark: string, number: number): string => {
  const digits = digest('sha256', `${mark} ${String(number)}`)
  // A UUID keeps its form; a serial becomes digits.
  return /^[0-9a-f]{8}-/.test(mark)
    ? `${digits.slice(0, 8)}${mark.slice(8)}`
    : digits.slice(0, mark.length).toUpperCase()
}

/** Files go straight beside the journal: what is measured comes later. */
export const fillStation = async (folder: string, count: number): Promise<void> => {
  const { document, report, marks } = await template()
  const now = () => new Date()
  const vault = await openVault({ dataFolder: folder, shell: 'bench', now, builtAt: '2026-01-01T00:00:00.000Z' })
  const key = await vault.makeKey(null)
  await vault.blobs.put(Buffer.from('the folder of files'))
  const put = async (text: string): Promise<string> => {
    const hash = digest('sha256', text)
    await writeFile(join(folder, 'blobs', hash), text)
    return hash
  }
  const entries: Entry[] = [
    { kind: 'station', v: 1, did: key.did, created: now().toISOString() },
    { kind: 'settings', v: 1, settings, confirmation: null },
  ]
  let previous: string | null = null
  for (let sequence = 1; sequence <= count; sequence++) {
    const changes = marks.map((mark) => [mark, marked(mark, sequence)] as const)
    const reportHash = await put(inPlaceOf(report.text, changes))
    const named = [...changes, [report.hash, reportHash] as const]
    const { proof: _proof, ...copy } = JSON.parse(inPlaceOf(JSON.stringify(document), named)) as JsonObject
    const number = `${settings.code}-${String(sequence).padStart(6, '0')}`
    const subject = copy['credentialSubject'] as JsonObject
    const unsecured: JsonObject = {
      ...copy,
      issuer: { id: key.did, name: settings.organisation.name },
      credentialSubject: {
        ...subject,
        ...{ number, sequence, previousDocument: previous, machineChain: [] },
        station: { name: settings.name, code: settings.code },
        organisation: { name: settings.organisation.name, address: '', phone: '', email: '' },
      },
    }
    const sign = (data: Uint8Array) => key.sign(data)
    const created = String(copy['validFrom'])
    const signed = await secure(unsecured, { did: key.did, created, sign, sha256: cryptography.sha256 })
    const hash = digest('sha256', canonical(signed))
    entries.push(
      { kind: 'report', v: 1, report: reportHash, readings: null, source: 'this-machine' },
      {
        ...{ kind: 'document', v: 1, hash, document: signed, confirmations: [] },
        draftId: `${digest('sha256', hash).slice(0, 8)}-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
      },
    )
    previous = hash
  }
  await vault.journal.begin(
    entries.map((entry, index) => ({
      transaction: `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
      entry,
    })),
  )
  await vault.close()
}
