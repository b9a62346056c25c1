// The codes that Établi prints as QR codes and reads back through a scanner. Only characters of the QR alphanumeric set
// (ISO/IEC 18004 §7.4.4) are used, so that the codes stay small and survive scanners that fold case.
import { z } from 'zod'
import { DocumentNumber, Sha256 } from './document.ts'

const InventoryNumber = z.string().trim().min(1).max(40)

export type ScannedCode =
  | { readonly kind: 'machine'; readonly machineId: string; readonly inventoryNumber: string }
  | { readonly kind: 'document'; readonly number: string; readonly hash: string }
  /** A pre-printed label, a serial, an inventory number typed by hand. */
  | { readonly kind: 'plain'; readonly text: string }

export const machineCode = (machine: { readonly id: string; readonly inventoryNumber: string }): string =>
  `ETABLI/M/${machine.id}/${machine.inventoryNumber}`.toUpperCase()

export const documentCode = (document: { readonly number: string; readonly hash: string }): string =>
  `ETABLI/D/${document.number}/${document.hash}`.toUpperCase()

/** What was scanned or typed. Never throws: what is no code of ours is plain text. */
export const readScannedCode = (text: string): ScannedCode => {
  const plain: ScannedCode = { kind: 'plain', text: text.trim() }
  const [lead, kind, key = '', ...rest] = plain.text.toUpperCase().split('/')
  const tail = rest.join('/')
  if (lead !== 'ETABLI') return plain
  if (kind === 'M') {
    const machineId = z.uuid().safeParse(key.toLowerCase())
    const inventoryNumber = InventoryNumber.safeParse(tail)
    return machineId.success && inventoryNumber.success
      ? { kind: 'machine', machineId: machineId.data, inventoryNumber: inventoryNumber.data }
      : plain
  }
  if (kind === 'D') {
    const number = DocumentNumber.safeParse(key)
    const hash = Sha256.safeParse(tail.toLowerCase())
    return number.success && hash.success ? { kind: 'document', number: number.data, hash: hash.data } : plain
  }
  return plain
}
