// What a supervisor confirms, and what it serves for: each operation that needs it, and every way of misusing it.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { GradeOverride } from '../../domain/grading/override.ts'
import type { DiskAttestation, Settlement, SettlementOutcome } from '../../domain/erasure/settlement.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { ConfirmableAction } from '../../domain/supervision/confirmation.ts'
import {
  attestationSubject,
  headSubject,
  overrideSubject,
  peopleSubject,
  recoveryCodeSubject,
  settingsSubject,
  settlementsSubject,
} from '../../domain/supervision/subject.ts'
import { declaredErasure, machineFile, newFolder, setUpForm, settings, sha256 } from './vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from './vault/workshop.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
let workshop: Workshop
let machine: MachineFile
let operator: string
let recoveryCode: string

beforeEach(async () => {
  folder = await newFolder()
  workshop = await openWorkshop(folder.path)
  recoveryCode = (await workshop.get('station.setUp', setUpForm)).recoveryCode
  operator = await codeOf(workshop, 'Samir')
  machine = machineFile()
  await workshop.get('machines.save', { transaction: randomUUID(), machine })
})
afterEach(async () => {
  await workshop.station.close()
  await folder.remove()
})

const settling = async (settlements: Settlement[]): Promise<ConfirmableAction> => ({
  kind: 'settle-disks',
  machineId: machine.id,
  disks: settlements.map(({ disk }) => disk),
  subject: await settlementsSubject(settlements, sha256),
})

const positionNow = async () => (await workshop.get('station.describe', {})).head.position

/** Refused for this reason, and nothing was journalled. */
const expectRefused = async (ask: () => Promise<unknown>, code: string) => {
  const before = await positionNow()
  expect(await ask()).toMatchObject({ ok: false, error: { reasons: [{ code }] } })
  expect(await positionNow()).toBe(before)
}

describe('a confirmation', () => {
  it('is journalled with who gave it, for whose work, and how', async () => {
    const supervisor = await codeOf(workshop, 'Claire')
    const action: ConfirmableAction = { kind: 'change-settings', subject: '0'.repeat(64) }
    const byPin = await workshop.get('supervision.confirm', { action, supervisor, secret: '4711', operator })
    expect(byPin).toMatchObject({ action, supervisor, operator, ownWork: false, byRecoveryCode: false })
    const byCode = await workshop.get('supervision.confirm', {
      action,
      supervisor,
      secret: recoveryCode,
      operator: supervisor,
    })
    expect(byCode).toMatchObject({ ownWork: true, byRecoveryCode: true })
    const { frames } = await workshop.get('journal.read', { after: 3, limit: 10 })
    expect(frames.map(({ frame }) => frame.entry)).toEqual([
      { kind: 'confirmation', v: 1, confirmation: byPin },
      { kind: 'confirmation', v: 1, confirmation: byCode },
    ])
  })

  it('is given by an active supervisor only', async () => {
    const action: ConfirmableAction = { kind: 'change-settings', subject: '0'.repeat(64) }
    for (const supervisor of [operator, 'ZZZZ']) {
      await expectRefused(
        () => workshop.ask('supervision.confirm', { action, supervisor, secret: recoveryCode, operator: null }),
        'supervision.not-a-supervisor',
      )
    }
  })
})

