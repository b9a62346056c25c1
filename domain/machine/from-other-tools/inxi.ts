// inxi's JSON. Its keys carry their order ("003#0#2#serial"), its values are for people: rounded sizes, makers' names mended.
// It is used for what the raw answers beside it do not tell.
import { z } from 'zod'
import type { BlockDevice } from '../block-devices.ts'
import { isBuiltIn } from '../displays.ts'
import { readGraphics } from '../graphics.ts'
import { Gaps, missing, read, type Section, type Take } from '../gaps.ts'
import type { Battery, Display, Firmware, HardwareReport, NetworkAdapter } from '../hardware-report.ts'
import { lookUp } from '../look-up.ts'
import type { PciDevice } from '../pci-devices.ts'
import { blockDevice, isWholeDiskPath } from './block-words.ts'
import { batteriesIn } from './power-words.ts'
import { lacking, silenceIsTheTools, someOf } from './sections.ts'
import { maybeWords, saidOrNull } from './values.ts'

/** One line of a section: key → value, in the order of the keys. */
type Line = ReadonlyMap<string, string>
export type Inxi = ReadonlyMap<string, readonly Line[]>

const MOST_LINES = 2000

const bareKey = (key: string) => key.replace(/^\d+#\d+#\d+#/, '')

const lineOf = (value: unknown): Line => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map()
  const entries = Object.entries(value).sort(([one], [other]) => one.localeCompare(other, 'en'))
  return new Map(
    entries.flatMap(([key, held]): [string, string][] => {
      const text = maybeWords.parse(held)
      return text === undefined ? [] : [[bareKey(key), text]]
    }),
  )
}

/** Sections by their name; empty where the value is nothing of inxi's. */
export const inxiSections = (json: unknown): Inxi => {
  const sections = new Map<string, readonly Line[]>()
  for (const held of z.array(z.record(z.string(), z.unknown())).catch([]).parse(json).slice(0, 100)) {
    for (const [key, lines] of Object.entries(held)) {
      if (Array.isArray(lines)) sections.set(bareKey(key), lines.slice(0, MOST_LINES).map(lineOf))
    }
  }
  return sections
}

const orNotAsked = <T>(take: Take, field: string, known: T | null): T | null =>
  take(field, known === null ? missing('not-asked') : read(known))

const number = (text: string | undefined) => {
  const parsed = /^\d{1,9}(\.\d{1,6})?/.exec(text ?? '')?.[0]
  return parsed === undefined ? undefined : Number(parsed)
}

/** inxi names the firmware by how the system was started from it. */
export const inxiFirmwareMode = (inxi: Inxi): Firmware['mode'] => {
  const lines = inxi.get('Machine') ?? []
  if (lines.some((line) => [...line.keys()].some((key) => /^(BIOS|UEFI[- ]?\[Legacy\])$/i.test(key)))) return 'legacy'
  return lines.some((line) => line.has('UEFI')) ? 'uefi' : null
}

export type InxiProcessor = { readonly bits: 32 | 64 | undefined; readonly maxMhz: number | undefined }

export const inxiProcessor = (inxi: Inxi): InxiProcessor => {
  const lines = inxi.get('CPU') ?? []
  const bits = number(lines.find((line) => line.has('bits'))?.get('bits'))
  const limits = lines.find((line) => line.has('min/max'))?.get('min/max')
  return {
    bits: bits === 64 || bits === 32 ? bits : undefined,
    maxMhz: number(/^\d+\/(\d{3,5})/.exec(limits ?? '')?.[1]),
  }
}

const isPci = (line: Line) => /^[0-9a-f]{2,4}:[0-9a-f]{2}/i.test(line.get('bus-ID') ?? '') && line.get('type') !== 'USB'

