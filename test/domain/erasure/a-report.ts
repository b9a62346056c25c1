// Small machines of the workshop for the tests of the rules: a report with everything read, and what a test changes.
import { HardwareReport, SECTIONS, type Disk, type SectionStates } from '../../../domain/machine/hardware-report.ts'
import type { DiskAttestation, Settlement, SettlementOutcome } from '../../../domain/erasure/settlement.ts'
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'

export const machineId = '7b0c5e0e-6a0b-4d1c-9a53-2f1f0c9f3a11'
export const stay = { id: '1f1d6d9e-4a57-4a44-8b62-7d4c9a1be001', startedAt: '2026-11-02T08:00:00Z' }
export const now = '2026-11-20T16:00:00Z'

export const hashOf = (name: string) => Buffer.from(name.padEnd(32, '.')).toString('hex').slice(0, 64)
export const uuidOf = (position: number) => `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`

export const aDisk = (changes: Partial<Disk> = {}): Disk => ({
  path: '/dev/sda',
  majorMinor: '8:0',
  vendor: null,
  model: 'Samsung SSD 860',
  serial: 'S3Z8NB0K',
  serialFrom: 'drive',
  wwn: null,
  firmware: null,
  sizeBytes: 500_107_862_016,
  logicalSectorBytes: 512,
  physicalSectorBytes: 512,
  kind: 'sata-ssd',
  interface: 'sata',
  removable: false,
  rotationRpm: null,
  health: 'good',
  doubts: [],
  selfAssessmentPassed: true,
  powerOnHours: null,
  powerCycles: null,
  reallocatedSectors: null,
  pendingSectors: null,
  uncorrectableSectors: null,
  mediaErrors: null,
  wearPercent: null,
  temperatureCelsius: null,
  ...changes,
})

export const anIdentity = (changes: Partial<DiskIdentity> = {}): DiskIdentity => ({
  serial: 'S3Z8NB0K',
  wwn: null,
  model: 'Samsung SSD 860',
  sizeBytes: 500_107_862_016,
  ...changes,
})

const allRead = Object.fromEntries(SECTIONS.map((section) => [section, { state: 'read' }])) as SectionStates // one per name

/** A laptop of the eighth generation with 8 GB and one good SSD. */
export const aReport = (
  changes: Omit<Partial<HardwareReport>, 'sections'> & { readonly sections?: Partial<SectionStates> } = {},
): HardwareReport =>
  HardwareReport.parse({
    kind: 'hardware-report',
    version: 1,
    takenAt: '2026-11-03T09:00:00Z',
    tool: { name: 'etabli', version: '1.0.0' },
    fieldTools: [],
    identity: {
      manufacturer: 'Dell Inc.',
      model: 'Latitude 7490',
      version: null,
      family: null,
      serial: 'ABC1234',
      uuid: null,
      sku: null,
      assetTag: null,
      chassis: 'Notebook',
      board: { manufacturer: null, model: null, version: null, serial: null },
    },
    firmware: { vendor: 'Dell Inc.', version: '1.2.3', date: '2020-01-02', mode: 'uefi', secureBoot: true },
    processor: {
      maker: 'GenuineIntel',
      model: 'Intel(R) Core(TM) i5-8350U CPU @ 1.70GHz',
      sockets: 1,
      cores: 4,
      threads: 8,
      architecture: 'x86_64',
      bits: 64,
      baseMhz: 1700,
      maxMhz: 3600,
      generation: { family: 'Intel Core', number: 8 },
    },
    memory: {
      totalBytes: 8 * 1024 ** 3,
      visibleBytes: null,
      maximumBytes: 32 * 1024 ** 3,
      slots: { total: 2, used: 1 },
      modules: [],
    },
    disks: [aDisk()],
    storageControllers: [{ name: 'AHCI', driver: 'ahci', kind: 'sata', hidesDisks: false }],
    batteries: [
      {
        name: 'BAT0',
        maker: null,
        model: null,
        serial: null,
        chemistry: null,
        designWh: 60,
        fullWh: 57,
        designMah: null,
        fullMah: null,
        healthPercent: 95,
        cycles: null,
        voltageDesign: null,
        status: null,
      },
    ],
    graphics: [],
    displays: [],
    network: [],
    bluetooth: [],
    webcams: [],
    sound: [],
    tpm: { version: '2.0', maker: null },
    opticalDrives: [],
    operatingSystems: [],
    ...changes,
    sections: { ...allRead, ...changes.sections },
  })

export const declared: Extract<SettlementOutcome, { kind: 'declared' }> = {
  kind: 'declared',
  method: { category: 'clear', technique: 'overwrite', edition: 'NIST SP 800-88 Rev. 2' },
  tool: { name: 'nwipe', version: '0.38' },
  verification: 'full',
  performedAt: '2026-11-04T10:00:00Z',
  notes: '',
}

export const aSettlement = (changes: Partial<Settlement> = {}): Settlement => ({
  id: uuidOf(1),
  machineId,
  stayId: stay.id,
  disk: anIdentity(),
  outcome: declared,
  operator: 'ABCD',
  at: '2026-11-04T11:00:00Z',
  ...changes,
})

export const removed = (position = 900): SettlementOutcome => ({
  kind: 'removed',
  looseDiskId: uuidOf(position),
  place: 'Armoire fermée',
  notes: '',
})

export const anAttestation = (changes: Partial<DiskAttestation> = {}): DiskAttestation => ({
  id: uuidOf(500),
  machineId,
  stayId: stay.id,
  reportHash: hashOf('first'),
  why: 'no-disk',
  found: [],
  operator: 'ABCD',
  at: '2026-11-03T10:00:00Z',
  notes: '',
  ...changes,
})
