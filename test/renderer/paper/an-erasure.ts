// A disk that came by itself, erased with nwipe and read back: what its certificate says, for the papers that show it.
import type { CertifiedDisk } from '../../../domain/documents/certified-disk.ts'
import { ErasureSubject } from '../../../domain/documents/erasure-certificate.ts'

export const evidenceHashes = ['5cc50b7d'.repeat(8), '7eda0d15'.repeat(8)]

const confirmedBy = {
  confirmation: '00000000-0000-4000-8000-000000000211',
  supervisor: 'SPV2',
  at: '2026-11-20T15:05:00.000Z',
  ownWork: false,
  byRecoveryCode: false,
}

export const certified: CertifiedDisk = {
  basis: 'measured',
  seenIn: [],
  make: 'Western Digital',
  model: 'WDC WD5000AAKX-00ERMA0',
  serial: 'WD-WCC2E5XK1234',
  serialFrom: 'drive',
  wwn: '0x50014ee2b1f0c9d3',
  firmware: '15.01H15',
  kind: 'hdd',
  interface: 'sata',
  sizeBytes: 500_107_862_016,
  health: 'good',
  doubts: [],
  powerOnHours: 18_412,
  wearPercent: null,
  reallocatedSectors: 0,
  verdict: 'verified',
  how: 'witnessed',
  settlement: '00000000-0000-4000-8000-000000000210',
  settledAt: '2026-11-20T15:05:00.000Z',
  performedBy: {
    operator: 'OPR3',
    organisation: 'Atelier des Trois Rivières',
    location: '3 rue du Moulin, 88000 Épinal',
    phone: '05 00 00 00 00',
  },
  treatment: {
    basis: 'measured',
    method: { category: 'clear', technique: 'overwrite', edition: 'NIST SP 800-88 Rev. 2' },
    detail: 'PRNG Stream',
    destruction: null,
    tool: { name: 'nwipe', version: '0.42' },
    startedAt: '2026-11-20T07:01:16.000Z',
    endedAt: '2026-11-20T14:55:00.000Z',
    bytesWritten: 1_000_215_724_032,
    bytesRead: 500_107_862_016,
    verification: { method: 'full', coveragePercent: 100, basis: 'measured' },
    readBack: {
      tool: { name: 'etabli', version: '1.0.0' },
      expected: 'zero',
      startedAt: '2026-11-20T13:10:00.000Z',
      endedAt: '2026-11-20T14:55:00.000Z',
      bytesRead: 500_107_862_016,
    },
  },
  evidenceHashes,
  evidenceLink: { log: evidenceHashes[0] ?? '', run: 1, device: '/dev/sda' },
  removedTo: null,
  classificationBefore: null,
  classificationAfter: null,
  backedUp: null,
  destination: null,
  notes: 'Étiquette abîmée. '.repeat(12).trim(),
  validatedBy: confirmedBy,
}

export const erasureSubject = (changes: Partial<ErasureSubject> = {}): ErasureSubject =>
  ErasureSubject.parse({
    id: 'urn:uuid:00000000-0000-4000-8000-000000000200',
    kind: 'erasure-certificate',
    version: 1,
    number: 'AT1-000007',
    sequence: 7,
    previousDocument: 'a'.repeat(64),
    machineId: '00000000-0000-4000-8000-000000000200',
    machineChain: [],
    replaces: null,
    clock: 'declared',
    language: 'fr',
    station: { name: 'Établi de l’atelier', code: 'AT1' },
    organisation: {
      name: 'Atelier des Trois Rivières',
      address: '3 rue du Moulin, 88000 Épinal',
      phone: '05 00 00 00 00',
      email: 'atelier@example.org',
    },
    origin: { basis: 'declared', chassis: 'INV-0311', fromMachine: null, since: '2026-11-20T06:00:00.000Z' },
    stay: { stayId: '00000000-0000-4000-8000-000000000201', startedAt: '2026-11-20T06:00:00.000Z' },
    erasure: { statement: 'verified', minimum: 'witnessed' },
    disk: certified,
    issuedBy: 'OPR3',
    secondPerson: confirmedBy,
    ...changes,
  })
