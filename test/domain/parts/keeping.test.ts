// What may be kept for another machine: of disks and batteries, not every one.
import { describe, expect, test } from 'vitest'
import type { DiskAccount } from '../../../domain/erasure/accounting.ts'
import type { Verdict } from '../../../domain/erasure/verdict.ts'
import { alreadyTaken, disksBesideReport, partsInReport } from '../../../domain/parts/from-report.ts'
import { keepingFaults, lastFitted, partOfDisk } from '../../../domain/parts/keeping.ts'
import type { PartData, PartEvent } from '../../../domain/parts/part.ts'
import { reason } from '../../../domain/words/reason.ts'
import { aDisk, anIdentity, aReport, aSettlement } from '../erasure/a-report.ts'
import { aReadBackFinding } from '../erasure/evidence/some-findings.ts'
import { aBattery, aModule, aPart, discarded, fitted, inSlot, received, takenOut, tested } from './some-parts.ts'

const codes = (data: PartData, accounts: readonly DiskAccount[] = []) =>
  keepingFaults(data, accounts).map(({ code }) => code)

const account = (verdict: Verdict | null, settled = verdict !== null): DiskAccount => ({
  key: 'disk',
  identity: anIdentity(),
  label: 'Samsung SSD 860 · S3Z8NB0K',
  kind: 'sata-ssd',
  external: false,
  seenIn: [],
  inLatestReport: true,
  settlement: null,
  verdict,
  evidence: [],
  provable: null,
  conclusion: null,
  unfinished: null,
  explainedBy: null,
  settled,
  whereabouts: [],
  reasons: settled ? [] : [reason('erasure.disk-unsettled', { disk: 'Samsung SSD 860' })],
})
const verified: Verdict = { kind: 'verified', how: 'witnessed', evidence: ['a'.repeat(64)] }
const locked: Verdict = { kind: 'removed', looseDiskId: '1f1d6d9e-4a57-4a44-8b62-7d4c9a1be001', place: 'Armoire' }

describe('A disk', () => {
  const disk: PartData = { kind: 'disk', identity: anIdentity(), diskKind: 'sata-ssd' }
  test('that was erased and verified is kept', () => {
    expect(codes(disk, [account(verified)])).toEqual([])
  })
  test('that somebody only says was erased, that waits in the locked box or that nobody settled is not', () => {
    const declared: Verdict = {
      kind: 'declared',
      method: { category: 'clear', technique: 'overwrite', edition: 'NIST SP 800-88 Rev. 2' },
    }
    for (const verdict of [declared, locked, { kind: 'failed' } as const])
      expect(codes(disk, [account(verdict)])).toContain('parts.disk-not-verified')
    expect(codes(disk, [account(null)])).toEqual(['parts.disk-not-verified', 'erasure.disk-unsettled'])
  })
  test('whose proof fell since is not kept any more', () => {
    expect(codes(disk, [account(verified, false)])).toContain('parts.disk-not-verified')
  })
  test('that one machine calls verified and the next does not is not kept', () => {
    expect(codes(disk, [account(verified), account(null)])).toContain('parts.disk-not-verified')
  })
  test('that left one machine for the locked box and was verified there is kept', () => {
    expect(codes(disk, [account(locked), account(verified)])).toEqual([])
  })
  test('that was in another machine since is verified again before it goes into a third', () => {
    const provenOn = (startedAt: string, settledAt: string): DiskAccount => ({
      ...account(verified),
      settlement: aSettlement({ at: settledAt }),
      evidence: [aReadBackFinding({ hash: 'a'.repeat(64), startedAt })],
    })
    const fittedAt = '2026-11-10T09:00:00Z'
    const since = (startedAt: string, settledAt: string) =>
      keepingFaults(disk, [provenOn(startedAt, settledAt)], fittedAt).map(({ code }) => code)
    expect(since('2026-11-04T10:00:00Z', '2026-11-04T11:00:00Z')).toEqual(['parts.disk-not-verified'])
    expect(since('2026-11-12T10:00:00Z', '2026-11-12T11:00:00Z')).toEqual([])
    // The evidence of before it went into that machine, settled once more.
    expect(since('2026-11-04T10:00:00Z', '2026-11-12T11:00:00Z')).toEqual(['parts.disk-not-verified'])
  })
  test('went into a machine no earlier than its history had come to, whatever the clock said then', () => {
    const at = (event: PartEvent, when: string): PartEvent => ({ ...event, at: when })
    const out = at(takenOut(), '2026-11-05T09:00:00Z')
    expect(lastFitted([out])).toBeNull()
    expect(lastFitted([out, at(fitted(), '2026-11-10T09:00:00Z'), at(tested(true), '2026-11-20T09:00:00Z')])).toBe(
      '2026-11-10T09:00:00Z',
    )
    expect(lastFitted([out, at(fitted(), '2009-01-01T00:00:00Z')])).toBe('2026-11-05T09:00:00Z')
  })
  test('that nobody here knows, or that has no serial number, is not kept', () => {
    expect(codes(disk)).toEqual(['parts.disk-unknown'])
    expect(codes({ ...disk, identity: anIdentity({ serial: '00000000' }) }, [account(verified)])).toEqual([
      'parts.disk-nameless',
    ])
  })
  test('is one part and not two, until that one was discarded', () => {
    const part = aPart(disk)
    expect(partOfDisk(anIdentity({ model: null }), [part])).toBe(part)
    expect(partOfDisk(anIdentity(), [{ ...part, history: [received, discarded] }])).toBeNull()
  })
})

