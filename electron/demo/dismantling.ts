// The demonstration's dismantling: one intake of a town hall, from a machine nobody has decided on to one whose sheet is
// signed. Workers answer the steps of the order of work as they come; a supervisor confirms what needs one.
import { randomUUID } from 'node:crypto'
import { usualCode } from '../../domain/dismantling/fraction-catalogue.ts'
import type { FractionKind } from '../../domain/dismantling/fractions.ts'
import type { DismantlingOrder } from '../../domain/dismantling/order.ts'
import type { DismantlingFile } from '../../domain/dismantling/sheet-file.ts'
import { answer, nextStep, type StepAnswer, type WorkStep } from '../../domain/dismantling/work-order.ts'
import type { StepKey } from '../../domain/dismantling/work-steps.ts'
import { hashOf } from '../../domain/documents/canonical.ts'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import type { DiskAttestation } from '../../domain/erasure/settlement.ts'
import type { Intake } from '../../domain/intake/intake.ts'
import type { Triage } from '../../domain/intake/triage.ts'
import type { EquipmentKind, MachineFile } from '../../domain/machine/machine-file.ts'
import type { Part } from '../../domain/parts/part.ts'
import { attestationSubject, dismantlingOrderSubject, sheetSubject } from '../../domain/supervision/subject.ts'
import { dayOf } from '../../domain/words/day.ts'
import { zoneMinutes } from '../local-zone.ts'
import type { Station } from '../station.ts'
import { ask, Bench, confirmed, sha256, type Crew } from './bench.ts'

const LOCKED_BOX = 'Armoire fermée'
const now = () => new Date().toISOString()
const today = () => dayOf(now(), zoneMinutes())

const openIntake = async (station: Station, { operator }: Crew): Promise<Intake> => {
  const at = now()
  const intake: Intake = {
    kind: 'intake',
    version: 1,
    id: randomUUID(),
    donor: { name: 'Mairie de Saint-Exemple (démonstration)', publicBody: true },
    reference: 'BL 2026-114',
    receivedOn: today(),
    expected: 8,
    notes: 'Une machine encore attendue.',
    closedAt: null,
    createdAt: at,
    updatedAt: at,
    revision: 1,
    operator,
  }
  await ask(station, 'intakes.save', { transaction: randomUUID(), intake })
  return intake
}

const sendToDismantling = async (station: Station, crew: Crew, benches: readonly Bench[]): Promise<void> => {
  const machines = benches.map(({ machine: { id, stay } }) => ({
    machineId: id,
    stayId: stay.id,
    reason: 'does-not-start' as const,
    note: '',
  }))
  const order: DismantlingOrder = { id: randomUUID(), machines, operator: crew.operator, at: now() }
  const confirmation = await confirmed(station, crew, {
    kind: 'dismantle-machines',
    machines: machines.map(({ machineId }) => machineId),
    subject: await dismantlingOrderSubject(order, sha256),
  })
  await ask(station, 'dismantling.order', { order, confirmation })
}

const blankFile = ({ id, stay }: MachineFile, operator: string): DismantlingFile => ({
  kind: 'dismantling-file',
  version: 1,
  id: randomUUID(),
  machineId: id,
  stayId: stay.id,
  createdAt: now(),
  updatedAt: now(),
  revision: 1,
  operator,
  reason: 'does-not-start',
  reasonNote: '',
  make: '',
  model: '',
  serial: '',
  grossGrams: null,
  protection: [],
  safety: [],
  annexVii: {},
  mediaFound: null,
  media: [],
  fractions: [],
  collectionNote: '',
  ecoOrganisme: '',
  notes: '',
  steps: {},
})

const weights: Partial<Record<StepKey, number>> = {
  'gross-weight': 7_900,
  'button-cell-weight': 3,
  'boards-weight': 640,
  'supply-weight': 890,
  'cables-weight': 160,
  'iron-weight': 4_150,
  'aluminium-weight': 280,
  'plastics-weight': 420,
}
const isThere: ReadonlySet<StepKey> = new Set<StepKey>(['button-cell', 'boards', 'cables-beside'])
const DISK: DiskIdentity = { serial: 'Z3T0DEM7', wwn: null, model: 'Seagate ST500DM002', sizeBytes: null }

/** An old tower holds a cell, boards and one disk. */
const answerOf = ({ key, ask: asked }: WorkStep): StepAnswer => {
  switch (asked) {
    case 'done':
      return key === 'disk' && DISK.serial !== null ? { kind: 'done', serial: DISK.serial } : { kind: 'done' }
    case 'presence':
      return { kind: isThere.has(key) ? 'yes' : 'no' }
    case 'count':
      return { kind: 'count', count: 1 }
    case 'weight': {
      const grams = weights[key]
      return grams === undefined ? { kind: 'none' } : { kind: 'weight', grams }
    }
  }
}

/** Where the fractions of this workshop go. */
const placeOf: Partial<Record<FractionKind, { readonly container: string; readonly outlet: string }>> = {
  ferrous: { container: 'Benne 1', outlet: 'Métaux (démonstration)' },
  aluminium: { container: 'Bac 2', outlet: 'Métaux (démonstration)' },
  plastics: { container: 'Bac 4', outlet: 'Plastiques (démonstration)' },
  'button-cells': { container: 'Fût piles', outlet: 'Éco-organisme (démonstration)' },
}

/** One machine at the dismantling table. */
class Table {
  readonly bench: Bench
  file: DismantlingFile

  private constructor(bench: Bench, file: DismantlingFile) {
    this.bench = bench
    this.file = file
  }

