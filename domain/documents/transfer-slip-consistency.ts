// Whether the parts of a transfer slip agree with each other.
import type { Reason } from '../words/reason.ts'
import { broken, everyDocument, type Rule, when } from './consistency-rules.ts'
import type { TransferSlip } from './transfer-slip.ts'

type SlipRule = Rule<TransferSlip>

const listsEachThingOnce: SlipRule = ({ credentialSubject: { items } }) =>
  when(new Set(items.map(({ itemId }) => itemId)).size !== items.length, 'slip-item-twice')

const onlyAReceivedSlipAnswers: SlipRule = ({ credentialSubject: { movement, answers, missing, surplus } }) => [
  ...when((movement === 'received') !== (answers !== null), 'slip-answers'),
  ...when(movement === 'sent' && missing.length + surplus.length > 0, 'slip-sent-with-findings'),
]

const sendsSomething: SlipRule = ({ credentialSubject: { movement, items } }) =>
  when(movement === 'sent' && items.length === 0, 'slip-empty')

const missesOnlyWhatItLists: SlipRule = ({ credentialSubject: { items, missing } }) => {
  const listed = new Set(items.map(({ itemId }) => itemId))
  return when(
    missing.some((id) => !listed.has(id)),
    'slip-missing-unknown',
  )
}

const everySlip: readonly SlipRule[] = [
  listsEachThingOnce,
  onlyAReceivedSlipAnswers,
  sendsSomething,
  missesOnlyWhatItLists,
]

export const slipInconsistencies = (slip: TransferSlip): readonly Reason[] => [
  ...broken(everyDocument, slip),
  ...broken(everySlip, slip),
]
