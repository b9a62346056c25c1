// Network adapters: those that are hardware, also where no driver answers for them. Bridges, tunnels and the like have no device
// behind them.
import type { NetworkAdapter } from './hardware-report.ts'
import { Gaps, missing, orMissing, read, unavailable, wasRead, type Reading, type Section, type Take } from './gaps.ts'
import { pciName, type PciDevice } from './pci-devices.ts'
import { entriesOf, parseUevent, type Entry } from './uevent.ts'
import { usbId, type UsbNames } from './usb-devices.ts'
import { readWifiStandards } from './wifi-standard.ts'
import type { Readings } from './readings.ts'

const isHardware = (entry: Entry) => entry.files.has('device/uevent')

const kindOf = (entry: Entry): NetworkAdapter['kind'] => {
  const type = parseUevent(entry.files.get('uevent')).get('DEVTYPE')
  if (type === 'wlan' || entry.files.has('phy80211/name')) return 'wifi'
  if (type === 'wwan') return 'mobile'
  return entry.files.get('type')?.trim() === '1' ? 'wired' : null
}

/** addr_assign_type 0 is the adapter's own address; any other was invented by the system, and identifies nothing. */
const macOf = (entry: Entry): Reading<string> => {
  const mac = entry.files.get('address')?.trim().toLowerCase()
  if (mac === undefined || !/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac)) return missing('device-silent')
  if (/^(00|ff)(:\1){5}$/.test(mac)) return missing('placeholder')
  const assigned = entry.files.get('addr_assign_type')?.trim()
  return assigned === undefined || assigned === '0' ? read(mac) : missing('device-silent')
}

const speedOf = (entry: Entry): Reading<number> => {
  const speed = Number(entry.files.get('speed')?.trim() ?? -1)
  // Without a cable the kernel says -1: the adapter's best speed is then not known.
  return Number.isInteger(speed) && speed > 0 && speed < 10_000_000 ? read(speed) : missing('not-present')
}

const modelOf = (entry: Entry, pci: readonly PciDevice[], usb: UsbNames): Reading<string> => {
  const device = parseUevent(entry.files.get('device/uevent'))
  const onPci = pci.find(({ slot }) => slot === device.get('PCI_SLOT_NAME')?.toLowerCase())
  if (onPci !== undefined) return read(pciName(onPci))
  return orMissing(usb.get(usbId(device.get('PRODUCT')) ?? ''), 'device-silent')
}

/**
 * PCI Code and ID Assignment §1: "0200" is Ethernet; "0280", a network controller of another kind, is Wi-Fi in a PC, and its
 * driver shows nothing until it has its firmware. A wired one that has a driver answers, if in a way of its own (virtio).
 */
const isSilent = ({ classCode, driver }: PciDevice) => classCode === '0280' || (classCode === '0200' && driver === null)

const hasInterface = ({ slot }: PciDevice, known: readonly Entry[]) =>
  known.some((entry) => parseUevent(entry.files.get('device/uevent')).get('PCI_SLOT_NAME')?.toLowerCase() === slot)

/** In the machine, but without a driver, or without the firmware that its driver wants: usual on a live system. */
const silentAdapter = (device: PciDevice, take: Take): NetworkAdapter => ({
  name: device.slot,
  kind: device.classCode === '0200' ? 'wired' : 'wifi',
  mac: take('mac', missing('unsupported')),
  model: take('model', read(pciName(device))),
  driver: take('driver', orMissing(device.driver ?? undefined, 'device-silent')),
  wifiStandard: take('wifiStandard', missing(device.classCode === '0200' ? 'not-present' : 'unsupported')),
  speedMbps: take('speedMbps', missing('not-present')),
})

export const readNetwork = (
  readings: Readings,
  pci: Reading<readonly PciDevice[]>,
  usb: UsbNames,
): Section<readonly NetworkAdapter[]> => {
  const entries = entriesOf(readings.corners.net)
  if (!wasRead(entries)) return unavailable([], entries.why)
  const standards = readWifiStandards(readings.programs.iw)
  const gaps = new Gaps()

  const readAdapter = (entry: Entry, take: Take): NetworkAdapter => {
    const kind = kindOf(entry)
    const phy = entry.files.get('phy80211/name')?.trim() ?? ''
    const standard = wasRead(standards) ? orMissing(standards.value.get(phy), 'device-silent') : standards
    return {
      name: entry.name,
      kind: take('kind', orMissing(kind, 'unsupported')),
      mac: take('mac', macOf(entry)),
      model: take('model', modelOf(entry, wasRead(pci) ? pci.value : [], usb)),
      driver: take('driver', orMissing(parseUevent(entry.files.get('device/uevent')).get('DRIVER'), 'device-silent')),
      wifiStandard: take('wifiStandard', kind === 'wifi' ? standard : missing('not-present')),
      speedMbps: take('speedMbps', speedOf(entry)),
    }
  }
  const known = entries.value.filter(isHardware)
  const silent = (wasRead(pci) ? pci.value : []).filter((device) => isSilent(device) && !hasInterface(device, known))
  const value = [
    ...known.map((entry) => (take: Take) => readAdapter(entry, take)),
    ...silent.map((device) => (take: Take) => silentAdapter(device, take)),
  ]
    .slice(0, 256)
    .map((adapter, index) => adapter(gaps.within(String(index))))
  return { value, state: gaps.state() }
}
