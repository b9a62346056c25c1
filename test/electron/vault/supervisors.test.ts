import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewPerson } from '../../../domain/contract.ts'
import { PersonCode } from '../../../domain/station/station.ts'
import { People } from '../../../electron/vault/people.ts'
import { pauseAfter, PinTries } from '../../../electron/vault/pins.ts'
import { newFolder } from './samples.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => folder.remove())

const claire: NewPerson = { name: 'Claire', role: 'supervisor', simplified: false, pin: '4711' }
const samir: NewPerson = { name: 'Samir', role: 'operator', simplified: true, pin: null }
const permitted = () => Promise.resolve()

describe('the people of a station', () => {
  it('have codes that say nothing about them, and are the same after a restart', async () => {
    const people = await People.open(folder.path)
    await people.begin([claire, samir])
    const list = people.list()
    for (const { code } of list) {
      expect(PersonCode.safeParse(code).success).toBe(true)
      expect(code).not.toMatch(/[AEIOUY01]/)
    }
    expect((await People.open(folder.path)).list()).toEqual(list)
    expect(list).toMatchObject([
      { name: 'Claire', role: 'supervisor', active: true },
      { name: 'Samir', role: 'operator', simplified: true, active: true },
    ])
  })

  it('never share a code, and an erased code is never given again', async () => {
    const people = await People.open(folder.path)
    await people.begin([claire, samir])
    const code = people.list()[1]?.code ?? ''
    await people.erase(code, permitted)
    const text = await readFile(join(folder.path, 'people.json'), 'utf8')
    expect(text).not.toContain('Samir')
    expect(JSON.parse(text)).toMatchObject({ erasedCodes: [code] })
  })

  it('are proved by PIN or recovery code, of which only scrypt hashes are kept', async () => {
    const people = await People.open(folder.path)
    const recoveryCode = await people.begin([claire, samir])
    const [supervisor, operator] = people.list().map(({ code }) => code)
    expect(await people.isPinOf(supervisor ?? '', '4711')).toBe(true)
    expect(await people.isPinOf(supervisor ?? '', '4712')).toBe(false)
    expect(await people.isPinOf(operator ?? '', '4711')).toBe(false)
    expect(await people.isRecoveryCode(recoveryCode)).toBe(true)
    expect(await people.isRecoveryCode('4711')).toBe(false)
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    expect(await people.isRecoveryCode(typed)).toBe(true)
    const text = await readFile(join(folder.path, 'people.json'), 'utf8')
    expect(text).not.toContain('4711')
    expect(text).not.toContain(recoveryCode)
  })

  it('are never without somebody who can confirm', async () => {
    const people = await People.open(folder.path)
    await expect(people.begin([samir])).rejects.toMatchObject({
      failure: { reasons: [{ code: 'supervision.no-supervisor' }] },
    })
    await people.begin([claire, samir])
    const { code, name, simplified } = people.list()[0] ?? { code: '', name: '', simplified: false }
    const last = { failure: { code: 'refused', reasons: [{ code: 'supervision.last-supervisor' }] } }
    await expect(people.erase(code, permitted)).rejects.toMatchObject(last)
    await expect(people.change({ code, name, simplified, active: false, pin: null }, permitted)).rejects.toMatchObject(
      last,
    )
    await people.add({ ...claire, name: 'Denis' }, permitted)
    await people.change({ code, name, simplified, active: false, pin: null }, permitted)
    expect(people.isActiveSupervisor(code)).toBe(false)
  })

  it('have a PIN if they are supervisors, and only then', async () => {
    const people = await People.open(folder.path)
    await expect(people.begin([{ ...claire, pin: null }])).rejects.toMatchObject({ failure: { code: 'refused' } })
    await expect(people.begin([claire, { ...samir, pin: '1234' }])).rejects.toMatchObject({
      failure: { code: 'refused' },
    })
  })

  it('stay as they are when the change is not permitted', async () => {
    const people = await People.open(folder.path)
    await people.begin([claire, samir])
    const before = people.list()
    await expect(people.erase(before[1]?.code ?? '', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect((await People.open(folder.path)).list()).toEqual(before)
  })
})

describe('wrong secrets', () => {
  let now = Date.parse('2026-11-02T08:00:00.000Z')
  const open = () => PinTries.open(folder.path, () => new Date(now))
  const guess = async (tries: PinTries, right = false) =>
    tries
      .try('CLRB', () => Promise.resolve(right))
      .then(() => 'right' as const)
      .catch((error: unknown) => (error as { failure: unknown }).failure)
  beforeEach(() => {
    now = Date.parse('2026-11-02T08:00:00.000Z')
  })

  it('are told how many more there are before a pause, and the fifth begins it', async () => {
    const tries = await open()
    for (const left of [4, 3, 2, 1]) {
      expect(await guess(tries)).toMatchObject({ code: 'wrong-secret', reasons: [{ params: { left } }] })
    }
    expect(await guess(tries)).toMatchObject({ code: 'paused', reasons: [{ params: { seconds: 30 } }] })
    expect(await guess(tries, true)).toMatchObject({ code: 'paused' })
    now += 30_000
    expect(await guess(tries, true)).toBe('right')
    expect(await guess(tries)).toMatchObject({ code: 'wrong-secret', reasons: [{ params: { left: 4 } }] })
  })

  it('make pauses that double up to a quarter of an hour', () => {
    expect([4, 5, 6, 7, 8, 9, 10, 11, 50].map((wrong) => pauseAfter(wrong) / 1000)).toEqual([
      0, 30, 60, 120, 240, 480, 900, 900, 900,
    ])
  })

  it('are counted across a restart', async () => {
    for (let restart = 0; restart < 5; restart++) await guess(await open())
    expect(await guess(await open(), true)).toMatchObject({ code: 'paused' })
  })

  it('are counted one after the other, however many are tried at once', async () => {
    const tries = await open()
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess(tries)))
    expect(answers.filter((answer) => (answer as { code: string }).code === 'wrong-secret')).toHaveLength(4)
  })

  it('are counted before they are checked', async () => {
    const tries = await open()
    let counted: unknown
    await tries.try('CLRB', async () => {
      counted = JSON.parse(await readFile(join(folder.path, 'wrong-pins.json'), 'utf8'))
      return true
    })
    expect(counted).toMatchObject({ supervisors: { CLRB: { wrong: 1 } } })
    expect(JSON.parse(await readFile(join(folder.path, 'wrong-pins.json'), 'utf8'))).toMatchObject({ supervisors: {} })
  })

  it('of one supervisor pause nobody else', async () => {
    const tries = await open()
    for (let count = 0; count < 5; count++) await guess(tries)
    await expect(tries.try('DNSF', () => Promise.resolve(true))).resolves.toBeUndefined()
  })

  it('do not pause anybody for years when the clock is set back: the pause begins again', async () => {
    const tries = await open()
    for (let count = 0; count < 5; count++) await guess(tries)
    now = Date.parse('2009-01-01T00:00:00.000Z')
    expect(await guess(tries, true)).toMatchObject({ code: 'paused', reasons: [{ params: { seconds: 30 } }] })
    now += 30_000
    expect(await guess(tries, true)).toBe('right')
  })

  it('whose count cannot be read are not taken for none', async () => {
    await writeFile(join(folder.path, 'wrong-pins.json'), '{"kind":')
    await expect(open()).rejects.toMatchObject({ failure: { reasons: [{ code: 'supervision.tries-unreadable' }] } })
  })
})
