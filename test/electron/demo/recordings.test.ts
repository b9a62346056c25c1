import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { reportFromReadings } from '../../../domain/machine/from-readings.ts'
import { RECORDED_MACHINES } from '../../../electron/demo/machines.ts'
import { recordedMachines, type RecordedMachineName } from '../../machine/recorded-machines/recorded-machines.ts'
import { recordingOf } from '../../machine/recordings.ts'
import { differing, held } from '../../machine/side-by-side.ts'

const names = Object.keys(recordedMachines) as readonly RecordedMachineName[] // the keys just written there

test('the demonstration shows the machines of which there are recordings, and no others', async () => {
  const files = names.map((name) => `${name}.readings.json`)
  expect(RECORDED_MACHINES.map(({ file }) => basename(file.pathname))).toEqual(files)
  const folder = new URL('../../../electron/demo/machines/', import.meta.url)
  expect((await readdir(folder)).toSorted()).toEqual(files.toSorted())
})

test.each(names)('every configured field of %s stands in the report that its recording gives', async (name) => {
  const recording = await recordingOf(name)
  // Nobody may take it for a machine that stood on a bench.
  expect(recording.tool).toEqual({ name: 'etabli-probe', version: 'QEMU' })
  expect(differing(held(reportFromReadings(recording), recordedMachines[name]))).toEqual([])
})
