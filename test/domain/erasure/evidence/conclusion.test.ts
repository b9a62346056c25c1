import { fc, test as property } from '../with-fast-check.ts'
import { describe, expect, test } from 'vitest'
import { bestConclusion, concludeFrom } from '../../../../domain/erasure/evidence/conclusion.ts'
import type { EvidenceQuestion, EvidenceUse } from '../../../../domain/erasure/evidence/question.ts'
import { lostFindings, type Finding } from '../../../../domain/erasure/evidence/findings.ts'
import { anIdentity, hashOf, machineId, now, stay, uuidOf } from '../a-report.ts'
import { aLogFinding, anErasureFinding, aReadBackFinding } from './some-findings.ts'

const owner = { machineId, stayId: stay.id }
const asked = (evidence: readonly Finding[], changes: Partial<EvidenceQuestion> = {}): EvidenceQuestion => ({
  owner,
  settlement: null,
  disk: anIdentity(),
  stay,
  now,
  evidence,
  uses: [],
  unfinished: [],
  named: [...new Set(evidence.map(({ hash }) => hash))],
  link: null,
  ...changes,
})
const concluded = (findings: readonly Finding[], changes: Partial<EvidenceQuestion> = {}) => {
  const { via, reasons } = concludeFrom(asked(findings, changes))
  return [via, ...reasons.map(({ code }) => code)]
}

const sample = (changes: Parameters<typeof aReadBackFinding>[0] = {}) =>
  aReadBackFinding({ mode: 'sample', coveragePercent: 10, ...changes })
const random = { expectation: { kind: 'random' as const } }

describe('An erasure is witnessed', () => {
  test('once the station has read the whole disk back and found zeros, whoever erased it', () => {
    expect(concluded([aReadBackFinding()])).toEqual(['witnessed'])
  })

  test('once the station has read samples after an erasure that it ran itself', () => {
    expect(concluded([anErasureFinding(), sample()])).toEqual(['witnessed'])
  })

  test('once the station has read the whole disk and found one byte everywhere', () => {
    expect(concluded([aReadBackFinding({ expectation: { kind: 'pattern', hex: 'ff' } })])).toEqual(['witnessed'])
  })

  test('once no structure is left after an erasure that leaves random data', () => {
    expect(concluded([anErasureFinding({ leavesRandom: true }), aReadBackFinding(random)])).toEqual(['witnessed'])
  })

  test('once a drive that erased itself has been read back', () => {
    const byItself = anErasureFinding({ countsBytes: false, verified: false, bytesWritten: null })
    expect(concluded([byItself, sample()])).toEqual(['witnessed'])
  })
})

describe('An erasure is not witnessed', () => {
  test('by a log, however complete', () => {
    expect(concluded([aLogFinding()])).toEqual(['log', 'erasure.evidence-only-a-log'])
  })

  test('by nwipe’s own word in an erasure that the station ran: it may have verified its memory', () => {
    expect(concluded([anErasureFinding()])).toEqual(['log', 'erasure.evidence-only-a-log'])
  })

  test('by a reading that was brought in a file', () => {
    expect(concluded([aReadBackFinding({ source: 'file' })])).toEqual(['log', 'erasure.evidence-only-a-log'])
  })

  test('by samples alone: a disk that was hardly used is mostly zeros too', () => {
    expect(concluded([sample()])).toEqual([null, 'erasure.read-back-needs-erasure'])
  })

  test('by random-looking data alone: an encrypted disk looks the same', () => {
    expect(concluded([aReadBackFinding(random)])).toEqual([null, 'erasure.read-back-needs-erasure'])
  })

  test('by random-looking data and a log that was brought: the log alone says that it was erased', () => {
    const brought = aLogFinding({ leavesRandom: true })
    expect(concluded([brought, aReadBackFinding(random)])).toEqual(['log', 'erasure.evidence-only-a-log'])
  })

  test('by samples after a log that was brought: whoever wrote it knew what samples may miss', () => {
    expect(concluded([aLogFinding(), sample()])).toEqual(['log', 'erasure.evidence-only-a-log'])
    const record = aLogFinding({ place: null, countsBytes: false, verified: false, leaves: { kind: 'zero' } })
    expect(concluded([record, sample()])[0]).toBeNull()
  })

  test('by a longer pattern that repeats: nobody knows what it says', () => {
    const pattern = aReadBackFinding({ expectation: { kind: 'pattern', hex: 'd0d1d2' } })
    expect(concluded([pattern])).toEqual([null, 'erasure.read-back-needs-erasure'])
  })

  test('by samples that looked for something else than the erasure leaves', () => {
    const ones = sample({ expectation: { kind: 'pattern', hex: 'ff' } })
    expect(concluded([anErasureFinding(), ones])).toEqual(['log', 'erasure.evidence-only-a-log'])
  })

  test('by samples that were read before the erasure ended', () => {
    const before = sample({ startedAt: '2026-11-10T07:00:00Z', endedAt: '2026-11-10T07:30:00Z' })
    expect(concluded([anErasureFinding(), before])).toEqual(['log', 'erasure.evidence-only-a-log'])
  })

  test('by a drive that says it erased itself', () => {
    const byItself = anErasureFinding({ countsBytes: false, verified: false, bytesWritten: null })
    expect(concluded([byItself])).toEqual([null, 'erasure.evidence-needs-read-back'])
  })
})

