// What is doubtful about a label that is scanned at reception: the same one twice, a machine that was dismantled, certified or
// handed over, one of another site. Each doubt says what is wrong and what may be done; only a harmless one may go on.
import type { DocumentKind } from '../documents/document.ts'
import type { Departure } from '../transfer/departure.ts'
import { reason, type Reason } from '../words/reason.ts'
import type { MachinePath } from './path.ts'

/** What a label says. A pre-printed one bears a number alone. */
export type Label = { readonly inventoryNumber: string; readonly machineId: string | null }

/** A document about the machine that still stands. */
export type KnownDocument = { readonly kind: DocumentKind; readonly number: string; readonly issuedAt: string }

/** A machine with a file at this station that the label may mean. */
export type KnownMachine = {
  readonly machineId: string
  readonly inventoryNumber: string
  readonly intake: { readonly id: string; readonly donor: string } | null
  readonly path: MachinePath
  readonly documents: readonly KnownDocument[]
  /** By which slip it left; null while it is here. */
  readonly departure: Departure | null
}

/** A slip of another site that lists it, and that nobody has signed for here. */
export type ExpectedOn = { readonly number: string; readonly from: string }

/**
 * What "yes" does: correct what was said, take a machine that has a file into this intake, receive one of another site, or one
 * that comes back, for another stay.
 */
export type GoOn = 'correct' | 'attach' | 'receive' | 'again'

export type Doubt = {
  readonly reason: Reason
  /** null: it cannot be received here; "no" or "next" goes to the next label. */
  readonly yes: GoOn | null
  /** The file that is meant, where there is one. */
  readonly machineId: string | null
}

const latest = (documents: readonly KnownDocument[], kind: DocumentKind): KnownDocument | null =>
  documents.filter((one) => one.kind === kind).toSorted((a, b) => b.issuedAt.localeCompare(a.issuedAt))[0] ?? null

/** In this order: what happened last to a machine is what matters. */
const endings = [
  ['dismantling-sheet', 'intake.dismantled-already'],
  ['handover-slip', 'intake.handed-over-already'],
  ['transfer-slip', 'intake.transferred-already'],
  ['refurbishment-certificate', 'intake.certified-already'],
] as const satisfies readonly (readonly [DocumentKind, string])[]

/** A document that says that the machine's way had come to an end. */
export const endingOf = (number: string, documents: readonly KnownDocument[]): Reason | null => {
  for (const [kind, code] of endings) {
    const document = latest(documents, kind)
    if (document !== null) return reason(code, { number, document: document.number, issued: document.issuedAt })
  }
  return null
}

const cameBack = (number: string, { how, number: document, to, at }: Departure): Reason =>
  how === 'sent'
    ? reason('intake.came-back', { number, document, to, issued: at })
    : reason('intake.brought-back', { number, document, issued: at })

/** What is taken apart never comes back; what left, or was certified, may, and is then another stay of the same machine. */
const doubtOfKnown = (machine: KnownMachine, intakeId: string): Doubt => {
  const { machineId, inventoryNumber: number, intake, path, documents, departure } = machine
  const stop = (why: Reason): Doubt => ({ reason: why, yes: null, machineId })
  const again = (why: Reason): Doubt => ({ reason: why, yes: 'again', machineId })
  const dismantled = endingOf(
    number,
    documents.filter(({ kind }) => kind === 'dismantling-sheet'),
  )
  if (dismantled !== null) return stop(dismantled)
  if (departure !== null) return again(cameBack(number, departure))
  const certified = endingOf(
    number,
    documents.filter(({ kind }) => kind === 'refurbishment-certificate'),
  )
  if (certified !== null) return again(certified)
  if (path === 'dismantling' || path === 'dismantled') return stop(reason('intake.sent-to-dismantling', { number }))
  if (intake === null) return { reason: reason('intake.has-a-file', { number }), yes: 'attach', machineId }
  return intake.id === intakeId
    ? { reason: reason('intake.received-twice', { number }), yes: 'correct', machineId }
    : { reason: reason('intake.in-another-intake', { number, donor: intake.donor }), yes: 'attach', machineId }
}

/**
 * The doubt about a label, or null for a machine that nobody here has seen. `known` are the files that it may mean: by its
 * identity, else by its number. `elsewhere` are documents of other sites about that identity, without a file here.
 */
export const doubtOf = (
  label: Label,
  known: readonly KnownMachine[],
  elsewhere: readonly KnownDocument[],
  intakeId: string,
  expected: ExpectedOn | null = null,
): Doubt | null => {
  const { inventoryNumber: number } = label
  if (expected !== null) {
    const why = reason('intake.expected-by-slip', { number, document: expected.number, from: expected.from })
    return { reason: why, yes: null, machineId: null }
  }
  const [machine, ...more] = known
  if (more.length > 0) {
    const why = reason('intake.number-of-several', { number, count: known.length })
    return { reason: why, yes: null, machineId: null }
  }
  if (machine !== undefined) return doubtOfKnown(machine, intakeId)
  const ending = endingOf(number, elsewhere)
  if (ending !== null) {
    const isTakenApart = elsewhere.some(({ kind }) => kind === 'dismantling-sheet')
    return { reason: ending, yes: isTakenApart ? null : 'receive', machineId: null }
  }
  if (label.machineId === null) return null
  return { reason: reason('intake.label-of-another-site', { number }), yes: 'receive', machineId: null }
}
