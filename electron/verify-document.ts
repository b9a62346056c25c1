// What `npm run verify` says of a document: what it is, whether it holds, every check with its reasons, what it says of
// each disk, and how it stands among those given with it.
import type { CertifiedDisk } from '../domain/documents/certified-disk.ts'
import { documentSet, standingOf, type DocumentSet, type Standing } from '../domain/documents/store.ts'
import type { Verification } from '../domain/documents/verification.ts'
import type { Examination, KnownDocument } from '../domain/documents/verify.ts'
import { type Language, type Reason, reason } from '../domain/words/reason.ts'
import { say } from '../domain/words/sentences.ts'
import { fingerprintHere } from './batches/fingerprint-here.ts'

export type ExaminedDocument = Examination & { readonly file: string }

/** Those that hold, so that a withdrawal given beside the document it withdraws is noticed. */
export const holding = (examined: readonly ExaminedDocument[]): DocumentSet =>
  documentSet(
    examined.flatMap(({ document, verification }) =>
      document !== null && verification.hash !== null ? [{ hash: verification.hash, document }] : [],
    ),
  )

const standingAmong = ({ verification }: ExaminedDocument, all: DocumentSet): Standing | null => {
  const stored = verification.hash === null ? undefined : all.get(verification.hash)
  return stored === undefined ? null : standingOf(stored, all)
}

const verdictWord = ({ verdict, how }: CertifiedDisk): string =>
  verdict === 'verified' ? `disk-is-verified-${how ?? 'log'}` : `disk-is-${verdict}`

const diskName = ({ make, model, serial }: CertifiedDisk): string =>
  [make, model, serial].filter((part) => part !== null).join(' ') || '?'

