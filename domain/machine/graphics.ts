// Graphics adapters: PCI class 03. Their memory is reported only where a driver says it; the PCI window that everybody can
// read is 256 MiB on most cards, whatever they carry.
import type { Graphics } from './hardware-report.ts'
import { Gaps, missing, orMissing, read, unavailable, wasRead, type Reading, type Section } from './gaps.ts'
import { pciName, type PciDevice } from './pci-devices.ts'
import { entriesOf, parseUevent } from './uevent.ts'
import type { Corner } from './readings.ts'

const isGraphics = (device: PciDevice) => device.classCode.startsWith('03')

/** amdgpu writes the card's memory into mem_info_vram_total; other drivers say nothing in /sys. */
const memoryOf = (device: PciDevice, drm: Corner | undefined): Reading<number> => {
  const entries = entriesOf(drm)
  if (!wasRead(entries)) return missing('unsupported')
  const card = entries.value.find(
    (entry) => parseUevent(entry.files.get('device/uevent')).get('PCI_SLOT_NAME')?.toLowerCase() === device.slot,
  )
  const bytes = Number(card?.files.get('device/mem_info_vram_total') ?? 0)
  return Number.isSafeInteger(bytes) && bytes > 0 ? read(bytes) : missing('unsupported')
}

export const readGraphics = (
  devices: Reading<readonly PciDevice[]>,
  drm: Corner | undefined,
): Section<readonly Graphics[]> => {
  if (!wasRead(devices)) return unavailable([], devices.why)
  const gaps = new Gaps()
  const value = devices.value
    .filter(isGraphics)
    .slice(0, 64)
    .map((device, index): Graphics => {
      const take = gaps.within(String(index))
      return {
        maker: take('maker', orMissing(device.vendor, 'device-silent')),
        model: take('model', read(device.name ?? pciName(device))),
        memoryBytes: take('memoryBytes', memoryOf(device, drm)),
        driver: take('driver', orMissing(device.driver, 'not-present')),
      }
    })
  return { value, state: gaps.state() }
}
