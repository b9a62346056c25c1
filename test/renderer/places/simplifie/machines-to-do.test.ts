// Which machines a worker may take: those that a supervisor sent to dismantling, until a sheet stands for them.
import { effectScope, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MachineFile } from '../../../../domain/machine/machine-file.ts'
import { useMachinesToDo } from '../../../../renderer/places/simplifie/machines-to-do.ts'
import { useDismantlingOrders } from '../../../../renderer/stores/dismantling-orders.ts'
import type { useStation } from '../../../../renderer/stores/station.ts'
import { machineFile, type JournalInMemory, unsignedDocument } from '../../journal-in-memory.ts'
import { openWorkshop, sachaConfirms } from '../../stores/workshop.ts'

let journal: JournalInMemory
let station: ReturnType<typeof useStation>
let scope: EffectScope

beforeEach(async () => {
  ;({ journal, station } = await openWorkshop())
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
})

const receive = async (inventoryNumber: string): Promise<MachineFile> => {
  const machine = machineFile({ equipment: 'desktop', inventoryNumber })
  await journal.append({ kind: 'machine', v: 1, machine })
  await station.catchUp()
  return machine
}
const order = async ({ id, stay }: MachineFile) => {
  const ordered = { machineId: id, stayId: stay.id, reason: 'damaged' as const, note: '' }
  const sent = useDismantlingOrders().order([ordered], [])
  await sachaConfirms()
  expect(await sent).toBe(true)
}

test('those that a supervisor sent, not under a sheet, and again once the sheet is withdrawn', async () => {
  await receive('EN-ATTENTE')
  const sent = await receive('ENVOYEE')
  await order(sent)
  const { list } = scope.run(useMachinesToDo) ?? { list: null }
  const shown = (numbers: readonly string[]) =>
    vi.waitFor(() => {
      expect(list?.value.map(({ machine }) => machine.inventoryNumber)).toEqual(numbers)
    })
  await shown(['ENVOYEE'])

  const sheet = unsignedDocument({
    kind: 'dismantling-sheet',
    number: 'AT1-000001',
    subject: { machineId: sent.id, sequence: 1 },
  })
  const document = await journal.addDocument(sheet)
  await station.catchUp()
  await shown([])

  const withdraws = { document, number: 'AT1-000001' }
  const subject = { machineId: sent.id, sequence: 2, withdraws }
  await journal.addDocument(unsignedDocument({ kind: 'withdrawal', number: 'AT1-000002', subject }))
  await station.catchUp()
  await shown(['ENVOYEE'])
})
