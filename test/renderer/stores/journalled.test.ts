// A save whose answer is lost on its way, one that another keeps overtaking, and work on one thing that waits for its turn.
import { expect, test } from 'vitest'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { inTurns, useJournalled } from '../../../renderer/stores/journalled.ts'
import { useMachines } from '../../../renderer/stores/machines.ts'
import { useSession } from '../../../renderer/stores/session.ts'
import { provideStation } from '../../../renderer/stores/station-client.ts'
import { openWindow, openWorkshop } from './workshop.ts'

const received = async (inventoryNumber: string): Promise<MachineFile> => {
  const created = await useMachines().create({ inventoryNumber, equipment: 'laptop' })
  if (created.kind !== 'created') throw new Error('The number is taken')
  return created.machine
}

/** Its station does what is asked, and once there is something to lose, the answer gets lost so many times. */
const openWorkshopLosing = async (times: number) => {
  const { journal, station } = await openWindow()
  let left = 0
  provideStation(async (name, input, options) => {
    const reply = await journal.send(name, input, options)
    if (name !== 'machines.save' || left === 0) return reply
    left -= 1
    return { ok: false, error: { code: 'timed-out', message: 'No answer', reasons: [] } }
  })
  await station.start()
  useSession().signIn('AAAA')
  const { id } = await received('PC-0001')
  left = times
  return { journal, id }
}

test('a save whose answer was lost is asked again, and is journalled once', async () => {
  const { journal, id } = await openWorkshopLosing(1)
  const before = journal.head().position
  expect(await useMachines().save(id, { repairs: 'charnière' })).toMatchObject({ revision: 2, repairs: 'charnière' })
  expect(journal.head().position).toBe(before + 1)
})

test('an answer that is lost again and again is said', async () => {
  const { id } = await openWorkshopLosing(2)
  await expect(useMachines().save(id, { repairs: 'charnière' })).rejects.toMatchObject({ code: 'timed-out' })
})

test('a save that others keep overtaking is given up, and said', async () => {
  const { journal } = await openWorkshop()
  const first = await received('PC-0003')
  const { append, appendNext } = useJournalled()
  const stale = { ...first, revision: 2, repairs: 'charnière' }
  await journal.append({ kind: 'machine', v: 1, machine: { ...first, revision: 2 } })
  let asked = 0
  const save = appendNext(
    () => {
      asked += 1
      return Promise.resolve(stale)
    },
    (machine) => append('machines.save', { transaction: crypto.randomUUID(), machine }),
  )
  await expect(save).rejects.toMatchObject({ code: 'conflict' })
  expect(asked).toBeGreaterThan(1)
})

test('work on one thing waits for what was asked before, also where that failed; work on another does not', async () => {
  const inTurn = inTurns()
  const done: string[] = []
  const gate = Promise.withResolvers<undefined>()
  const first = inTurn('one', async () => {
    await gate.promise
    done.push('first')
    throw new Error('failed')
  })
  const second = inTurn('one', () => Promise.resolve(done.push('second')))
  await inTurn('other', () => Promise.resolve(done.push('other')))
  expect(done).toEqual(['other'])
  gate.resolve(undefined)
  await expect(first).rejects.toThrow('failed')
  await second
  expect(done).toEqual(['other', 'first', 'second'])
})
