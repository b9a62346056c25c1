// A tiers-lieu for tests, which refurbishes too: a real station that certifies machines, hands them over and takes them back. Time
// runs as the test says.
import { randomUUID } from 'node:crypto'
import { defaultProfile } from '../../../domain/checklist/default-profile.ts'
import type { Output } from '../../../domain/contract.ts'
import { hashOf } from '../../../domain/documents/canonical.ts'
import type { CertificateDraft, WithdrawalDraft } from '../../../domain/documents/draft.ts'
import type { HandoverSlipSubject } from '../../../domain/documents/handover-slip.ts'
import type { Settlement } from '../../../domain/erasure/settlement.ts'
import { defaultRubric } from '../../../domain/grading/default-rubric.ts'
import type { HandoverDraft, ReturnDraft } from '../../../domain/handover/draft.ts'
import type { Recipient } from '../../../domain/handover/recipient.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import type { HandoverSettings, StationSettings } from '../../../domain/station/station.ts'
import {
  certificateSubject,
  forgettingSubject,
  settingsSubject,
  settlementsSubject,
  withdrawalSubject,
} from '../../../domain/supervision/subject.ts'
import { dayOf } from '../../../domain/words/day.ts'
import { zoneMinutes } from '../../../electron/local-zone.ts'
import { declaredErasure, machineFile, readAt, report, secondDisk, ssd } from '../../domain/documents/bench.ts'
import { setUpForm, sha256 } from '../vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from '../vault/workshop.ts'

const handover: HandoverSettings = {
  contributionCents: 2500,
  subsidyCents: 3000,
  helpContact: 'Le mardi de 14 h à 17 h',
  returnPlace: 'La Fabrique, Die',
  retentionMonths: 24,
}
export const tiersLieuSettings: StationSettings & { readonly handover: HandoverSettings } = {
  ...setUpForm.settings,
  code: 'DIE',
  activities: ['refurbishing', 'tiers-lieu'],
  profileId: defaultProfile.id,
  rubricId: defaultRubric.id,
  handover,
}

/** A first name that stands in no other word of the program. */
export const zenobie: Recipient = { kind: 'name', firstName: 'Zénobie', initial: 'Q' }

export type TiersLieu = Awaited<ReturnType<typeof openTiersLieu>>
type Issued = Output<'documents.issue'>

export const slipOf = ({ document }: Pick<Issued, 'document'>) => document['credentialSubject'] as HandoverSlipSubject

