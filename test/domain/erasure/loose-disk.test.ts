// A disk that was taken out waits at its place until somebody answers for it.
import { describe, expect, test } from 'vitest'
import { accountForLooseDisk, kindOfLooseDisk } from '../../../domain/erasure/loose-disk-account.ts'
import type { LooseDiskFile } from '../../../domain/erasure/loose-disk-file.ts'
import { looseDisks, LooseDisk } from '../../../domain/erasure/loose-disk.ts'
import type { Settlement } from '../../../domain/erasure/settlement.ts'
import { aDisk, aSettlement, anIdentity, declared, removed, uuidOf } from './a-report.ts'

/** Those of which no word says that they are settled. */
const looseDisksWaiting = (...given: Parameters<typeof looseDisks>) =>
  looseDisks(...given).filter(({ settledBy }) => settledBy === null)
const out = aSettlement({ outcome: removed(901), at: '2026-11-04T11:00:00Z' })
const after = (outcome: Parameters<typeof aSettlement>[0], day: string) =>
  aSettlement({ id: uuidOf(Number(day)), at: `2026-11-${day}T11:00:00Z`, ...outcome })

describe('A loose disk', () => {
  test('waits from the day it was taken out, with the machine it comes from', () => {
    const [disk] = looseDisksWaiting([out], 'declared')
    expect(LooseDisk.parse(disk)).toMatchObject({
      id: uuidOf(901),
      since: out.at,
      place: 'Armoire fermée',
      settledBy: null,
    })
  })
  test('is settled by a later erasure, as far as the workshop accepts it', () => {
    const erased = after({ outcome: declared }, '06')
    expect(looseDisksWaiting([out, erased], 'declared')).toEqual([])
    expect(looseDisksWaiting([out, erased], 'witnessed')).toHaveLength(1)
  })
  test('is not settled by a failed erasure, nor by one before it was taken out', () => {
    expect(
      looseDisksWaiting([out, after({ outcome: { kind: 'failed', notes: 'muet' } }, '06')], 'declared'),
    ).toHaveLength(1)
    expect(looseDisksWaiting([after({ outcome: declared }, '03'), out], 'declared')).toHaveLength(1)
  })
  test('is taken out after what was journalled before, whatever the clock said', () => {
    const fastClock = after({ outcome: declared }, '09')
    expect(looseDisksWaiting([fastClock, out], 'declared')).toMatchObject([{ id: uuidOf(901) }])
  })
  test('that is moved keeps its file and its waiting time', () => {
    const moved = after({ outcome: { ...removed(902), place: 'Coffre' } as never }, '07')
    expect(looseDisksWaiting([out, moved], 'declared')).toMatchObject([
      { id: uuidOf(901), since: out.at, place: 'Coffre' },
    ])
  })
  test('is not another disk: the longest waiting comes first', () => {
    const other = after({ outcome: removed(903), disk: anIdentity({ serial: 'W4Z0H9' }) }, '02')
    expect(looseDisks([out, other], 'declared').map(({ id }) => id)).toEqual([uuidOf(903), uuidOf(901)])
  })
})

const file: LooseDiskFile = {
  id: uuidOf(950),
  stay: { id: uuidOf(951), startedAt: '2026-11-05T08:00:00Z' },
  disk: anIdentity({ serial: 'WX61A7733' }),
  chassis: 'INV-0311',
  place: 'Caisse du matin',
  operator: 'AAAA',
}
const ofFile = { machineId: file.id, stayId: file.stay.id, disk: file.disk }

