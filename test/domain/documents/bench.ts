// A laptop of our own invention with two disks, gone through the bench: what a certificate is derived from, and the
// certificate itself, signed. Every test changes what it is about.
import { hashOf } from '../../../domain/documents/canonical.ts'
import { type CertificateBasis, deriveCertificate } from '../../../domain/documents/certificate-derivation.ts'
import type { Confirmed } from '../../../domain/documents/certificate-parts.ts'
import { unsecuredDocument } from '../../../domain/documents/document.ts'
import { secure } from '../../../domain/documents/proof.ts'
import type {
  RefurbishmentCertificate,
  RefurbishmentSubject,
} from '../../../domain/documents/refurbishment-certificate.ts'
import type { WithdrawalSubject } from '../../../domain/documents/withdrawal.ts'
import type { Settlement, SettlementOutcome } from '../../../domain/erasure/settlement.ts'
import { defaultProfile } from '../../../domain/checklist/default-profile.ts'
import { defaultRubric } from '../../../domain/grading/default-rubric.ts'
import { type Disk, type HardwareReport, SECTIONS } from '../../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import type { StationSettings } from '../../../domain/station/station.ts'
import type { Confirmation } from '../../../domain/supervision/confirmation.ts'
import { sha256, stationKey } from './cryptography.ts'

export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
export const machineId = uuid(1)
export const stayId = uuid(2)
export const startedAt = '2026-11-02T08:00:00Z'
export const readAt = '2026-11-02T08:30:00Z'
export const settledAt = '2026-11-02T10:00:00Z'
export const now = '2026-11-02T16:00:00Z'

const silent = { why: 'not-present' } as const

const disk = (changes: Partial<Disk>): Disk => ({
  path: '/dev/sda',
  majorMinor: '8:0',
  vendor: 'Cormoran',
  model: 'C250',
  serial: 'CRM0001',
  serialFrom: 'drive',
  wwn: null,
  firmware: '1.2',
  sizeBytes: 250_059_350_016,
  logicalSectorBytes: 512,
  physicalSectorBytes: 4096,
  kind: 'sata-ssd',
  interface: 'sata',
  removable: false,
  rotationRpm: null,
  health: 'good',
  doubts: [],
  selfAssessmentPassed: true,
  powerOnHours: 4321,
  powerCycles: 900,
  reallocatedSectors: 0,
  pendingSectors: 0,
  uncorrectableSectors: 0,
  mediaErrors: null,
  wearPercent: 7,
  temperatureCelsius: 30,
  ...changes,
})

export const ssd = disk({})
export const secondDisk = disk({
  path: '/dev/nvme0n1',
  majorMinor: '259:0',
  model: 'C500N',
  serial: 'CRN0002',
  kind: 'nvme',
  interface: 'nvme',
})

export const report = (changes: Partial<HardwareReport> = {}): HardwareReport => ({
  kind: 'hardware-report',
  version: 1,
  takenAt: readAt,
  tool: { name: 'etabli', version: '0.1.0' },
  fieldTools: [{ name: 'smartctl', version: '7.3' }],
  sections: {
    ...(Object.fromEntries(SECTIONS.map((section) => [section, { state: 'read' }])) as HardwareReport['sections']),
    tpm: { state: 'unavailable', ...silent },
  },
  identity: {
    manufacturer: 'Ateliers du Goéland',
    model: 'G14',
    version: null,
    family: null,
    serial: 'GLD-42',
    uuid: null,
    sku: null,
    assetTag: null,
    chassis: 'Notebook',
    board: { manufacturer: null, model: null, version: null, serial: null },
  },
  firmware: { vendor: 'Goéland', version: '1.0', date: '2019-04-01', mode: 'uefi', secureBoot: true },
  processor: {
    maker: 'Intel',
    model: 'Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz',
    sockets: 1,
    cores: 4,
    threads: 8,
    architecture: 'x86_64',
    bits: 64,
    baseMhz: 1600,
    maxMhz: 3400,
    generation: { family: 'Intel Core', number: 8 },
  },
  memory: {
    totalBytes: 8 * 1024 ** 3,
    visibleBytes: 8_000_000_000,
    maximumBytes: 32 * 1024 ** 3,
    slots: { total: 2, used: 1 },
    modules: [
      {
        sizeBytes: 8 * 1024 ** 3,
        type: 'DDR4',
        formFactor: 'SODIMM',
        locator: 'DIMM A',
        bank: null,
        maker: 'Cormoran',
        partNumber: 'M8',
        serial: '11223344',
        speedMts: 2400,
        configuredSpeedMts: 2400,
        ecc: false,
        soldered: false,
      },
    ],
  },
  disks: [ssd, secondDisk],
  storageControllers: [{ name: 'SATA', driver: 'ahci', kind: 'sata', hidesDisks: false }],
  batteries: [
    {
      name: 'BAT0',
      maker: null,
      model: null,
      serial: null,
      chemistry: 'Li-ion',
      designWh: 50,
      fullWh: 46,
      designMah: null,
      fullMah: null,
      healthPercent: 92,
      cycles: 120,
      voltageDesign: 11.4,
      status: null,
    },
  ],
  graphics: [{ maker: 'Intel', model: 'UHD 620', memoryBytes: null, driver: 'i915' }],
  displays: [],
  network: [
    {
      name: 'wlan0',
      kind: 'wifi',
      mac: '02:00:00:00:00:01',
      model: 'AC',
      driver: 'iwl',
      wifiStandard: 'Wi-Fi 5 (802.11ac)',
      speedMbps: null,
    },
  ],
  bluetooth: [],
  webcams: [{ name: 'Webcam' }],
  sound: [{ name: 'HDA' }],
  tpm: { version: null, maker: null },
  opticalDrives: [],
  operatingSystems: [],
  ...changes,
})