  static async begin(bench: Bench): Promise<Table> {
    const file = blankFile(bench.machine, bench.crew.worker)
    await ask(bench.station, 'dismantling.save', { transaction: randomUUID(), file })
    return new Table(bench, file)
  }

  async save(change: Partial<DismantlingFile>): Promise<void> {
    const file = { ...this.file, ...change, revision: this.file.revision + 1, updatedAt: now() }
    await ask(this.bench.station, 'dismantling.save', { transaction: randomUUID(), file })
    this.file = file
  }

  /** As a worker would: one step after the other, each saved, down to `until` or to the end. */
  async work(until: StepKey | null): Promise<void> {
    const { equipment } = this.bench.machine
    for (;;) {
      const step = nextStep(equipment, this.file)
      if (step === null || step.key === until) return
      const around = { at: now(), newId: randomUUID, lockedBox: LOCKED_BOX }
      await this.save(answer(this.file, step, answerOf(step), around))
    }
  }

  /** What the supervisor adds to a worker's steps: what is on the label, what the disk weighs, where each fraction goes. */
  async complete(): Promise<void> {
    const day = today()
    await this.save({
      operator: this.bench.crew.operator,
      make: 'Courlis',
      model: 'Tour 310',
      serial: 'CRL-310-0482',
      ecoOrganisme: 'Éco-organisme (démonstration)',
      media: this.file.media.map((medium) => ({ ...medium, kind: 'hdd', model: DISK.model ?? '', grams: 620 })),
      fractions: this.file.fractions.map((fraction) => ({
        ...fraction,
        code: usualCode(fraction.kind, [], day)?.code ?? null,
        ...(placeOf[fraction.kind] ?? { container: 'Bac 3', outlet: 'Cartes et câbles (démonstration)' }),
      })),
    })
  }

  async attest(found: DiskIdentity[]): Promise<void> {
    const { station, crew, machine } = this.bench
    const attestation: DiskAttestation = {
      id: randomUUID(),
      machineId: machine.id,
      stayId: machine.stay.id,
      reportHash: null,
      why: 'no-report',
      found,
      operator: crew.operator,
      at: now(),
      notes: '',
    }
    const subject = await attestationSubject(attestation, sha256)
    const confirmation = await confirmed(station, crew, { kind: 'attest-disks', machineId: machine.id, subject })
    await ask(station, 'disks.attest', { attestation, confirmation })
  }

  async keepDrive(number: string): Promise<void> {
    const { station, crew, machine } = this.bench
    const of = { machineId: machine.id, stayId: machine.stay.id, inventoryNumber: machine.inventoryNumber }
    const at = now()
    const said = { at, operator: crew.operator, note: '' }
    const part: Part = {
      kind: 'part',
      version: 1,
      id: randomUUID(),
      number,
      data: { kind: 'other', name: 'Graveur de DVD SATA' },
      place: 'Tiroir D',
      grams: 710,
      history: [
        { what: 'taken-out', ...said, machine: { ...of, name: 'Courlis Tour 310' } },
        { what: 'tested', ...said, works: true },
      ],
      createdAt: at,
      updatedAt: at,
      revision: 1,
      operator: crew.operator,
    }
    await ask(station, 'parts.save', { transaction: randomUUID(), part })
  }

  async sign(): Promise<void> {
    const { station, crew, machine } = this.bench
    const unsigned = {
      kind: 'dismantling-sheet' as const,
      draftId: randomUUID(),
      machineId: machine.id,
      fileHash: await hashOf(this.file, sha256),
      operator: crew.operator,
      replaces: null,
    }
    const subject = await sheetSubject(unsigned, sha256)
    const confirmation = await confirmed(station, crew, { kind: 'sign-sheet', machineId: machine.id, subject })
    await ask(station, 'documents.issue', { draft: { ...unsigned, confirmation } })
  }
}

/** `partNumber`: of the part that is kept from the machine whose sheet is signed. */
export const seedDismantling = async (station: Station, crew: Crew, partNumber: string): Promise<void> => {
  const { id: intakeId } = await openIntake(station, crew)
  const receive = (number: string, equipment: EquipmentKind, seen: Pick<Triage, 'powerOn' | 'look'>) =>
    Bench.receive(station, crew, number, equipment, {
      triage: { intakeId, at: now(), note: '', ...seen },
      onBench: false,
    })

  await receive('INV-0201', 'laptop', { powerOn: 'starts', look: 'good' })
  await receive('INV-0202', 'monitor', { powerOn: 'not-tried', look: 'worn' })
  await receive('INV-0203', 'laptop', { powerOn: 'does-not-start', look: 'damaged' })
  await receive('INV-0204', 'desktop', { powerOn: 'does-not-start', look: 'incomplete' })
  const waiting = await receive('INV-0205', 'laptop', { powerOn: 'does-not-start', look: 'worn' })
  const halfway = await receive('INV-0206', 'desktop', { powerOn: 'does-not-start', look: 'worn' })
  const dismantled = await receive('INV-0207', 'desktop', { powerOn: 'does-not-start', look: 'damaged' })
  await sendToDismantling(station, crew, [waiting, halfway, dismantled])

  const done = await Table.begin(dismantled)
  await done.work(null)
  await done.complete()
  await done.attest([DISK])
  await dismantled.settleNamed([
    { disk: DISK, outcome: { kind: 'removed', looseDiskId: randomUUID(), place: LOCKED_BOX, notes: '' } },
  ])
  await done.keepDrive(partNumber)
  await done.sign()

  const half = await Table.begin(halfway)
  await half.work('disks')
}
