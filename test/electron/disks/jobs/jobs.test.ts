// The jobs of the station: what is said of work that came to its end, and of work whose end nobody knows.
import { expect, test } from 'vitest'
import type { LogEvent } from '../../../../domain/log/event.ts'
import { type JobEnd, DiskJobs, nothingLeft } from '../../../../electron/disks/jobs/jobs.ts'

const identity = { serial: 'Z0FPT', wwn: null, model: 'TOSHIBA MQ01ABF050', sizeBytes: 500_107_862_016 }

const endedWith = async (run: () => Promise<JobEnd>) => {
  const faults: unknown[] = []
  const jobs = new DiskJobs({ now: () => new Date('2026-11-20T08:00:00Z'), report: (fault) => faults.push(fault) })
  const id = crypto.randomUUID()
  const owner = { machineId: crypto.randomUUID(), stayId: crypto.randomUUID() }
  jobs.begin({ id, kind: 'erasure', owner, disk: identity, choice: null, readBack: 'full' }, run)
  await jobs.settled()
  return { ended: jobs.get(id).ended, faults }
}

test('work that stopped without a word broke: it came to no end, and left nothing', async () => {
  const gone = new Error('the helper is gone')
  const { ended, faults } = await endedWith(() => Promise.reject(gone))
  expect(ended).toMatchObject({ ...nothingLeft, outcome: 'broke', reasons: [{ code: 'disks.job-broke' }] })
  expect(faults).toEqual([gone])
})

test('work that came to its end and proves nothing did not break', async () => {
  const { ended, faults } = await endedWith(() => Promise.resolve({ ...nothingLeft, outcome: 'unknown', reasons: [] }))
  expect(ended?.outcome).toBe('unknown')
  expect(faults).toEqual([])
})

test('the log hears of work on a disk by its kind and size, and not of which disk it was', async () => {
  const told: LogEvent[] = []
  const jobs = new DiskJobs({
    now: () => new Date(),
    report: () => undefined,
    note: (event) => told.push(event),
  })
  const owner = { machineId: crypto.randomUUID(), stayId: crypto.randomUUID() }
  const busy = { code: 'disks.busy', params: { disk: identity.serial } }
  jobs.begin(
    { id: crypto.randomUUID(), kind: 'read-back', owner, disk: identity, choice: null, readBack: 'full' },
    () => Promise.resolve({ ...nothingLeft, outcome: 'refused', reasons: [busy] }),
  )
  await jobs.settled()
  expect(told).toEqual([
    { event: 'disk-work-began', work: 'read-back', gigabytes: 500 },
    { event: 'disk-work-ended', work: 'read-back', outcome: 'refused', reasons: ['disks.busy'], seconds: 0 },
  ])
})
