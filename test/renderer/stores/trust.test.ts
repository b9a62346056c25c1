// What other stations signed is believed here by decision: where machines go and what is counted follow it, and the keys of before
// a restoration are this station's own.
import { expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { documentTypes, contexts } from '../../../domain/documents/document.ts'
import { useMachinePaths } from '../../../renderer/stores/machine-paths.ts'
import { useStandingSheets } from '../../../renderer/stores/totals.ts'
import { useTrust } from '../../../renderer/stores/trust.ts'
import { DID, machineFile, unsignedDocument, type JournalInMemory } from '../journal-in-memory.ts'
import { openWorkshop } from './workshop.ts'

const OTHER = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'
const OLD = 'did:key:z6MkBefore'

const decided = (journal: JournalInMemory, decision: 'accepted' | 'distrusted') =>
  journal.append({
    kind: 'station-trust',
    v: 1,
    confirmation: crypto.randomUUID(),
    trust: {
      did: OTHER,
      name: 'Atelier d’en face',
      code: 'DAX2',
      decision,
      from: null,
      reason: decision === 'accepted' ? '' : 'Clé volée',
      operator: 'AAAA',
      at: new Date().toISOString(),
    },
  })

const succession = {
  '@context': [...contexts],
  id: `urn:uuid:${crypto.randomUUID()}`,
  type: ['VerifiableCredential', documentTypes.succession],
  issuer: { id: DID, name: 'Atelier des Essais' },
  validFrom: '2026-11-20T10:00:00Z',
  credentialSubject: {
    kind: 'succession',
    version: 1,
    machineId: null,
    number: 'AT1B-000001',
    sequence: 1,
    previousDocument: null,
    machineChain: [],
    replaces: null,
    clock: 'trusted',
    language: 'fr',
    station: { name: 'Banc 1', code: 'AT1B' },
    organisation: { name: 'Atelier des Essais', address: '', phone: '', email: '' },
    predecessor: { did: OLD, code: 'AT1', head: null },
    predecessorSignature: null,
  },
  proof: {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: '2026-11-20T10:00:00Z',
    verificationMethod: `${DID}#key`,
    proofPurpose: 'assertionMethod',
    proofValue: `z${'1'.repeat(60)}`,
  },
}

test('the key of before a restoration is this station’s own, and any other is not', async () => {
  const { journal, station } = await openWorkshop()
  const trust = useTrust()
  expect(trust.standingOfStation(OLD)).toBe('new')
  await journal.addDocument(succession)
  await station.catchUp()
  await vi.waitFor(() => {
    expect(trust.standingOfStation(OLD)).toBe('own')
  })
  expect(trust.standingOfStation(DID)).toBe('own')
  expect(trust.standingOfStation(OTHER)).toBe('new')
})

test('another station’s certificate says where a machine goes only while that station is believed', async () => {
  const { journal, station } = await openWorkshop()
  const machine = machineFile()
  await journal.append({ kind: 'machine', v: 1, machine })
  await journal.addDocument(
    unsignedDocument({
      kind: 'refurbishment-certificate',
      number: 'DAX2-000001',
      issuer: OTHER,
      subject: { sequence: 1, machineId: machine.id },
    }),
  )
  await station.catchUp()
  const paths = useMachinePaths()
  const settled = async (path: string) => {
    await station.catchUp()
    await vi.waitFor(() => {
      expect(paths.loaded).toBe(true)
      expect(paths.byId(machine.id)).toBe(path)
    })
  }
  const before = paths.byId(machine.id)
  expect(before).not.toBe('refurbished')
  await decided(journal, 'accepted')
  await settled('refurbished')
  await decided(journal, 'distrusted')
  await settled(before)
})

test('sheets of another site are in its own totals', async () => {
  const { journal, station } = await openWorkshop()
  await decided(journal, 'accepted')
  await journal.addDocument(
    unsignedDocument({ kind: 'dismantling-sheet', number: 'DAX2-000002', issuer: OTHER, subject: { sequence: 2 } }),
  )
  await station.catchUp()
  const scope = effectScope()
  const totals = scope.run(useStandingSheets)
  await vi.waitFor(() => {
    expect(totals?.loaded.value).toBe(true)
  })
  expect(totals?.unread.value).toBe(0)
  scope.stop()
})
