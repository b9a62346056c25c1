// A worker scans the disks that come out of a machine: each once, and no label of a machine is taken for a serial.
import { expect, test, vi } from 'vitest'
import { nextStep } from '../../../../domain/dismantling/work-order.ts'
import { STEP_RULES } from '../../../../domain/dismantling/work-steps.ts'
import type { MachineFile } from '../../../../domain/machine/machine-file.ts'
import ChooseMachine from '../../../../renderer/places/simplifie/ChooseMachine.vue'
import WorkOnMachine from '../../../../renderer/places/simplifie/WorkOnMachine.vue'
import { useDismantling } from '../../../../renderer/stores/dismantling.ts'
import { useDismantlingOrders } from '../../../../renderer/stores/dismantling-orders.ts'
import { useStation } from '../../../../renderer/stores/station.ts'
import { machineFile } from '../../journal-in-memory.ts'
import { sachaConfirms } from '../../stores/workshop.ts'
import { atTheBench, says } from '../banc/at-the-bench.ts'

const scan = (text: string) => {
  const target = document.activeElement ?? document.body
  for (const character of [...text, 'Enter'])
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key: character, code: character, bubbles: true, cancelable: true }),
    )
}

/** Everything before the disks is done, and two were found. */
const atTheDisks = async ({ id, stay, equipment }: MachineFile) => {
  const sent = useDismantlingOrders().order(
    [{ machineId: id, stayId: stay.id, reason: 'damaged' as const, note: '' }],
    [],
  )
  await sachaConfirms()
  expect(await sent).toBe(true)
  const dismantling = useDismantling()
  const file = await dismantling.open({ id, stay, equipment })
  const before = STEP_RULES.slice(
    0,
    STEP_RULES.findIndex(({ key }) => key === 'disk'),
  )
  const steps = Object.fromEntries(before.map(({ key }) => [key, { at: '2026-11-25T09:00:00Z', yes: false }]))
  const begun = await dismantling.save(file.id, { steps, mediaFound: 2 })
  expect(nextStep(equipment, begun)?.name).toBe('disk-1')
  return file.id
}

test('the same disk twice is one, and a number that two machines bear is none, nor an address', async () => {
  const { main, router, journal } = await atTheBench()
  const machine = machineFile({ equipment: 'desktop' })
  for (const each of [machine, machineFile({ inventoryNumber: '4711' }), machineFile({ inventoryNumber: '4711' })])
    await journal.append({ kind: 'machine', v: 1, machine: each })
  await useStation().catchUp()
  const fileId = await atTheDisks(machine)
  const serials = () =>
    useDismantling()
      .byId(fileId)
      ?.media.map(({ serial }) => serial)

  router.addRoute({ path: '/simplifie', name: 'simplifie', component: ChooseMachine })
  router.addRoute({ path: '/simplifie/:machineId', name: 'simplifie-machine', component: WorkOnMachine, props: true })
  await router.push({ name: 'simplifie-machine', params: { machineId: machine.id } })
  await says(main, 'Disque 1 sur 2')
  scan('4711')
  await says(main, 'Cette étiquette est inconnue ici')
  scan(`HTTPS://SUPPORT.EXAMPLE/${'0'.repeat(120)}`)
  await says(main, 'Ce code sert ailleurs')
  scan('WD-1234')
  await says(main, 'Disque 2 sur 2')
  scan('wd-1234')
  await says(main, 'Ce disque est déjà noté')
  expect(serials()).toEqual(['WD-1234'])
  scan('WD-5678')
  await vi.waitFor(() => {
    expect(serials()).toEqual(['WD-1234', 'WD-5678'])
  })
})
