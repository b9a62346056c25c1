// Whether a dismantling sheet agrees with itself: what a stranger can check with nothing but the sheet in hand. Its disks are
// disk-consistency.ts' business, what all documents have in common consistency-rules.ts'.
import { annexViiReasons } from '../dismantling/annex-vii-answers.ts'
import { outcomeOf } from '../dismantling/balance.ts'
import { isInForce } from '../dismantling/codes-in-force.ts'
import { isHazardous } from '../dismantling/waste-codes.ts'
import type { Reason } from '../words/reason.ts'
import { broken, everyDocument, fine, isAfter, reportToleranceMs, type Rule, when, wrong } from './consistency-rules.ts'
import type { DismantlingSheet } from './dismantling-sheet.ts'
import { disksInconsistencies, instantsOf } from './disk-consistency.ts'

type SheetRule = Rule<DismantlingSheet>

const subjectIsItsMachine: SheetRule = ({ credentialSubject: { id, machineId } }) =>
  when(id !== `urn:uuid:${machineId}`, 'machine-differs')

/** Noon of a local day is at most fourteen hours from noon in universal time, and a day's ends twelve hours from its noon. */
const DAY_TOLERANCE_MS = 26 * 60 * 60 * 1000

const dayIsThatOfSigning: SheetRule = ({ validFrom, credentialSubject: { day } }) =>
  when(Math.abs(Date.parse(`${day}T12:00:00Z`) - Date.parse(validFrom)) > DAY_TOLERANCE_MS, 'sheet-day', {
    day,
    validFrom,
  })

const nothingIsFromTheFuture: SheetRule = ({ validFrom, credentialSubject: subject }) => {
  if (subject.clock === 'declared') return fine
  const madeUpFor = new Set(subject.openings.map(({ report }) => report))
  const lateReport = subject.machine.reports.find(
    ({ report, takenAt }) => !madeUpFor.has(report) && isAfter(takenAt, validFrom, reportToleranceMs),
  )
  const late =
    lateReport?.takenAt ??
    [
      ...subject.disks.flatMap(instantsOf),
      ...subject.openings.map(({ at }) => at),
      subject.order.at,
      subject.signedBy.at,
    ].find((instant) => isAfter(instant, validFrom))
  return late === undefined ? fine : wrong('from-the-future', { at: late, validFrom })
}

const disksAgree: SheetRule = ({ credentialSubject: { disks, erasure } }) => disksInconsistencies(disks, erasure)

/** A disk may have been taken out before the machine came to the table; none is found that nobody answers for. */
const everyDiskFoundIsAnsweredFor: SheetRule = ({ credentialSubject: { mediaFound, erasure } }) =>
  when(mediaFound > erasure.disks, 'sheet-media', { found: mediaFound, known: erasure.disks })

/** Only a bare monitor has no disks to look for. */
const somebodyLookedForDisks: SheetRule = ({ credentialSubject: { machine, openings } }) =>
  when(machine.equipment !== 'monitor' && machine.reports.length === 0 && openings.length === 0, 'disks-not-looked-for')

const annexIsAnswered: SheetRule = ({ credentialSubject: { annexVii, machine, fractions } }) => {
  const answers = Object.fromEntries(
    annexVii.map(({ item, present, removed, container }) => [item, { present, removed, container }]),
  )
  const isTwice = new Set(annexVii.map(({ item }) => item)).size !== annexVii.length
  return [...when(isTwice, 'sheet-annex-twice'), ...annexViiReasons(machine.equipment, answers, fractions)]
}

const codesHoldOnTheDay: SheetRule = ({ credentialSubject: { fractions, day } }) =>
  fractions.flatMap(({ code, hazardous }) => [
    ...when(!isInForce(code, day), 'sheet-code-day', { code: code.code, day }),
    ...when(hazardous !== isHazardous(code), 'sheet-code-hazard', { code: code.code }),
  ])

const nothingIsListedTwice: SheetRule = ({ credentialSubject: { fractions, parts } }) =>
  when(
    new Set(fractions.map(({ fraction }) => fraction)).size !== fractions.length ||
      new Set(parts.map(({ number }) => number)).size !== parts.length,
    'sheet-line-twice',
  )

const sumOf = (weighed: readonly { readonly grams: number | null }[]) =>
  weighed.reduce((sum, { grams }) => sum + (grams ?? 0), 0)

const balanceAddsUp: SheetRule = ({ credentialSubject: { balance, fractions, parts } }) =>
  when(
    balance.fractionGrams !== sumOf(fractions) ||
      balance.partGrams !== sumOf(parts) ||
      balance.outcome !== outcomeOf(balance),
    'sheet-balance',
  )

const everySheet: readonly SheetRule[] = [
  subjectIsItsMachine,
  dayIsThatOfSigning,
  nothingIsFromTheFuture,
  disksAgree,
  everyDiskFoundIsAnsweredFor,
  somebodyLookedForDisks,
  annexIsAnswered,
  codesHoldOnTheDay,
  nothingIsListedTwice,
  balanceAddsUp,
]

export const sheetInconsistencies = (sheet: DismantlingSheet): readonly Reason[] => [
  ...broken(everyDocument, sheet),
  ...broken(everySheet, sheet),
]