describe('settling disks', () => {
  it('takes a confirmation for exactly these settlements, in one frame', async () => {
    const settlements = [declaredErasure(machine, operator, 'S1'), declaredErasure(machine, operator, 'S2')]
    const confirmation = await confirm(workshop, await settling(settlements), operator)
    const { head } = await workshop.get('disks.settle', { settlements, confirmation })
    const { frames } = await workshop.get('journal.read', { after: head.position - 1, limit: 1 })
    expect(frames[0]?.frame.entry).toEqual({ kind: 'settlement', v: 1, settlements, confirmation })
  })

  it('asked again after a crash is answered with the same frame', async () => {
    const settlements = [declaredErasure(machine, operator, 'S1')]
    const confirmation = await confirm(workshop, await settling(settlements), operator)
    const first = await workshop.get('disks.settle', { settlements, confirmation })
    await workshop.station.close()
    workshop = await openWorkshop(folder.path)
    expect(await workshop.get('disks.settle', { settlements, confirmation })).toEqual(first)
  })

  it('refuses a confirmation that was used, for whatever it was used', async () => {
    const settlements = [declaredErasure(machine, operator, 'S1')]
    const confirmation = await confirm(workshop, await settling(settlements), operator)
    await workshop.get('disks.settle', { settlements, confirmation })
    const others = [declaredErasure(machine, operator, 'S2')]
    await expectRefused(
      () => workshop.ask('disks.settle', { settlements: others, confirmation }),
      'supervision.confirmation-used',
    )
    await expectRefused(
      () => workshop.ask('station.saveSettings', { settings, confirmation }),
      'supervision.confirmation-used',
    )
  })

  it('refuses a confirmation of other settlements, other disks, another kind, or none', async () => {
    const settlements = [declaredErasure(machine, operator, 'S1')]
    const action = await settling(settlements)
    const refused =
      (confirmation: string, given = settlements) =>
      () =>
        workshop.ask('disks.settle', { settlements: given, confirmation })
    await expectRefused(refused(randomUUID()), 'supervision.confirmation-unknown')
    const other = await confirm(workshop, { kind: 'change-settings', subject: action.subject }, operator)
    await expectRefused(refused(other), 'supervision.confirmation-of-other-kind')
    const mine = await confirm(workshop, action, operator)
    const changed = settlements.map((each) => ({ ...each, at: '2026-11-02T11:00:00.000Z' }))
    await expectRefused(refused(mine, changed), 'supervision.confirmation-of-other-subject')
    const fewer = await confirm(
      workshop,
      { ...action, disks: [{ serial: 'S9', wwn: null, model: null, sizeBytes: null }] } as ConfirmableAction,
      operator,
    )
    await expectRefused(refused(fewer), 'supervision.confirmation-of-other-subject')
    const elsewhere = await confirm(workshop, { ...action, machineId: randomUUID() } as ConfirmableAction, operator)
    await expectRefused(refused(elsewhere), 'supervision.confirmation-of-other-subject')
    // Still good for what it was given for.
    expect(await workshop.ask('disks.settle', { settlements, confirmation: mine })).toMatchObject({ ok: true })
  })

  it('refuses work that somebody else was said to have done: confirming one’s own would not show', async () => {
    const settlements = [declaredErasure(machine, operator, 'S1')]
    const confirmation = await confirm(workshop, await settling(settlements), null)
    await expectRefused(
      () => workshop.ask('disks.settle', { settlements, confirmation }),
      'supervision.confirmation-of-other-operator',
    )
  })

  it('refuses a machine nobody saved, an earlier stay, two machines at once, and evidence nobody has read', async () => {
    const settlement = declaredErasure(machine, operator, 'S1')
    const refusedWith = async (settlements: Settlement[], code: string) => {
      const confirmation = await confirm(workshop, await settling(settlements), operator)
      await expectRefused(() => workshop.ask('disks.settle', { settlements, confirmation }), code)
    }
    await refusedWith([{ ...settlement, machineId: randomUUID() }], 'journal.unknown-machine')
    await refusedWith([{ ...settlement, stayId: randomUUID() }], 'journal.other-stay')
    await refusedWith(
      [settlement, { ...settlement, id: randomUUID(), machineId: randomUUID() }],
      'journal.several-machines',
    )
    await refusedWith([settlement, settlement], 'journal.settled-already')
    const evidence: SettlementOutcome = {
      kind: 'evidence',
      via: 'witnessed',
      evidence: ['0'.repeat(64)],
      link: null,
      notes: '',
    }
    await refusedWith([{ ...settlement, outcome: evidence }], 'erasure.evidence-unknown')
  })
})

