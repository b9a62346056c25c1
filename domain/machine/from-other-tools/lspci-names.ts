// lspci's output for people ("00:1f.2 SATA controller: Intel Corporation …"), without numbers: the classes are told by their
// names, which lspci takes from pci.ids and never translates.
import { lookUp } from '../look-up.ts'
import { withDomain, type PciDevice } from '../pci-devices.ts'
import { saidOrNull } from './values.ts'

/** The storage and display classes of pci.ids. */
const CLASSES: Readonly<Record<string, string>> = {
  'SCSI storage controller': '0100',
  'IDE interface': '0101',
  'Floppy disk controller': '0102',
  'RAID bus controller': '0104',
  'ATA controller': '0105',
  'SATA controller': '0106',
  'Serial Attached SCSI controller': '0107',
  'Non-Volatile memory controller': '0108',
  'Mass storage controller': '0180',
  'VGA compatible controller': '0300',
  '3D controller': '0302',
  'Display controller': '0380',
}

const HEADER = /^((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]) ([^:]{1,100}): (.{1,1000})$/i

export const lspciNames = (text: string): readonly PciDevice[] => {
  const devices: PciDevice[] = []
  let current: number | null = null
  for (const line of text.split(/\r?\n/)) {
    const header = HEADER.exec(line)
    if (header !== null) {
      const [, slot = '', className = '', words = ''] = header
      const classCode = lookUp(CLASSES, className.replace(/ \[[0-9a-f]{4}\]$/i, ''))
      current = classCode === undefined ? null : devices.length
      const name = saidOrNull(words.replace(/ \(prog-if .*$/, '').replace(/ \(rev [0-9a-f]{2}\)$/i, ''))
      if (classCode !== undefined) {
        devices.push({ slot: withDomain(slot), classCode, id: '????:????', vendor: null, name, driver: null })
      }
      continue
    }
    const driver = /^\tKernel driver in use: (\S{1,100})$/.exec(line)?.[1]
    const device = current === null ? undefined : devices[current]
    if (driver !== undefined && device !== undefined && current !== null) devices[current] = { ...device, driver }
  }
  return devices.slice(0, 1000)
}
