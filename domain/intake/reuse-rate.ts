// The reuse rate of an intake, which a public donor needs for its target (décret 2023-266): by number, and by weight as far as
// weights are known. Every figure says what it counts; nothing is made up where a weight is unknown.
import type { EquipmentKind } from '../machine/equipment.ts'
import { goesToDismantling, goesToReuse, waitsForDecision, type MachinePath } from './path.ts'

/**
 * Median weights in grams, computed from Boavizta's data (ODbL), 2026: what a machine that nobody weighed is counted with.
 * Kinds without a figure there are left out of the weights, and counted as such.
 */
export const TYPICAL_GRAMS: Partial<Record<EquipmentKind, number>> = { laptop: 1650, desktop: 5260, monitor: 5730 }

export type CountedMachine = {
  readonly equipment: EquipmentKind
  readonly path: MachinePath
  /** As weighed whole; null where it was not. */
  readonly grams: number | null
}

export type ReuseRate = {
  readonly received: number
  /** On the refurbishing list, certified ones included. */
  readonly toReuse: number
  /** Of those, with a certificate that stands. */
  readonly certified: number
  readonly toDismantling: number
  /** Nobody has decided yet: neither reused nor dismantled. */
  readonly undecided: number
  /** `toReuse` of all that were received, 0 to 1; null for an intake without machines. */
  readonly byNumber: number | null
  readonly weight: {
    /** Grams of machines to reuse and of parts kept from dismantled ones. */
    readonly reused: number
    readonly partsKept: number
    readonly all: number
    /** `reused` of `all`, 0 to 1; null where no weight is known. */
    readonly rate: number | null
    readonly weighed: number
    /** Counted with the typical weight of their kind. */
    readonly typical: number
    /** Neither weighed nor of a kind with a typical weight: left out of both sums. */
    readonly unknown: number
  }
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
const sum = (grams: readonly number[]): number => grams.reduce((total, one) => total + one, 0)

/** `partsKept`: grams of the parts taken out of this intake's machines and kept. */
export const reuseRateOf = (machines: readonly CountedMachine[], partsKept: number): ReuseRate => {
  const count = (of: (path: MachinePath) => boolean) => machines.filter(({ path }) => of(path)).length
  const toReuse = count(goesToReuse)
  const weights = machines.flatMap(({ equipment, path, grams }) => {
    const weight = grams ?? TYPICAL_GRAMS[equipment]
    return weight === undefined ? [] : [{ weight, path }]
  })
  const all = sum(weights.map(({ weight }) => weight))
  // Parts are a share of machines that are in `all`; of machines whose weight is unknown they could be more than the whole.
  const parts = Math.min(partsKept, sum(weights.filter(({ path }) => !goesToReuse(path)).map(({ weight }) => weight)))
  const reused = sum(weights.filter(({ path }) => goesToReuse(path)).map(({ weight }) => weight)) + parts
  const weighed = machines.filter(({ grams }) => grams !== null).length
  return {
    received: machines.length,
    toReuse,
    certified: count((path) => path === 'refurbished'),
    toDismantling: count(goesToDismantling),
    undecided: count(waitsForDecision),
    byNumber: share(toReuse, machines.length),
    weight: {
      reused,
      partsKept: parts,
      all,
      rate: share(reused, all),
      weighed,
      typical: weights.length - weighed,
      unknown: machines.length - weights.length,
    },
  }
}