describe('attesting disks and overriding grades', () => {
  it('take a confirmation of their own', async () => {
    const attestation: DiskAttestation = {
      id: randomUUID(),
      machineId: machine.id,
      stayId: machine.stay.id,
      reportHash: null,
      why: 'no-report',
      found: [],
      operator,
      at: '2026-11-02T10:00:00.000Z',
      notes: '',
    }
    const attested = await confirm(
      workshop,
      { kind: 'attest-disks', machineId: machine.id, subject: await attestationSubject(attestation, sha256) },
      operator,
    )
    const override: GradeOverride = {
      id: randomUUID(),
      machineId: machine.id,
      stayId: machine.stay.id,
      axis: 'performance',
      from: 'B',
      to: 'C',
      reason: 'Ventilateur bruyant',
      operator,
      at: '2026-11-02T10:00:00.000Z',
    }
    await expectRefused(
      () => workshop.ask('grades.override', { override, confirmation: attested }),
      'supervision.confirmation-of-other-kind',
    )
    await workshop.get('disks.attest', { attestation, confirmation: attested })
    const overridden = await confirm(
      workshop,
      { kind: 'override-grade', machineId: machine.id, subject: await overrideSubject(override, sha256) },
      operator,
    )
    await workshop.get('grades.override', { override, confirmation: overridden })
    const ofNoReport = { ...attestation, id: randomUUID(), why: 'no-disk', reportHash: '0'.repeat(64) } as const
    const late = await confirm(
      workshop,
      { kind: 'attest-disks', machineId: machine.id, subject: await attestationSubject(ofNoReport, sha256) },
      operator,
    )
    await expectRefused(
      () => workshop.ask('disks.attest', { attestation: ofNoReport, confirmation: late }),
      'journal.unknown-report',
    )
  })
})

