// Whether a machine that stands here was brought back by whoever had it: then its disks hold that person's data, and it goes to
// where disks are erased before anybody else gets it. How it is taken back is machine-again.ts' business.
import type { MachinePath } from '../intake/path.ts'
import type { HandoverSlipKnown } from './handovers.ts'

/** The slip of the return by which this stay of the machine began; null where it came in otherwise. */
export const returnOfStay = (
  slips: readonly HandoverSlipKnown[],
  { machineId, stayId }: { readonly machineId: string; readonly stayId: string },
): HandoverSlipKnown | null =>
  slips.findLast(
    ({ subject }) =>
      subject.movement === 'returned' && subject.machineId === machineId && subject.machine.stay?.stayId === stayId,
  ) ?? null

/** Nothing has answered for its disks in this stay: no certificate, no dismantling. */
export const isUnanswered = (path: MachinePath): boolean => path === 'undecided' || path === 'refurbishing'
