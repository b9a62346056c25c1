// The PCI devices in lshw's tree. It writes no class numbers, but its ids are made from them: "sata", "raid", "display".
import type { PciDevice } from '../pci-devices.ts'
import { lookUp } from '../look-up.ts'
import { configured, type LshwNode } from './lshw-nodes.ts'
import { saidOrNull } from './values.ts'

/** PCI Code and ID Assignment §1: class and subclass, by lshw's class and id. "storage" is what it calls the rest. */
const STORAGE: Readonly<Record<string, string>> = {
  scsi: '0100',
  ide: '0101',
  raid: '0104',
  ata: '0105',
  sata: '0106',
  sas: '0107',
  nvme: '0108',
  storage: '0180',
}

const classOf = (node: LshwNode): string | undefined => {
  if (node.class === 'storage')
    return /^nvme\d*$/.test(configured(node, 'driver') ?? '') ? '0108' : (lookUp(STORAGE, node.kind) ?? '0180')
  return node.class === 'display' ? '0300' : undefined
}

const onPci = (node: LshwNode) => /^pci@([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])$/i.exec(node.businfo ?? '')?.[1]

export const lshwPciDevices = (nodes: readonly LshwNode[]): readonly PciDevice[] =>
  nodes.flatMap((node): PciDevice[] => {
    const slot = onPci(node)
    const classCode = classOf(node)
    if (slot === undefined || classCode === undefined) return []
    return [
      {
        slot: slot.toLowerCase(),
        classCode,
        id: '????:????',
        vendor: saidOrNull(node.vendor),
        name: saidOrNull(node.product),
        driver: saidOrNull(configured(node, 'driver')),
      },
    ]
  })
