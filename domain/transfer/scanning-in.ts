// What a scan at the door means against a sent slip: a line of it, something that is on no line, or something that cannot be told.
import { serialKey, wwnKey } from '../erasure/disk-identity.ts'
import { readScannedCode, textOfCode } from '../documents/scan-code.ts'
import type { SlipItem, SurplusItem } from '../documents/transfer-slip.ts'

export type ScannedIn =
  | { readonly kind: 'line'; readonly item: SlipItem }
  /** Two lines bear this number: the person ticks the right one. */
  | { readonly kind: 'several' }
  | { readonly kind: 'surplus'; readonly surplus: SurplusItem }
  | { readonly kind: 'no-label' }

const sameNumber = (one: string, other: string) => one.trim().toUpperCase() === other.trim().toUpperCase()

const isDisk = (item: SlipItem, text: string): boolean => {
  if (item.what !== 'disk') return false
  const scanned = { serial: text, wwn: text, model: null, sizeBytes: null }
  const known = { serial: item.disk.serial, wwn: null, model: null, sizeBytes: null }
  const serial = serialKey(scanned)
  return serial !== null && (serialKey(known) === serial || wwnKey(known) === wwnKey(scanned))
}

const bears = (item: SlipItem, text: string): boolean => {
  switch (item.what) {
    case 'machine':
      return sameNumber(item.inventoryNumber, text)
    case 'part':
      return sameNumber(item.number, text)
    case 'disk':
      return isDisk(item, text)
  }
}

/** An identity tells a thing from another that bears the same number; a number alone does where it is that of one line. */
export const scannedIn = (scanned: string, items: readonly SlipItem[]): ScannedIn => {
  const code = readScannedCode(scanned)
  if (code.kind === 'command' || code.kind === 'document' || code.kind === 'dismantling') return { kind: 'no-label' }
  const text = textOfCode(code).trim()
  if (text === '') return { kind: 'no-label' }
  const id = code.kind === 'machine' ? code.machineId : code.kind === 'part' ? code.partId : null
  const [first, ...more] = items.filter((item) => (id === null ? bears(item, text) : item.itemId === id))
  if (more.length > 0) return { kind: 'several' }
  return first === undefined
    ? { kind: 'surplus', surplus: { itemId: id, label: text.slice(0, 80), note: '' } }
    : { kind: 'line', item: first }
}
