// What a station answers about media, batches and other stations, in memory, for tests of the screens: it journals what a real one
// journals, and checks of a decision what a real one checks. It packs nothing: a batch is its manifest and some bytes.
import type { HeldBatch, Medium } from '../../../../domain/batch/operations.ts'
import type { BatchPreview } from '../../../../domain/batch/preview.ts'
import type { ErrorCode, Input, OperationName, Output, Reply, Send } from '../../../../domain/contract.ts'
import { documentColumns } from '../../../../domain/documents/columns.ts'
import { hashOf } from '../../../../domain/documents/canonical.ts'
import { contexts, documentTypes } from '../../../../domain/documents/document.ts'
import { reason, type Reason } from '../../../../domain/words/reason.ts'
import { sha256 } from '../../../../renderer/stores/sha256.ts'
import { DID, type JournalInMemory } from '../../journal-in-memory.ts'

export const KEY: Medium = {
  path: '/media/atelier/CLE-BLEUE',
  label: 'CLE-BLEUE',
  kind: 'removable',
  freeBytes: 8_000_000_000,
  totalBytes: 16_000_000_000,
  readOnly: false,
}
export const OTHER = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'
const BYTES = 'PK and what a batch holds'

class Refused extends Error {
  readonly code: ErrorCode
  readonly reasons: readonly Reason[]
  constructor(code: ErrorCode, ...reasons: readonly Reason[]) {
    super(code)
    this.code = code
    this.reasons = reasons
  }
}

export const manifestOf = (sequence: number, title: string, documents: readonly string[]) => ({
  '@context': [...contexts],
  id: `urn:uuid:${crypto.randomUUID()}`,
  type: ['VerifiableCredential', documentTypes['batch-manifest']],
  issuer: { id: DID, name: 'Atelier des Essais' },
  validFrom: new Date().toISOString(),
  credentialSubject: {
    kind: 'batch-manifest',
    version: 1,
    machineId: null,
    number: `AT1-${String(sequence).padStart(6, '0')}`,
    sequence,
    previousDocument: 'b'.repeat(64),
    machineChain: [],
    replaces: null,
    clock: 'trusted',
    language: 'fr',
    station: { name: 'Banc 1', code: 'AT1' },
    organisation: { name: 'Atelier des Essais', address: '', phone: '', email: '' },
    batch: {
      batchId: crypto.randomUUID(),
      title,
      payloadManifest: 'c'.repeat(64),
      information: '9'.repeat(64),
      payloadFiles: documents.length,
      payloadBytes: 1000,
      documents: documents.toSorted(),
    },
    stationChain: { last: sequence - 1, list: 'd'.repeat(64) },
    issuedBy: 'AAAA',
  },
  proof: {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: new Date().toISOString(),
    verificationMethod: `${DID}#key`,
    proofPurpose: 'assertionMethod',
    proofValue: 'z'.repeat(60),
  },
})

export const aPreview = (changed: Partial<BatchPreview> = {}): BatchPreview => ({
  fileName: 'lot-ESA1-000012.etabli-lot',
  bytes: 24_000,
  refusals: [],
  manifest: {
    hash: 'e'.repeat(64),
    number: 'ESA1-000012',
    title: 'Collège Victor-Duruy',
    issuedAt: '2026-11-20T10:00:00Z',
    demonstration: false,
  },
  stations: [
    {
      did: OTHER,
      name: 'ESAT Les Ajoncs',
      code: 'ESA1',
      fingerprint: '2e6f bc21 9a0d 77e0 4411 8c2f 0b3d 5a66',
      standing: 'accepted',
      documents: 2,
      isSender: true,
    },
  ],
  counts: { new: 2, here: 0, conflicting: 0, newFiles: 1 },
  documents: [],
  gaps: [],
  notes: [],
  ...changed,
})

