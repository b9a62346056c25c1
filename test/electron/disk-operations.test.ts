// A station at work on real disks: loop devices, real nwipe, real reading back. What it journals, what it settles, what it
// refuses, and what is left when it dies in the middle. Needs root.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DiskHandle } from '../../domain/erasure/station-disk.ts'
import type { DiskJob, ErasureOrders } from '../../domain/erasure/disk-job.ts'
import { serialEnd } from '../../domain/erasure/disk-job.ts'
import { identityOf } from '../../domain/erasure/disk-identity.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { nistEdition } from '../../domain/erasure/method.ts'
import { erasureSubject, settlementsSubject } from '../../domain/supervision/subject.ts'
import { aDisk, aReport } from '../domain/erasure/a-report.ts'
import { loopDevice, type LoopDevice, loopDevices } from './disks/loop-device.ts'
import { machineFile, newFolder, setUpForm, sha256 } from './vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from './vault/workshop.ts'

const megabyte = 1024 * 1024
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe.skipIf(!loopDevices.had)(`a station with a disk (${loopDevices.why})`, { timeout: 120_000 }, () => {
  let folder: Awaited<ReturnType<typeof newFolder>>
  let workshop: Workshop
  let machine: MachineFile
  let operator: string
  let loop: LoopDevice
  let handle: DiskHandle

  beforeEach(async () => {
    folder = await newFolder()
    workshop = await openWorkshop(folder.path, { testLoopDevices: true })
    await workshop.get('station.setUp', setUpForm)
    operator = await codeOf(workshop, 'Samir')
    loop = await loopDevice(32 * megabyte)
    loop.write(4096, Buffer.from('the previous owner’s letters'))
    handle = await handleOf(loop)
    machine = await receiveMachineWith([handle])
  })
  afterEach(async () => {
    await workshop.station.close()
    await loop.detach()
    await folder.remove()
  })

  const handleOf = async ({ device }: LoopDevice): Promise<DiskHandle> => {
    const { disks } = await workshop.get('disks.inventory', {})
    const found = disks.find(({ name }) => `/dev/${name}` === device)
    if (found === undefined) throw new Error(`${device} is not in the inventory`)
    expect(found.refusals).toEqual([])
    return found.handle
  }

  const receiveMachineWith = async (handles: readonly DiskHandle[]): Promise<MachineFile> => {
    const received = machineFile()
    const disks = handles.map(({ identity: { serial, model, sizeBytes } }) => aDisk({ serial, model, sizeBytes }))
    const text = JSON.stringify(aReport({ disks, takenAt: new Date().toISOString() }))
    const { hash, report } = await workshop.get('hardware.open', { name: 'machine.json', text })
    const withReport: MachineFile = {
      ...received,
      stay: { ...received.stay, startedAt: new Date(Date.now() - 60_000).toISOString() },
      reports: [{ hash, takenAt: report.takenAt, addedAt: report.takenAt, source: 'file' }],
    }
    expect(report.disks.map((disk) => identityOf(disk).serial)).toEqual(handles.map(({ identity }) => identity.serial))
    await workshop.get('machines.save', { transaction: randomUUID(), machine: withReport })
    return withReport
  }

  const ordersFor = (
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

  const confirmed = async (orders: ErasureOrders) =>
    confirm(
      workshop,
      {
        kind: 'erase-disks',
        machineId: orders.owner.machineId,
        disks: orders.orders.map(({ disk }) => disk.identity),
        subject: await erasureSubject(orders, sha256),
      },
      operator,
    )

  const erase = async (orders: ErasureOrders) =>
    workshop.get('disks.erase', { orders, confirmation: await confirmed(orders) })

  const end = async (id: string): Promise<NonNullable<DiskJob['ended']>> => {
    for (;;) {
      const job = (await workshop.get('disks.jobs', {})).find((each) => each.id === id)
      if (job?.ended != null) return job.ended
      await pause(100)
    }
  }

  const entries = async () => {
    const { frames } = await workshop.get('journal.read', { after: 0, limit: 1000 })
    return frames.map(({ frame }) => frame.entry)
  }
  const kinds = async () => (await entries()).map(({ kind }) => kind)

  const refusal = async (ask: Promise<unknown>) => {
    const reply = (await ask) as { ok: boolean; error?: { reasons: readonly { code: string }[] } }
    return reply.ok ? null : reply.error?.reasons.map(({ code }) => code)
  }

  it('erases it with nwipe, reads it back and settles it as witnessed, under one confirmation', async () => {
    const orders = ordersFor([handle])
    const [job] = (await erase(orders)).jobs
    const ended = await end(job?.id ?? '')
    expect(ended).toMatchObject({ outcome: 'holds', reasons: [], spoiled: [], unreadable: [] })
    expect(ended.speeds.length).toBeGreaterThan(0)
    expect((await readFile(loop.image)).every((byte) => byte === 0)).toBe(true)

    const journal = await entries()
    expect(journal.map(({ kind }) => kind).slice(-5)).toEqual([
      'confirmation',
      'erasure-begun',
      'evidence',
      'evidence',
      'settlement',
    ])
    expect(journal.at(-1)).toMatchObject({
      settlements: [
        {
          id: ended.settlement,
          disk: handle.identity,
          outcome: { kind: 'evidence', via: 'witnessed', evidence: ended.evidence },
        },
      ],
    })
    for (const hash of ended.evidence) {
      const { base64 } = await workshop.get('blobs.get', { hash })
      expect(JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))).toMatchObject({ version: 1 })
    }
  })

  it('reads samples only where that was ordered, and settles it just so', async () => {
    const [job] = (await erase(ordersFor([handle], { readBack: 'sample' }))).jobs
    const ended = await end(job?.id ?? '')
    expect(ended).toMatchObject({ outcome: 'holds', reasons: [] })
    expect(ended.settlement).not.toBeNull()
  })

  it('finds one byte that was written afterwards, at its address', async () => {
    const [job] = (await erase(ordersFor([handle]))).jobs
    await end(job?.id ?? '')
    loop.write(20_000_001, Uint8Array.of(1))
    const id = randomUUID()
    const { owner } = ordersFor([handle])
    await workshop.get('disks.readBack', {
      order: { job: id, owner, disk: handle, mode: 'full', expectation: { kind: 'zero' }, resume: null, operator },
    })
    expect(await end(id)).toMatchObject({
      outcome: 'fails',
      spoiled: [{ start: 20_000_001, end: 20_000_002 }],
      settlement: null,
    })
  })

  it('erases nothing without a confirmation for exactly these orders', async () => {
    const orders = ordersFor([handle])
    const before = await readFile(loop.image)
    const confirmation = await confirmed(orders)
    const [order] = orders.orders
    if (order === undefined) throw new Error('no order')
    const otherwise = { ...orders, orders: [{ ...order, readBack: 'sample' as const }] }
    expect(await refusal(workshop.ask('disks.erase', { orders: otherwise, confirmation }))).toEqual([
      'supervision.confirmation-of-other-subject',
    ])
    expect(await refusal(workshop.ask('disks.erase', { orders, confirmation: randomUUID() }))).toEqual([
      'supervision.confirmation-unknown',
    ])
    const typed = ordersFor([handle], { typedSerial: 'ZZZZ' })
    expect(await refusal(workshop.ask('disks.erase', { orders: typed, confirmation: await confirmed(typed) }))).toEqual(
      ['disks.typed-otherwise'],
    )
    expect((await readFile(loop.image)).equals(before)).toBe(true)
    expect(await kinds()).not.toContain('erasure-begun')

    const [job] = (await workshop.get('disks.erase', { orders, confirmation })).jobs
    await end(job?.id ?? '')
    const again = ordersFor([handle])
    expect(await refusal(workshop.ask('disks.erase', { orders: again, confirmation }))).toEqual([
      'supervision.confirmation-used',
    ])
  })

  it('erases no disk that is not one of the machine’s', async () => {
    const other = await loopDevice(8 * megabyte)
    try {
      const before = await readFile(other.image)
      const orders = ordersFor([await handleOf(other)])
      expect(await refusal(workshop.ask('disks.erase', { orders, confirmation: await confirmed(orders) }))).toEqual([
        'disks.not-of-machine',
      ])
      expect((await readFile(other.image)).equals(before)).toBe(true)
    } finally {
      await other.detach()
    }
  })

  it('erases nothing where another disk took the chosen one’s place, and says that nothing was written', async () => {
    const { device } = loop
    await loop.detach()
    loop = await loopDevice(32 * megabyte)
    expect(loop.device).toBe(device)
    loop.write(0, Buffer.from('somebody else’s disk'))
    const before = await readFile(loop.image)
    const [job] = (await erase(ordersFor([handle]))).jobs
    expect(await end(job?.id ?? '')).toMatchObject({ outcome: 'refused', evidence: [], settlement: null })
    expect((await kinds()).at(-1)).toBe('erasure-refused')
    expect((await readFile(loop.image)).equals(before)).toBe(true)
  })

  it('cancelled in the middle, keeps what was done as evidence of no erasure', async () => {
    const large = await loopDevice(2048 * megabyte)
    try {
      const big = await handleOf(large)
      machine = await receiveMachineWith([big])
      const [job] = (await erase(ordersFor([big]))).jobs
      for (;;) {
        const [now] = await workshop.get('disks.jobs', {})
        if ((now?.progress?.bytesDone ?? 0) > 0) break
        await pause(50)
      }
      expect(
        await refusal(
          workshop.ask('disks.erase', {
            orders: ordersFor([big]),
            confirmation: await confirmed(ordersFor([big])),
          }),
        ),
      ).toEqual(['disks.busy'])
      await workshop.get('disks.cancel', { job: job?.id ?? '' })
      expect(await end(job?.id ?? '')).toMatchObject({ outcome: 'cancelled', settlement: null })
      expect((await kinds()).at(-1)).toBe('evidence')
    } finally {
      await large.detach()
    }
  })

  it('keeps a settlement by evidence only as far as the evidence goes', async () => {
    const [job] = (await erase(ordersFor([handle], { readBack: 'sample' }))).jobs
    const { evidence } = await end(job?.id ?? '')
    const settle = async (hashes: readonly string[], via: 'witnessed' | 'log') => {
      const settlements = [
        {
          id: randomUUID(),
          machineId: machine.id,
          stayId: machine.stay.id,
          disk: handle.identity,
          outcome: { kind: 'evidence' as const, via, evidence: [...hashes], link: null, notes: '' },
          operator,
          at: new Date().toISOString(),
        },
      ]
      const action = {
        kind: 'settle-disks' as const,
        machineId: machine.id,
        disks: [handle.identity],
        subject: await settlementsSubject(settlements, sha256),
      }
      return refusal(
        workshop.ask('disks.settle', { settlements, confirmation: await confirm(workshop, action, operator) }),
      )
    }
    const [erasure, readBack] = evidence
    expect(await settle([erasure ?? ''], 'witnessed')).toEqual(['erasure.evidence-only-a-log'])
    expect(await settle([readBack ?? ''], 'witnessed')).toEqual(['erasure.read-back-needs-erasure'])
    expect(await settle(['a'.repeat(64)], 'log')).toEqual(['erasure.evidence-unknown'])
    expect(await settle(evidence, 'witnessed')).toBeNull()
  })
})
