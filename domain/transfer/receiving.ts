// Which things of a sent slip are still expected, and what speaks against saying that one has arrived. Slips are a set: what was
// received is derived from the receipts that are known, in whatever order they came.
import type { Site, SlipItem, TransferSlipSubject } from '../documents/transfer-slip.ts'
import { reason, type Reason } from '../words/reason.ts'

export type Receipt = Pick<TransferSlipSubject, 'movement' | 'answers' | 'items' | 'missing' | 'surplus' | 'number'>

export const answersSlip = ({ movement, answers }: Receipt, sent: string): boolean =>
  movement === 'received' && answers?.document === sent

/** Whose receipt counts: that of the station the slip names, and of any that is believed here. Everybody else can sign one as well. */
export const mayAnswer = (
  issuer: string,
  { receiver, isBelieved }: { readonly receiver: Pick<Site, 'did'>; readonly isBelieved: boolean },
): boolean => isBelieved || receiver.did === issuer

/** What these receipts say of the things that they list. */
export const foundIn = (receipts: readonly Pick<Receipt, 'items' | 'missing'>[]): ReadonlySet<string> =>
  new Set(
    receipts.flatMap(({ items, missing }) => items.map(({ itemId }) => itemId).filter((id) => !missing.includes(id))),
  )

/** Of a sent slip, in its order, what no receipt has found. */
export const stillExpected = (
  items: readonly SlipItem[],
  receipts: readonly Pick<Receipt, 'items' | 'missing'>[],
): readonly SlipItem[] => {
  const found = foundIn(receipts)
  return items.filter(({ itemId }) => !found.has(itemId))
}

/** What a thing is called at the door. */
export const itemLabel = (item: SlipItem): string => {
  switch (item.what) {
    case 'machine':
      return item.inventoryNumber
    case 'part':
      return item.number
    case 'disk':
      return [item.disk.model, item.disk.serial].filter((text) => text !== null && text !== '').join(' · ') || '?'
  }
}

/** `isHere`: a file of that name is open here, in a stay that nothing has ended. */
export const receivingFaults = (
  sent: Pick<TransferSlipSubject, 'items' | 'number'>,
  asked: { readonly found: readonly string[]; readonly surplus: readonly unknown[] },
  { receipts, isHere }: { readonly receipts: readonly Receipt[]; readonly isHere: (item: SlipItem) => boolean },
): readonly Reason[] => {
  const expected = stillExpected(sent.items, receipts)
  if (expected.length === 0 && asked.surplus.length === 0)
    return [reason('transfer.nothing-expected', { number: sent.number })]
  const byId = new Map(sent.items.map((item) => [item.itemId, item]))
  const open = new Set(expected.map(({ itemId }) => itemId))
  return asked.found.flatMap((id) => {
    const item = byId.get(id)
    if (item === undefined) return [reason('transfer.not-on-slip', { number: sent.number })]
    if (!open.has(id)) return [reason('transfer.received-before', { item: itemLabel(item) })]
    return isHere(item) ? [reason('transfer.here-already', { item: itemLabel(item) })] : []
  })
}
