// A disk that is received twice is one disk, unless its label says otherwise.
import { describe, expect, test } from 'vitest'
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'
import { isToldApart } from '../../../domain/erasure/received-again.ts'

const read: DiskIdentity = {
  serial: 'WD-WCC2E5XK1234',
  wwn: '0x50014ee2b1f0c9d3',
  model: 'WDC WD5000AAKX-00ERMA0',
  sizeBytes: 500_107_862_016,
}
const typed = (changes: Partial<DiskIdentity> = {}): DiskIdentity => ({
  serial: read.serial,
  wwn: null,
  model: null,
  sizeBytes: null,
  ...changes,
})

describe('Of two disks of one serial', () => {
  test('nothing more being known, they are one', () => {
    expect(isToldApart(read, read)).toBe(false)
    expect(isToldApart(typed(), read)).toBe(false)
    expect(isToldApart(read, typed())).toBe(false)
  })

  test('a label’s short model and round size are the same disk’s', () => {
    expect(isToldApart(typed({ model: 'wd5000aakx', sizeBytes: 500_000_000_000 }), read)).toBe(false)
  })

  test('another model or another size makes them two, whichever was received first', () => {
    for (const other of [typed({ model: 'ST500DM002' }), typed({ sizeBytes: 1_000_000_000_000 })]) {
      expect(isToldApart(other, read)).toBe(true)
      expect(isToldApart(read, other)).toBe(true)
    }
  })
})
