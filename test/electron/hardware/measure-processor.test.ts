// The measure on the machine that runs the tests: it comes to an end and its figures hang together. How fast this machine
// is, no test knows.
import { expect, test } from 'vitest'
import { ProcessorMeasurement } from '../../../domain/machine/processor-measurement.ts'
import { measureProcessor } from '../../../electron/hardware/measure-processor.ts'

test('a measure has points for one core and for all, and says how much it was disturbed', async () => {
  const measurement = ProcessorMeasurement.parse(await measureProcessor())
  expect(measurement.threads).toBeGreaterThanOrEqual(1)
  expect(measurement.allCoresPoints).toBeGreaterThan(0)
  expect(measurement.runtime).toContain(process.versions.node)
}, 60_000)