describe('A disk that came by itself', () => {
  test('waits in the same list, under its own name, with the number of its chassis', () => {
    const [first, second] = looseDisksWaiting([out], 'declared', [file])
    expect(LooseDisk.parse(first).id).toBe(uuidOf(901))
    expect(LooseDisk.parse(second)).toMatchObject({
      id: file.id,
      owner: { machineId: file.id, stayId: file.stay.id },
      fromMachine: null,
      chassis: 'INV-0311',
      since: file.stay.startedAt,
    })
  })
  test('is settled by what is settled under its own name, and by nothing that was said of another disk', () => {
    expect(looseDisksWaiting([after({ outcome: declared, ...ofFile }, '06')], 'declared', [file])).toEqual([])
    expect(looseDisksWaiting([after({ outcome: declared }, '06')], 'declared', [file])).toHaveLength(1)
  })
})

describe('What kind of disk a loose disk is', () => {
  const kindOf = (kind: LooseDiskFile['kind'], reported: Parameters<typeof kindOfLooseDisk>[1] = []) => {
    const [loose] = looseDisks([], 'declared', [{ ...file, ...(kind === undefined ? {} : { kind }) }])
    if (loose === undefined) throw new Error('There is no loose disk')
    return kindOfLooseDisk(loose, reported)
  }
  test('stands in its file, from the day on which it was received', () => {
    expect(kindOf('hdd')).toBe('hdd')
    expect(kindOf(null)).toBeNull()
    expect(kindOf(undefined)).toBeNull()
  })
  test('is what the last report that tells says of this very disk', () => {
    const { serial } = file.disk
    const other = aDisk({ serial: 'W4Z0H9', kind: 'nvme' })
    const silent = aDisk({ serial, kind: null })
    expect(kindOf(null, [aDisk({ serial, kind: 'hdd' }), aDisk({ serial, kind: 'sata-ssd' }), silent, other])).toBe(
      'sata-ssd',
    )
  })
})

describe('The account of a loose disk', () => {
  const account = (settlements: readonly Settlement[], files: readonly LooseDiskFile[] = []) => {
    const [loose] = looseDisks(settlements, 'declared', files)
    if (loose === undefined) throw new Error('There is no loose disk')
    return accountForLooseDisk({
      loose,
      stay: files[0]?.stay ?? { id: loose.owner.stayId, startedAt: '2026-11-02T08:00:00Z' },
      settlements,
      kind: 'hdd',
      minimum: 'declared',
      now: '2026-11-20T10:00:00Z',
      evidence: [],
      uses: [],
      unfinished: [],
    })
  }
  test('does not take "taken out" for a verdict', () => {
    expect(account([out])).toMatchObject({ verdict: null, settled: false, settlement: null })
  })
  test('rests on what was settled since it was taken out', () => {
    const destroyed = after(
      { outcome: { kind: 'destroyed', technique: 'shred', performedAt: '2026-11-06T10:00:00Z', notes: '' } },
      '06',
    )
    expect(account([out, destroyed])).toMatchObject({ verdict: { kind: 'destroyed' }, settled: true, reasons: [] })
    expect(account([after({ outcome: declared }, '03'), out]).verdict).toBeNull()
  })
  test('is less than the minimum where its erasure failed', () => {
    const failed = after({ outcome: { kind: 'failed', notes: 'muet' }, ...ofFile }, '06')
    expect(account([failed], [file])).toMatchObject({ verdict: { kind: 'failed' }, settled: false })
  })
  test('counts as erasing until its end is known', () => {
    const [loose] = looseDisks([], 'declared', [file])
    if (loose === undefined) throw new Error('There is no loose disk')
    const declaredBefore = after({ outcome: declared, ...ofFile }, '06')
    const account = accountForLooseDisk({
      loose,
      stay: file.stay,
      settlements: [declaredBefore],
      kind: 'hdd',
      minimum: 'declared',
      now: '2026-11-20T10:00:00Z',
      evidence: [],
      uses: [],
      unfinished: [{ job: uuidOf(77), disk: file.disk, startedAt: '2026-11-07T10:00:00Z', position: 9 }],
    })
    expect(account.verdict).toBeNull()
    expect(account.reasons.map(({ code }) => code)).toContain('erasure.unfinished')
  })
})