describe('A battery', () => {
  test('at 60 % of its capacity or more is kept, below it is not, and an unknown one is measured first', () => {
    expect(codes(aBattery(60))).toEqual([])
    expect(codes(aBattery(59.9))).toEqual(['parts.battery-worn'])
    expect(codes(aBattery(null))).toEqual(['parts.battery-health-unknown'])
  })
})

describe('What the report shows of the parts of a machine', () => {
  const report = aReport({
    memory: {
      totalBytes: null,
      visibleBytes: null,
      maximumBytes: null,
      slots: { total: 3, used: 3 },
      modules: [inSlot(), inSlot({ locator: 'DIMM B' }), inSlot({ soldered: true, formFactor: 'Row Of Chips' })],
    },
    disks: [aDisk(), aDisk({ kind: 'usb', serial: 'KEY', interface: 'usb' })],
  })
  test('is its modules, its own disks and its batteries; soldered memory does not come out', () => {
    const shown = partsInReport(report)
    expect(shown.map(({ key }) => key)).toEqual(['memory-0', 'memory-1', 'memory-2', 'disk-0', 'battery-0'])
    expect(shown.map(({ against }) => against.map(({ code }) => code))).toEqual([[], [], ['parts.soldered'], [], []])
  })
  test('and the disks that a person found in a machine that does not start', () => {
    const found = { ...account(locked), key: 'other', identity: anIdentity({ serial: 'FOUND-1' }), kind: null }
    const beside = disksBesideReport([account(null), found], partsInReport(report))
    expect(beside.map(({ data }) => data)).toEqual([{ kind: 'disk', identity: found.identity, diskKind: null }])
  })
  test('marks those that were taken out, two alike one after the other', () => {
    const shown = partsInReport(report)
    const one = aPart(shown[0]?.data)
    const disk = aPart({ kind: 'disk', identity: anIdentity(), diskKind: 'sata-ssd' })
    expect([...alreadyTaken(shown, [one, disk]).keys()]).toEqual(['memory-0', 'disk-0'])
    expect([...alreadyTaken(shown, [one, one]).keys()]).toEqual(['memory-0', 'memory-1'])
    expect([...alreadyTaken(shown, [aPart(aModule({ serial: 'X1' }))]).keys()]).toEqual([])
  })
})
