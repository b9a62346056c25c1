// Which names the kernel gives to whole disks. A pattern and not a list of exceptions: a name that is not known is no disk.

/** SATA, SAS, USB; IDE; virtual machines; NVMe; eMMC and SD. */
const DISK = /^(sd[a-z]{1,4}|hd[a-z]|vd[a-z]{1,3}|xvd[a-z]{1,3}|nvme\d{1,4}n\d{1,4}|mmcblk\d{1,3})$/
const LOOP = /^loop\d{1,5}$/

export const isDiskName = (name: string): boolean => DISK.test(name)
export const isLoopName = (name: string): boolean => LOOP.test(name)

/** What the kernel puts together itself, or what is no disk: by the word under which people know it. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^dm-\d+$/, 'device-mapper'],
  [/^md(\d+|_.+)$/, 'md'],
  [/^loop\d+/, 'loop'],
  [/^z?ram\d+$/, 'memory'],
  [/^(nbd|rbd|drbd|etherd)/, 'network'],
  [/^(sr|scd)\d+$/, 'optical'],
  [/^fd\d+$/, 'floppy'],
  [/^bcache\d+/, 'bcache'],
  [/^(zd\d+|zvol)/, 'zfs'],
  [/^mmcblk\d+(boot\d+|rpmb|gp\d+)/, 'boot-area'],
  [/^mtdblock\d+/, 'flash-chip'],
]

/** The kind of device that is no disk; null where the name says nothing. */
export const otherKindOf = (name: string): string | null => OTHERS.find(([pattern]) => pattern.test(name))?.[1] ?? null

/** Where the kernel's "!" stands, a folder of /dev begins. */
export const nodePath = (name: string): string => `/dev/${name.replaceAll('!', '/')}`
