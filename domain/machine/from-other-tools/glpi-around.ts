// What a GLPI inventory says around the machine's heart: graphics, monitors, network, sound, what is on USB, and the system
// that ran the agent.
import { displayOf } from '../displays.ts'
import { Gaps, missing, read, wasRead, type Section, type Take } from '../gaps.ts'
import { readGraphics } from '../graphics.ts'
import type { Display, HardwareReport, NetworkAdapter, OperatingSystem } from '../hardware-report.ts'
import { pciName, withDomain, type PciDevice } from '../pci-devices.ts'
import type { GlpiContent, GlpiDrive } from './glpi-inventory.ts'
import { hexOfBase64 } from './hex-of-base64.ts'
import { silenceIsTheTools, someOf } from './sections.ts'
import { saidOrNull } from './values.ts'

export const graphicsIn = (
  pci: readonly PciDevice[] | undefined,
  videos: GlpiContent['videos'],
): Section<HardwareReport['graphics']> | undefined => {
  if (pci?.some(({ classCode }) => classCode.startsWith('03')) === true) {
    return silenceIsTheTools(readGraphics(read(pci), undefined))
  }
  const named = (videos ?? []).flatMap(({ name, chipset }) => saidOrNull(name ?? chipset) ?? [])
  if (named.length === 0) return undefined
  return someOf(named.slice(0, 64).map((model) => ({ maker: null, model, memoryBytes: null, driver: null })))
}

/** The EDID speaks for the monitor; the agent's own words only where it is silent. */
export const displaysIn = (monitors: GlpiContent['monitors']): Section<readonly Display[]> | undefined => {
  if (monitors === undefined) return undefined
  const gaps = new Gaps()
  const value = monitors.slice(0, 64).map((monitor, index): Display => {
    const agents = { model: saidOrNull(monitor.name ?? monitor.caption), serial: saidOrNull(monitor.serial) }
    const gapsOfThis = gaps.within(String(index))
    const take: Take = (field, reading) => {
      const said: string | null = field === 'model' || field === 'serial' ? agents[field] : null
      return wasRead(reading) || said === null ? gapsOfThis(field, reading) : null
    }
    const { model, serial, ...display } = displayOf(null, hexOfBase64(monitor.base64), take)
    return { ...display, model: model ?? agents.model, serial: serial ?? agents.serial }
  })
  return silenceIsTheTools({ value, state: gaps.state() })
}

const macOf = (mac: string | undefined) => {
  const text = mac?.trim().toLowerCase() ?? ''
  return /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(text) && !/^(00|ff)(:\1){5}$/.test(text) ? text : null
}

/** One entry an address: an adapter with two comes twice. What the system made up (bridges, tunnels) is no hardware. */
const adaptersOf = (networks: NonNullable<GlpiContent['networks']>) => {
  const byName = new Map<string, (typeof networks)[number]>()
  for (const one of networks) {
    const isMadeUp = one.virtualdev === true || one.virtualdev === '1'
    const name = saidOrNull(one.description)
    if (isMadeUp || (one.type !== 'ethernet' && one.type !== 'wifi') || name === null) continue
    if (!byName.has(name)) byName.set(name, one)
  }
  return [...byName].slice(0, 256)
}

export const networkIn = (
  networks: GlpiContent['networks'],
  pci: readonly PciDevice[],
): Section<readonly NetworkAdapter[]> | undefined => {
  if (networks === undefined) return undefined
  const gaps = new Gaps()
  const value = adaptersOf(networks).map(([name, one], index): NetworkAdapter => {
    const take = gaps.within(String(index))
    const orNotAsked = <T>(field: string, known: T | null) =>
      take(field, known === null ? missing('not-asked') : read(known))
    const slot = one.pcislot === undefined ? null : withDomain(one.pcislot)
    const onPci = pci.find((device) => device.slot === slot)
    return {
      name,
      kind: one.type === 'wifi' ? 'wifi' : 'wired',
      mac: orNotAsked('mac', macOf(one.mac)),
      model: orNotAsked('model', onPci === undefined ? saidOrNull(one.model) : pciName(onPci)),
      driver: orNotAsked('driver', saidOrNull(one.driver)),
      // "802.11" is all that the agent says of a radio.
      wifiStandard: one.type === 'wifi' ? orNotAsked('wifiStandard', null) : null,
      speedMbps: one.speed !== undefined && Number.isSafeInteger(one.speed) && one.speed > 0 ? one.speed : null,
    }
  })
  return { value, state: gaps.state() }
}

/** USB device classes, in the decimal the agent writes: 14 is video, 224 with subclass 1 a Bluetooth radio. */
const usbOf = (devices: GlpiContent['usbdevices'], usbClass: string, subclass?: string) =>
  (devices ?? [])
    .filter((one) => Number(one.class) === Number(usbClass) && (subclass === undefined || one.subclass === subclass))
    .slice(0, 64)
    .map((one) => ({
      name: saidOrNull(one.caption ?? one.name) ?? saidOrNull(one.manufacturer) ?? 'USB',
      model: saidOrNull(one.caption ?? one.name),
    }))

/** Many cameras are of the class "miscellaneous": those that are not found here may be there all the same. */
export const camerasIn = (devices: GlpiContent['usbdevices']) =>
  devices === undefined ? undefined : someOf(usbOf(devices, '14').map(({ name }) => ({ name })))

export const bluetoothIn = (devices: GlpiContent['usbdevices']) =>
  devices === undefined ? undefined : someOf(usbOf(devices, '224', '1').map((one) => ({ ...one, mac: null })))

export const soundIn = (sounds: GlpiContent['sounds']): Section<HardwareReport['sound']> | undefined =>
  sounds === undefined
    ? undefined
    : {
        value: sounds.slice(0, 64).flatMap((one) => {
          const name = saidOrNull(one.manufacturer) ?? saidOrNull(one.name)
          return name === null ? [] : [{ name }]
        }),
        state: { state: 'read' },
      }

const FAMILIES: readonly (readonly [RegExp, OperatingSystem['family']])[] = [
  [/win/i, 'windows'],
  [/linux/i, 'linux'],
  [/mac ?os|os ?x|darwin/i, 'macos'],
]

const isSystemDrive = ({ type, letter, systemdrive }: GlpiDrive) =>
  systemdrive === true || type === '/' || (systemdrive === undefined && letter === 'C:')

const encryptedOf = (drives: GlpiContent['drives']): boolean | null => {
  const status = drives?.find(isSystemDrive)?.encrypt_status
  return status === undefined ? null : status !== 'No'
}

/** The system that ran the agent; what else is installed nobody looked for. */
export const systemsIn = ({
  operatingsystem: system,
  drives,
}: GlpiContent): Section<readonly OperatingSystem[]> | undefined => {
  const name = saidOrNull(system?.full_name ?? system?.name)
  if (system === undefined || name === null) return undefined
  const told = `${system.kernel_name ?? ''} ${name}`
  return {
    value: [
      {
        name,
        family: (/darwin/i.test(told) ? 'macos' : FAMILIES.find(([pattern]) => pattern.test(told))?.[1]) ?? 'other',
        version: saidOrNull(system.version),
        partition: null,
        running: true,
        encrypted: encryptedOf(drives),
      },
    ],
    state: { state: 'partly', missing: [{ field: 'installed', why: 'not-asked' }] },
  }
}