/** `clock.ms` may be moved; every look at it takes a moment. */
export const openTiersLieu = async (
  folder: string,
  clock: { ms: number },
  settings: StationSettings = tiersLieuSettings,
) => {
  let workshop: Workshop = await openWorkshop(folder, { now: () => new Date((clock.ms += 10)) })
  if ((await workshop.get('station.describe', {})).settings === null) {
    await workshop.get('station.setUp', { ...setUpForm, settings })
  }
  const operator = await codeOf(workshop, 'Samir')

  const today = () => dayOf(new Date(clock.ms).toISOString(), zoneMinutes(new Date(clock.ms)))

  const save = async (machine: MachineFile): Promise<MachineFile> => {
    await workshop.get('machines.save', { transaction: randomUUID(), machine })
    return machine
  }

  /** Through the bench but for its disks. */
  const onTheBench = async (changes: Partial<MachineFile> = {}): Promise<MachineFile> => {
    const { hash } = await workshop.get('hardware.open', { name: 'report.json', text: JSON.stringify(report()) })
    const results = Object.fromEntries(
      defaultProfile.steps.map(({ id }) => [
        id,
        { outcome: 'passed' as const, note: '', at: '2026-11-02T10:30:00Z', operator },
      ]),
    )
    return save(
      machineFile({
        id: randomUUID(),
        revision: 1,
        operator,
        reports: [{ hash, takenAt: readAt, addedAt: readAt, source: 'file' }],
        checklist: { profileId: defaultProfile.id, profileVersion: defaultProfile.version, results },
        ...changes,
      }),
    )
  }

  const settle = async (machine: MachineFile): Promise<void> => {
    const settlements: Settlement[] = [ssd, secondDisk].map(({ serial, wwn, model, sizeBytes }) => ({
      id: randomUUID(),
      machineId: machine.id,
      stayId: machine.stay.id,
      disk: { serial, wwn, model, sizeBytes },
      outcome: declaredErasure,
      operator,
      at: new Date(clock.ms).toISOString(),
    }))
    const subject = await settlementsSubject(settlements, sha256)
    const disks = settlements.map(({ disk }) => disk)
    const confirmation = await confirm(
      workshop,
      { kind: 'settle-disks', machineId: machine.id, disks, subject },
      operator,
    )
    await workshop.get('disks.settle', { settlements, confirmation })
  }

  const certify = async (machine: MachineFile, replaces: string | null = null): Promise<Issued> => {
    const draft: CertificateDraft = {
      kind: 'refurbishment-certificate',
      draftId: randomUUID(),
      machineId: machine.id,
      machineFileHash: await hashOf(machine, sha256),
      operator,
      secondPerson: null,
      replaces,
    }
    const subject = await certificateSubject(draft, sha256)
    const action = { kind: 'second-person' as const, machineId: machine.id, subject }
    const secondPerson = await confirm(workshop, action, operator)
    return workshop.get('documents.issue', { draft: { ...draft, secondPerson } })
  }

  /** A machine that could be given away. */
  const certifiedMachine = async (changes: Partial<MachineFile> = {}) => {
    const machine = await onTheBench(changes)
    await settle(machine)
    return { machine, certificate: await certify(machine) }
  }

  const handoverDraft = (
    { machine, certificate }: { readonly machine: MachineFile; readonly certificate: Issued },
    changes: Partial<HandoverDraft> = {},
  ): HandoverDraft => ({
    kind: 'handover-slip',
    draftId: randomUUID(),
    machineId: machine.id,
    certificate: certificate.hash,
    day: today(),
    representativeSigns: false,
    accessories: 'chargeur, souris',
    eligibilityCheckedOn: today(),
    eligibilityCheckedBy: operator,
    contribution: { amountCents: 2500, received: true, receipt: 'R-1', subsidyCents: 3000 },
    trainingWanted: true,
    operator,
    ...changes,
  })

  const returnDraft = (
    { machine, certificate }: { readonly machine: MachineFile; readonly certificate: Issued },
    answers: string | null,
    changes: Partial<ReturnDraft> = {},
  ): ReturnDraft => ({
    kind: 'handover-slip',
    draftId: randomUUID(),
    machineId: machine.id,
    answers,
    certificate: certificate.hash,
    day: today(),
    accessories: 'chargeur',
    notes: 'coque fendue',
    operator,
    ...changes,
  })

  return {
    operator,
    get workshop() {
      return workshop
    },
    onTheBench,
    settle,
    certify,
    certifiedMachine,
    handoverDraft,
    returnDraft,
    handOver: (draft: HandoverDraft, recipient: Recipient = zenobie) =>
      workshop.get('handovers.handOver', { draft, recipient }),
    takeBack: (draft: ReturnDraft) => workshop.get('handovers.takeBack', { draft }),
    /** Its reasons; empty where it was done. */
    refusals: async (draft: HandoverDraft, recipient: Recipient = zenobie): Promise<readonly string[]> => {
      const reply = await workshop.ask('handovers.handOver', { draft, recipient })
      return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
    },
    refusalsOfReturn: async (draft: ReturnDraft): Promise<readonly string[]> => {
      const reply = await workshop.ask('handovers.takeBack', { draft })
      return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
    },
    who: async (slip: string) => (await workshop.get('handovers.recipients', { slips: [slip] }))[0],
    forget: async (slip: string) => {
      const subject = await forgettingSubject(slip, sha256)
      const confirmation = await confirm(workshop, { kind: 'forget-recipient', documentHash: slip, subject }, operator)
      return workshop.ask('handovers.forget', { slip, confirmation })
    },
    withdraw: async (document: string, why = 'Mauvaise machine'): Promise<Issued> => {
      const draft: Omit<WithdrawalDraft, 'confirmation'> = {
        kind: 'withdrawal',
        draftId: randomUUID(),
        document,
        reason: why,
        operator,
      }
      const subject = await withdrawalSubject(draft, sha256)
      const action = { kind: 'withdraw-document' as const, documentHash: document, subject }
      return workshop.get('documents.issue', {
        draft: { ...draft, confirmation: await confirm(workshop, action, operator) },
      })
    },
    changeSettings: async (changed: StationSettings): Promise<void> => {
      const action = { kind: 'change-settings' as const, subject: await settingsSubject(changed, sha256) }
      const confirmation = await confirm(workshop, action, operator)
      await workshop.get('station.saveSettings', { settings: changed, confirmation })
    },
    /** Closed and opened again, as on another day. */
    reopen: async (): Promise<void> => {
      await workshop.station.close()
      workshop = await openWorkshop(folder, { now: () => new Date((clock.ms += 10)) })
    },
    close: () => workshop.station.close(),
  }
}
