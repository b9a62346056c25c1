// When a run of nwipe that the station started counts as complete: its log is of that disk, of that method, and whole.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bytesToldByNwipe, doubtsOfNwipeRun } from '../../../../domain/erasure/nwipe/run.ts'
import type { Medium } from '../../../../domain/erasure/read-back/read-back.ts'

const fixtures = new URL('../../../fixtures/nwipe/', import.meta.url)
const logOf = (name: string) => readFileSync(new URL(`${name}.log`, fixtures), 'utf8')

const medium = (sizeBytes: number, serial: string | null = null): Medium => ({
  kind: 'disk',
  identity: { serial, wwn: null, model: null, sizeBytes },
  sizeBytes,
  sectorBytes: 512,
  instance: '7:0 1 boot',
})
const asked = { device: '/dev/loop0', medium: medium(8_388_608), now: '2026-11-24T12:00:00Z' }
const zeros = { ...asked, fill: 'zeros', blank: false } as const
const randomThenZeros = { ...asked, fill: 'random', blank: true } as const
const random = { ...asked, fill: 'random', blank: false } as const
const codes = (log: string, of: Parameters<typeof doubtsOfNwipeRun>[1]) =>
  doubtsOfNwipeRun(log, of).map(({ code }) => code)

describe('A run of nwipe', () => {
  test('is complete as it was asked for, though a loop device has no serial', () => {
    expect(codes(logOf('zero-last-noblank'), zeros)).toEqual([])
    expect(codes(logOf('random-last-blank'), randomThenZeros)).toEqual([])
    expect(codes(logOf('random-last-noblank'), random)).toEqual([])
  })

  test('is complete by no other log there is', () => {
    const names = readdirSync(fixtures).flatMap((name) => /^(.+)\.log$/.exec(name)?.[1] ?? [])
    const completeBy = (of: Parameters<typeof doubtsOfNwipeRun>[1]) =>
      names.filter((name) => codes(logOf(name), of).length === 0)
    // The first two are the same run: printed instead of written to a file, and told at greater length.
    expect(completeBy(zeros).sort()).toEqual(['to-the-screen', 'verbose', 'zero-last-noblank'])
    expect(completeBy(randomThenZeros)).toEqual(['random-last-blank'])
    expect(completeBy(random)).toEqual(['random-last-noblank'])
  })

  test('is not complete when any of its last lines is missing, or all of them', () => {
    const lines = logOf('zero-last-noblank').split('\n')
    for (let kept = 0; kept < lines.length - 1; kept++) {
      expect(codes(lines.slice(0, kept).join('\n'), zeros)).not.toEqual([])
    }
  })

  test('is not of this disk where the name, the size, or the serial is another’s', () => {
    const log = logOf('zero-last-noblank')
    expect(codes(log, { ...zeros, device: '/dev/loop1' })).toEqual(['erase.log-of-another'])
    expect(codes(log, { ...zeros, medium: medium(8_388_608 * 2) })).toEqual(['erase.log-not-as-asked'])
    const named = log.replace('S/N=', 'S/N=WD-WX11A22B').replace('Loopback device/', 'Loopback device/WD-WX11A22B')
    expect(codes(named, { ...zeros, medium: medium(8_388_608, 'WD-WX11A22B') })).toEqual([])
    expect(codes(named, { ...zeros, medium: medium(8_388_608, 'S2R5NX0H') })).toEqual(['erase.log-of-another'])
  })

  test('that left nothing, or the usage, is none', () => {
    expect(codes('', zeros)).toEqual(['erase.log-empty'])
    expect(codes('Usage: nwipe [options] [device1] [device2] ...\n', zeros)).not.toEqual([])
  })

  test('tells how far it is, pass by pass', () => {
    expect(bytesToldByNwipe('')).toBe(0)
    expect(bytesToldByNwipe(logOf('random-last-blank'))).toBe(3 * 8_388_608)
  })
})