describe('Evidence is refused', () => {
  test('when it is about another disk of the same model', () => {
    const other = aLogFinding({ disk: anIdentity({ serial: 'S3Z8NB0L' }) })
    expect(concluded([other])).toEqual([null, 'erasure.evidence-of-another-disk'])
  })

  test('when it shows another size under the same serial', () => {
    const other = aLogFinding({ disk: anIdentity({ sizeBytes: 250_059_350_016 }) })
    expect(concluded([other])).toEqual([null, 'erasure.evidence-of-another-size'])
  })

  test('when it began before the machine came', () => {
    const early = aLogFinding({ startedAt: '2026-11-01T08:00:00Z', endedAt: '2026-11-01T11:00:00Z' })
    expect(concluded([early])).toEqual([null, 'erasure.evidence-before-stay'])
  })

  test('but not for the hour by which a log’s clock may be off', () => {
    const onArrival = aLogFinding({ startedAt: '2026-11-02T07:30:00Z', endedAt: '2026-11-02T10:00:00Z' })
    expect(concluded([onArrival])[0]).toBe('log')
    expect(concluded([aReadBackFinding({ startedAt: '2026-11-02T07:30:00Z' })])).toEqual([
      null,
      'erasure.evidence-before-stay',
    ])
  })

  test('when it is from the future', () => {
    const late = aReadBackFinding({ startedAt: '2026-12-01T08:00:00Z', endedAt: '2026-12-01T09:00:00Z' })
    expect(concluded([late])).toEqual([null, 'erasure.evidence-in-future'])
  })

  const usedBy = (changes: Partial<EvidenceUse> = {}): EvidenceUse => ({
    settlement: uuidOf(50),
    usage: aLogFinding().usage,
    disk: anIdentity(),
    owner,
    ...changes,
  })

  test('when it served another stay already, even in another copy of the file', () => {
    const uses = [usedBy({ owner: { ...owner, stayId: uuidOf(51) } })]
    expect(concluded([aLogFinding({ hash: hashOf('a copy') })], { uses })).toEqual([null, 'erasure.evidence-used'])
  })

  test('when it served another disk of the same machine already', () => {
    const uses = [usedBy({ disk: anIdentity({ serial: 'S3Z8NB0L' }) })]
    expect(concluded([aLogFinding()], { uses })).toEqual([null, 'erasure.evidence-used'])
  })

  test('but not for what was used after it, nor for its own disk in its own stay', () => {
    const later = usedBy({ owner: { ...owner, stayId: uuidOf(51) } })
    const own = usedBy({ settlement: uuidOf(52) })
    expect(concluded([aLogFinding()], { settlement: uuidOf(52), uses: [own, later] })[0]).toBe('log')
    expect(concluded([aLogFinding()], { uses: [own] })[0]).toBe('log')
  })

  test('while an erasure that was begun after it has no end, whoever’s disk it was then', () => {
    const begun = { job: uuidOf(60), disk: anIdentity({ wwn: null }), startedAt: '2026-11-15T08:00:00Z', position: 40 }
    const unfinished = [begun]
    expect(concluded([aReadBackFinding()], { unfinished })).toEqual([null, 'erasure.unfinished'])
    const since = aReadBackFinding({ startedAt: '2026-11-16T08:00:00Z', endedAt: '2026-11-16T10:00:00Z' })
    expect(concluded([since], { unfinished })).toEqual(['witnessed'])
    const ofAnother = [{ ...begun, disk: anIdentity({ serial: 'S3Z8NB0L' }) }]
    expect(concluded([aReadBackFinding()], { unfinished: ofAnother })).toEqual(['witnessed'])
  })

  test('when the drive hid sectors from the erasure, which no reading sees either', () => {
    const hiding = aLogFinding({
      hash: hashOf('hiding'),
      outcome: 'unproven',
      hidesSectors: true,
      reasons: [{ code: 'erasure.log-hidden-sectors', params: { device: '/dev/sda' } }],
    })
    const named = [hashOf('read-back')]
    expect(concluded([hiding, aReadBackFinding()], { named })).toEqual([
      null,
      'erasure.sectors-hidden',
      'erasure.log-hidden-sectors',
    ])
    const again = anErasureFinding({
      hidesSectors: false,
      startedAt: '2026-11-11T08:00:00Z',
      endedAt: '2026-11-11T10:00:00Z',
    })
    const reading = aReadBackFinding({ startedAt: '2026-11-11T10:00:00Z', endedAt: '2026-11-11T12:00:00Z' })
    expect(concluded([hiding, again, reading], { named: [again.hash, reading.hash] })).toEqual(['witnessed'])
  })

  test('when something undated speaks against the disk, until the station has read it back', () => {
    const undated = aLogFinding({ hash: hashOf('undated'), outcome: 'bad', startedAt: null, endedAt: null })
    expect(concluded([undated, aLogFinding()], { named: [hashOf('log')] })[0]).toBeNull()
    expect(concluded([undated, aReadBackFinding()], { named: [hashOf('read-back')] })).toEqual(['witnessed'])
  })

  test('when the journal does not hold it', () => {
    expect(concluded([], { named: [hashOf('nothing')] })).toEqual([null, 'erasure.evidence-unknown'])
  })

  test('when a later reading of the disk found data, whether anybody names that reading or not', () => {
    const found = aReadBackFinding({
      hash: hashOf('later'),
      outcome: 'bad',
      startedAt: '2026-11-12T08:00:00Z',
      endedAt: '2026-11-12T10:00:00Z',
      reasons: [{ code: 'read-back.spoiled', params: { bytes: 1, ranges: 1, first: '4096' } }],
    })
    const findings = [aReadBackFinding(), found]
    expect(concluded(findings, { named: [hashOf('read-back')] })).toEqual([
      null,
      'erasure.evidence-refuted',
      'read-back.spoiled',
    ])
  })

  test('but not for what was found before the disk was erased again', () => {
    const before = aReadBackFinding({
      hash: hashOf('before'),
      outcome: 'bad',
      startedAt: '2026-11-05T08:00:00Z',
      endedAt: '2026-11-05T10:00:00Z',
    })
    const named = [hashOf('erasure'), hashOf('read-back')]
    expect(concluded([before, anErasureFinding(), aReadBackFinding()], { named })).toEqual(['witnessed'])
  })
})

