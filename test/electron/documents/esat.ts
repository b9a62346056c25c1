// An ESAT for tests: a real station in a folder of its own, with what a supervisor does there from reception to the signed
// sheet. Time runs as the test says.
import { randomUUID } from 'node:crypto'
import { defaultProfile } from '../../../domain/checklist/default-profile.ts'
import type { Output } from '../../../domain/contract.ts'
import { hashOf } from '../../../domain/documents/canonical.ts'
import type { DismantlingSheetSubject } from '../../../domain/documents/dismantling-sheet.ts'
import type { DismantlingSheetDraft, Draft, WithdrawalDraft } from '../../../domain/documents/draft.ts'
import type { DismantlingFile } from '../../../domain/dismantling/sheet-file.ts'
import type { WasteCode } from '../../../domain/dismantling/waste-codes.ts'
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'
import type { DiskAttestation, SettlementOutcome } from '../../../domain/erasure/settlement.ts'
import { defaultRubric } from '../../../domain/grading/default-rubric.ts'
import type { Intake } from '../../../domain/intake/intake.ts'
import type { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import type { Part, PartData } from '../../../domain/parts/part.ts'
import type { Activity, StationSettings } from '../../../domain/station/station.ts'
import type { ConfirmableAction } from '../../../domain/supervision/confirmation.ts'
import {
  attestationSubject,
  dismantlingOrderSubject,
  settlementsSubject,
  sheetSubject,
  wasteCodeSubject,
  withdrawalSubject,
} from '../../../domain/supervision/subject.ts'
import { dismantlingFile } from '../../domain/dismantling/a-file.ts'
import { machineFile, newFolder, setUpForm, sha256 } from '../vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from '../vault/workshop.ts'

export type Issued = Output<'documents.issue'>
// Issued here, of this kind: the tests look into it.
export const sheetIn = ({ document }: Issued) => document['credentialSubject'] as DismantlingSheetSubject

export type Esat = Awaited<ReturnType<typeof openEsat>>

type AtWork = {
  readonly workshop: () => Workshop
  readonly operator: string
  /** ISO 8601, UTC. */
  readonly now: () => string
  /** Claire's PIN, where it is not that of the samples. */
  readonly pin?: string
}

/** What is done at the ESAT of a workshop that is open, each through the station's own operation. */
export const esatWork = ({ workshop, operator, now, pin }: AtWork) => {
  const confirmed = (action: ConfirmableAction) => confirm(workshop(), action, operator, pin)

  const receive = async (changes: Partial<MachineFile> = {}): Promise<MachineFile> => {
    const machine = machineFile({
      equipment: 'desktop',
      checklist: { profileId: defaultProfile.id, profileVersion: defaultProfile.version, results: {} },
      stay: { id: randomUUID(), startedAt: now() },
      operator,
      ...changes,
    })
    await workshop().get('machines.save', { transaction: randomUUID(), machine })
    return machine
  }

  /** The report is opened and named by the machine's file. */
  const read = async (machine: MachineFile, report: HardwareReport): Promise<MachineFile> => {
    const { hash } = await workshop().get('hardware.open', { name: 'report.json', text: JSON.stringify(report) })
    const reports = [...machine.reports, { hash, takenAt: report.takenAt, addedAt: now(), source: 'file' as const }]
    const next: MachineFile = { ...machine, revision: machine.revision + 1, reports }
    await workshop().get('machines.save', { transaction: randomUUID(), machine: next })
    return next
  }

  const order = async (machines: readonly MachineFile[]) => {
    const ordered = machines.map(({ id, stay }) => ({
      machineId: id,
      stayId: stay.id,
      reason: 'does-not-start' as const,
      note: '',
    }))
    const made = { id: randomUUID(), machines: ordered, operator, at: now() }
    const subject = await dismantlingOrderSubject(made, sha256)
    const ids = machines.map(({ id }) => id)
    const confirmation = await confirmed({ kind: 'dismantle-machines', machines: ids, subject })
    await workshop().get('dismantling.order', { order: made, confirmation })
  }

  const fill = async (machine: MachineFile, changes: Partial<DismantlingFile> = {}): Promise<DismantlingFile> => {
    const file = dismantlingFile({
      id: randomUUID(),
      machineId: machine.id,
      stayId: machine.stay.id,
      createdAt: now(),
      updatedAt: now(),
      operator,
      ...changes,
    })
    await workshop().get('dismantling.save', { transaction: randomUUID(), file })
    return file
  }
  /** `corrects`: the signed sheet that a new one shall replace. */
  const correct = async (
    file: DismantlingFile,
    changes: Partial<DismantlingFile>,
    corrects?: string,
  ): Promise<DismantlingFile> => {
    const next = { ...file, ...changes, revision: file.revision + 1, updatedAt: now() }
    const named = corrects === undefined ? {} : { corrects }
    await workshop().get('dismantling.save', { transaction: randomUUID(), file: next, ...named })
    return next
  }

  const attest = async (machine: MachineFile, found: DiskIdentity[]) => {
    const attestation: DiskAttestation = {
      id: randomUUID(),
      machineId: machine.id,
      stayId: machine.stay.id,
      reportHash: machine.reports.at(-1)?.hash ?? null,
      why: machine.reports.length === 0 ? 'no-report' : 'incomplete',
      found,
      operator,
      at: now(),
      notes: '',
    }
    const subject = await attestationSubject(attestation, sha256)
    const confirmation = await confirmed({ kind: 'attest-disks', machineId: machine.id, subject })
    await workshop().get('disks.attest', { attestation, confirmation })
  }

  const settle = async (machine: MachineFile, disk: DiskIdentity, outcome: SettlementOutcome) => {
    const settlements = [
      { id: randomUUID(), machineId: machine.id, stayId: machine.stay.id, disk, outcome, operator, at: now() },
    ]
    const subject = await settlementsSubject(settlements, sha256)
    const action = { kind: 'settle-disks' as const, machineId: machine.id, disks: [disk], subject }
    await workshop().get('disks.settle', { settlements, confirmation: await confirmed(action) })
  }

  const takeOutPart = async (machine: MachineFile, number: string, data: PartData, grams: number | null) => {
    const named = { machineId: machine.id, stayId: machine.stay.id, inventoryNumber: machine.inventoryNumber, name: '' }
    const part: Part = {
      kind: 'part',
      version: 1,
      id: randomUUID(),
      number,
      data,
      place: 'Bac 3',
      grams,
      history: [{ what: 'taken-out', at: now(), operator, note: '', machine: named }],
      createdAt: now(),
      updatedAt: now(),
      revision: 1,
      operator,
    }
    await workshop().get('parts.save', { transaction: randomUUID(), part })
    return part
  }

  const changeCode = async (put: WasteCode, why: string) => {
    const change = { id: randomUUID(), put, why, operator, at: now() }
    const subject = await wasteCodeSubject(change, sha256)
    const confirmation = await confirmed({ kind: 'change-waste-codes', subject })
    await workshop().get('wasteCodes.change', { change, confirmation })
  }

  const draft = async (
    file: DismantlingFile,
    changes: Partial<DismantlingSheetDraft> = {},
  ): Promise<DismantlingSheetDraft> => {
    const unsigned = {
      kind: 'dismantling-sheet' as const,
      draftId: randomUUID(),
      machineId: file.machineId,
      fileHash: await hashOf(file, sha256),
      operator,
      replaces: null,
      ...changes,
    }
    const subject = await sheetSubject(unsigned, sha256)
    const action = { kind: 'sign-sheet' as const, machineId: unsigned.machineId, subject }
    return { ...unsigned, confirmation: changes.confirmation ?? (await confirmed(action)) }
  }

  const withdraw = async (document: string) => {
    const unsigned: Omit<WithdrawalDraft, 'confirmation'> = {
      kind: 'withdrawal',
      draftId: randomUUID(),
      document,
      reason: 'Mauvaise machine',
      operator,
    }
    const subject = await withdrawalSubject(unsigned, sha256)
    const action = { kind: 'withdraw-document' as const, documentHash: document, subject }
    return workshop().get('documents.issue', {
      draft: { ...unsigned, confirmation: await confirmed(action) },
    })
  }

  return {
    receive,
    receiveIntake: (intake: Intake) => workshop().get('intakes.save', { transaction: randomUUID(), intake }),
    read,
    order,
    fill,
    correct,
    attest,
    settle,
    takeOutPart,
    changeCode,
    draft,
    withdraw,
    issue: (of: Draft) => workshop().get('documents.issue', { draft: of }),
    /** The codes of what stands against it; the head of the journal stays where it was. */
    refusals: async (of: Draft): Promise<readonly string[]> => {
      const reply = await workshop().ask('documents.issue', { draft: of })
      return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
    },
  }
}

export const openEsat = async (
  startedAt: string,
  activities: readonly Activity[] = ['esat'],
  called: Partial<StationSettings> = {},
) => {
  const folder = await newFolder()
  let clock = Date.parse(startedAt)
  const open = () => openWorkshop(folder.path, { now: () => new Date((clock += 10)) })
  let workshop: Workshop = await open()
  const ids = { profileId: defaultProfile.id, rubricId: defaultRubric.id }
  const settings = { ...setUpForm.settings, ...ids, code: 'ESA', activities: [...activities], ...called }
  await workshop.get('station.setUp', { ...setUpForm, settings })
  const operator = await codeOf(workshop, 'Samir')
  const supervisor = await codeOf(workshop, 'Claire')
  const now = () => new Date(clock).toISOString()

  return {
    ...esatWork({ workshop: () => workshop, operator, now }),
    operator,
    supervisor,
    get workshop() {
      return workshop
    },
    setClock: (instant: string) => {
      clock = Date.parse(instant)
    },
    now,
    head: async () => (await workshop.get('station.describe', {})).head,
    restart: async () => {
      await workshop.station.close()
      workshop = await open()
    },
    path: folder.path,
    /** The station is closed and its folder stays, for whoever opens it next. */
    leave: () => workshop.station.close(),
    close: async () => {
      await workshop.station.close()
      await folder.remove()
    },
  }
}
