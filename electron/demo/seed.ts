// Fills the demo's data folder with a workshop in full activity, on machines of the project's own making. Everything is
// done through the station's own operations, as people would: nothing here writes to the journal by itself.
import { hash as digest, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import type { StepResult } from '../../domain/checklist/progress.ts'
import type { Input, OperationName, Output } from '../../domain/contract.ts'
import { hashOf } from '../../domain/documents/canonical.ts'
import { identityOf, type DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import { proposedMethod, type ErasureTechnique } from '../../domain/erasure/method.ts'
import type { Settlement, SettlementOutcome } from '../../domain/erasure/settlement.ts'
import { defaultRubric } from '../../domain/grading/default-rubric.ts'
import { DEMO_PIN } from '../../domain/station/demo.ts'
import type { Disk, HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { EquipmentKind, MachineFile } from '../../domain/machine/machine-file.ts'
import { certificateSubject, settlementsSubject, withdrawalSubject } from '../../domain/supervision/subject.ts'
import type { ConfirmableAction } from '../../domain/supervision/confirmation.ts'
import { dispatch } from '../dispatch.ts'
import type { Station } from '../station.ts'
import { RECORDED_MACHINES } from './machines.ts'
import { demoStock } from './stock.ts'

const sha256 = (text: string): Promise<string> => Promise.resolve(digest('sha256', text))

const ask = async <N extends OperationName>(station: Station, name: N, input: Input<N>): Promise<Output<N>> => {
  const reply = await dispatch(station, name, input, {
    onProgress: () => undefined,
    signal: new AbortController().signal,
  })
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message} ${JSON.stringify(reply.error.reasons)}`)
  // dispatch has parsed it by this operation's own schema.
  return reply.value as Output<N>
}

type Crew = { readonly operator: string; readonly supervisor: string }

const openWorkshop = async (station: Station): Promise<Crew> => {
  const { description } = await ask(station, 'station.setUp', {
    settings: {
      name: 'Établi de démonstration',
      code: 'DEMO',
      organisation: {
        name: 'Atelier Le Phare',
        address: '3 quai des Charpentiers, 29000 Quimper',
        phone: '',
        email: '',
        logo: null,
      },
      activities: ['refurbishing'],
      language: 'fr',
      erasureMinimum: 'declared',
      scanner: null,
      profileId: defaultProfile.id,
      rubricId: defaultRubric.id,
      keyCopiedAt: null,
    },
    people: [
      { name: 'Amina', role: 'operator', simplified: false, pin: null },
      { name: 'Joël', role: 'operator', simplified: false, pin: null },
      { name: 'Claire', role: 'supervisor', simplified: false, pin: DEMO_PIN },
      { name: 'Marc', role: 'supervisor', simplified: false, pin: DEMO_PIN },
    ],
    passphrase: null,
  })
  if (description.settings === null) throw new Error('The demo could not be set up')
  const people = await ask(station, 'people.list', {})
  const codeOf = (name: string) => people.find((person) => person.name === name)?.code ?? ''
  return { operator: codeOf('Amina'), supervisor: codeOf('Claire') }
}

/** One machine on the demo's bench, and what can be done with it. */
class Bench {
  readonly station: Station
  readonly crew: Crew
  machine: MachineFile
  report: HardwareReport | null = null

  private constructor(station: Station, crew: Crew, machine: MachineFile) {
    this.station = station
    this.crew = crew
    this.machine = machine
  }

  static async receive(station: Station, crew: Crew, inventoryNumber: string, equipment: EquipmentKind) {
    const now = new Date().toISOString()
    const machine: MachineFile = {
      kind: 'machine-file',
      version: 1,
      id: randomUUID(),
      inventoryNumber,
      equipment,
      stay: { id: randomUUID(), startedAt: now },
      createdAt: now,
      updatedAt: now,
      revision: 1,
      operator: crew.operator,
      reports: [],
      checklist: { profileId: defaultProfile.id, profileVersion: defaultProfile.version, results: {} },
      aspect: null,
      installedSystem: null,
      repairs: '',
      reservations: '',
      accessories: '',
      onBench: true,
    }
    await ask(station, 'machines.save', { transaction: randomUUID(), machine })
    return new Bench(station, crew, machine)
  }

  async save(change: Partial<MachineFile>): Promise<void> {
    const machine = {
      ...this.machine,
      ...change,
      revision: this.machine.revision + 1,
      updatedAt: new Date().toISOString(),
    }
    await ask(this.station, 'machines.save', { transaction: randomUUID(), machine })
    this.machine = machine
  }

  /** A recording is opened as if it had been made just now, during this stay. */
  async read(file: URL): Promise<void> {
    const recorded: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'))
    const now = new Date().toISOString()
    const text = JSON.stringify({ ...recorded, takenAt: now })
    const { hash, report } = await ask(this.station, 'hardware.open', { name: file.pathname.slice(-255), text })
    this.report = report
    await this.save({ reports: [{ hash, takenAt: now, addedAt: now, source: 'file' }] })
  }

  /** Ends steps as a person would; `except` stay open. */
  async pass(except: readonly string[] = []): Promise<void> {
    const applies = (equipment: readonly EquipmentKind[] | null) => equipment?.includes(this.machine.equipment) ?? true
    const at = new Date().toISOString()
    const passed: StepResult = { outcome: 'passed', note: '', at, operator: this.crew.operator }
    const steps = defaultProfile.steps.filter(
      (step) => applies(step.equipment) && step.lastWord === 'person' && !except.includes(step.id),
    )
    await this.save({
      checklist: {
        ...this.machine.checklist,
        results: { ...Object.fromEntries(steps.map(({ id }) => [id, passed])), ...this.machine.checklist.results },
      },
    })
  }

  async step(id: string, result: Pick<StepResult, 'outcome' | 'note'>): Promise<void> {
    const ended = { ...result, at: new Date().toISOString(), operator: this.crew.operator }
    await this.save({
      checklist: { ...this.machine.checklist, results: { ...this.machine.checklist.results, [id]: ended } },
    })
  }

  private async confirm(action: ConfirmableAction): Promise<string> {
    const { id } = await ask(this.station, 'supervision.confirm', {
      action,
      supervisor: this.crew.supervisor,
      secret: DEMO_PIN,
      operator: this.crew.operator,
    })
    return id
  }

  async settle(outcomeOf: (disk: Disk) => SettlementOutcome, which = this.report?.disks ?? []): Promise<void> {
    const settlements = which.map((disk): Settlement => ({
      id: randomUUID(),
      machineId: this.machine.id,
      stayId: this.machine.stay.id,
      disk: identityOf(disk),
      outcome: outcomeOf(disk),
      operator: this.crew.operator,
      at: new Date().toISOString(),
    }))
    if (settlements.length === 0) return
    const disks: DiskIdentity[] = settlements.map(({ disk }) => disk)
    const confirmation = await this.confirm({
      kind: 'settle-disks',
      machineId: this.machine.id,
      disks,
      subject: await settlementsSubject(settlements, sha256),
    })
    await ask(this.station, 'disks.settle', { settlements, confirmation })
  }

  async certify(): Promise<string> {
    const draft = {
      kind: 'refurbishment-certificate' as const,
      draftId: randomUUID(),
      machineId: this.machine.id,
      machineFileHash: await hashOf(this.machine, sha256),
      operator: this.crew.operator,
      secondPerson: null,
      replaces: null,
    }
    const secondPerson = await this.confirm({
      kind: 'second-person',
      machineId: this.machine.id,
      subject: await certificateSubject(draft, sha256),
    })
    const { hash } = await ask(this.station, 'documents.issue', { draft: { ...draft, secondPerson } })
    return hash
  }

  async withdraw(document: string, why: string): Promise<void> {
    const draft = {
      kind: 'withdrawal' as const,
      draftId: randomUUID(),
      document,
      reason: why,
      operator: this.crew.operator,
    }
    const confirmation = await this.confirm({
      kind: 'withdraw-document',
      documentHash: document,
      subject: await withdrawalSubject(draft, sha256),
    })
    await ask(this.station, 'documents.issue', { draft: { ...draft, confirmation } })
  }
}

const toolOf = (technique: ErasureTechnique) => {
  if (technique.startsWith('nvme')) return { name: 'nvme-cli', version: '2.4' }
  return technique.startsWith('ata') ? { name: 'hdparm', version: '9.65' } : { name: 'nwipe', version: '0.34' }
}

const erased = (disk: Disk): SettlementOutcome => {
  const method = proposedMethod(disk.kind)
  return {
    kind: 'declared',
    method,
    tool: toolOf(method.technique),
    verification: 'full',
    performedAt: new Date().toISOString(),
    notes: '',
  }
}

const finished = {
  aspect: { grade: 'B', notes: 'Légères rayures sur le capot.' },
  installedSystem: { name: 'Linux Mint', version: '22', language: 'français', licence: 'free' },
} as const satisfies Partial<MachineFile>

const recording = (file: string): URL => {
  const found = RECORDED_MACHINES.find((machine) => machine.file.pathname.endsWith(`/${file}.readings.json`))
  if (!found) throw new Error(`There is no recorded machine ${file}`)
  return found.file
}

const ready = async (bench: Bench): Promise<void> => {
  await bench.save(finished)
  await bench.pass()
}

/** Does nothing where the demo was filled before. */
export const seedDemo = async (station: Station): Promise<void> => {
  const { settings } = await ask(station, 'station.describe', {})
  if (settings !== null) return
  const crew = await openWorkshop(station)
  const receive = (number: string, equipment: EquipmentKind) => Bench.receive(station, crew, number, equipment)

  const recent = await receive('INV-0101', 'laptop')
  await recent.read(recording('recent-laptop'))
  await recent.settle(erased)
  await ready(recent)
  await recent.save({ accessories: 'Chargeur 65 W', repairs: 'Nappe du pavé tactile remplacée.' })
  await recent.certify()
  await recent.save({ onBench: false })

  const soldered = await receive('INV-0102', 'laptop')
  await soldered.read(recording('soldered-memory-laptop'))
  await soldered.settle(erased)
  await ready(soldered)
  const early = await soldered.certify()
  await soldered.withdraw(early, 'Émis avec le mauvais système installé.')
  await soldered.save({ onBench: false })

  const old = await receive('INV-0103', 'laptop')
  await old.read(recording('old-laptop'))
  await old.pass(['keyboard', 'touchpad', 'ports', 'sound', 'webcam', 'wifi', 'charger', 'cleaning', 'final-check'])
  await old.step('keyboard', { outcome: 'failed', note: 'La touche Entrée ne répond pas.' })

  const tower = await receive('INV-0104', 'desktop')
  await tower.read(recording('two-disk-desktop'))
  const [system, ...others] = tower.report?.disks ?? []
  if (system) await tower.settle(erased, [system])
  await tower.settle(
    () => ({ kind: 'removed', looseDiskId: randomUUID(), place: 'Boîte fermée, armoire 2', notes: '' }),
    others,
  )

  const failing = await receive('INV-0105', 'laptop')
  await failing.read(recording('failing-disk-laptop'))

  const nameless = await receive('INV-0106', 'desktop')
  await nameless.read(recording('nameless-desktop'))

  await receive('INV-0107', 'all-in-one')

  for (const part of demoStock(crew.operator)) await ask(station, 'parts.save', { transaction: randomUUID(), part })
}
