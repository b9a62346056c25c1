// A station at work on real disks: loop devices, real nwipe, real reading back. What it journals, what it settles, what it
// refuses, and what is left when it dies in the middle. Needs root.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DiskHandle } from '../../domain/erasure/station-disk.ts'
import { evidenceKnown } from '../../domain/erasure/evidence/of-stay.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { settlementsSubject } from '../../domain/supervision/subject.ts'
import {
  confirmOrders,
  endOf,
  erase,
  handleOf,
  ordersFor,
  pause,
  receiveMachineWith,
  untilWriting,
} from './disks/at-work.ts'
import { loopDevice, type LoopDevice, loopDevices } from './disks/loop-device.ts'
import { declaredErasure, newFolder, setUpForm, sha256 } from './vault/samples.ts'
import { startNode } from './vault/processes.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from './vault/workshop.ts'

const megabyte = 1024 * 1024

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
    handle = await handleOf(workshop, loop.device)
    machine = await receiveMachineWith(workshop, [handle])
  })
  afterEach(async () => {
    await workshop.station.close()
    await loop.detach()
    await folder.remove()
  })

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
    const orders = ordersFor(machine, operator, [handle])
    const job = await erase(workshop, orders)
    const ended = await endOf(workshop, job.id)
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
    const job = await erase(workshop, ordersFor(machine, operator, [handle], { readBack: 'sample' }))
    const ended = await endOf(workshop, job.id)
    expect(ended).toMatchObject({ outcome: 'holds', reasons: [] })
    expect(ended.settlement).not.toBeNull()
  })

  it('finds one byte that was written afterwards, at its address', async () => {
    const job = await erase(workshop, ordersFor(machine, operator, [handle]))
    await endOf(workshop, job.id)
    loop.write(20_000_001, Uint8Array.of(1))
    const id = randomUUID()
    const { owner } = ordersFor(machine, operator, [handle])
    await workshop.get('disks.readBack', {
      order: { job: id, owner, disk: handle, mode: 'full', expectation: { kind: 'zero' }, resume: null, operator },
    })
    expect(await endOf(workshop, id)).toMatchObject({
      outcome: 'fails',
      spoiled: [{ start: 20_000_001, end: 20_000_002 }],
      settlement: null,
    })
  })

  it('erases nothing without a confirmation for exactly these orders', async () => {
    const orders = ordersFor(machine, operator, [handle])
    const before = await readFile(loop.image)
    const confirmation = await confirmOrders(workshop, orders)
    const [order] = orders.orders
    if (order === undefined) throw new Error('no order')
    const otherwise = { ...orders, orders: [{ ...order, readBack: 'sample' as const }] }
    expect(await refusal(workshop.ask('disks.erase', { orders: otherwise, confirmation }))).toEqual([
      'supervision.confirmation-of-other-subject',
    ])
    expect(await refusal(workshop.ask('disks.erase', { orders, confirmation: randomUUID() }))).toEqual([
      'supervision.confirmation-unknown',
    ])
    const typed = ordersFor(machine, operator, [handle], { typedSerial: 'ZZZZ' })
    expect(
      await refusal(workshop.ask('disks.erase', { orders: typed, confirmation: await confirmOrders(workshop, typed) })),
    ).toEqual(['disks.typed-otherwise'])
    expect((await readFile(loop.image)).equals(before)).toBe(true)
    expect(await kinds()).not.toContain('erasure-begun')

    const { jobs } = await workshop.get('disks.erase', { orders, confirmation })
    await endOf(workshop, jobs[0]?.id ?? '')
    const again = ordersFor(machine, operator, [handle])
    expect(await refusal(workshop.ask('disks.erase', { orders: again, confirmation }))).toEqual([
      'supervision.confirmation-used',
    ])
  })

  it('erases no disk that is not one of the machine’s', async () => {
    const other = await loopDevice(8 * megabyte)
    try {
      const before = await readFile(other.image)
      const orders = ordersFor(machine, operator, [await handleOf(workshop, other.device)])
      expect(
        await refusal(workshop.ask('disks.erase', { orders, confirmation: await confirmOrders(workshop, orders) })),
      ).toEqual(['disks.not-of-machine'])
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
    const job = await erase(workshop, ordersFor(machine, operator, [handle]))
    expect(await endOf(workshop, job.id)).toMatchObject({ outcome: 'refused', evidence: [], settlement: null })
    expect((await kinds()).at(-1)).toBe('erasure-refused')
    expect((await readFile(loop.image)).equals(before)).toBe(true)
  })

  it('cancelled in the middle, keeps what was done as evidence of no erasure', async () => {
    const large = await loopDevice(2048 * megabyte)
    try {
      const big = await handleOf(workshop, large.device)
      machine = await receiveMachineWith(workshop, [big])
      const job = await erase(workshop, ordersFor(machine, operator, [big]))
      await untilWriting(workshop, job.id)
      const second = ordersFor(machine, operator, [big])
      const confirmation = await confirmOrders(workshop, second)
      expect(await refusal(workshop.ask('disks.erase', { orders: second, confirmation }))).toEqual(['disks.busy'])
      const declared = declaredErasure(machine, operator, big.identity.serial ?? '')
      const settlements = [{ ...declared, at: new Date().toISOString() }]
      const action = {
        kind: 'settle-disks' as const,
        machineId: machine.id,
        disks: settlements.map(({ disk }) => disk),
        subject: await settlementsSubject(settlements, sha256),
      }
      const said = workshop.ask('disks.settle', {
        settlements,
        confirmation: await confirm(workshop, action, operator),
      })
      expect(await refusal(said)).toEqual(['disks.busy'])
      await workshop.get('disks.cancel', { job: job.id })
      expect(await endOf(workshop, job.id)).toMatchObject({ outcome: 'cancelled', settlement: null })
      expect((await kinds()).at(-1)).toBe('evidence')
    } finally {
      await large.detach()
    }
  })

  it('keeps a settlement by evidence only as far as the evidence goes', async () => {
    const job = await erase(workshop, ordersFor(machine, operator, [handle], { readBack: 'sample' }))
    const { evidence } = await endOf(workshop, job.id)
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

  it('killed in the middle, leaves the disk unfinished, and nothing that goes on writing', async () => {
    const large = await loopDevice(4096 * megabyte)
    const other = await newFolder()
    const process = startNode('../disks/erasing-process.ts', [other.path, large.device])
    try {
      await process.until((line) => line === 'writing')
      process.child.kill('SIGKILL')
      await process.ended
      const written = async () => (await readFile(`/sys/block/${large.device.slice(5)}/stat`, 'utf8')).trim()
      let [before, after] = ['', await written()]
      for (let tries = 0; before !== after && tries < 100; tries++) {
        await pause(500)
        ;[before, after] = [after, await written()]
      }
      expect(after).toBe(before)

      const again = await openWorkshop(other.path, { testLoopDevices: true })
      const { frames } = await again.get('journal.read', { after: 0, limit: 1000 })
      const begun = frames.flatMap(({ frame: { entry, at, position } }) =>
        entry.kind === 'erasure-begun' ? [{ job: entry.job, disk: entry.disk, at, position, ended: false }] : [],
      )
      expect(frames.map(({ frame }) => frame.entry.kind)).not.toContain('evidence')
      expect(begun).toHaveLength(1)
      expect(evidenceKnown([], [], begun).unfinished).toMatchObject([
        { job: begun[0]?.job, disk: { model: 'Loop device' } },
      ])
      expect(await again.get('disks.jobs', {})).toEqual([])
      // A reading under the old job's name would make the erasure look ended.
      const order = {
        job: begun[0]?.job ?? '',
        owner: frames.flatMap(({ frame: { entry } }) => (entry.kind === 'erasure-begun' ? [entry.owner] : []))[0] ?? {
          machineId: '',
          stayId: '',
        },
        disk: await handleOf(again, large.device),
        mode: 'full' as const,
        expectation: { kind: 'zero' as const },
        resume: null,
        operator: await codeOf(again, 'Samir'),
      }
      expect(await refusal(again.ask('disks.readBack', { order }))).toEqual(['disks.job-begun'])
      await again.station.close()
    } finally {
      await process.kill()
      await large.detach()
      await other.remove()
    }
  })
})