export const inxiGraphics = (inxi: Inxi): Section<HardwareReport['graphics']> | undefined => {
  const lines = inxi.get('Graphics')
  if (lines === undefined) return undefined
  const devices = lines
    .filter((line) => line.has('Device') && isPci(line) && /^03/.test(line.get('class-ID') ?? ''))
    .map((line): PciDevice => ({
      slot: (line.get('bus-ID') ?? '').toLowerCase(),
      classCode: line.get('class-ID') ?? '',
      id: (line.get('chip-ID') ?? '????:????').slice(0, 40),
      // The name has the maker in it, and "vendor" is who built the machine around it.
      vendor: null,
      name: saidOrNull(line.get('Device')),
      driver: saidOrNull(line.get('driver')),
    }))
  return silenceIsTheTools(readGraphics(read(devices), undefined))
}

const pixels = (text: string | undefined) => {
  const parts = /(\d{3,5})x(\d{3,5})/.exec(text ?? '')
  return parts === null ? null : { width: Number(parts[1]), height: Number(parts[2]) }
}

const plausible = (amount: number | undefined, lowest: number, highest: number) =>
  amount !== undefined && Number.isInteger(amount) && amount >= lowest && amount <= highest ? amount : null

/** "BOE Display 0x05da" is what is said of a panel without a name. */
const displayModel = (text: string | undefined) =>
  /\bDisplay 0x[0-9a-f]+$/i.test(text ?? '') ? null : saidOrNull(text)

