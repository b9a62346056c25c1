// What every document has to agree with itself about, whatever its kind; and what such a rule is. A signature says who
// wrote a document, not that it makes sense.
import { type Reason, reason } from '../words/reason.ts'
import { numberOf } from './document.ts'
import type { KnownDocument } from './known-document.ts'

/** A rule answers what is wrong; nothing is the good answer. */
export type Rule<Document> = (document: Document) => readonly Reason[]
type AnyDocument = KnownDocument

export const wrong = (code: string, params: Reason['params'] = {}): readonly Reason[] => [
  reason(`documents.${code}`, params),
]
export const fine: readonly Reason[] = []
export const when = (isWrong: boolean, code: string, params: Reason['params'] = {}) =>
  isWrong ? wrong(code, params) : fine

/** As in erasure/: a station writes a time and checks it at once; a machine that is read has a clock of its own. */
const stationToleranceMs = 5 * 60 * 1000
export const reportToleranceMs = 24 * 60 * 60 * 1000
export const isAfter = (one: string, other: string, toleranceMs = stationToleranceMs) =>
  Date.parse(one) > Date.parse(other) + toleranceMs

const numberIsOfStationAndSequence: Rule<AnyDocument> = ({ credentialSubject: subject }) =>
  when(subject.number !== numberOf(subject.station.code, subject.sequence), 'number-differs', {
    number: subject.number,
    expected: numberOf(subject.station.code, subject.sequence),
  })

/** A first document may name another chain's head (a backup was restored); a later one always has one before it. */
const laterDocumentNamesTheOneBefore: Rule<AnyDocument> = ({ credentialSubject: subject }) =>
  when(subject.sequence > 1 && subject.previousDocument === null, 'previous-missing', { number: subject.number })

const chainNamesEachOnce: Rule<AnyDocument> = ({ credentialSubject: { machineChain } }) =>
  when(new Set(machineChain).size !== machineChain.length, 'chain-repeats')

const replacesOneOfItsMachine: Rule<AnyDocument> = ({ credentialSubject: { replaces, machineChain } }) =>
  when(replaces !== null && !machineChain.includes(replaces), 'replaces-outside-chain')

const signedWhenIssued: Rule<AnyDocument> = ({ validFrom, proof }) =>
  when(proof.created !== validFrom, 'dates-differ', { validFrom, created: proof.created })

const issuerIsItsOrganisation: Rule<AnyDocument> = ({ issuer, credentialSubject: { organisation } }) =>
  when(issuer.name !== organisation.name, 'issuer-name-differs')

export const everyDocument: readonly Rule<AnyDocument>[] = [
  numberIsOfStationAndSequence,
  laterDocumentNamesTheOneBefore,
  chainNamesEachOnce,
  replacesOneOfItsMachine,
  signedWhenIssued,
  issuerIsItsOrganisation,
]

export const broken = <Document>(rules: readonly Rule<Document>[], document: Document): readonly Reason[] =>
  rules.flatMap((rule) => rule(document))
