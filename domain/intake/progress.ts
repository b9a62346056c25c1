// How far an intake is: how many machines came of those announced, and where they go. It counts; which machine goes where is
// path.ts' business.
import type { Intake } from './intake.ts'
import { goesToDismantling, goesToReuse, type MachinePath } from './path.ts'

export type IntakeProgress = {
  readonly received: number
  readonly expected: number | null
  /** Announced and not here yet; null where nobody announced a number. */
  readonly missing: number | null
  /** Came beyond what was announced. */
  readonly surplus: number
  readonly refurbishing: number
  /** Confirmed by a supervisor, dismantled ones included. */
  readonly dismantling: number
  readonly dismantled: number
  /** Not tried, or the look is not over. */
  readonly undecided: number
  /** Does not start; a supervisor has to confirm. */
  readonly toConfirm: number
}

export const progressOf = ({ expected }: Pick<Intake, 'expected'>, paths: readonly MachinePath[]): IntakeProgress => {
  const count = (of: (path: MachinePath) => boolean) => paths.filter(of).length
  return {
    received: paths.length,
    expected,
    missing: expected === null ? null : Math.max(0, expected - paths.length),
    surplus: expected === null ? 0 : Math.max(0, paths.length - expected),
    refurbishing: count(goesToReuse),
    dismantling: count(goesToDismantling),
    dismantled: count((path) => path === 'dismantled'),
    undecided: count((path) => path === 'undecided'),
    toConfirm: count((path) => path === 'to-confirm'),
  }
}
