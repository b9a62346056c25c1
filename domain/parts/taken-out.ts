// Which parts of the stock came out of a machine that is dismantled.
import type { MachineFile } from '../machine/machine-file.ts'
import type { Part } from './part.ts'
import { originOf, stateOf } from './state.ts'

/**
 * The parts that were taken out of a machine during one stay and are kept, by number. One that was discarded since, or was put
 * down by mistake, lies among the waste or never was: it is no part kept.
 */
export const partsTakenOut = (
  parts: readonly Part[],
  { id, stay }: Pick<MachineFile, 'id' | 'stay'>,
): readonly Part[] =>
  parts
    .filter((part) => {
      const origin = originOf(part)
      return origin?.machineId === id && origin.stayId === stay.id && stateOf(part).kind !== 'discarded'
    })
    .toSorted((one, other) => (one.number < other.number ? -1 : 1))
