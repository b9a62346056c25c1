// Batches for tests, made by hand from their parts, so that a test can spoil exactly one of them: before the sender signs (a
// sender that lies) or afterwards (somebody on the way).
import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  declarationText,
  informationText,
  manifestText,
  payloadManifestFile,
  tagManifestFile,
} from '../../../domain/batch/bag.ts'
import {
  attachedFile,
  batchFolder,
  documentFile,
  SIGNED_MANIFEST_FILE,
  STATION_CHAIN_FILE,
  SUMMARY_FILE,
  TABLE_FILE,
} from '../../../domain/batch/layout.ts'
import { type ChainLink, stationChainText } from '../../../domain/batch/station-chain.ts'
import type { BatchManifestSubject } from '../../../domain/documents/batch-manifest.ts'
import { canonical } from '../../../domain/documents/canonical.ts'
import { numberOf, unsecuredDocument } from '../../../domain/documents/document.ts'
import { type JsonObject, secure } from '../../../domain/documents/proof.ts'
import { BagWriter } from '../../../electron/batches/bag-writer.ts'
import {
  machineFile,
  machineId,
  now,
  report,
  settings,
  signedCertificate,
  subjectOf,
  uuid,
} from '../../domain/documents/bench.ts'
import { keyOf, sha256 } from '../../domain/documents/cryptography.ts'

export type Key = ReturnType<typeof keyOf>
/** The stations of a test, each with its code. */
export const keyNumbered = (number: number): Key => keyOf(new Uint8Array(32).fill(number))

export const sum = (bytes: string | Uint8Array): string => hash('sha256', bytes)
export const hashOfDocument = (document: unknown): string => sum(canonical(document))

const fixtures = join(import.meta.dirname, '../../fixtures/documents')
const fixture = async (name: string): Promise<Buffer> => readFile(join(fixtures, name))
const isCanonical = async (name: string): Promise<Buffer> =>
  Buffer.from(canonical(JSON.parse((await fixture(name)).toString('utf8'))))

/** The certificate of a loose disk, by another station, and the evidence that it rests on. */
export const erasureCertificate = () => isCanonical('erasure-certificate-v1.json')
export const itsEvidence = async (): Promise<readonly Buffer[]> => [
  await fixture('erasure-certificate-v1.log'),
  await fixture('erasure-certificate-v1.read-back.txt'),
]

export const aReport = Buffer.from(canonical(report()))

type CertificateAsked = {
  readonly key: Key
  readonly code: string
  readonly sequence: number
  readonly previous: string | null
  readonly machine?: number
  readonly validFrom?: string
  readonly reservations?: string
}

/** A certificate of some machine, by a station of this key and code. */
export const certificate = async ({
  key,
  code,
  sequence,
  previous,
  machine = sequence,
  ...changes
}: CertificateAsked) => {
  const subject = await subjectOf({
    settings: { ...settings, code },
    chain: { sequence, previousDocument: previous, machineChain: [], replaces: null },
    reports: [{ hash: sum(aReport), report: report(), source: 'this-machine' }],
    machine: machineFile({
      id: machineId,
      inventoryNumber: `${code}-${String(machine)}`,
      reservations: changes.reservations ?? '',
    }),
  })
  return signedCertificate(subject, {
    key,
    draftId: uuid(1000 + sequence),
    ...(changes.validFrom === undefined ? {} : { validFrom: changes.validFrom }),
  })
}

/** Documents 1 to `count` of a station, each naming the one before it. */
export const chainOf = async (key: Key, code: string, count: number): Promise<readonly JsonObject[]> => {
  const documents: JsonObject[] = []
  let previous: string | null = null
  for (let sequence = 1; sequence <= count; sequence++) {
    const document = (await certificate({ key, code, sequence, previous })) as unknown as JsonObject
    previous = hashOfDocument(document)
    documents.push(document)
  }
  return documents
}

export type Files = Map<string, Buffer>

export type BatchParts = {
  readonly key: Key
  readonly code: string
  /** Own and others', as they travel. */
  readonly documents: readonly (JsonObject | Buffer)[]
  readonly attached?: readonly Buffer[]
  /** The station's own documents before the manifest, whether they travel or not; null: lost. */
  readonly own: readonly (string | null)[]
  readonly chain?: readonly ChainLink[]
  readonly batchId?: string
  readonly issuedAt?: string
  readonly subject?: Partial<BatchManifestSubject>
  readonly batch?: Partial<BatchManifestSubject['batch']>
  /** What the sender puts in beside, or changes, before it signs. */
  readonly payload?: (files: Files) => void
  /** What somebody changes in the finished bag. */
  readonly tamper?: (files: Files) => void
}

