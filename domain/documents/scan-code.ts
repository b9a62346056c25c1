// The codes that Établi prints as QR codes and reads back through a scanner. Only characters of the QR alphanumeric set
// (ISO/IEC 18004 §7.4.4) are used, so that the codes stay small and survive scanners that fold case.
import { z } from 'zod'
import { PartNumber } from '../parts/part.ts'
import { DocumentNumber, Sha256 } from './document.ts'

/** Digits and the comma are for weights. */
export const Command = z.enum([
  ...(['yes', 'no', 'next', 'undo', 'call', 'comma', 'erase'] as const),
  ...(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const),
])
export type Command = z.infer<typeof Command>

const InventoryNumber = z.string().trim().min(1).max(40)

export type ScannedCode =
  | { readonly kind: 'machine'; readonly machineId: string; readonly inventoryNumber: string }
  | { readonly kind: 'document'; readonly number: string; readonly hash: string }
  /** A card that stands for a key, for whoever has a scanner only. */
  | { readonly kind: 'command'; readonly command: Command }
  /** A dismantling file, from its blank sheet on paper. */
  | { readonly kind: 'dismantling'; readonly fileId: string; readonly inventoryNumber: string }
  | { readonly kind: 'part'; readonly partId: string; readonly number: string }
  /** A pre-printed label, a serial, an inventory number typed by hand. */
  | { readonly kind: 'plain'; readonly text: string }

export const machineCode = (machine: { readonly id: string; readonly inventoryNumber: string }): string =>
  `ETABLI/M/${machine.id}/${machine.inventoryNumber}`.toUpperCase()

export const commandCode = (command: Command): string => `ETABLI/C/${command}`.toUpperCase()

export const dismantlingCode = (file: { readonly id: string; readonly inventoryNumber: string }): string =>
  `ETABLI/F/${file.id}/${file.inventoryNumber}`.toUpperCase()

export const partCode = (part: { readonly id: string; readonly number: string }): string =>
  `ETABLI/P/${part.id}/${part.number}`.toUpperCase()

export const documentCode = (document: { readonly number: string; readonly hash: string }): string =>
  `ETABLI/D/${document.number}/${document.hash}`.toUpperCase()

/** The number or text in a code, as people say and search it. */
export const textOfCode = (code: ScannedCode): string => {
  switch (code.kind) {
    case 'machine':
    case 'dismantling':
      return code.inventoryNumber
    case 'document':
    case 'part':
      return code.number
    case 'command':
      return code.command
    case 'plain':
      return code.text
  }
}

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
  if (kind === 'C') {
    const command = Command.safeParse(key.toLowerCase())
    return command.success ? { kind: 'command', command: command.data } : plain
  }
  if (kind === 'F') {
    const fileId = z.uuid().safeParse(key.toLowerCase())
    const inventoryNumber = InventoryNumber.safeParse(tail)
    return fileId.success && inventoryNumber.success
      ? { kind: 'dismantling', fileId: fileId.data, inventoryNumber: inventoryNumber.data }
      : plain
  }
  if (kind === 'P') {
    const partId = z.uuid().safeParse(key.toLowerCase())
    return partId.success && PartNumber.safeParse(tail).success
      ? { kind: 'part', partId: partId.data, number: tail }
      : plain
  }
  if (kind === 'D') {
    const number = DocumentNumber.safeParse(key)
    const hash = Sha256.safeParse(tail.toLowerCase())
    return number.success && hash.success ? { kind: 'document', number: number.data, hash: hash.data } : plain
  }
  return plain
}