describe('What was found against the disk', () => {
  const found = (changes: Parameters<typeof aReadBackFinding>[0] = {}) =>
    aReadBackFinding({
      hash: hashOf('found'),
      outcome: 'bad',
      reasons: [{ code: 'read-back.spoiled', params: { bytes: 61, ranges: 1, first: '104857600' } }],
      ...changes,
    })
  const later = { startedAt: '2026-11-12T08:00:00Z', endedAt: '2026-11-12T10:00:00Z' }
  const latest = { startedAt: '2026-11-13T08:00:00Z', endedAt: '2026-11-13T08:10:00Z' }

  test('is not outlived by samples, which may miss it: only by an erasure or a reading of everything', () => {
    const erasure = anErasureFinding({ position: 10 })
    const named = [erasure.hash, hashOf('read-back')]
    const missed = sample({ position: 30, ...latest })
    expect(concluded([erasure, found({ position: 20, ...later }), missed], { named })).toEqual([
      null,
      'erasure.evidence-refuted',
      'read-back.spoiled',
    ])
    const {
      named: _named,
      link: _link,
      settlement: _settlement,
      ...question
    } = asked([erasure, found({ position: 20, ...later }), missed])
    expect(bestConclusion(question)).toBeNull()
    const whole = aReadBackFinding({ position: 30, ...latest })
    expect(concluded([erasure, found({ position: 20, ...later }), whole], { named: [whole.hash] })).toEqual([
      'witnessed',
    ])
  })

  test('counts from the end of the reading: one that was paused began long before', () => {
    const paused = found({ position: 30, startedAt: '2026-11-09T08:00:00Z', endedAt: latest.endedAt })
    const whole = aReadBackFinding({ position: 20 })
    expect(concluded([whole, paused], { named: [whole.hash] })[0]).toBeNull()
  })

  test('counts by the journal, whatever the clock said', () => {
    const whole = aReadBackFinding({ position: 20 })
    const clockSetBack = found({ position: 30, startedAt: '2026-11-03T08:00:00Z', endedAt: '2026-11-03T10:00:00Z' })
    expect(concluded([whole, clockSetBack], { named: [whole.hash] })[0]).toBeNull()
  })

  test('counts where its bytes are gone: what it said is not known', () => {
    const whole = aReadBackFinding({ position: 20 })
    const row = { hash: hashOf('gone'), source: 'station' as const, position: 30, owner }
    expect(concluded([whole, ...lostFindings(row, [anIdentity()])], { named: [whole.hash] })).toEqual([
      null,
      'erasure.evidence-refuted',
      'erasure.evidence-lost',
    ])
  })

  test('counts on whatever file it was made for, and for every disk that shares the name', () => {
    const whole = aReadBackFinding({ position: 20, disk: anIdentity({ wwn: '0x5002538e00000001' }) })
    const elsewhere = found({ position: 30, owner: { machineId: uuidOf(70), stayId: uuidOf(71) } })
    const disk = anIdentity({ wwn: '0x5002538e00000001' })
    expect(concluded([whole, elsewhere], { named: [whole.hash], disk })[0]).toBeNull()
  })
})