/** The lines to print, not yet safe for a terminal. */
export const documentInWords = (
  examined: ExaminedDocument,
  all: DocumentSet,
  language: Language,
): readonly string[] => {
  const { verification, document, file } = examined
  const word = (code: string, params: Reason['params'] = {}) => say(reason(`documents.${code}`, params), language)
  const colon = language === 'fr' ? '\u00a0:' : ':'
  const quoted = (text: string) => (language === 'fr' ? `«\u00a0${text}\u00a0»` : `“${text}”`)
  const line = (label: string, value: string) => `  ${word(label)}${colon} ${value}`
  const kind = say(reason(`term.${verification.kind}`), language)
  const lines = [`${file} — ${kind}`]
  lines.push(`  ${verification.holds ? '✔' : '✘'} ${word(verification.holds ? 'verify-holds' : 'verify-fails')}`)

  if (document?.credentialSubject.demonstration === true) lines.push(`  ${word('verify-demonstration')}`)
  if (verification.number !== null) lines.push(line('verify-number', verification.number))
  if (verification.issuedAt !== null) {
    const declared = document?.credentialSubject.clock === 'declared' ? ` (${word('verify-clock-declared')})` : ''
    lines.push(line('verify-issued-at', verification.issuedAt + declared))
  }
  if (verification.issuer !== null) {
    lines.push(line('verify-issuer', verification.issuer.name ?? '?'))
    lines.push(line('verify-key', fingerprintHere(verification.issuer.did)))
  }
  if (verification.hash !== null) lines.push(line('verify-hash', verification.hash))
  const subject = document?.credentialSubject
  if (subject?.kind === 'refurbishment-certificate') {
    const identity = subject.machine.measurement?.identity
    const name = [subject.machine.inventoryNumber, identity?.manufacturer, identity?.model, identity?.serial]
    lines.push(line('verify-machine', name.filter((part) => part != null).join(' · ')))
    lines.push(line('verify-disks', word(`face-${subject.erasure.statement}`)))
    for (const disk of subject.disks) lines.push(`    - ${diskName(disk)}${colon} ${word(verdictWord(disk))}`)
    if (subject.replaces !== null) lines.push(line('verify-replaces', subject.replaces))
  }
  if (subject?.kind === 'erasure-certificate') {
    const { disk, erasure, origin } = subject
    lines.push(line('verify-disk', `${diskName(disk)}${colon} ${word(`statement-${erasure.statement}`)}`))
    if (origin.chassis !== null) lines.push(line('verify-chassis', origin.chassis))
    if (subject.replaces !== null) lines.push(line('verify-replaces', subject.replaces))
  }
  if (subject?.kind === 'dismantling-sheet') {
    const { machine, dismantling, fractions, parts, balance, signedBy } = subject
    const name = [machine.inventoryNumber, machine.make?.text, machine.model?.text, machine.serial?.text]
    lines.push(line('verify-machine', name.filter((part) => part != null).join(' · ')))
    lines.push(line('verify-reason', say(reason(`term.dismantled-${dismantling.reason}`), language)))
    lines.push(line('verify-disks', word(`face-${subject.erasure.statement}`)))
    for (const disk of subject.disks) lines.push(`    - ${diskName(disk)}${colon} ${word(verdictWord(disk))}`)
    lines.push(line('verify-fractions', String(fractions.length)))
    for (const { kind, name: own, code, grams, hazardous } of fractions) {
      const said = word('verify-fraction', { name: own === '' ? `fraction-${kind}` : own, code: code.code, grams })
      lines.push(`    - ${said}${hazardous ? ` (${word('verify-hazardous')})` : ''}`)
    }
    if (parts.length > 0) lines.push(line('verify-parts', parts.map(({ number }) => number).join(', ')))
    lines.push(line('verify-balance', word(`balance-${balance.outcome}`)))
    lines.push(line('verify-signed-by', signedBy.supervisor))
    if (subject.replaces !== null) lines.push(line('verify-replaces', subject.replaces))
  }
  if (subject?.kind === 'handover-slip') {
    const { machine, movement, day, answers, nameKeptUntil } = subject
    const name = [machine.inventoryNumber, machine.name, machine.serial].filter((part) => part !== null)
    lines.push(line('verify-machine', name.join(' · ')))
    lines.push(`  ${say(reason(`handover.verify-${movement}`, { day }), language)}`)
    lines.push(`  ${say(reason('handover.verify-certificate', { number: machine.certificate.number }), language)}`)
    if (answers !== null)
      lines.push(`  ${say(reason('handover.verify-answers', { number: answers.number }), language)}`)
    // Who it is stands nowhere in it: only until when the tiers-lieu itself can tell.
    if (nameKeptUntil !== null) lines.push(`  ${say(reason('handover.verify-kept', { day: nameKeptUntil }), language)}`)
  }
  if (subject?.kind === 'succession') {
    const { predecessor, predecessorSignature } = subject
    lines.push(`  ${say(reason('backup.verify-follows', { code: predecessor.code, did: predecessor.did }), language)}`)
    const acknowledged = predecessorSignature === null ? 'backup.verify-unacknowledged' : 'backup.verify-acknowledged'
    lines.push(`  ${say(reason(acknowledged), language)}`)
  }
  if (subject?.kind === 'withdrawal') {
    lines.push(line('verify-withdraws', `${subject.withdraws.number} (${subject.withdraws.document})`))
    lines.push(`    ${quoted(subject.reason.text)}`)
  }

  for (const check of verification.checks) {
    lines.push(`  [${word(`outcome-${check.outcome}`)}] ${word(`check-${check.name}`)}`)
    for (const each of check.reasons) lines.push(`      ${say(each, language)}`)
  }
  const standing = standingAmong(examined, all)
  if (standing?.state === 'withdrawn' || standing?.state === 'replaced') {
    const { number } = standing.by.document.credentialSubject
    lines.push(`  ${word(standing.state === 'withdrawn' ? 'verify-withdrawn-by' : 'verify-replaced-by', { number })}`)
  }
  if (verification.holds) lines.push(`  ${word('verify-trust')}`)
  return lines
}

/** null: the document is about no disk. */
const disksOf = (document: KnownDocument | null) => {
  const subject = document?.credentialSubject
  const disks =
    subject?.kind === 'refurbishment-certificate' || subject?.kind === 'dismantling-sheet'
      ? subject.disks
      : subject?.kind === 'erasure-certificate'
        ? [subject.disk]
        : null
  return (
    disks?.map(({ model, serial, sizeBytes, verdict, how, evidenceHashes }) => ({
      model,
      serial,
      sizeBytes,
      verdict,
      how,
      evidenceHashes,
    })) ?? null
  )
}

/** As data: the verification, the verdict of each disk, how the document stands among those given, reasons in words. */
export const documentAsData = (examined: ExaminedDocument, all: DocumentSet, language: Language) => {
  const { file, verification, document } = examined
  const standing = standingAmong(examined, all)
  const subject = document?.credentialSubject
  const withSentences = (checks: Verification['checks']) =>
    checks.map((check) => ({
      ...check,
      reasons: check.reasons.map((each) => ({ ...each, sentence: say(each, language) })),
    }))
  return {
    file,
    ...verification,
    checks: withSentences(verification.checks),
    clock: subject?.clock ?? null,
    erasure: subject !== undefined && 'erasure' in subject ? subject.erasure.statement : null,
    disks: disksOf(document),
    standing:
      standing === null
        ? null
        : standing.state === 'valid'
          ? { state: standing.state }
          : { state: standing.state, by: standing.by.document.credentialSubject.number, hash: standing.by.hash },
  }
}