export const settings: StationSettings = {
  name: 'Établi de l’atelier',
  code: 'AT1',
  organisation: {
    name: 'Atelier des Trois Rivières',
    address: '3 rue du Moulin',
    phone: '05 00 00 00 00',
    email: 'atelier@example.org',
    logo: null,
  },
  activities: ['refurbishing'],
  language: 'fr',
  erasureMinimum: 'declared',
  scanner: null,
  profileId: defaultProfile.id,
  rubricId: defaultRubric.id,
  keyCopiedAt: null,
}

export const confirmation = (number: number, action: Confirmation['action'], at = settledAt): Confirmation => ({
  id: uuid(number),
  action,
  supervisor: 'SPV2',
  operator: 'OPR3',
  ownWork: false,
  byRecoveryCode: false,
  at,
})

export const declaredErasure: SettlementOutcome = {
  kind: 'declared',
  method: { category: 'clear', technique: 'overwrite', edition: 'NIST SP 800-88 Rev. 2' },
  tool: { name: 'nwipe', version: '0.34' },
  verification: 'full',
  performedAt: '2026-11-02T09:30:00Z',
  notes: '',
}

export const settle = (number: number, of: Disk, outcome: SettlementOutcome): Confirmed<Settlement> => {
  const identity = { serial: of.serial, wwn: of.wwn, model: of.model, sizeBytes: of.sizeBytes }
  return {
    what: { id: uuid(number), machineId, stayId, disk: identity, outcome, operator: 'OPR3', at: settledAt },
    confirmation: confirmation(number + 50, {
      kind: 'settle-disks',
      machineId,
      disks: [identity],
      subject: 'a'.repeat(64),
    }),
  }
}

const passed = { outcome: 'passed', note: '', at: '2026-11-02T12:00:00Z', operator: 'OPR3' } as const

export const machineFile = (changes: Partial<MachineFile> = {}): MachineFile => ({
  kind: 'machine-file',
  version: 1,
  id: machineId,
  inventoryNumber: '2026-0117',
  equipment: 'laptop',
  stay: { id: stayId, startedAt },
  createdAt: startedAt,
  updatedAt: now,
  revision: 12,
  operator: 'OPR3',
  reports: [{ hash: 'b'.repeat(64), takenAt: readAt, addedAt: readAt, source: 'this-machine' }],
  checklist: {
    profileId: defaultProfile.id,
    profileVersion: defaultProfile.version,
    results: Object.fromEntries(defaultProfile.steps.map(({ id }) => [id, passed])),
  },
  aspect: { grade: 'B', notes: 'Rayures sur le capot' },
  installedSystem: { name: 'Linux Mint', version: '22', language: 'fr', licence: 'free' },
  repairs: 'Charnière resserrée',
  reservations: '',
  accessories: 'Chargeur',
  onBench: true,
  ...changes,
})

export const basis = async (changes: Partial<CertificateBasis> = {}): Promise<CertificateBasis> => {
  const machine = changes.machine ?? machineFile()
  return {
    machine,
    machineFileHash: await hashOf(machine, sha256),
    reports: [{ hash: 'b'.repeat(64), report: report(), source: 'this-machine' }],
    evidence: [],
    uses: [],
    unfinished: [],
    settlements: [settle(10, ssd, declaredErasure), settle(11, secondDisk, declaredErasure)],
    attestations: [],
    announced: [],
    overrides: [],
    secondPerson: confirmation(90, { kind: 'second-person', machineId, subject: 'c'.repeat(64) }, now),
    settings,
    rubric: defaultRubric,
    profile: defaultProfile,
    now,
    clock: 'trusted',
    chain: { sequence: 1, previousDocument: null, machineChain: [], replaces: null },
    operator: 'OPR3',
    ...changes,
  }
}

export const subjectOf = async (changes: Partial<CertificateBasis> = {}): Promise<RefurbishmentSubject> => {
  const derived = deriveCertificate(await basis(changes))
  if (!derived.ok)
    throw new Error(derived.reasons.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join('\n'))
  return derived.subject
}

type Envelope = { readonly key?: typeof stationKey; readonly validFrom?: string; readonly draftId?: string }

export const signedCertificate = async (subject: RefurbishmentSubject, envelope: Envelope = {}) => {
  const { key = stationKey, validFrom = now, draftId = uuid(70) } = envelope
  const unsecured = unsecuredDocument('refurbishment-certificate', {
    draftId,
    did: key.did,
    issuerName: settings.organisation.name,
    validFrom,
    subject,
  })
  // What unsecuredDocument makes of a subject of this kind is a certificate; the tests of verification check it.
  return (await secure(unsecured, { ...key, created: validFrom, sha256 })) as unknown as RefurbishmentCertificate
}

export const signedWithdrawal = async (subject: WithdrawalSubject, envelope: Envelope = {}) => {
  const { key = stationKey, validFrom = now, draftId = uuid(71) } = envelope
  const unsecured = unsecuredDocument('withdrawal', {
    draftId,
    did: key.did,
    issuerName: settings.organisation.name,
    validFrom,
    subject,
  })
  return secure(unsecured, { ...key, created: validFrom, sha256 })
}
