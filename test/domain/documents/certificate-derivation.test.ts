import { describe, expect, test } from 'vitest'
import { deriveCertificate, type CertificateBasis } from '../../../domain/documents/certificate-derivation.ts'
import { RefurbishmentSubject } from '../../../domain/documents/refurbishment-certificate.ts'
import type { GradeOverride } from '../../../domain/grading/override.ts'
import {
  basis,
  confirmation,
  declaredErasure,
  machineFile,
  machineId,
  readAt,
  report,
  secondDisk,
  settings,
  settle,
  settledAt,
  ssd,
  startedAt,
  stayId,
  subjectOf,
  uuid,
} from './bench.ts'

const refusals = async (changes: Partial<CertificateBasis>) => {
  const derived = deriveCertificate(await basis(changes))
  return derived.ok ? [] : derived.reasons.map(({ code }) => code)
}
const both = [settle(10, ssd, declaredErasure), settle(11, secondDisk, declaredErasure)]

describe('a refurbishment certificate', () => {
  test('says what was measured, with tool, version and the report’s hash', async () => {
    const subject = await subjectOf()
    expect(RefurbishmentSubject.safeParse(subject).error?.issues).toBeUndefined()
    expect(subject.machine.measurement).toMatchObject({
      basis: 'measured',
      report: 'b'.repeat(64),
      takenAt: readAt,
      tool: { name: 'etabli', version: '0.1.0' },
      identity: { model: 'G14', serial: 'GLD-42' },
      memory: { modules: [{ technology: 'DDR4' }] },
    })
    expect(subject.number).toBe('AT1-000001')
  })

  test('says where a report bears no date of its own: the day it was opened is not the day it was measured', async () => {
    const undated = { ...report(), takenAtFrom: 'opening' as const }
    const { reports } = await basis()
    const given = reports.map((each) => ({ ...each, report: undated }))
    const derived = deriveCertificate(await basis({ reports: given }))
    expect(derived.ok && derived.subject.machine.measurement?.takenAtFrom).toBe('opening')
    expect((await subjectOf()).machine.measurement).not.toHaveProperty('takenAtFrom')
  })

  test('carries no MAC address: it would follow the next owner', async () => {
    expect(JSON.stringify(await subjectOf())).not.toContain('02:00:00:00:00:01')
  })

  test('bears the fields of the NIST sample for every disk, and says that it was declared', async () => {
    const subject = await subjectOf()
    expect(subject.erasure).toEqual({
      statement: 'declared-not-verified',
      minimum: 'declared',
      disks: 2,
      verified: 0,
      declared: 2,
      destroyed: 0,
      removed: 0,
      foreign: 0,
    })
    expect(subject.disks[0]).toMatchObject({
      basis: 'measured',
      make: 'Cormoran',
      model: 'C250',
      serial: 'CRM0001',
      kind: 'sata-ssd',
      sizeBytes: 250_059_350_016,
      verdict: 'declared',
      how: null,
      performedBy: { operator: 'OPR3', organisation: 'Atelier des Trois Rivières', location: '3 rue du Moulin' },
      treatment: {
        basis: 'declared',
        method: { edition: 'NIST SP 800-88 Rev. 2', category: 'clear', technique: 'overwrite' },
        tool: { name: 'nwipe', version: '0.34' },
        bytesWritten: null,
        verification: { method: 'full', basis: 'declared' },
      },
      destination: null,
      validatedBy: { supervisor: 'SPV2', ownWork: false },
    })
  })

  test('supposes no destination of a disk: nobody was asked where it goes', async () => {
    const { disks } = await subjectOf()
    expect(disks.map(({ destination }) => destination)).toEqual(disks.map(() => null))
  })

  test('gives each grade with its reasons, in words of both languages', async () => {
    const { grading } = await subjectOf()
    expect(grading.grades.map(({ axis }) => axis)).toEqual(['performance', 'battery', 'aspect'])
    for (const { reasons } of grading.grades) {
      expect(reasons.length).toBeGreaterThan(0)
      for (const { code, fr, en } of reasons) {
        expect(fr).not.toContain(code)
        expect(en).not.toContain(code)
      }
    }
  })

  test('tells an overridden grade with its reason and the supervisor', async () => {
    const [performance] = (await subjectOf()).grading.grades
    const override: GradeOverride = {
      id: uuid(30),
      machineId,
      stayId,
      axis: 'performance',
      from: performance?.byRubric ?? null,
      to: 'D',
      reason: 'Le ventilateur est bruyant',
      operator: 'OPR3',
      at: settledAt,
    }
    const confirmed = {
      what: override,
      confirmation: confirmation(31, { kind: 'override-grade', machineId, subject: 'd'.repeat(64) }),
    }
    const { grading } = await subjectOf({ overrides: [confirmed] })
    expect(grading.grades[0]).toMatchObject({
      grade: 'D',
      byRubric: performance?.byRubric,
      override: { to: 'D', reason: 'Le ventilateur est bruyant', confirmedBy: { supervisor: 'SPV2' } },
    })
  })

  test('marks as declared what people typed', async () => {
    const subject = await subjectOf()
    expect(subject.repairs).toEqual({ basis: 'declared', text: 'Charnière resserrée' })
    expect(subject.operatingSystem).toMatchObject({ basis: 'declared', name: 'Linux Mint' })
  })

  test('tells the tests that readings decided from those that people did', async () => {
    const basisOf = new Map((await subjectOf()).checklist.tests.map(({ step, basis: of }) => [step, of]))
    expect(basisOf.get('hardware-read')).toBe('measured')
    expect(basisOf.get('second-person')).toBe('declared')
    expect(basisOf.get('screen')).toBe('declared')
  })

  test('of an ESAT names the supervisor, and no worker', async () => {
    const text = JSON.stringify(await subjectOf({ settings: { ...settings, activities: ['esat', 'refurbishing'] } }))
    expect(text).not.toContain('OPR3')
    expect(text).toContain('SPV2')
  })

  test('uses no name of JSON-LD for something else', async () => {
    const reserved = new Set(['id', 'type', 'evidence', 'issuer', 'proof', 'holder', 'credentialStatus'])
    const names = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, held]) => [...(Array.isArray(value) ? [] : [name]), ...names(held)])
        : []
    const { id: _id, ...rest } = await subjectOf()
    expect(names(rest).filter((name) => reserved.has(name))).toEqual([])
  })
})