export const inxiDisplays = (inxi: Inxi): Section<readonly Display[]> | undefined => {
  const lines = inxi.get('Graphics')
  if (lines === undefined) return undefined
  const gaps = new Gaps()
  const monitors = lines.filter((line) => line.has('Monitor')).slice(0, 64)
  const value = monitors.map((line, index): Display => {
    const take = gaps.within(String(index))
    const told = <T>(field: string, known: T | null) => orNotAsked(take, field, known)
    const connector = saidOrNull(line.get('Monitor'))
    const size = /^(\d{2,5})x(\d{2,5})mm/.exec(line.get('size') ?? '')
    // The first of its modes is the display's own; `res` is what it shows at the moment.
    const own = pixels(line.get('modes')) ?? pixels(line.get('mode')) ?? pixels(line.get('res'))
    const builtIn = connector === null ? null : isBuiltIn(connector)
    return {
      connector,
      builtIn,
      maker: told('maker', null),
      makerCode: told('makerCode', null),
      model: told('model', displayModel(line.get('model'))),
      serial: builtIn === true ? saidOrNull(line.get('serial')) : told('serial', saidOrNull(line.get('serial'))),
      widthMm: told('widthMm', size === null ? null : Number(size[1])),
      heightMm: told('heightMm', size === null ? null : Number(size[2])),
      diagonalInches: told(
        'diagonalInches',
        number(/\((\d{1,3}(?:\.\d+)?)"\)/.exec(line.get('diag') ?? '')?.[1]) ?? null,
      ),
      widthPixels: told('widthPixels', own?.width ?? null),
      heightPixels: told('heightPixels', own?.height ?? null),
      year: told('year', plausible(number(line.get('built')), 1990, 2300)),
    }
  })
  return { value, state: gaps.state() }
}

const networkKind = (name: string, classId: string | undefined): NetworkAdapter['kind'] => {
  if (/^wl/.test(name) || classId === '0280') return 'wifi'
  if (/^ww/.test(name)) return 'mobile'
  return /^e/.test(name) || classId === '0200' ? 'wired' : null
}

/** An adapter's line is followed by its interface's ("IF"); "IF-ID" is a bridge or a tunnel. */
export const inxiNetwork = (inxi: Inxi): Section<readonly NetworkAdapter[]> | undefined => {
  const lines = inxi.get('Network')
  if (lines === undefined) return undefined
  const gaps = new Gaps()
  const adapters = lines.flatMap((line, index) => {
    if (!line.has('Device')) return []
    const after = lines[index + 1]
    return [{ device: line, port: after?.has('IF') === true ? after : undefined }]
  })
  const value = adapters.slice(0, 256).map(({ device, port }, index): NetworkAdapter => {
    const take = gaps.within(String(index))
    const told = <T>(field: string, known: T | null) => orNotAsked(take, field, known)
    const model = saidOrNull(device.get('Device'))
    const name = saidOrNull(port?.get('IF')) ?? model ?? `network ${String(index)}`
    const mac = port?.get('mac')?.trim().toLowerCase() ?? ''
    const kind = networkKind(name, device.get('class-ID'))
    return {
      name,
      kind: told('kind', kind),
      mac: told('mac', /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac) ? mac : null),
      model: told('model', model),
      driver: told('driver', saidOrNull(device.get('driver'))),
      wifiStandard: kind === 'wifi' ? told<string>('wifiStandard', null) : null,
      speedMbps: plausible(number(/^(\d+) Mbps/.exec(port?.get('speed') ?? '')?.[1]), 1, 1_000_000),
    }
  })
  return { value, state: gaps.state() }
}

const devicesIn = (inxi: Inxi, section: string, is: (line: Line) => boolean) =>
  (inxi.get(section) ?? [])
    .filter((line) => line.has('Device') && is(line))
    .slice(0, 64)
    .flatMap((line) => saidOrNull(line.get('Device')) ?? [])

const drivesCamera = (line: Line) => /\buvcvideo\b/.test(line.get('driver') ?? '')

export const inxiWebcams = (inxi: Inxi) =>
  inxi.has('Graphics') ? someOf(devicesIn(inxi, 'Graphics', drivesCamera).map((name) => ({ name }))) : undefined

export const inxiSound = (inxi: Inxi): Section<HardwareReport['sound']> | undefined =>
  inxi.has('Audio')
    ? {
        value: devicesIn(inxi, 'Audio', (line) => !drivesCamera(line)).map((name) => ({ name })),
        state: { state: 'read' },
      }
    : undefined

export const inxiBluetooth = (inxi: Inxi): Section<HardwareReport['bluetooth']> | undefined =>
  inxi.has('Bluetooth')
    ? someOf(devicesIn(inxi, 'Bluetooth', () => true).map((model) => ({ name: model, model, mac: null })))
    : undefined

/** "42.6/47.5 Wh (89.6%)": what it holds when full, over what it was built to hold. */
export const inxiBatteries = (inxi: Inxi): Section<readonly Battery[]> | undefined => {
  const lines = inxi.get('Battery')
  if (lines === undefined) return undefined
  const own = lines.filter((line) => line.has('ID'))
  const section = batteriesIn(
    own.map((line) => {
      const condition = /^(\d{1,4}(?:\.\d+)?)\/(\d{1,4}(?:\.\d+)?) Wh/.exec(line.get('condition') ?? '')
      return {
        name: line.get('ID'),
        model: line.get('model'),
        serial: line.get('serial'),
        chemistry: line.get('type'),
        fullWh: number(condition?.[1]),
        designWh: number(condition?.[2]),
        cycles: number(line.get('cycles')),
        status: line.get('status'),
      }
    }),
  )
  return own.length === 0 ? lacking(section, 'list', 'not-asked') : section
}

const bytes = (text: string | undefined) => number(/^(\d{3,5}) B$/.exec(text ?? '')?.[1])

const WIRES: Readonly<Record<string, string>> = { USB: 'usb', NVMe: 'nvme' }

/** Its sizes are rounded to hundredths of a GiB: the disk's own is not among them. */
export const inxiDisks = (inxi: Inxi): readonly BlockDevice[] =>
  (inxi.get('Drives') ?? []).flatMap((line) => {
    const path = line.get('ID') ?? ''
    if (!isWholeDiskPath(path)) return []
    return [
      blockDevice({
        path,
        model: line.get('model'),
        vendor: line.get('vendor'),
        serial: line.get('serial'),
        rev: line.get('rev') ?? line.get('fw-rev'),
        'maj:min': line.get('maj-min'),
        'log-sec': bytes(line.get('logical')),
        'phy-sec': bytes(line.get('physical')),
        tran: lookUp(WIRES, line.get('type') ?? '') ?? (line.has('sata') ? 'sata' : undefined),
      }),
    ]
  })
