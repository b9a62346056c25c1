// The menu as a person sees it: 80 columns, 25 lines, nothing that scrolls away. Plain lines from plain values.
import { machineName } from '../../domain/machine/machine-name.ts'
import { type Language, type Reason, reason } from '../../domain/words/reason.ts'
import { say } from '../../domain/words/sentences.ts'
import { cut, printable, wrapped } from '../probe/terminal.ts'
import type { Papers } from './papers.ts'

export const COLUMNS = 80
export const LINES = 25

export const CHOICES = ['read', 'verify', 'write', 'erase', 'console', 'power-off'] as const
export type Choice = (typeof CHOICES)[number]

/** What a person would do next: the machine first, then its disks, then the key. */
export type NextStep = 'read' | 'erase-or-verify' | 'erase' | 'verify' | 'write' | 'power-off'

export const nextStep = ({ report, outcomes, logs, unwritten }: Papers): NextStep => {
  if (report === null) return 'read'
  if (outcomes.some((outcome) => outcome !== 'holds')) return 'erase'
  if (outcomes.length === 0) return logs > 0 ? 'verify' : 'erase-or-verify'
  return unwritten.length > 0 ? 'write' : 'power-off'
}

const stateOf = (choice: Choice, { report, outcomes, logs, unwritten, written }: Papers): Reason | null => {
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length
  switch (choice) {
    case 'read': {
      const machine = report === null ? null : [machineName(report.identity), report.identity.serial]
      return machine === null
        ? reason('live-key.not-read')
        : reason('live-key.machine-read', { machine: machine.filter((part) => part !== null).join(' · ') })
    }
    case 'verify':
      if (outcomes.length === 0) return reason('live-key.not-verified')
      return count('holds') === outcomes.length
        ? reason('live-key.all-hold', { count: outcomes.length })
        : reason('live-key.not-all-hold', { holds: count('holds'), others: outcomes.length - count('holds') })
    case 'write':
      if (unwritten.length > 0) return reason('live-key.unwritten', { count: unwritten.length })
      return written > 0 ? reason('live-key.all-written', { count: written }) : reason('live-key.nothing-made')
    case 'erase':
      return logs === 0 ? null : reason('live-key.logs', { count: logs })
    case 'console':
    case 'power-off':
      return null
  }
}

const BOLD = '\u001b[1m'
const REVERSE = '\u001b[7m'
const PLAIN = '\u001b[0m'

/** A bar over the whole width with what stands left and right on it. */
export const titleBar = (left: string, right: string): string =>
  `${REVERSE} ${cut(left, COLUMNS - 4 - right.length).padEnd(COLUMNS - 2 - right.length)}${right} ${PLAIN}`

const NAME_COLUMNS = 26
export const MARGIN = '   '

/** The sign for the n-th choice, from 0. */
export const digitOn = (at: number): string => `${REVERSE} ${String(at + 1)} ${PLAIN}`

export type Showing = { readonly papers: Papers; readonly language: Language; readonly clock: string }

export const menuScreen = ({ papers, language, clock }: Showing): readonly string[] => {
  const word = (code: string, params: Reason['params'] = {}) => say(reason(`live-key.${code}`, params), language)
  const width = COLUMNS - MARGIN.length * 2
  const rows = CHOICES.flatMap((choice, at) => {
    const state = stateOf(choice, papers)
    const name = word(choice).padEnd(NAME_COLUMNS)
    const said = state === null ? '' : cut(printable(say(state, language)), width - NAME_COLUMNS - 4)
    return [`${MARGIN}${digitOn(at)} ${BOLD}${name}${PLAIN}${said}`.trimEnd(), '']
  })
  return [
    titleBar(word('title'), clock),
    '',
    ...rows,
    '',
    ...wrapped(word(`next-${nextStep(papers)}`), width).map((line) => `${MARGIN}${BOLD}${line}${PLAIN}`),
    '',
    ...wrapped(word('keys'), width).map((line) => `${MARGIN}${line}`),
  ]
}
