// Steps of recording: everything that the probe would read on this target, as it was said, before anybody understood it.
import type { Readings } from '../../../domain/machine/readings.ts'
import { gather } from '../../../electron/hardware/gather.ts'
import { lookAtDisk } from '../../../electron/hardware/look-at-disk.ts'

export const record = async (): Promise<Readings> => {
  const { readings } = await gather({
    // Whoever reads a recording sees where it comes from.
    tool: { name: 'etabli-probe', version: 'virtual target' },
    now: () => new Date(),
    // In this process: a second Node would take seconds to start here.
    lookAtDisk: async (path) => ({
      state: 'said',
      text: JSON.stringify(await lookAtDisk(path)),
      exitCode: 0,
      milliseconds: null,
    }),
  })
  return readings
}
