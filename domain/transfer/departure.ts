// What ends a stay: this station signed a slip by which a machine, a loose disk or a part left. From then on its files here are
// only read, until the slip is withdrawn or the thing comes back, which is a new stay. When that is asked is the ledger's
// business, and of the window's own copy; this file knows which slips send away what, and how it is said.
import { HandoverSlip } from '../documents/handover-slip.ts'
import { TransferSlip } from '../documents/transfer-slip.ts'
import { reason, type Reason } from '../words/reason.ts'

export type Departure = {
  readonly itemId: string
  /** Of a machine; null where the slip says none: of a loose disk, of a part. */
  readonly stayId: string | null
  /** The slip's hash and number. */
  readonly document: string
  readonly number: string
  /** Only its issuer can withdraw the slip. */
  readonly issuer: string
  readonly how: 'sent' | 'handed-over'
  /** The site it went to; '' where it was handed over to a person. */
  readonly to: string
  /** When the slip was signed. */
  readonly at: string
  /** The work file that went with it, by SHA-256. */
  readonly work: string | null
}

/** What a document sends away; nothing where it is no slip of a departure. */
export const departuresBy = (hash: string, document: unknown): readonly Departure[] => {
  const sent = TransferSlip.safeParse(document).data
  if (sent !== undefined) {
    const { movement, items, number, receiver } = sent.credentialSubject
    if (movement !== 'sent') return []
    return items.map((item) => ({
      itemId: item.itemId,
      stayId: item.what === 'machine' ? item.stay.stayId : null,
      work: item.work,
      ...{ document: hash, number, issuer: sent.issuer.id, how: 'sent', to: receiver.name, at: sent.validFrom },
    }))
  }
  const handed = HandoverSlip.safeParse(document).data
  if (handed?.credentialSubject.movement !== 'handed-over') return []
  const { machineId, machine, number } = handed.credentialSubject
  return [
    {
      itemId: machineId,
      stayId: machine.stay?.stayId ?? null,
      work: null,
      ...{ document: hash, number, issuer: handed.issuer.id, how: 'handed-over', to: '', at: handed.validFrom },
    },
  ]
}

/** Kinds of documents that may send something away, so that others need not be looked into. */
export const maySendAway = (kind: string): boolean => kind === 'transfer-slip' || kind === 'handover-slip'

/**
 * The departure that ended this stay, of those of one thing in the order of the journal; null while it is here. A slip that
 * names no stay counts until the thing came back, at `backAt`: positions in the journal, since no clock orders them.
 */
export const departureOfStay = <T extends { readonly departure: Departure; readonly position: number }>(
  known: readonly T[],
  {
    stayId,
    backAt,
    isWithdrawn,
  }: {
    readonly stayId: string | null
    readonly backAt: number
    readonly isWithdrawn: (departure: Departure) => boolean
  },
): Departure | null =>
  known.findLast(({ departure, position }) => {
    const ofStay = departure.stayId === null || stayId === null ? position > backAt : departure.stayId === stayId
    return ofStay && !isWithdrawn(departure)
  })?.departure ?? null

/** Why nothing more is written about it here. */
export const departedReason = ({ how, number, to, at }: Departure): Reason =>
  how === 'sent'
    ? reason('journal.departed', { document: number, to, at })
    : reason('journal.handed-over', { document: number, at })
