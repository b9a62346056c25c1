// Of many slips, those that must be read to know the last that was said of each thing.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastSlips, type ListedSlip } from '../../../domain/transfer/last-slips.ts'

const slip = (day: number, ...itemIds: string[]): ListedSlip => ({
  hash: `slip of day ${String(day)}`,
  issuedAt: new Date(Date.UTC(2026, 10, day)).toISOString(),
  itemIds,
})
const never = () => false

describe('slips that are read whole', () => {
  test('are the last ones of machines that nothing else tells of, oldest first', () => {
    const slips = [slip(3, 'a', 'b'), slip(1, 'a'), slip(2, 'c')]
    expect(lastSlips(slips, never)).toEqual([slip(2, 'c'), slip(3, 'a', 'b')])
  })

  test('are none where every machine has a file here, or a later document', () => {
    const isTold = (id: string, issuedAt: string) => id === 'here' || issuedAt < slip(5).issuedAt
    expect(lastSlips([slip(4, 'here', 'certified'), slip(9, 'here')], isTold)).toEqual([])
    expect(lastSlips([slip(4, 'certified'), slip(6, 'certified')], isTold)).toEqual([slip(6, 'certified')])
  })

  test('tell the same of every machine as all of them would', () => {
    const known = fc.uniqueArray(
      fc.record({ day: fc.integer({ min: 1, max: 28 }), ids: fc.subarray(['a', 'b', 'c', 'd', 'e']) }),
      { selector: ({ day }) => day },
    )
    fc.assert(
      fc.property(known, (days) => {
        const all = days.map(({ day, ids }) => slip(day, ...ids))
        const lastOf = (slips: readonly ListedSlip[]) =>
          new Map(
            slips
              .toSorted((one, other) => one.issuedAt.localeCompare(other.issuedAt))
              .flatMap(({ hash, itemIds }) => itemIds.map((id) => [id, hash] as const)),
          )
        const read = lastSlips(all, never)
        expect(new Map([...lastOf(read)].toSorted())).toEqual(new Map([...lastOf(all)].toSorted()))
        expect(read.length).toBeLessThanOrEqual(5)
      }),
    )
  })
})