const asBytes = (document: JsonObject | Buffer): Buffer =>
  Buffer.isBuffer(document) ? document : Buffer.from(canonical(document))

const linesOf = (files: Files, names: readonly string[]) =>
  manifestText(names.map((path) => ({ path, sum: sum(files.get(path) ?? '') })))

const payloadNames = (files: Files) => [...files.keys()].filter((name) => name.startsWith('data/')).sort()

/** Manifests and sums made again, as somebody does who has no key. */
export const resummed = (files: Files): void => {
  files.set(payloadManifestFile(), Buffer.from(linesOf(files, payloadNames(files))))
  const tagFiles = [...files.keys()].filter((name) => !name.startsWith('data/') && name !== tagManifestFile()).sort()
  files.set(tagManifestFile(), Buffer.from(linesOf(files, tagFiles)))
}

export const bagOf = async (parts: BatchParts): Promise<{ readonly folder: string; readonly files: Files }> => {
  const { key, code, own, batchId = uuid(500), issuedAt = now } = parts
  const files: Files = new Map()
  const documents = parts.documents.map(asBytes)
  for (const bytes of documents) files.set(documentFile(sum(bytes)), bytes)
  for (const bytes of parts.attached ?? []) files.set(attachedFile(sum(bytes)), bytes)
  const chain = parts.chain ?? own.map((held, index) => ({ sequence: index + 1, hash: held }))
  files.set(STATION_CHAIN_FILE, Buffer.from(stationChainText(chain)))
  files.set(TABLE_FILE, Buffer.from('\ufeffNuméro\r\n'))
  files.set(SUMMARY_FILE, Buffer.from('<!doctype html><title>Lot</title>'))
  parts.payload?.(files)
  const names = payloadNames(files)
  const manifest = linesOf(files, names)
  const sequence = own.length + 1
  const bytes = names.reduce((total, name) => total + (files.get(name)?.length ?? 0), 0)
  const information = informationText([['Payload-Oxum', `${String(bytes)}.${String(names.length)}`]])
  const subject: BatchManifestSubject = {
    kind: 'batch-manifest',
    version: 1,
    machineId: null,
    number: numberOf(code, sequence),
    sequence,
    previousDocument: own.at(-1) ?? null,
    machineChain: [],
    replaces: null,
    clock: 'trusted',
    language: 'fr',
    station: { name: `Poste ${code}`, code },
    organisation: { name: `Atelier ${code}`, address: '', phone: '', email: '' },
    batch: {
      batchId,
      title: 'Lot de novembre',
      payloadManifest: sum(manifest),
      information: sum(information),
      payloadFiles: names.length,
      payloadBytes: bytes,
      documents: documents.map(sum).sort(),
      ...parts.batch,
    },
    stationChain: { last: own.length, list: sum(files.get(STATION_CHAIN_FILE) ?? '') },
    issuedBy: null,
    ...parts.subject,
  }
  const issuerName = subject.organisation.name
  const unsecured = unsecuredDocument('batch-manifest', {
    ...{ draftId: batchId, did: key.did, issuerName, validFrom: issuedAt, subject },
  })
  const signed = await secure(unsecured, { ...key, created: issuedAt, sha256 })
  files.set('bagit.txt', Buffer.from(declarationText()))
  files.set('bag-info.txt', Buffer.from(information))
  files.set(payloadManifestFile(), Buffer.from(manifest))
  files.set(SIGNED_MANIFEST_FILE, Buffer.from(canonical(signed)))
  const tagFiles = ['bag-info.txt', 'bagit.txt', SIGNED_MANIFEST_FILE, payloadManifestFile()].sort()
  files.set(tagManifestFile(), Buffer.from(linesOf(files, tagFiles)))
  parts.tamper?.(files)
  return { folder: batchFolder(batchId), files }
}

export const writeBag = async (path: string, { folder, files }: { folder: string; files: Files }): Promise<void> => {
  const writer = await BagWriter.begin(path, folder)
  for (const [name, bytes] of files) await writer.add(name, bytes)
  await writer.finish()
}

export const writeBatch = async (path: string, parts: BatchParts): Promise<string> => {
  await writeBag(path, await bagOf(parts))
  return path
}
