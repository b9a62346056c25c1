// A workshop for tests: a station in a folder of its own, with two supervisors and an operator, and what they do most.
import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Input, OperationName, Output, Reply, SetUpForm } from '../../../domain/contract.ts'
import type { Settlement } from '../../../domain/erasure/settlement.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import type { StationSettings } from '../../../domain/station/station.ts'
import type { ConfirmableAction } from '../../../domain/supervision/confirmation.ts'
import { dispatch } from '../../../electron/dispatch.ts'
import { createStation, type Station, type StationOptions } from '../../../electron/station.ts'

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

export type Workshop = {
  readonly station: Station
  readonly ask: <N extends OperationName>(name: N, input: Input<N>) => Promise<Reply<Output<N>>>
  /** The answer, where it must be one. */
  readonly get: <N extends OperationName>(name: N, input: Input<N>) => Promise<Output<N>>
  readonly faults: unknown[]
}

export const openWorkshop = async (dataFolder: string, options: Partial<StationOptions> = {}): Promise<Workshop> => {
  const faults: unknown[] = []
  const station = await createStation({
    dataFolder,
    shell: 'memory',
    demo: false,
    version: '0.0.0',
    builtAt: '2026-01-01T00:00:00.000Z',
    now: () => new Date(),
    print: () => Promise.reject(new Error('this workshop has no printer')),
    report: (fault) => faults.push(fault),
    ...options,
  })
  const ask: Workshop['ask'] = (name, input) =>
    // dispatch checked the value against the output of this very name.
    dispatch(station, name, input, { onProgress: () => undefined, signal: new AbortController().signal }) as ReturnType<
      Workshop['ask']
    > as never
  return {
    station,
    ask,
    faults,
    get: async (name, input) => {
      const reply = await ask(name, input)
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`, { cause: faults.at(-1) })
      return reply.value
    },
  }
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

/** Claire confirms with her PIN. */
export const confirm = async (
  workshop: Workshop,
  action: ConfirmableAction,
  operator: string | null,
  secret = '4711',
): Promise<string> => {
  const supervisor = await codeOf(workshop, 'Claire')
  const { id } = await workshop.get('supervision.confirm', { action, supervisor, secret, operator })
  return id
}

export const codeOf = async (workshop: Workshop, name: string): Promise<string> => {
  const person = (await workshop.get('people.list', {})).find((each) => each.name === name)
  if (person === undefined) throw new Error(`Nobody is called ${name}`)
  return person.code
}
