// The log as a shell holds it, from its first step on: where its own faults go, and the last word of a process that a fault
// ends. On a terminal they are shown whole, to the person who typed the command; anywhere else the system would keep them.
import { tellable } from '../../domain/log/fault.ts'
import { createLog, type Log } from './log.ts'

export type ShellLog = {
  readonly log: Log
  /** A fault of ours that the station survives. */
  readonly report: (fault: unknown) => void
}

const show = (fault: unknown): void => {
  if (process.stderr.isTTY) console.error(fault)
  else process.stderr.write(`${JSON.stringify(tellable(fault))}\n`)
}

export const openShellLog = (): ShellLog => {
  const log = createLog({ now: () => new Date() })
  process.on('uncaughtExceptionMonitor', (fault) => {
    log.fault(fault, 'end')
  })
  return {
    log,
    report: (fault) => {
      log.fault(fault, 'station')
      show(fault)
    },
  }
}