export const createExchange = (journal: JournalInMemory) => {
  let media: readonly Medium[] = [KEY]
  let preview = aPreview()
  let fault: { readonly name: OperationName; readonly failure: Refused } | null = null
  /** An operation that waits until it is let on, or stopped. */
  let waits: OperationName | null = null
  let letOn: () => void = () => undefined
  const held = new Map<string, HeldBatch>()
  const asked: { readonly name: OperationName; readonly input: unknown }[] = []

  const document = async (value: Record<string, unknown>) => journal.addDocument(value)

  const handlers: { [N in OperationName]?: (input: Input<N>) => Promise<Output<N>> } = {
    'media.list': () => Promise.resolve([...media]),
    'batches.held': () => Promise.resolve([...held.values()]),
    'batches.addPaper': () => Promise.resolve({}),
    'batches.make': async ({ title, documents }) => {
      const manifest = manifestOf(100 + held.size, title, documents)
      const hash = await document(manifest)
      const batch = {
        manifest: hash,
        fileName: `lot-${manifest.credentialSubject.number}.etabli-lot`,
        bytes: BYTES.length,
        sha256: 'f'.repeat(64),
      }
      held.set(hash, batch)
      return { batch, documents: documents.length, files: 0, head: journal.head() }
    },
    'batches.write': async ({ manifest, medium }) => {
      const { fileName, bytes } = held.get(manifest) ?? { fileName: '', bytes: 1 }
      const where = media.find(({ path }) => path === medium)?.label ?? ''
      const written = {
        batch: manifest,
        by: 'medium' as const,
        where,
        fileName,
        sha256: 'f'.repeat(64),
        bytes,
        at: new Date().toISOString(),
      }
      return { fileName, head: await journal.append({ kind: 'batch-written', v: 1, written }) }
    },
    'batches.letGo': ({ manifest }) => {
      held.delete(manifest)
      return Promise.resolve({})
    },
    'batches.found': () =>
      Promise.resolve([{ fileName: preview.fileName, bytes: preview.bytes, modifiedAt: '2026-11-20T10:00:00Z' }]),
    'batches.takeFrom': () => Promise.resolve({ uploadId: crypto.randomUUID() }),
    'batches.takePiece': ({ offset, base64 }) => Promise.resolve({ bytes: offset + atob(base64).length }),
    'batches.inspect': () => Promise.resolve(preview),
    'batches.dismiss': () => Promise.resolve({}),
    'batches.import': async () => {
      const value = { ...manifestOf(12, 'Collège', ['a'.repeat(64)]), issuer: { id: OTHER, name: 'ESAT Les Ajoncs' } }
      const hash = await hashOf(value, sha256)
      const imported = {
        manifest: hash,
        sender: OTHER,
        fileName: preview.fileName,
        documents: [{ hash, columns: documentColumns(value) }],
        files: [],
        stationChain: 'd'.repeat(64),
        operator: 'AAAA',
      }
      const head = await journal.append({ kind: 'batch-imported', v: 1, imported })
      return { documents: preview.counts.new, files: preview.counts.newFiles, head }
    },
    'stations.trust': async ({ trust, confirmation }) => {
      const confirmed = journal
        .frames()
        .map(({ frame }) => frame.entry)
        .some(
          (entry) =>
            entry.kind === 'confirmation' &&
            entry.confirmation.id === confirmation &&
            entry.confirmation.action.kind === 'trust-station',
        )
      if (!confirmed) throw new Refused('refused', reason('supervision.not-confirmed'))
      preview = {
        ...preview,
        refusals: preview.refusals.filter(({ code }) => code !== 'batch.sender-not-accepted'),
        stations: preview.stations.map((station) =>
          station.did === trust.did ? { ...station, standing: trust.decision } : station,
        ),
      }
      return { head: await journal.append({ kind: 'station-trust', v: 1, trust, confirmation }) }
    },
  }

  const send = (async (name: OperationName, input: never, options?: Parameters<Send>[2]): Promise<Reply<unknown>> => {
    const handler = handlers[name]
    if (handler === undefined) return journal.send(name, input, options as never)
    asked.push({ name, input })
    try {
      if (fault?.name === name) throw fault.failure
      if (waits === name)
        await new Promise<void>((resolve, reject) => {
          letOn = resolve
          options?.signal?.addEventListener('abort', () => {
            reject(new Refused('cancelled'))
          })
        })
      // The table of handlers ties each name to its own input; here they are only joined.
      return { ok: true, value: structuredClone(await (handler as (asked: never) => Promise<unknown>)(input)) }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { ok: false, error: { code: error.code, message: error.message, reasons: [...error.reasons] } }
    }
  }) as Send

  return {
    send,
    asked,
    held,
    plugIn: (now: readonly Medium[]) => {
      media = now
    },
    comes: (changed: Partial<BatchPreview>) => {
      preview = aPreview(changed)
    },
    fails: (name: OperationName | null, code: ErrorCode = 'refused', ...reasons: readonly Reason[]) => {
      fault = name === null ? null : { name, failure: new Refused(code, ...reasons) }
    },
    holdUp: (name: OperationName) => {
      waits = name
    },
    letOn: () => {
      waits = null
      letOn()
    },
  }
}
