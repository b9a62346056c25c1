// Things of a workshop's day, for tests: a folder, settings, people, machine files, a disk's declared erasure.
import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SetUpForm } from '../../../domain/contract.ts'
import type { Settlement } from '../../../domain/erasure/settlement.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import type { StationSettings } from '../../../domain/station/station.ts'

export const sha256 = (text: string): Promise<string> =>
  Promise.resolve(createHash('sha256').update(text, 'utf8').digest('hex'))

export const newFolder = async (): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'etabli-vault-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

export const settings: StationSettings = {
  name: 'Atelier de Romans',
  code: 'ROM',
  organisation: { name: 'ACI Les Ateliers', address: '', phone: '', email: '', logo: null },
  activities: ['refurbishing'],
  language: 'fr',
  erasureMinimum: 'declared',
  scanner: null,
  profileId: 'bench',
  rubricId: 'workshop',
  keyCopiedAt: null,
}

export const setUpForm: SetUpForm = {
  settings,
  people: [
    { name: 'Claire', role: 'supervisor', simplified: false, pin: '4711' },
    { name: 'Denis', role: 'supervisor', simplified: false, pin: '2468' },
    { name: 'Samir', role: 'operator', simplified: false, pin: null },
  ],
  passphrase: null,
}

export const machineFile = (changes: Partial<MachineFile> = {}): MachineFile => ({
  kind: 'machine-file',
  version: 1,
  id: randomUUID(),
  inventoryNumber: 'PNS-0001',
  equipment: 'laptop',
  stay: { id: randomUUID(), startedAt: '2026-11-02T08:00:00.000Z' },
  createdAt: '2026-11-02T08:00:00.000Z',
  updatedAt: '2026-11-02T08:00:00.000Z',
  revision: 1,
  operator: null,
  reports: [],
  checklist: { profileId: 'bench', profileVersion: 1, results: {} },
  aspect: null,
  installedSystem: null,
  repairs: '',
  reservations: '',
  accessories: '',
  onBench: true,
  ...changes,
})

export const declaredErasure = (machine: MachineFile, operator: string, serial: string): Settlement => ({
  id: randomUUID(),
  machineId: machine.id,
  stayId: machine.stay.id,
  disk: { serial, wwn: null, model: 'Modèle', sizeBytes: 256_060_514_304 },
  outcome: {
    kind: 'declared',
    method: { category: 'clear', technique: 'overwrite', edition: 'NIST SP 800-88 Rev. 2' },
    tool: { name: 'nwipe', version: '0.36' },
    verification: 'full',
    performedAt: '2026-11-02T09:00:00.000Z',
    notes: '',
  },
  operator,
  at: '2026-11-02T10:00:00.000Z',
})
