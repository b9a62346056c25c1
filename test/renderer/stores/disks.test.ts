// Work on disks goes on in the station: this window finds it, follows it, and reads what it left in the journal.
import { expect, test, vi } from 'vitest'
import { useDisks } from '../../../renderer/stores/disks.ts'
import { openedStorage } from '../../../renderer/stores/station-client.ts'
import { useSupervisor } from '../../../renderer/stores/supervisor.ts'
import { attachedDisk, plainIdentity, readBackNow } from '../disk-evidence.ts'
import { present } from '../journal-in-memory.ts'
import { openWorkshop, sachaConfirms } from './workshop.ts'

const owner = { machineId: crypto.randomUUID(), stayId: crypto.randomUUID() }
const order = (typedSerial = '0FPT') => ({
  job: crypto.randomUUID(),
  disk: attachedDisk().handle,
  choice: {
    method: { category: 'clear' as const, technique: 'overwrite' as const, edition: 'NIST SP 800-88 Rev. 2' },
    fill: 'zeros' as const,
    blank: false,
  },
  readBack: 'full' as const,
  typedSerial,
})

test('an order that no supervisor confirms reaches no disk', async () => {
  const { journal } = await openWorkshop()
  const erasing = useDisks().erase(owner, [order()], {})
  const supervisor = useSupervisor()
  await vi.waitFor(() => {
    expect(supervisor.open).toBe(true)
  })
  supervisor.cancel()
  expect(await erasing).toBeNull()
  expect(journal.calls).not.toContain('disks.erase')
})

test('what a supervisor confirms is begun, followed to its end, and its evidence is here', async () => {
  const { journal } = await openWorkshop()
  const disks = useDisks()
  const erasing = disks.erase(owner, [order()], {})
  await sachaConfirms()
  const [job] = present(await erasing)
  expect(disks.running).toHaveLength(1)
  const elsewhere = { machineId: crypto.randomUUID(), stayId: crypto.randomUUID() }
  expect(disks.jobOf(plainIdentity, owner)?.id).toBe(job?.id)
  expect(disks.jobOf(plainIdentity, elsewhere)?.id).toBe(job?.id)
  await journal.endJob(present(job).id, [{ form: 'read-back', text: JSON.stringify(readBackNow()) }])
  await vi.waitFor(
    async () => {
      expect(disks.running).toHaveLength(0)
      expect(await openedStorage().database.evidence.count()).toBe(1)
    },
    { timeout: 5000 },
  )
  // Once it has ended it says something of this stay, and nothing of another.
  expect(disks.jobOf(plainIdentity, owner)?.ended).not.toBeNull()
  expect(disks.jobOf(plainIdentity, elsewhere)).toBeNull()
})

test('a window that is opened later finds what goes on, and asks no more when nothing does', async () => {
  const { journal, station } = await openWorkshop()
  await station.call('disks.readBack', {
    order: {
      job: crypto.randomUUID(),
      owner,
      disk: attachedDisk().handle,
      mode: 'full',
      expectation: { kind: 'zero' },
      resume: null,
      operator: 'AAAA',
    },
  })
  const disks = useDisks()
  await vi.waitFor(() => {
    expect(disks.running).toHaveLength(1)
  })
  await journal.endJob(present(disks.running[0]).id, [])
  await vi.waitFor(
    () => {
      expect(disks.running).toHaveLength(0)
    },
    { timeout: 5000 },
  )
  const asked = journal.calls.filter((name) => name === 'disks.jobs').length
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(journal.calls.filter((name) => name === 'disks.jobs')).toHaveLength(asked)
})

test('a disk is the attached one only where exactly one bears its name', async () => {
  const { journal } = await openWorkshop()
  const disks = useDisks()
  journal.attach([attachedDisk()])
  await disks.look()
  expect(disks.attached(plainIdentity)?.name).toBe('sda')
  expect(disks.attached({ ...plainIdentity, serial: 'ANOTHER', wwn: null })).toBeNull()
  journal.attach([attachedDisk(), attachedDisk({ name: 'sdb' })])
  await disks.look()
  expect(disks.attached(plainIdentity)).toBeNull()
})