describe('What the station did', () => {
  test('speaks for the disk of the file it was done for: a dock gives every disk one serial', () => {
    const elsewhere = aReadBackFinding({ owner: { machineId: uuidOf(70), stayId: uuidOf(71) } })
    expect(concluded([elsewhere])).toEqual([null, 'erasure.evidence-of-another-file'])
    expect(concluded([aReadBackFinding({ owner })])).toEqual(['witnessed'])
  })

  test('speaks for one of two namespaces of an NVMe drive, and not for the other', () => {
    const one = anIdentity({ wwn: 'eui.0025385b71b00001' })
    const other = anIdentity({ wwn: 'eui.0025385b71b00002' })
    expect(concluded([aReadBackFinding({ disk: one })], { disk: other })).toEqual([
      null,
      'erasure.evidence-of-another-disk',
    ])
    expect(concluded([aReadBackFinding({ disk: one })], { disk: one })).toEqual(['witnessed'])
  })
})

describe('A log without a serial', () => {
  const nameless = aLogFinding({
    disk: anIdentity({ serial: null }),
    outcome: 'unproven',
    needsLink: true,
    reasons: [{ code: 'erasure.log-needs-link', params: { device: '/dev/sda' } }],
  })
  const link = { hash: nameless.hash, run: 1, device: '/dev/sda' }

  test('is of no disk by itself', () => {
    expect(concluded([nameless])).toEqual([null, 'erasure.evidence-of-another-disk'])
  })
  test('counts as a log where it was linked to the disk', () => {
    expect(concluded([nameless], { link })[0]).toBe('log')
  })
  test('is not helped by a link to another of its devices', () => {
    expect(concluded([nameless], { link: { ...link, device: '/dev/sdb' } })[0]).toBeNull()
  })
  test('lacks nothing else: a failed one cannot be linked', () => {
    expect(concluded([{ ...nameless, needsLink: false, outcome: 'bad' }], { link })[0]).toBeNull()
  })
})

