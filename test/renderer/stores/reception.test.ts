// Machines received at a station by scans: what is journalled of each, what a doubtful label does, and that a scan never waits
// for the one before to be lost.
import { createPinia, disposePinia, getActivePinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { commandCode, machineCode, type Command } from '../../../domain/documents/scan-code.ts'
import { useDismantlingOrders } from '../../../renderer/stores/dismantling-orders.ts'
import { useIntakes } from '../../../renderer/stores/intakes.ts'
import { useMachinePaths } from '../../../renderer/stores/machine-paths.ts'
import { useMachines } from '../../../renderer/stores/machines.ts'
import { useReception } from '../../../renderer/stores/reception.ts'
import { useStation } from '../../../renderer/stores/station.ts'
import { machineFile, present, unsignedDocument, type JournalInMemory } from '../journal-in-memory.ts'
import { openWorkshop, sachaConfirms } from './workshop.ts'

let journal: JournalInMemory
let intakeId: string

const aDonation = {
  donor: { name: 'Mairie de Dax', publicBody: true },
  reference: 'BL 4471',
  receivedOn: '2026-11-24',
  expected: 3,
  notes: '',
}
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

beforeEach(async () => {
  journal = (await openWorkshop()).journal
  intakeId = (await useIntakes().create(aDonation)).id
  await until(() => useIntakes().byId(intakeId) !== null && useIntakes().loaded)
  useReception().open(intakeId)
})

const scan = async (...texts: readonly string[]) => {
  for (const text of texts) await useReception().scan(text)
}
const cards = (...commands: readonly Command[]) => scan(...commands.map(commandCode))
const receive = async (number: string, kind: Command | null, starts: 'yes' | 'no' | 'next') => {
  await scan(number)
  await cards(...(kind === null ? [] : [kind]), '1', starts)
}
const numbers = () =>
  useIntakes()
    .machinesOf(intakeId)
    .map(({ inventoryNumber }) => inventoryNumber)

describe('machines scanned one after the other', () => {
  it('are in the intake in their order, none of them on the bench, each with what was said', async () => {
    await receive('PC-1', '2', 'yes')
    await receive('PC-2', null, 'no')
    await receive('PC-3', null, 'next')
    expect(numbers()).toEqual(['PC-1', 'PC-2', 'PC-3'])
    expect(useMachines().onBench).toEqual([])
    expect(useMachines().all.every(({ equipment }) => equipment === 'desktop')).toBe(true)
    expect(useIntakes().progress(present(useIntakes().byId(intakeId)))).toMatchObject({
      received: 3,
      missing: 0,
      refurbishing: 1,
      toConfirm: 1,
      undecided: 1,
    })
  })

  it('are all received where the scans come faster than they are saved', async () => {
    const { scan: scanned } = useReception()
    const all = ['PC-1', 'PC-2', 'PC-3'].flatMap((number, index) => [
      number,
      ...[...(index === 0 ? (['2'] as const) : []), '1' as const, 'yes' as const].map(commandCode),
    ])
    await Promise.all(all.map((text) => scanned(text)))
    expect(numbers()).toEqual(['PC-1', 'PC-2', 'PC-3'])
  })

  it('make one file each, whatever is scanned twice', async () => {
    await receive('PC-1', '2', 'yes')
    await scan('pc-1')
    expect(useReception().reception).toMatchObject({
      step: 'doubt',
      doubt: { reason: { code: 'intake.received-twice' } },
    })
    await cards('yes', '3', 'no')
    expect(useMachines().all.map(({ triage }) => [triage?.look, triage?.powerOn])).toEqual([
      ['damaged', 'does-not-start'],
    ])
  })
})

describe('the last answer', () => {
  it('is corrected by "undo", and the file follows', async () => {
    await receive('PC-1', '2', 'no')
    await cards('undo', 'yes')
    expect(useMachines().all.map(({ triage }) => triage?.powerOn)).toEqual(['starts'])
  })

  it('takes the machine out of the intake where it is undone to the end; its file stays', async () => {
    await receive('PC-1', '2', 'no')
    await cards('undo', 'undo', 'undo', 'undo')
    expect(numbers()).toEqual([])
    expect(useMachines().all.map(({ inventoryNumber }) => inventoryNumber)).toEqual(['PC-1'])
    expect(useReception().lately).toEqual({ kind: 'taken-out', inventoryNumber: 'PC-1' })
  })

  it('stays open, with all that was said, where it could not be saved', async () => {
    journal.setWritable(false)
    await receive('PC-1', '2', 'yes')
    expect(useReception().reception).toMatchObject({
      step: 'power-on',
      answers: { equipment: 'desktop', look: 'good' },
    })
    expect(useReception().failure).not.toBeNull()
    journal.setWritable(true)
    await cards('yes')
    expect(numbers()).toEqual(['PC-1'])
  })
})

describe('a label', () => {
  it('of another site is received under the identity that it bears', async () => {
    const id = crypto.randomUUID()
    await scan(machineCode({ id, inventoryNumber: 'MDM-0012' }))
    expect(useReception().reception).toMatchObject({ doubt: { reason: { code: 'intake.label-of-another-site' } } })
    await cards('yes', '1', '1', 'yes')
    expect(useMachines().byId(id)?.inventoryNumber).toBe('MDM-0012')
  })

  it('of a machine that has a certificate of this stay begins another stay, in which nothing of the last one is known', async () => {
    const machine = machineFile({ inventoryNumber: 'PC-9', repairs: 'Clavier changé', reservations: 'Écran rayé' })
    await journal.append({ kind: 'machine', v: 1, machine })
    await journal.addDocument(
      unsignedDocument({ kind: 'refurbishment-certificate', number: 'AT1-000001', subject: { machineId: machine.id } }),
    )
    await useStation().catchUp()
    await until(() => useMachinePaths().byId(machine.id) === 'refurbished')
    await scan('PC-9')
    expect(useReception().reception).toMatchObject({
      step: 'doubt',
      doubt: { yes: 'again', reason: { code: 'intake.certified-already', params: { document: 'AT1-000001' } } },
    })
    await cards('no')
    expect(numbers()).toEqual([])
    await scan('PC-9')
    // Its kind is known; how it looks and whether it starts is asked anew.
    await cards('yes')
    expect(useReception().reception).toMatchObject({ answers: { look: null, powerOn: null } })
    if (useReception().reception.step === 'kind') await cards('1')
    await cards('1', 'yes')
    expect(numbers()).toEqual(['PC-9'])
    const again = present(useMachines().byId(machine.id))
    expect(again).toMatchObject({
      revision: 2,
      repairs: '',
      reservations: '',
      reports: [],
      triage: { powerOn: 'starts' },
    })
    expect(again.stay.id).not.toBe(machine.stay.id)
    // "Undo" asks about the same machine again and begins no third stay.
    await cards('undo', 'no')
    expect(present(useMachines().byId(machine.id))).toMatchObject({
      stay: again.stay,
      triage: { powerOn: 'does-not-start' },
    })
  })

  it('scanned while the window still opens is not taken for a new machine', async () => {
    await receive('PC-1', '2', 'yes')
    // A window is opened anew on the same working data: nothing has been read of it yet.
    disposePinia(present(getActivePinia()))
    setActivePinia(createPinia())
    const { start } = useStation()
    useReception().open(intakeId)
    const scanned = useReception().scan('PC-1')
    await start()
    await scanned
    expect(useReception().reception).toMatchObject({ doubt: { reason: { code: 'intake.received-twice' } } })
  })

  it('of a machine that was sent to dismantling is refused, and what was said of it stands', async () => {
    await receive('PC-1', '2', 'no')
    const machine = present(useMachines().all[0])
    const asked = useDismantlingOrders().order(
      [{ machineId: machine.id, stayId: machine.stay.id, reason: 'does-not-start', note: '' }],
      ['PC-1'],
    )
    await sachaConfirms()
    expect(await asked).toBe(true)
    await until(() => useMachinePaths().byId(machine.id) === 'dismantling')
    await scan('PC-1')
    expect(useReception().reception).toMatchObject({
      doubt: { yes: null, reason: { code: 'intake.sent-to-dismantling' } },
    })
    // The last machine is this one: to correct it now would say otherwise than what the supervisor confirmed.
    await cards('no', 'undo', 'yes')
    expect(useReception().failure).not.toBeNull()
    expect(useMachines().byId(machine.id)?.triage?.powerOn).toBe('does-not-start')
  })

  it('is not received in an intake that is closed', async () => {
    await useIntakes().close(intakeId)
    await until(() => useIntakes().byId(intakeId)?.closedAt != null)
    await receive('PC-1', '2', 'yes')
    expect(useReception().failure).not.toBeNull()
    expect(numbers()).toEqual([])
  })
})