describe('changing settings, people and the key’s copies', () => {
  it('settings: what was confirmed, once', async () => {
    const changed = { ...settings, name: 'Atelier de Valence' }
    const action = { kind: 'change-settings', subject: await settingsSubject(changed, sha256) } as const
    const confirmation = await confirm(workshop, action, null)
    await expectRefused(
      () => workshop.ask('station.saveSettings', { settings: { ...changed, erasureMinimum: 'log' }, confirmation }),
      'supervision.confirmation-of-other-subject',
    )
    await workshop.get('station.saveSettings', { settings: changed, confirmation })
    expect((await workshop.get('station.describe', {})).settings).toEqual(changed)
    await workshop.station.close()
    workshop = await openWorkshop(folder.path)
    expect((await workshop.get('station.describe', {})).settings).toEqual(changed)
  })

  it('people: what was confirmed, once, and the journal tells neither name nor PIN', async () => {
    const person = { name: 'Aïcha', role: 'supervisor', simplified: false, pin: '1357' } as const
    const subject = await peopleSubject({ person }, sha256)
    const confirmation = await confirm(workshop, { kind: 'change-people', subject }, null)
    await expectRefused(
      () => workshop.ask('people.add', { person: { ...person, pin: '1358' }, confirmation }),
      'supervision.confirmation-of-other-subject',
    )
    const added = await workshop.get('people.add', { person, confirmation })
    await expectRefused(() => workshop.ask('people.add', { person, confirmation }), 'supervision.confirmation-used')
    const { frames } = await workshop.get('journal.read', { after: 0, limit: 100 })
    expect(JSON.stringify(frames)).not.toContain(subject)
    expect(JSON.stringify(frames)).not.toContain('Aïcha')

    const change = { code: added.code, name: 'Aïcha', simplified: false, active: true, pin: '2357' }
    const changing = { kind: 'change-people', subject: await peopleSubject(change, sha256) } as const
    await workshop.get('people.change', { ...change, confirmation: await confirm(workshop, changing, null) })
    const erasing = { kind: 'change-people', subject: await peopleSubject({ code: added.code }, sha256) } as const
    await workshop.get('people.erase', { code: added.code, confirmation: await confirm(workshop, erasing, null) })
    expect((await workshop.get('people.list', {})).map(({ name }) => name)).toEqual(['Claire', 'Denis', 'Samir'])
  })

  it('a lost PIN: the recovery code confirms a new one, and ends the pause', async () => {
    const supervisor = await codeOf(workshop, 'Claire')
    for (let count = 0; count < 5; count++) {
      await workshop.ask('supervision.confirm', {
        action: { kind: 'change-settings', subject: '0'.repeat(64) },
        supervisor,
        secret: '0000',
        operator: null,
      })
    }
    const change = { code: supervisor, name: 'Claire', simplified: false, active: true, pin: '8642' }
    const denis = await codeOf(workshop, 'Denis')
    const { id: confirmation } = await workshop.get('supervision.confirm', {
      action: { kind: 'change-people', subject: await peopleSubject(change, sha256) },
      supervisor: denis,
      secret: recoveryCode,
      operator: null,
    })
    await workshop.get('people.change', { ...change, confirmation })
    expect(await confirm(workshop, { kind: 'change-settings', subject: '0'.repeat(64) }, null, '8642')).toBeTruthy()
  })

  it('a lost recovery code: a new one is made, and the old one is worth nothing', async () => {
    const action = { kind: 'change-people', subject: await recoveryCodeSubject(sha256) } as const
    const confirmation = await confirm(workshop, action, null)
    const renewed = await workshop.get('people.renewRecoveryCode', { confirmation })
    expect(renewed.recoveryCode).not.toBe(recoveryCode)
    await expectRefused(
      () => workshop.ask('people.renewRecoveryCode', { confirmation }),
      'supervision.confirmation-used',
    )
    const supervisor = await codeOf(workshop, 'Claire')
    const asked = { action, supervisor, operator: null }
    expect(await workshop.ask('supervision.confirm', { ...asked, secret: recoveryCode })).toMatchObject({ ok: false })
    expect(await workshop.ask('supervision.confirm', { ...asked, secret: renewed.recoveryCode })).toMatchObject({
      ok: true,
    })
  })

  it('a copy of the key is bound to the journal as it stood, and the settings tell when it was made', async () => {
    const { head } = await workshop.get('station.describe', {})
    const confirmation = await confirm(workshop, { kind: 'copy-key', subject: await headSubject(head, sha256) }, null)
    const { fileName, text } = await workshop.get('station.copyKey', { passphrase: 'sur une clé USB', confirmation })
    expect(fileName).toMatch(/^etabli-cle-ROM-\d{4}-\d\d-\d\d\.json$/)
    expect(JSON.parse(text)).toMatchObject({ kind: 'etabli-station-key', key: { form: 'wrapped' } })
    expect((await workshop.get('station.describe', {})).settings?.keyCopiedAt).not.toBeNull()
    await expectRefused(
      () => workshop.ask('station.copyKey', { passphrase: 'sur une clé USB', confirmation }),
      'supervision.confirmation-used',
    )
    const late = await confirm(workshop, { kind: 'copy-key', subject: await headSubject(head, sha256) }, null)
    await expectRefused(
      () => workshop.ask('station.copyKey', { passphrase: 'sur une clé USB', confirmation: late }),
      'supervision.confirmation-of-other-subject',
    )
  })

  it('a clock in doubt is declared by a supervisor', async () => {
    await workshop.station.close()
    workshop = await openWorkshop(folder.path, { now: () => new Date(Date.now() + 40 * 24 * 3_600_000) })
    const { clock } = await workshop.get('station.describe', {})
    expect(clock).toMatchObject({ state: 'doubtful', why: 'jump' })
    // A transaction that somebody made up declares nothing.
    const transaction = randomUUID()
    await workshop.get('machines.save', { transaction, machine: { ...machine, revision: 2 } })
    await expectRefused(
      () => workshop.ask('clock.confirm', { confirmation: transaction }),
      'supervision.confirmation-unknown',
    )
    const { head } = await workshop.get('station.describe', {})
    const confirmation = await confirm(
      workshop,
      { kind: 'correct-clock', subject: await headSubject(head, sha256) },
      null,
    )
    expect(await workshop.get('clock.confirm', { confirmation })).toMatchObject({ state: 'declared' })
    await workshop.station.close()
    workshop = await openWorkshop(folder.path, { now: () => new Date(Date.now() + 41 * 24 * 3_600_000) })
    expect((await workshop.get('station.describe', {})).clock).toEqual({ state: 'trusted' })
  })
})
