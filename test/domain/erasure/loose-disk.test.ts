// A disk that was taken out waits at its place until somebody answers for it.
import { describe, expect, test } from 'vitest'
import { looseDisks, looseDisksWaiting, LooseDisk } from '../../../domain/erasure/loose-disk.ts'
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
