// A disk that was taken out waits at its place until somebody answers for it.
import { describe, expect, test } from 'vitest'
import { accountForLooseDisk } from '../../../domain/erasure/loose-disk-account.ts'
import type { LooseDiskFile } from '../../../domain/erasure/loose-disk-file.ts'
import { looseDisks, looseDisksWaiting, LooseDisk } from '../../../domain/erasure/loose-disk.ts'
import type { Settlement } from '../../../domain/erasure/settlement.ts'
import { aSettlement, anIdentity, declared, removed, uuidOf } from './a-report.ts'

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
    expect(looseDisksWaiting([erased, out], 'declared')).toEqual([])
    expect(looseDisksWaiting([erased, out], 'witnessed')).toHaveLength(1)
  })
  test('is not settled by a failed erasure, nor by one before it was taken out', () => {
    expect(
      looseDisksWaiting([out, after({ outcome: { kind: 'failed', notes: 'muet' } }, '06')], 'declared'),
    ).toHaveLength(1)
    expect(looseDisksWaiting([out, after({ outcome: declared }, '03')], 'declared')).toHaveLength(1)
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
      unfinished: [{ job: uuidOf(77), disk: file.disk, startedAt: '2026-11-07T10:00:00Z' }],
    })
    expect(account.verdict).toBeNull()
    expect(account.reasons.map(({ code }) => code)).toContain('erasure.unfinished')
  })
})
