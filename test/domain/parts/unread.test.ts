// A machine is read again once parts went in or out: its certificate speaks of the machine as it is.
import { describe, expect, test } from 'vitest'
import type { PartData, PartEvent } from '../../../domain/parts/part.ts'
import { partsUnread, readAgainReasons, type ReadMachine } from '../../../domain/parts/unread.ts'
import { aDisk, anIdentity, aReport } from '../erasure/a-report.ts'
import { aMachine, aModule, aPart, fitted, received, takenBack, takenOut } from './some-parts.ts'

const { machineId, stayId } = aMachine(2)
const readAt = (addedAt: string, report = aReport()): ReadMachine => ({ machineId, stayId, read: { report, addedAt } })
const before = '2026-11-19T09:00:00Z'
const since = '2026-11-21T09:00:00Z'
const numbers = (data: PartData, history: readonly PartEvent[], machine: ReadMachine) =>
  partsUnread([aPart(data, { history: [...history] })], machine).map(({ number }) => number)

const disk: PartData = { kind: 'disk', identity: anIdentity({ serial: 'KEPT-1' }), diskKind: 'sata-ssd' }
const charger: PartData = { kind: 'charger', watts: 65, volts: 20, connector: 'USB-C' }

describe('A module', () => {
  test('that went in, or out, after the last report asks for another one', () => {
    expect(numbers(aModule(), [received, fitted()], readAt(before))).toEqual(['P-0001'])
    expect(numbers(aModule(), [takenOut(aMachine(2))], readAt(before))).toEqual(['P-0001'])
    expect(numbers(aModule(), [received, fitted(), takenBack('bac 1')], readAt(before))).toEqual(['P-0001'])
  })
  test('asks for nothing once the machine was read, nor for a machine that it was never in', () => {
    expect(numbers(aModule(), [received, fitted()], readAt(since))).toEqual([])
    expect(numbers(aModule(), [received, fitted(aMachine(3))], readAt(before))).toEqual([])
  })
})

describe('A disk', () => {
  test('that is in the machine and that its last report does not show is never left out, whatever the clocks say', () => {
    expect(numbers(disk, [received, fitted()], readAt(since))).toEqual(['P-0001'])
    expect(numbers(disk, [received, fitted()], { machineId, stayId, read: null })).toEqual(['P-0001'])
    const shown = aReport({ disks: [aDisk(), aDisk({ serial: 'KEPT-1' })] })
    expect(numbers(disk, [received, fitted()], readAt(since, shown))).toEqual([])
  })
})

test('a charger changes nothing of what a report says', () => {
  expect(numbers(charger, [received, fitted()], readAt(before))).toEqual([])
})

test('what is asked for names the parts', () => {
  const parts = [
    aPart(aModule(), { history: [received, fitted()] }),
    aPart(disk, { number: 'P-0002', history: [received, fitted()] }),
  ]
  expect(readAgainReasons(partsUnread(parts, readAt(before)))).toEqual([
    { code: 'parts.read-again', params: { numbers: 'P-0001, P-0002' } },
  ])
})
