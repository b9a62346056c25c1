// Names of USB devices by their numbers, from `lsusb`: "Bus 001 Device 003: ID 04f2:b596 Chicony … Integrated Camera".
import { tidy } from './placeholders.ts'
import type { Answer } from './readings.ts'

export type UsbNames = ReadonlyMap<string, string>

export const readUsbNames = (answer: Answer | undefined): UsbNames => {
  const names = new Map<string, string>()
  if (answer?.state !== 'said') return names
  for (const line of answer.text.split(/\r?\n/)) {
    const parts = /^Bus \d+ Device \d+: ID ([0-9a-f]{4}:[0-9a-f]{4})\s*(.*)$/i.exec(line)
    const name = tidy(parts?.[2] ?? '').slice(0, 500)
    if (parts?.[1] !== undefined && name !== '') names.set(parts[1].toLowerCase(), name)
  }
  return names
}

/** uevent: PRODUCT=4f2/b596/16, hexadecimal without leading zeros. */
export const usbId = (product: string | undefined): string | undefined => {
  const parts = /^([0-9a-f]{1,4})\/([0-9a-f]{1,4})(\/|$)/i.exec(product ?? '')
  return parts?.[1] === undefined || parts[2] === undefined
    ? undefined
    : `${parts[1].padStart(4, '0')}:${parts[2].padStart(4, '0')}`.toLowerCase()
}
