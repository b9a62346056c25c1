// The recordings that the demonstration and the tests use are what these machines say: one of them is made again.
import { expect, test } from 'vitest'
import { reportFromReadings } from '../../domain/machine/from-readings.ts'
import type { Disk } from '../../domain/machine/hardware-report.ts'
import type { Readings } from '../../domain/machine/readings.ts'
import { namelessDesktop } from './recorded-machines/nameless-desktop.ts'
import { record } from './record.ts'
import { recordingOf } from './recordings.ts'
import { lasting } from './volatile.ts'

const understood = (readings: Readings) => {
  const { identity, processor, memory, disks, batteries, tpm } = reportFromReadings(readings)
  const { visibleBytes: _, ...installed } = memory
  const lastingOf = ({ speed: __, content, ...disk }: Disk) => ({ ...disk, holds: content?.holds })
  return { identity, processor, memory: installed, disks: disks.map(lastingOf), batteries, tpm }
}

test('a machine that is recorded again says what its recording says, but for what is volatile', async () => {
  const kept = await recordingOf('nameless-desktop')
  const fresh = await record(namelessDesktop)
  expect(understood(fresh)).toEqual(understood(kept))
  // Another version of the field's tools says the same in other words.
  if (JSON.stringify(fresh.fieldTools) === JSON.stringify(kept.fieldTools))
    expect(lasting(fresh)).toEqual(lasting(kept))
})
