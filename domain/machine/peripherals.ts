// What is there or is not, and has little more to say: Bluetooth, webcams, sound cards and optical drives.
import type { Bluetooth, OpticalDrive, Sound, Webcam } from './hardware-report.ts'
import { Gaps, ifAny, missing, orMissing, read, unavailable, wasRead, type Reading, type Section } from './gaps.ts'
import { whyMute } from './answers.ts'
import { isOpticalDrive, type BlockDevice } from './block-devices.ts'
import { said } from './placeholders.ts'
import { entriesOf, parseUevent, type Entry } from './uevent.ts'
import { usbId, type UsbNames } from './usb-devices.ts'
import type { Corner } from './readings.ts'

const MOST = 64

/** "hci0" is an adapter, "hci0:11" a connection of it. */
const isAdapter = (entry: Entry) => /^hci\d+$/.test(entry.name)

export const readBluetooth = (corner: Corner | undefined, usb: UsbNames): Section<readonly Bluetooth[]> => {
  const entries = entriesOf(corner)
  if (!wasRead(entries)) return unavailable([], entries.why)
  const gaps = new Gaps()
  const value = entries.value
    .filter(isAdapter)
    .slice(0, MOST)
    .map((entry, index) => {
      const take = gaps.within(String(index))
      const id = usbId(parseUevent(entry.files.get('device/uevent')).get('PRODUCT'))
      const mac = entry.files.get('address')?.trim().toLowerCase()
      return {
        name: entry.name,
        model: take('model', orMissing(id === undefined ? undefined : usb.get(id), 'device-silent')),
        // Kernels since 2020 keep the address from ordinary files: it is asked over a socket only.
        mac: take('mac', mac !== undefined && mac !== '' ? said(mac) : missing('not-present')),
      }
    })
  return { value, state: gaps.state() }
}

/** One camera has several nodes (picture, metadata); index 0 is the picture. Codecs and scalers are video devices too. */
const isCamera = (entry: Entry) =>
  (entry.files.get('index')?.trim() ?? '0') === '0' && !/\b(codec|decoder|encoder|isp|dec|enc)\b/i.test(nameIn(entry))

const nameIn = (entry: Entry) => entry.files.get('name')?.trim() ?? ''

export const readWebcams = (corner: Corner | undefined): Section<readonly Webcam[]> => {
  const entries = entriesOf(corner)
  if (!wasRead(entries)) return unavailable([], entries.why)
  const names = entries.value.filter(isCamera).map((entry) => said(nameIn(entry)))
  const value = names.slice(0, MOST).map((name, index) => ({
    name: wasRead(name) ? name.value : `video ${String(index)}`,
  }))
  return { value, state: { state: 'read' } }
}

/** /proc/asound/cards: " 0 [PCH            ]: HDA-Intel - HDA Intel PCH" and a second line with the address. */
export const readSound = (corner: Corner | undefined): Section<readonly Sound[]> => {
  if (corner?.state !== 'files') return unavailable([], whyMute(corner))
  const names = [
    ...(corner.files['cards'] ?? '').matchAll(/^ {0,9}\d{1,3} \[[^\]\n]{0,40}\]: {0,9}(.{1,200}?) - (.{1,200})$/gm),
  ]
  const value = names.slice(0, MOST).flatMap((match) => {
    const name = said(match[2])
    return wasRead(name) ? [{ name: name.value }] : []
  })
  return { value, state: { state: 'read' } }
}

export const readOpticalDrives = (devices: Reading<readonly BlockDevice[]>): Section<readonly OpticalDrive[]> => {
  if (!wasRead(devices)) return unavailable([], devices.why)
  const gaps = new Gaps()
  const value = devices.value
    .filter(isOpticalDrive)
    .slice(0, MOST)
    .map((device, index) => {
      const take = gaps.within(String(index))
      return {
        path: take('path', read(device.path)),
        vendor: take('vendor', ifAny(said(device.vendor))),
        model: take('model', said(device.model)),
      }
    })
  return { value, state: gaps.state() }
}
