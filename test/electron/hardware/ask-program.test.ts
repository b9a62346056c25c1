import { afterEach, expect, test, vi } from 'vitest'
import { askProgram } from '../../../electron/hardware/ask-program.ts'
import { pathWith } from './recorded-programs.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const having = async (programs: Readonly<Record<string, string>>) => {
  vi.stubEnv('PATH', await pathWith(programs))
}

test('the first program of that name on PATH is asked, in English', async () => {
  await having({ lscpu: 'echo "$LC_ALL $@"' })
  expect(await askProgram({ program: 'lscpu', args: ['--json'], limitMs: 5000 })).toMatchObject({
    state: 'said',
    text: 'C --json\n',
    exitCode: 0,
  })
})

test('no shell ever sees an argument', async () => {
  await having({ smartctl: 'printf "%s" "$1"' })
  const answer = await askProgram({ program: 'smartctl', args: ['/dev/sda; echo broken $(id)'], limitMs: 5000 })
  expect(answer).toMatchObject({ text: '/dev/sda; echo broken $(id)' })
})

test('a program that is not installed is an answer, not an exception', async () => {
  expect(await askProgram({ program: 'no-such-program-here', args: [], limitMs: 5000 })).toEqual({
    state: 'mute',
    why: 'tool-missing',
  })
})

test('a program that hangs is left at its time limit, with all it started', async () => {
  await having({ smartctl: 'sleep 60 & wait' })
  const startedAt = performance.now()
  expect(await askProgram({ program: 'smartctl', args: [], limitMs: 200 })).toEqual({ state: 'mute', why: 'timed-out' })
  expect(performance.now() - startedAt).toBeLessThan(3000)
})

test('a program that floods is stopped', async () => {
  await having({ lsblk: 'yes' })
  expect(await askProgram({ program: 'lsblk', args: [], limitMs: 20_000 })).toEqual({ state: 'mute', why: 'too-large' })
})

test('an exit code does not silence what was said: smartctl’s is a bit field', async () => {
  await having({ smartctl: 'echo "{}"; exit 4' })
  expect(await askProgram({ program: 'smartctl', args: [], limitMs: 5000 })).toMatchObject({
    text: '{}\n',
    exitCode: 4,
  })
})

test('a program that only complains that it may not is told from one that broke', async () => {
  await having({ one: 'echo "Permission denied" >&2; exit 1', two: 'echo "no idea" >&2; exit 1' })
  expect(await askProgram({ program: 'one', args: [], limitMs: 5000 })).toEqual({ state: 'mute', why: 'needs-root' })
  expect(await askProgram({ program: 'two', args: [], limitMs: 5000 })).toEqual({ state: 'mute', why: 'tool-failed' })
})

test('a reading that a person cancels ends at once', async () => {
  await having({ lsblk: 'sleep 60' })
  const answer = askProgram({ program: 'lsblk', args: [], limitMs: 60_000, signal: AbortSignal.timeout(100) })
  expect(await answer).toEqual({ state: 'mute', why: 'not-asked' })
})
