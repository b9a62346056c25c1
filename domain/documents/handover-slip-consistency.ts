// Whether the parts of a handover slip agree with each other.
import type { Reason } from '../words/reason.ts'
import { broken, everyDocument, type Rule, when } from './consistency-rules.ts'
import type { HandoverSlip } from './handover-slip.ts'

type SlipRule = Rule<HandoverSlip>

const subjectIsItsMachine: SlipRule = ({ credentialSubject: { id, machineId } }) =>
  when(id !== `urn:uuid:${machineId}`, 'machine-differs')

const handedOverToSomebody: SlipRule = ({ credentialSubject: subject }) => {
  const isHandedOver = subject.movement === 'handed-over'
  return when(
    isHandedOver !== (subject.recipientSeal !== null) ||
      isHandedOver !== (subject.nameKeptUntil !== null) ||
      isHandedOver !== (subject.contribution !== null) ||
      isHandedOver !== (subject.eligibility !== null),
    'handover-members',
  )
}

const onlyAReturnAnswers: SlipRule = ({ credentialSubject: { movement, answers } }) =>
  when(movement === 'handed-over' && answers !== null, 'handover-answers')

/** Forgetting is promised for a day that comes. */
const nameIsNotKeptBefore: SlipRule = ({ credentialSubject: { day, nameKeptUntil } }) =>
  when(nameKeptUntil !== null && nameKeptUntil <= day, 'handover-kept-until', { day: nameKeptUntil ?? '' })

const restsOnDocumentsOfItsMachine: SlipRule = ({ credentialSubject: { machine, answers, machineChain } }) =>
  when(
    [machine.certificate.document, answers?.document].some(
      (hash) => hash !== undefined && !machineChain.includes(hash),
    ),
    'handover-outside-chain',
  )

const everySlip: readonly SlipRule[] = [
  subjectIsItsMachine,
  handedOverToSomebody,
  onlyAReturnAnswers,
  nameIsNotKeptBefore,
  restsOnDocumentsOfItsMachine,
]

export const handoverInconsistencies = (slip: HandoverSlip): readonly Reason[] => [
  ...broken(everyDocument, slip),
  ...broken(everySlip, slip),
]
