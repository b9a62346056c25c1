// The stock as a window works on it: numbers, places, fitting into a machine and back.
import { expect, test, vi } from 'vitest'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { partsTakenOut } from '../../../domain/parts/taken-out.ts'
import { useMachines } from '../../../renderer/stores/machines.ts'
import { namedMachine, useParts } from '../../../renderer/stores/parts.ts'
import { aModule } from '../../domain/parts/some-parts.ts'
import { openWorkshop } from './workshop.ts'

const atWork = async () => {
  const { journal } = await openWorkshop()
  const parts = useParts()
  const machines = useMachines()
  const receive = async (inventoryNumber: string): Promise<MachineFile> => {
    const created = await machines.create({ inventoryNumber, equipment: 'laptop' })
    if (created.kind !== 'created') throw new Error('the number is taken')
    return created.machine
  }
  return { journal, parts, machines, receive }
}

const aNewPart = { data: aModule(), place: 'bac 3', grams: 9, from: null, works: null }

test('parts are numbered one after the other, and their places are proposed for the next', async () => {
  const { parts, receive } = await atWork()
  const machine = await receive('INV-0001')
  await parts.keep({ ...aNewPart, from: namedMachine(machine, null) })
  await parts.keep({ ...aNewPart, place: 'bac 1', works: true })
  await vi.waitFor(() => {
    expect(parts.all.map(({ number }) => number)).toEqual(['P-0001', 'P-0002'])
  })
  expect(parts.places).toEqual(['bac 1', 'bac 3'])
  expect(partsTakenOut(parts.all, machine).map(({ number }) => number)).toEqual(['P-0001'])
  expect(parts.withNumber(' p-0002')?.history.map(({ what }) => what)).toEqual(['received', 'tested'])
})

test('two parts kept at once get two numbers', async () => {
  const { parts } = await atWork()
  const kept = await Promise.all([parts.keep(aNewPart), parts.keep(aNewPart), parts.keep(aNewPart)])
  expect(kept.map(({ number }) => number).toSorted()).toEqual(['P-0001', 'P-0002', 'P-0003'])
})

test('a part that is fitted stands among the repairs; taken back, its line goes and what people wrote stays', async () => {
  const { parts, machines, receive } = await atWork()
  const from = namedMachine(await receive('INV-0001'), null)
  const laptop = await receive('INV-0002')
  await machines.save(laptop.id, { repairs: 'Charnière resserrée.' })
  const { id } = await parts.keep({ ...aNewPart, from })
  await parts.fitInto(id, namedMachine(laptop, null), 'fr')
  await vi.waitFor(() => {
    expect(parts.fittedIn(laptop.id).map(({ number }) => number)).toEqual(['P-0001'])
  })
  const repairs = () => machines.byId(laptop.id)?.repairs.replace(/[\u202f\u00a0]/g, ' ')
  await vi.waitFor(() => {
    expect(repairs()).toBe(
      'Charnière resserrée.\nAjout d’une pièce de réemploi : Barrette de 4 Go DDR4 SODIMM, pièce P-0001, venue de la machine INV-0001.',
    )
  })
  await parts.takeBack(id, 'bac 5')
  await vi.waitFor(() => {
    expect(parts.byId(id)?.place).toBe('bac 5')
    expect(repairs()).toBe('Charnière resserrée.')
  })
  expect(parts.everIn(laptop.id).map(({ number }) => number)).toEqual(['P-0001'])
})

test('a part is not fitted where the repairs have no room to say it', async () => {
  const { parts, machines, receive } = await atWork()
  const laptop = await receive('INV-0002')
  await machines.save(laptop.id, { repairs: 'x'.repeat(1990) })
  const { id } = await parts.keep(aNewPart)
  await expect(parts.fitInto(id, namedMachine(laptop, null), 'fr')).rejects.toMatchObject({
    reasons: [{ code: 'parts.repairs-full' }],
  })
  expect(parts.byId(id)?.history.map(({ what }) => what)).toEqual(['received'])
})

test('what was discarded by mistake comes back', async () => {
  const { parts } = await atWork()
  const { id } = await parts.keep(aNewPart)
  await parts.discard(id)
  await vi.waitFor(() => {
    expect(parts.inStock).toEqual([])
  })
  await parts.restore(id)
  await vi.waitFor(() => {
    expect(parts.inStock.map((part) => part.id)).toEqual([id])
  })
})