describe('What the station proposes to keep', () => {
  test('is the erasure and the reading after it', () => {
    const {
      named: _named,
      link: _link,
      settlement: _settlement,
      ...question
    } = asked([anErasureFinding(), sample(), aLogFinding()])
    expect(bestConclusion(question)?.conclusion.via).toBe('witnessed')
  })
  test('is nothing where nothing proves anything', () => {
    const { named: _named, link: _link, settlement: _settlement, ...question } = asked([sample()])
    expect(bestConclusion(question)).toBeNull()
  })
})

const hours = (from: number, to: number) =>
  fc
    .integer({ min: from, max: to })
    .map((hour) => new Date(Date.parse(stay.startedAt) + hour * 3_600_000).toISOString())
const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    kind: fc.constantFrom('log', 'erasure', 'read-back'),
    serial: fc.constantFrom('S3Z8NB0K', 'S3Z8NB0L', null),
    source: fc.constantFrom<'station' | 'file'>('station', 'file'),
    outcome: fc.constantFrom<Finding['outcome']>('good', 'unproven', 'bad'),
    mode: fc.constantFrom<'full' | 'sample'>('full', 'sample'),
    expectation: fc.constantFrom<'zero' | 'random'>('zero', 'random'),
    startedAt: hours(-100, 500),
    length: fc.integer({ min: 1, max: 20 }),
    name: fc.integer({ min: 1, max: 5 }),
    leavesRandom: fc.boolean(),
  })
  .map(({ kind, serial, startedAt, length, name, mode, expectation, leavesRandom, ...rest }) => {
    const dated = {
      startedAt,
      endedAt: new Date(Date.parse(startedAt) + length * 3_600_000).toISOString(),
      disk: anIdentity({ serial }),
      hash: hashOf(String(name)),
      usage: String(name),
      ...rest,
    }
    if (kind === 'read-back') return aReadBackFinding({ ...dated, mode, expectation: { kind: expectation } })
    return kind === 'log' ? aLogFinding({ ...dated, leavesRandom }) : anErasureFinding({ ...dated, leavesRandom })
  })

describe('Whatever evidence there is', () => {
  const findings = fc.array(anyFinding, { maxLength: 8 })

  property('nothing is witnessed without a good reading by the station', findings, (given) => {
    const conclusion = concludeFrom(asked(given))
    if (conclusion.via !== 'witnessed') return
    const { readBack } = conclusion
    expect(readBack).toMatchObject({ source: 'station', outcome: 'good', disk: { serial: 'S3Z8NB0K' } })
    expect(Date.parse(readBack?.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(stay.startedAt))
  })

  property(
    'one more finding against the disk, later than all others, leaves nothing proved',
    fc.tuple(findings, anyFinding),
    ([given, last]) => {
      const against: Finding = {
        ...last,
        outcome: 'bad',
        disk: anIdentity(),
        hash: hashOf('against'),
        startedAt: '2026-11-19T00:00:00Z',
        endedAt: '2026-11-19T01:00:00Z',
      }
      const early = given.filter(({ startedAt }) => (startedAt ?? '') < '2026-11-18')
      const named = [...new Set(early.map(({ hash }) => hash))]
      expect(concludeFrom(asked([...early, against], { named })).via).toBeNull()
    },
  )

  property('what served another disk proves nothing here', findings, (given) => {
    const disk = anIdentity({ serial: 'S3Z8NB0L' })
    const uses = given.map(({ usage }) => ({ settlement: uuidOf(50), usage, disk, owner }))
    expect(concludeFrom(asked(given, { uses })).via).toBeNull()
  })
})
