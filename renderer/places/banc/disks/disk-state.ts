// How far one disk is, in one word: what goes on with it now, else what was settled, else what was found about it.
import type { DiskAccount } from '../../../../domain/erasure/accounting.ts'
import type { DiskJob } from '../../../../domain/erasure/disk-job.ts'
import type { Finding } from '../../../../domain/erasure/evidence/findings.ts'
import type { State } from '../../../components/state.ts'

export type DiskState =
  | 'explained'
  | 'running'
  | 'witnessed'
  | 'log'
  | 'declared'
  | 'destroyed'
  | 'removed'
  | 'failed'
  | 'foreign'
  /** An erasure was begun and did not come to its end, or nobody knows how it ended. */
  | 'unfinished'
  /** What was found last speaks against the disk. */
  | 'refuted'
  /** There is evidence that would settle it, and nobody has kept it yet. */
  | 'evidence'
  | 'todo'

const startOf = ({ startedAt }: Finding) => Date.parse(startedAt ?? '') || 0
const lastOf = ({ evidence }: DiskAccount): Finding | undefined =>
  evidence.toSorted((one, other) => startOf(one) - startOf(other)).at(-1)

/** An erasure that somebody stopped, or that broke off, and whose record says so. */
const isBrokenOff = (finding: Finding) =>
  finding.kind === 'erasure' && finding.reasons.some(({ code }) => code === 'erasure.record-not-complete')

export const diskState = (account: DiskAccount, job: DiskJob | null): DiskState => {
  if (account.explainedBy !== null) return 'explained'
  if (job?.ended === null) return 'running'
  const { verdict } = account
  if (verdict !== null) return verdict.kind === 'verified' ? verdict.how : verdict.kind
  if (account.provable !== null) return 'evidence'
  if (account.unfinished !== null) return 'unfinished'
  const last = lastOf(account)
  if (last?.outcome !== 'bad') return 'todo'
  return isBrokenOff(last) ? 'unfinished' : 'refuted'
}

/** The shape and colour of a state's badge; `settled` where the workshop asks for no more. */
export const badgeOf = (state: DiskState, settled: boolean): State => {
  switch (state) {
    case 'running':
      return 'running'
    case 'unfinished':
    case 'refuted':
    case 'failed':
      return 'stop'
    case 'evidence':
      return 'info'
    case 'declared':
      return 'attention'
    case 'witnessed':
    case 'log':
    case 'destroyed':
    case 'removed':
      return settled ? 'ok' : 'attention'
    case 'foreign':
    case 'explained':
      return 'not-applicable'
    case 'todo':
      return 'todo'
  }
}

/** Evidence goes further than what was settled: a log where a person's word stood, a reading where a log did. */
export const keepsBetter = ({ verdict, provable }: DiskAccount): boolean => {
  const via = provable?.conclusion.via ?? null
  if (via === null) return false
  if (verdict === null || verdict.kind === 'failed' || verdict.kind === 'declared') return true
  return verdict.kind === 'verified' && verdict.how === 'log' && via === 'witnessed'
}

/** Nothing more can be done to it on a bench. */
export const isAway = ({ verdict }: DiskAccount): boolean =>
  verdict?.kind === 'destroyed' || verdict?.kind === 'removed' || verdict?.kind === 'foreign'
