// Which disks are the machine's own.
import type { Disk } from './hardware-report.ts'

/** A stick or a card is attached for a while: no disk to install a system on, and none that the machine came with. */
export const isInternal = ({ kind, interface: bus }: Pick<Disk, 'kind' | 'interface'>): boolean =>
  kind !== 'usb' && kind !== 'sd' && bus !== 'usb'