describe('no certificate is derived', () => {
  test('while a disk is not settled', async () => {
    expect(await refusals({ settlements: both.slice(0, 1) })).toContain('erasure.disk-unsettled')
  })

  test('while a disk is only declared and the workshop wants more', async () => {
    const strict = { ...settings, erasureMinimum: 'witnessed' as const }
    expect(await refusals({ settings: strict })).toContain('erasure.declared-not-accepted')
  })

  test('while a disk that an earlier report showed is not answered for', async () => {
    const reports = [
      { hash: 'a'.repeat(64), report: report({ takenAt: startedAt }), source: 'file' as const },
      { hash: 'b'.repeat(64), report: report({ disks: [ssd] }), source: 'file' as const },
    ]
    expect(await refusals({ reports })).toContain('erasure.disk-missing')
  })

  test('by a settlement of an earlier stay', async () => {
    const earlier = both.map(({ what, confirmation: by }) => ({
      what: { ...what, stayId: uuid(99) },
      confirmation: by,
    }))
    expect(await refusals({ settlements: earlier })).toContain('erasure.disk-unsettled')
  })

  test('by a settlement whose confirmation was for another machine', async () => {
    const stolen = both.map(({ what, confirmation: by }) => ({
      what,
      confirmation: {
        ...by,
        action: { kind: 'settle-disks' as const, machineId: uuid(99), disks: [what.disk], subject: 'a'.repeat(64) },
      },
    }))
    expect(await refusals({ settlements: stolen })).toContain('documents.settlement-unconfirmed')
  })

  test('by evidence that nobody judged', async () => {
    const claimed = settle(10, ssd, {
      kind: 'evidence',
      via: 'witnessed',
      evidence: ['e'.repeat(64)],
      link: null,
      notes: '',
    })
    expect(await refusals({ settlements: [claimed, ...both.slice(1)] })).toContain('erasure.evidence-unknown')
  })

  test('without the second person whom the profile asks for', async () => {
    expect(await refusals({ secondPerson: null })).toContain('documents.second-person-missing')
  })

  test('while the checklist is open', async () => {
    const machine = machineFile()
    const untouched = { ...machine, checklist: { ...machine.checklist, results: {} } }
    expect(await refusals({ machine: untouched })).toContain('checklist.step-open')
  })
})

describe('a disk that is not in the machine any more', () => {
  test('is on the certificate with where it went', async () => {
    const removed = settle(11, secondDisk, {
      kind: 'removed',
      looseDiskId: uuid(40),
      place: 'Armoire fermée',
      notes: '',
    })
    const subject = await subjectOf({ settlements: [both[0] ?? removed, removed] })
    expect(subject.disks[1]).toMatchObject({
      verdict: 'removed',
      treatment: null,
      removedTo: { place: 'Armoire fermée', looseDisk: uuid(40) },
    })
    expect(subject.erasure).toMatchObject({ statement: 'declared-not-verified', disks: 2, removed: 1 })
  })

  test('is on the certificate with how it was destroyed', async () => {
    const destroyed = settle(11, secondDisk, {
      kind: 'destroyed',
      technique: 'shred',
      performedAt: '2026-11-02T09:45:00Z',
      notes: '',
    })
    const subject = await subjectOf({ settlements: [both[0] ?? destroyed, destroyed] })
    expect(subject.disks[1]).toMatchObject({ verdict: 'destroyed', treatment: { destruction: 'shred', method: null } })
  })
})
