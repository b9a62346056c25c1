// What is done in the demonstration's workshop, one machine at a time: received, read, checked, its disks settled, certified.
// Everything goes through the station's own operations, under the PIN that the screens say.
import { hash as digest, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import type { StepResult } from '../../domain/checklist/progress.ts'
import type { Input, OperationName, Output } from '../../domain/contract.ts'
import { hashOf } from '../../domain/documents/canonical.ts'
import { identityOf, type DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import type { Settlement, SettlementOutcome } from '../../domain/erasure/settlement.ts'
import type { Disk, HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { EquipmentKind, MachineFile } from '../../domain/machine/machine-file.ts'
import { DEMO_PIN } from '../../domain/station/demo.ts'
import type { ConfirmableAction } from '../../domain/supervision/confirmation.ts'
import { certificateSubject, settlementsSubject, withdrawalSubject } from '../../domain/supervision/subject.ts'
import { dispatch } from '../dispatch.ts'
import type { Station } from '../station.ts'

export const sha256 = (text: string): Promise<string> => Promise.resolve(digest('sha256', text))

export const ask = async <N extends OperationName>(station: Station, name: N, input: Input<N>): Promise<Output<N>> => {
  const reply = await dispatch(station, name, input, {
    onProgress: () => undefined,
    signal: new AbortController().signal,
  })
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message} ${JSON.stringify(reply.error.reasons)}`)
  // dispatch has parsed it by this operation's own schema.
  return reply.value as Output<N>
}

/** Codes of the people who work: at the bench, at the dismantling table, and the one who confirms. */
export type Crew = { readonly operator: string; readonly worker: string; readonly supervisor: string }

/** A supervisor's confirmation of work of the operator's. */
export const confirmed = async (station: Station, crew: Crew, action: ConfirmableAction): Promise<string> => {
  const { id } = await ask(station, 'supervision.confirm', {
    action,
    supervisor: crew.supervisor,
    secret: DEMO_PIN,
    operator: crew.operator,
  })
  return id
}

/** One machine on the demo's bench, and what can be done with it. */
export class Bench {
  readonly station: Station
  readonly crew: Crew
  machine: MachineFile
  report: HardwareReport | null = null

  private constructor(station: Station, crew: Crew, machine: MachineFile) {
    this.station = station
    this.crew = crew
    this.machine = machine
  }

  static async receive(
    station: Station,
    crew: Crew,
    inventoryNumber: string,
    equipment: EquipmentKind,
    said: Pick<MachineFile, 'triage' | 'onBench'> = { onBench: true },
  ) {
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
      ...said,
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

  confirm(action: ConfirmableAction): Promise<string> {
    return confirmed(this.station, this.crew, action)
  }

  async settle(outcomeOf: (disk: Disk) => SettlementOutcome, which = this.report?.disks ?? []): Promise<void> {
    if (which.length === 0) return
    await this.settleNamed(which.map((disk) => ({ disk: identityOf(disk), outcome: outcomeOf(disk) })))
  }

  async settleNamed(decided: readonly Pick<Settlement, 'disk' | 'outcome'>[]): Promise<void> {
    const settlements = decided.map(({ disk, outcome }): Settlement => ({
      id: randomUUID(),
      machineId: this.machine.id,
      stayId: this.machine.stay.id,
      disk,
      outcome,
      operator: this.crew.operator,
      at: new Date().toISOString(),
    }))
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
