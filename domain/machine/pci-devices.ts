// The devices on the PCI bus: the kernel knows which there are, lspci knows their names. Either alone is enough to tell
// that a RAID controller is there; both together name it.
import { missing, read, type Reading } from './gaps.ts'
import { whyMute } from './answers.ts'
import { tidy } from './placeholders.ts'
import { entriesOf, parseUevent } from './uevent.ts'
import type { Answer, Readings } from './readings.ts'

export type PciDevice = {
  /** "0000:00:17.0" */
  readonly slot: string
  /** Class and subclass, four hexadecimal digits: "0106" is a SATA controller (PCI Code and ID Assignment §1). */
  readonly classCode: string
  /** "8086:9d03" */
  readonly id: string
  readonly vendor: string | null
  readonly name: string | null
  readonly driver: string | null
}

const SLOT = /^([0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/i
/** "00:1f.2" on the only bus there is is "0000:00:1f.2". */
export const withDomain = (slot: string) => (/^[0-9a-f]{2}:/i.test(slot) ? `0000:${slot}` : slot).toLowerCase()

/** "Intel Corporation [8086]" → name and number. */
const named = (text: string | undefined): { readonly name: string | null; readonly code: string } => {
  const line = (text ?? '').slice(0, 1000)
  const parts = /^(.*?)\s*\[([0-9a-f]{4})\]$/i.exec(line)
  return { name: tidy(parts?.[1] ?? line) || null, code: (parts?.[2] ?? '').toLowerCase() }
}

/** `lspci -D -nn -k -vmm`: blocks of "Key:\tvalue" lines, parted by an empty line. */
const parseLspci = (text: string): readonly PciDevice[] =>
  text.split(/\r?\n\r?\n/).flatMap((block) => {
    const fields = new Map(
      block.split(/\r?\n/).flatMap((line): [string, string][] => {
        const parts = /^(\w+):\t(.*)$/.exec(line)
        return parts?.[1] === undefined ? [] : [[parts[1], parts[2] ?? '']]
      }),
    )
    const slot = fields.get('Slot') ?? ''
    const device = named(fields.get('Device'))
    const vendor = named(fields.get('Vendor'))
    const classCode = named(fields.get('Class')).code
    if (!SLOT.test(slot) || classCode === '') return []
    return [
      {
        slot: withDomain(slot),
        classCode,
        id: `${vendor.code}:${device.code}`,
        vendor: vendor.name,
        name: device.name,
        driver: tidy(fields.get('Driver') ?? '') || null,
      },
    ]
  })

const fromLspci = (answer: Answer | undefined): Reading<readonly PciDevice[]> => {
  if (answer?.state !== 'said') return missing(whyMute(answer))
  const devices = parseLspci(answer.text)
  return devices.length === 0 && answer.exitCode !== 0 ? missing('tool-failed') : read(devices)
}

/** uevent: PCI_CLASS=10601 (without leading zeros), PCI_ID=8086:9D03, DRIVER=ahci. */
const fromKernel = (readings: Readings): Reading<readonly PciDevice[]> => {
  const entries = entriesOf(readings.corners.pci)
  if ('why' in entries) return entries
  return read(
    entries.value.flatMap((entry) => {
      const uevent = parseUevent(entry.files.get('uevent'))
      const classCode = /^[0-9a-f]{4,6}$/i
        .exec(uevent.get('PCI_CLASS') ?? '')?.[0]
        .padStart(6, '0')
        .slice(0, 4)
      const id = (uevent.get('PCI_ID') ?? '').toLowerCase()
      if (!SLOT.test(entry.name) || classCode === undefined) return []
      const driver = uevent.get('DRIVER') ?? null
      return [
        { slot: withDomain(entry.name), classCode: classCode.toLowerCase(), id, vendor: null, name: null, driver },
      ]
    }),
  )
}

export const readPciDevices = (readings: Readings): Reading<readonly PciDevice[]> => {
  const listed = fromLspci(readings.programs.lspci)
  const known = fromKernel(readings)
  if ('why' in listed) return 'why' in known ? listed : known
  if ('why' in known) return listed
  const bySlot = new Map(listed.value.map((device) => [device.slot, device]))
  const unnamed = known.value.filter((device) => !bySlot.has(device.slot))
  return read([...listed.value, ...unnamed])
}

/** What a person can look up: the name, or the numbers. */
export const pciName = (device: PciDevice): string =>
  [device.vendor, device.name]
    .filter((part) => part !== null)
    .join(' ')
    .slice(0, 500) || `PCI ${device.id}`
