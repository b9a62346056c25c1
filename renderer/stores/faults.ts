// The window's own faults, told to the station's log: without their messages, few of them, and never in anybody's way.
import { tellable } from '../../domain/log/fault.ts'
import { station } from './station-client.ts'

/** Of one load of the window: what comes more often is the same fault again. */
const MOST = 40
let told = 0
const seen = new WeakSet()

export const tellFault = (thrown: unknown): void => {
  // Caught here and thrown on, it passes by twice.
  if (typeof thrown === 'object' && thrown !== null) {
    if (seen.has(thrown)) return
    seen.add(thrown)
  }
  if (++told > MOST) return
  try {
    void station()('log.fault', { fault: tellable(thrown) })
  } catch {
    // There is no station to tell yet.
  }
}
