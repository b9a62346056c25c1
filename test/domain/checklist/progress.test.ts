// The checklist as the bench lives it: what decides itself, what a person decides, what stops, what keeps a certificate back.
import { describe, expect, test } from 'vitest'
import { defaultProfile } from '../../../domain/checklist/default-profile.ts'
import { Profile } from '../../../domain/checklist/profile.ts'
import { progressOf, StepResult, type ProgressQuestion } from '../../../domain/checklist/progress.ts'
import { accountForDisks } from '../../../domain/erasure/accounting.ts'
import { defaultRubric } from '../../../domain/grading/default-rubric.ts'
import { gradeMachine } from '../../../domain/grading/grade.ts'
import type { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import type { Settlement } from '../../../domain/erasure/settlement.ts'
import { say } from '../../../domain/words/sentences.ts'
import { aDisk, aReport, aSettlement, hashOf, machineId, now, stay, uuidOf } from '../erasure/a-report.ts'
import { fc, test as property } from '../erasure/with-fast-check.ts'

const by = { at: '2026-11-05T10:00:00Z', operator: 'EFGH' }
const pass: StepResult = { outcome: 'passed', note: '', ...by }
const fail: StepResult = { outcome: 'failed', note: 'ne répond pas', ...by }
const later: StepResult = { outcome: 'later', note: '', ...by }
const skip: StepResult = { outcome: 'not-applicable', note: 'rien à faire', ...by }

const confirmation = (ownWork: boolean): ProgressQuestion['confirmations'][number] => ({
  id: uuidOf(800),
  action: { kind: 'settle-disks', machineId, disks: [aSettlement().disk], subject: hashOf('subject') },
  supervisor: 'SUPA',
  operator: 'ABCD',
  ownWork,
  byRecoveryCode: false,
  at: '2026-11-04T11:00:00Z',
})

const progress = ({
  results = {},
  report = aReport(),
  settlements = [aSettlement()],
  equipment = 'laptop',
  confirmations = [confirmation(false)],
  installedSystem = null,
}: {
  readonly results?: Record<string, StepResult>
  readonly report?: HardwareReport | null
  readonly settlements?: readonly Settlement[]
  readonly equipment?: ProgressQuestion['machine']['equipment']
  readonly confirmations?: ProgressQuestion['confirmations']
  readonly installedSystem?: ProgressQuestion['machine']['installedSystem']
} = {}) =>
  progressOf({
    profile: defaultProfile,
    machine: {
      id: machineId,
      stay,
      equipment,
      installedSystem,
      checklist: { profileId: defaultProfile.id, profileVersion: 1, results },
    },
    report,
    disks: accountForDisks({
      machineId,
      stay,
      now,
      minimum: 'declared',
      reports: report === null ? [] : [{ hash: hashOf('first'), report }],
      evidence: [],
      uses: [],
      unfinished: [],
      attestations: [],
      settlements,
    }),
    grades: gradeMachine({
      report,
      equipment,
      aspect: { grade: 'B', notes: '' },
      rubric: defaultRubric,
      overrides: [],
    }),
    confirmations,
  })

const stateOf = (of: ReturnType<typeof progress>, id: string) => of.steps.find(({ step }) => step.id === id)?.state

const everyStepPassed = Object.fromEntries(defaultProfile.steps.map(({ id }) => [id, pass]))

test('the default profile is a profile', () => {
  expect(Profile.parse(defaultProfile)).toEqual(defaultProfile)
})

test('a profile whose step requires a later one is refused', () => {
  const steps = defaultProfile.steps.map((step) =>
    step.id === 'label' ? { ...step, requires: ['final-check'] } : step,
  )
  expect(Profile.safeParse({ ...defaultProfile, steps }).success).toBe(false)
})

describe('A step that the report can decide', () => {
  test('is passed by it and says from what', () => {
    expect(stateOf(progress(), 'hardware-read')).toMatchObject({
      state: 'passed',
      by: 'rule',
      reasons: [{ code: 'checklist.hardware-read' }],
    })
    expect(stateOf(progress(), 'disks-erased')).toMatchObject({ state: 'passed', by: 'rule' })
    expect(stateOf(progress(), 'disk-health')).toMatchObject({ state: 'passed', by: 'rule' })
  })
  test('may still be failed by a person', () => {
    expect(stateOf(progress({ results: { 'disk-health': fail } }), 'disk-health')).toMatchObject({
      state: 'failed',
      by: 'person',
    })
    expect(stateOf(progress({ results: { 'disks-erased': fail } }), 'disks-erased')).toMatchObject({
      state: 'failed',
      by: 'person',
    })
  })
  test.each(['disks-accounted', 'disks-erased', 'hardware-read'])('cannot be passed by a person: %s', (id) => {
    const settled = progress({
      results: { [id]: pass },
      settlements: [],
      report: id === 'hardware-read' ? null : aReport({ disks: [aDisk(), aDisk({ path: '/dev/sdb' })] }),
    })
    expect(stateOf(settled, id)?.state).toBe('open')
  })
  test('finds a failing disk, which a person may judge otherwise, with a word', () => {
    const report = aReport({ disks: [aDisk({ health: 'failing' })] })
    expect(stateOf(progress({ report }), 'disk-health')).toMatchObject({ state: 'failed', by: 'rule' })
    expect(stateOf(progress({ report, results: { 'disk-health': pass } }), 'disk-health')).toMatchObject({
      state: 'passed',
      by: 'person',
      reasons: [{ code: 'checklist.disk-failing' }],
    })
  })
  test('is not applicable where the machine has no webcam, and open where it was not read', () => {
    expect(stateOf(progress(), 'webcam')).toMatchObject({ state: 'not-applicable', by: 'rule' })
    const report = aReport({ sections: { webcams: { state: 'unavailable', why: 'unsupported' } } })
    expect(stateOf(progress({ report }), 'webcam')).toMatchObject({ state: 'open' })
  })
})

test('a swollen battery stops everything that is not done yet, and no certificate is issued', () => {
  const stopped = progress({ results: { 'visual-safety': fail, label: pass } })
  expect(stopped.stoppedBy?.id).toBe('visual-safety')
  expect(stateOf(stopped, 'label')?.state).toBe('passed')
  expect(stateOf(stopped, 'keyboard')).toMatchObject({ state: 'blocked', by: ['visual-safety'] })
  expect(stopped.next).toBeNull()
  expect(stopped.blocking.map(({ code }) => code)).toContain('checklist.step-failed')
})

test('a step waits for those it requires', () => {
  expect(stateOf(progress(), 'power-on')).toMatchObject({ state: 'blocked', by: ['visual-safety'] })
  expect(stateOf(progress({ results: { 'visual-safety': pass } }), 'power-on')).toMatchObject({ state: 'open' })
})

test('a desktop has neither charger nor touchpad to test', () => {
  const desktop = progress({ equipment: 'desktop' })
  for (const id of ['charger', 'touchpad', 'battery']) expect(stateOf(desktop, id)?.state).toBe('not-applicable')
})

test('what is left for later comes after what is open, and keeps the certificate back', () => {
  const of = progress({ results: { ...everyStepPassed, 'memory-test': later } })
  expect(of.next?.id).toBe('memory-test')
  expect(of.blocking).toMatchObject([{ code: 'checklist.step-left-for-later' }])
})

test('a failed sound test is a reservation, a failed final check an obstacle', () => {
  expect(progress({ results: { ...everyStepPassed, ports: fail } }).blocking).toEqual([])
  expect(progress({ results: { ...everyStepPassed, 'final-check': fail } }).blocking).toMatchObject([
    { code: 'checklist.step-failed' },
  ])
})

test('a step of safety cannot be waved away as not applicable', () => {
  expect(stateOf(progress({ results: { 'visual-safety': skip } }), 'visual-safety')?.state).toBe('open')
})

describe('The second person', () => {
  test('is the supervisor who confirmed the disks', () => {
    expect(stateOf(progress(), 'second-person')).toMatchObject({
      state: 'passed',
      by: 'rule',
      reasons: [{ params: { supervisors: 'SUPA' } }],
    })
  })
  test('is somebody else where the supervisor confirmed their own work', () => {
    const alone = { confirmations: [confirmation(true)] }
    expect(stateOf(progress(alone), 'second-person')?.state).toBe('open')
    expect(stateOf(progress({ ...alone, results: { 'second-person': pass } }), 'second-person')).toMatchObject({
      state: 'passed',
      by: 'person',
    })
  })
  test('is never the one who erased', () => {
    const self = { confirmations: [], results: { 'second-person': { ...pass, operator: 'ABCD' } } }
    expect(stateOf(progress(self), 'second-person')?.state).toBe('open')
  })
})

test('a machine whose steps are all done may be issued', () => {
  const done = progress({ results: everyStepPassed })
  expect(done.blocking).toEqual([])
  expect(done.next).toBeNull()
  expect(done.totals.ended).toBe(done.totals.all)
})

describe('Whatever was recorded', () => {
  const anyResults = fc.dictionary(
    fc.constantFrom(...defaultProfile.steps.map(({ id }) => id), 'step-of-another-profile'),
    fc.constantFrom(pass, fail, later, skip),
  )
  const anyWork = fc.record({
    results: anyResults,
    report: fc.constantFrom(null, aReport(), aReport({ disks: [] }), aReport({ disks: [aDisk({ health: null })] })),
    settlements: fc.constantFrom<(readonly Settlement[])[]>([], [aSettlement()]),
    equipment: fc.constantFrom('laptop' as const, 'desktop' as const),
  })
  property('the totals add up, and all sentences can be said', anyWork, (work) => {
    const { totals, steps, blocking } = progress(work)
    const { all, ended, passed, failed, later: left, open, blocked } = totals
    expect(passed + failed + totals['not-applicable']).toBe(ended)
    expect(ended + left + open + blocked).toBe(all)
    for (const why of [...blocking, ...steps.flatMap(({ state }) => state.reasons)])
      for (const language of ['fr', 'en'] as const) expect(say(why, language)).not.toMatch(/\{|^checklist\./)
  })
  property('no certificate while the disks are not settled', anyWork, (work) => {
    const unsettled = progress({ ...work, settlements: [] })
    expect(unsettled.blocking.length).toBeGreaterThan(0)
  })
})
