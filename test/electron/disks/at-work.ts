// What a technician does with disks at a station, for tests: find the disk, receive a machine that has it, order an erasure,
// have it confirmed, wait for its end.
import { randomUUID } from 'node:crypto'
import type { DiskJob, ErasureOrders } from '../../../domain/erasure/disk-job.ts'
import { serialEnd } from '../../../domain/erasure/disk-job.ts'
import { nistEdition } from '../../../domain/erasure/method.ts'
import type { DiskHandle } from '../../../domain/erasure/station-disk.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { erasureSubject } from '../../../domain/supervision/subject.ts'
import { aDisk, aReport } from '../../domain/erasure/a-report.ts'
import { machineFile, sha256 } from '../vault/samples.ts'
import { confirm, type Workshop } from '../vault/workshop.ts'

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The disk of this name, which nothing keeps from being erased. */
export const handleOf = async (workshop: Workshop, device: string): Promise<DiskHandle> => {
  const { disks } = await workshop.get('disks.inventory', {})
  const found = disks.find(({ name }) => `/dev/${name}` === device)
  if (found === undefined) throw new Error(`${device} is not in the inventory`)
  if (found.refusals.length > 0) throw new Error(`${device} is refused: ${JSON.stringify(found.refusals)}`)
  return found.handle
}

/** A machine that came a minute ago, and whose report shows these disks. */
export const receiveMachineWith = async (workshop: Workshop, handles: readonly DiskHandle[]): Promise<MachineFile> => {
  const received = machineFile()
  const disks = handles.map(({ identity: { serial, model, sizeBytes } }) => aDisk({ serial, model, sizeBytes }))
  const text = JSON.stringify(aReport({ disks, takenAt: new Date().toISOString() }))
  const { hash, report } = await workshop.get('hardware.open', { name: 'machine.json', text })
  const machine: MachineFile = {
    ...received,
    stay: { ...received.stay, startedAt: new Date(Date.now() - 60_000).toISOString() },
    reports: [{ hash, takenAt: report.takenAt, addedAt: report.takenAt, source: 'file' }],
  }
  await workshop.get('machines.save', { transaction: randomUUID(), machine })
  return machine
}

/** Zeros by nwipe, then everything read back, unless changed. */
export const ordersFor = (
  machine: MachineFile,
  operator: string,
  disks: readonly DiskHandle[],
  changes: Partial<ErasureOrders['orders'][number]> = {},
): ErasureOrders => ({
  owner: { machineId: machine.id, stayId: machine.stay.id },
  orders: disks.map((disk) => ({
    job: randomUUID(),
    disk,
    choice: {
      method: { category: 'clear', technique: 'overwrite', edition: nistEdition },
      fill: 'zeros',
      blank: false,
    },
    readBack: 'full',
    typedSerial: serialEnd(disk.identity.serial ?? ''),
    ...changes,
  })),
  operator,
})

export const confirmOrders = async (workshop: Workshop, orders: ErasureOrders): Promise<string> =>
  confirm(
    workshop,
    {
      kind: 'erase-disks',
      machineId: orders.owner.machineId,
      disks: orders.orders.map(({ disk }) => disk.identity),
      subject: await erasureSubject(orders, sha256),
    },
    orders.operator,
  )

/** Ordered and confirmed; answers the first job. */
export const erase = async (workshop: Workshop, orders: ErasureOrders): Promise<DiskJob> => {
  const { jobs } = await workshop.get('disks.erase', { orders, confirmation: await confirmOrders(workshop, orders) })
  const [job] = jobs
  if (job === undefined) throw new Error('no job was begun')
  return job
}

const jobOf = async (workshop: Workshop, id: string) =>
  (await workshop.get('disks.jobs', {})).find((each) => each.id === id)

export const endOf = async (workshop: Workshop, id: string): Promise<NonNullable<DiskJob['ended']>> => {
  for (;;) {
    const job = await jobOf(workshop, id)
    if (job?.ended != null) return job.ended
    await pause(100)
  }
}

/** Until the first bytes are written. */
export const untilWriting = async (workshop: Workshop, id: string): Promise<void> => {
  for (;;) {
    const job = await jobOf(workshop, id)
    if (job?.ended != null) throw new Error(`it ended before: ${JSON.stringify(job.ended)}`)
    if ((job?.progress?.bytesDone ?? 0) > 0) return
    await pause(20)
  }
}
