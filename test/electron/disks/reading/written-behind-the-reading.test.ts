// A station at work, and somebody else who writes to its disk where it was read already: nothing is witnessed then. Loop
// devices, real nwipe, real reading back. Needs root.
import { randomUUID } from 'node:crypto'
import { closeSync, constants, openSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DiskJob } from '../../../../domain/erasure/disk-job.ts'
import type { DiskHandle } from '../../../../domain/erasure/station-disk.ts'
import type { MachineFile } from '../../../../domain/machine/machine-file.ts'
import { newFolder, setUpForm } from '../../vault/samples.ts'
import { codeOf, openWorkshop, type Workshop } from '../../vault/workshop.ts'
import { endOf, erase, handleOf, ordersFor, pause, receiveMachineWith } from '../at-work.ts'
import { loopDevice, type LoopDevice, loopDevices } from '../loop-device.ts'

const megabyte = 1024 * 1024
const letters = Buffer.from('letters of the previous owner')

describe.skipIf(!loopDevices.had)(
  `a disk that somebody else writes to (${loopDevices.why})`,
  { timeout: 120_000 },
  () => {
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
      loop = await loopDevice(512 * megabyte)
      handle = await handleOf(workshop, loop.device)
      machine = await receiveMachineWith(workshop, [handle])
    })
    afterEach(async () => {
      await workshop.station.close()
      await loop.detach()
      await folder.remove()
    })

    const kinds = async () => {
      const { frames } = await workshop.get('journal.read', { after: 0, limit: 1000 })
      return frames.map(({ frame }) => frame.entry.kind)
    }

    /** Until its beginning was read; false if the job ended before. */
    const untilReading = async (job: string): Promise<boolean> => {
      for (;;) {
        const found = (await workshop.get('disks.jobs', {})).find(({ id }) => id === job)
        if (found?.ended != null) return false
        if (found?.progress?.phase === 'reading-back' && found.progress.bytesDone > 0) return true
        await pause(2)
      }
    }

    const beginReading = async (resume: string | null = null): Promise<string> => {
      const job = randomUUID()
      const { owner } = ordersFor(machine, operator, [handle])
      await workshop.get('disks.readBack', {
        order: { job, owner, disk: handle, mode: 'full', expectation: { kind: 'zero' }, resume, operator },
      })
      return job
    }
    const codes = ({ reasons }: NonNullable<DiskJob['ended']>) => reasons.map(({ code }) => code)

    it('while its erasure is read back, is not settled', async () => {
      const job = await erase(workshop, ordersFor(machine, operator, [handle]))
      expect(await untilReading(job.id)).toBe(true)
      loop.write(0, letters)
      const ended = await endOf(workshop, job.id)
      expect(ended).toMatchObject({ outcome: 'unknown', settlement: null })
      expect(codes(ended)).toEqual(['read-back.written-meanwhile'])
      expect(await kinds()).not.toContain('settlement')
    })

    it('while its reading is paused, is read from its beginning, and what was written is found', async () => {
      const paused = await beginReading()
      expect(await untilReading(paused)).toBe(true)
      await workshop.get('disks.cancel', { job: paused })
      const { outcome, evidence } = await endOf(workshop, paused)
      expect(outcome).toBe('cancelled')
      loop.write(4096, letters)
      const resumed = await endOf(workshop, await beginReading(evidence[0] ?? ''))
      expect(resumed.outcome).toBe('refused')
      expect(codes(resumed)).toEqual(['read-back.written-since'])
      expect(await endOf(workshop, await beginReading())).toMatchObject({
        outcome: 'fails',
        spoiled: [{ start: 4096, end: 4096 + letters.length }],
      })
    })

    it('is not read while another has it alone', async () => {
      const other = openSync(loop.device, constants.O_RDONLY | constants.O_EXCL)
      try {
        const ended = await endOf(workshop, await beginReading())
        expect(ended.outcome).toBe('refused')
        expect(codes(ended)).toEqual(['read-back.held'])
      } finally {
        closeSync(other)
      }
    })
  },
)
