import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Frame } from '../../../domain/journal/frame.ts'
import { Clock } from '../../../electron/vault/clock.ts'
import { machineFile } from './samples.ts'

const builtAt = '2026-06-01T00:00:00.000Z'

const clockAt = (now: string, ...frames: Frame[]): Clock => {
  const clock = new Clock(() => new Date(now), builtAt)
  for (const frame of frames) clock.observe(frame)
  return clock
}
const savedAt = (at: string): Frame => ({
  position: 1,
  previous: null,
  at,
  transaction: randomUUID(),
  entry: { kind: 'machine', v: 1, machine: machineFile() },
})
const confirmedAt = (at: string): Frame => ({
  ...savedAt(at),
  entry: { kind: 'clock', v: 1, now: at, confirmation: randomUUID() },
})

describe('a clock', () => {
  it('is believed after the build and after the last frame, with no long silence between', () => {
    expect(clockAt('2026-11-02T08:00:00.000Z').state).toEqual({ state: 'trusted' })
    expect(clockAt('2026-11-02T08:00:00.000Z', savedAt('2026-10-30T17:00:00.000Z')).state).toEqual({ state: 'trusted' })
  })

  it('of an old PC that woke in 2009 is in doubt', () => {
    expect(clockAt('2009-01-01T00:00:12.000Z', savedAt('2026-10-30T17:00:00.000Z')).state).toEqual({
      state: 'doubtful',
      why: 'before-build',
      now: '2009-01-01T00:00:12.000Z',
      lastKnown: builtAt,
    })
  })

  it('before the last frame is in doubt, but not for the seconds that a time server takes back', () => {
    const last = savedAt('2026-10-30T17:00:00.000Z')
    expect(clockAt('2026-10-30T16:59:30.000Z', last).state).toEqual({ state: 'trusted' })
    expect(clockAt('2026-10-30T16:00:00.000Z', last).state).toMatchObject({ why: 'before-last-frame' })
  })

  it('that jumped by more than 30 days is in doubt', () => {
    const last = savedAt('2026-10-01T08:00:00.000Z')
    expect(clockAt('2026-10-31T07:59:00.000Z', last).state).toEqual({ state: 'trusted' })
    expect(clockAt('2026-10-31T08:01:00.000Z', last).state).toMatchObject({
      state: 'doubtful',
      why: 'jump',
      lastKnown: '2026-10-01T08:00:00.000Z',
    })
  })

  it('is not believed at the next start because of what was saved under it', () => {
    const wrong = savedAt('2031-01-01T08:00:00.000Z')
    const frames = [savedAt('2026-10-01T08:00:00.000Z'), wrong, wrong]
    expect(clockAt('2031-01-01T09:00:00.000Z', ...frames).state).toMatchObject({ state: 'doubtful', why: 'jump' })
    expect(clockAt('2026-10-02T08:00:00.000Z', ...frames).state).toEqual({ state: 'trusted' })
  })

  it('that a supervisor declared is declared until the next start, and measures what comes after', () => {
    const clock = clockAt('2026-12-24T08:00:00.000Z', savedAt('2026-10-01T08:00:00.000Z'))
    expect(clock.declare('2026-12-24T08:00:00.000Z')).toEqual({
      state: 'declared',
      confirmedAt: '2026-12-24T08:00:00.000Z',
    })
    const next = clockAt(
      '2026-12-26T08:00:00.000Z',
      savedAt('2026-10-01T08:00:00.000Z'),
      confirmedAt('2026-12-24T08:00:00.000Z'),
    )
    expect(next.state).toEqual({ state: 'trusted' })
  })

  it('that was declared wrongly does not lock the right one out: a supervisor declares again', () => {
    const frames = [savedAt('2026-10-01T08:00:00.000Z'), confirmedAt('2099-01-01T00:00:00.000Z')]
    expect(clockAt('2026-10-02T08:00:00.000Z', ...frames).state).toMatchObject({ why: 'before-last-frame' })
    expect(clockAt('2026-10-02T09:00:00.000Z', ...frames, confirmedAt('2026-10-02T08:30:00.000Z')).state).toEqual({
      state: 'trusted',
    })
  })
})
