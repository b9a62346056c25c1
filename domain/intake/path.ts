// Where a machine of an intake goes: to refurbishing where it starts, to dismantling where it does not. Dismantling is only
// proposed by the test; a supervisor's order decides it (dismantling/order.ts).
import type { Triage } from './triage.ts'

/** In the order of the way; `to-confirm` waits for a supervisor. */
export const MACHINE_PATHS = [
  'undecided',
  'to-confirm',
  'dismantling',
  'dismantled',
  'refurbishing',
  'refurbished',
] as const
export type MachinePath = (typeof MACHINE_PATHS)[number]

/** What is known of a machine's present stay. */
export type PathFacts = {
  readonly triage: Pick<Triage, 'powerOn'> | undefined
  /** A supervisor sent it to dismantling. */
  readonly ordered: boolean
  /** A dismantling sheet of this stay stands. */
  readonly sheet: boolean
  /** A refurbishment certificate of this stay stands. */
  readonly certificate: boolean
}

/**
 * What was signed or confirmed goes before what was only seen: a machine that was sent to dismantling is there, whatever is
 * said of it later.
 */
export const pathOf = ({ triage, ordered, sheet, certificate }: PathFacts): MachinePath => {
  if (sheet) return 'dismantled'
  if (ordered) return 'dismantling'
  if (certificate) return 'refurbished'
  switch (triage?.powerOn) {
    case 'starts':
      return 'refurbishing'
    case 'does-not-start':
      return 'to-confirm'
    case 'not-tried':
    case null:
    case undefined:
      return 'undecided'
  }
}

const toReuse: readonly MachinePath[] = ['refurbishing', 'refurbished']
const toDismantling: readonly MachinePath[] = ['dismantling', 'dismantled']

/** On its way to somebody else, or ready for them. */
export const goesToReuse = (path: MachinePath): boolean => toReuse.includes(path)
/** A supervisor decided it. */
export const goesToDismantling = (path: MachinePath): boolean => toDismantling.includes(path)
/** Nobody has decided yet: not tried, or a supervisor still has to confirm. */
export const waitsForDecision = (path: MachinePath): boolean => path === 'undecided' || path === 'to-confirm'
