// Every file that a document names by its hash travels with it: whatever member of it the hash stands in.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attachedTo, attachedToWork } from '../../../domain/batch/attached.ts'
import type { KnownDocument } from '../../../domain/documents/known-document.ts'
import { knownDocument } from '../../../domain/documents/verify.ts'
import { machineFile, signedCertificate, subjectOf } from '../documents/bench.ts'

const certificate = async (): Promise<KnownDocument> => {
  const document = knownDocument(await signedCertificate(await subjectOf()))
  if (document === null) throw new Error('The bench signs certificates')
  return document
}

/** What a certificate names that is kept elsewhere: other documents, and the machine file, which is nobody's evidence. */
const NOT_FILES = new Set(['machineChain', 'previousDocument', 'replaces', 'file', 'serial'])

const hashesIn = (value: unknown, name = ''): readonly string[] => {
  if (typeof value === 'string') return /^[0-9a-f]{64}$/.test(value) && !NOT_FILES.has(name) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    NOT_FILES.has(key) ? [] : hashesIn(inner, Array.isArray(value) ? name : key),
  )
}

describe('The files of a document', () => {
  test('are all that a certificate names by a hash, each once', async () => {
    const document = await certificate()
    const named = attachedTo(document).map(({ hash }) => hash)
    expect(named.length).toBeGreaterThan(0)
    expect(named.toSorted()).toEqual([...new Set(hashesIn(document.credentialSubject))].toSorted())
  })
  test('are evidence before anything else, where a hash is both', async () => {
    const document = await certificate()
    const subject = document.credentialSubject
    if (subject.kind !== 'refurbishment-certificate') throw new Error('It is a certificate')
    const hash = 'e'.repeat(64)
    const disks = subject.disks.map((disk) => ({ ...disk, evidenceHashes: [hash, hash], seenIn: [hash] }))
    const named = attachedTo({ ...document, credentialSubject: { ...subject, disks } } as KnownDocument)
    expect(named.filter((each) => each.hash === hash)).toEqual([{ hash, as: 'evidence' }])
  })
})

test('a work file brings the reports of its machine, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[0-9a-f]{64}$/), { maxLength: 10 }), (hashes) => {
      const at = '2026-11-02T08:30:00.000Z'
      const reports = hashes.map((hash) => ({ hash, takenAt: at, addedAt: at, source: 'file' as const }))
      const work = { kind: 'etabli-work', version: 1, what: 'machine', file: machineFile({ reports }) } as const
      expect(attachedToWork(work)).toEqual([...new Set(hashes)].map((hash) => ({ hash, as: 'hardware-report' })))
    }),
  )
})
