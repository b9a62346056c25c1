// What is on the key and what must not be: drivers that old office computers need, and nothing that would touch a disk of the
// machine by itself.
import { expect, test } from 'vitest'
import { isLeftOut, isOnKey, packagesOnKey } from '../../../build/live-key/contents.ts'

test('disks, keys and keyboards of old office computers have their drivers', () => {
  for (const [name, path] of [
    ['ahci', 'kernel/drivers/ata/ahci.ko'],
    ['nvme', 'kernel/drivers/nvme/host/nvme.ko'],
    ['vmd', 'kernel/drivers/pci/controller/vmd.ko'],
    ['sdhci_acpi', 'kernel/drivers/mmc/host/sdhci-acpi.ko'],
    ['uas', 'kernel/drivers/usb/storage/uas.ko'],
    ['ehci_pci', 'kernel/drivers/usb/host/ehci-pci.ko'],
    ['usbhid', 'kernel/drivers/hid/usbhid/usbhid.ko'],
    ['i2c_hid_acpi', 'kernel/drivers/hid/i2c-hid/i2c-hid-acpi.ko'],
    ['megaraid_sas', 'kernel/drivers/scsi/megaraid/megaraid_sas.ko'],
  ] as const) {
    expect(isOnKey(name, path), name).toBe(true)
  }
})

test('nothing puts arrays and volumes of the machine together, or reaches disks over a network', () => {
  for (const [name, path] of [
    ['md_mod', 'kernel/drivers/md/md-mod.ko'],
    ['raid1', 'kernel/drivers/md/raid1.ko'],
    ['dm_mod', 'kernel/drivers/md/dm-mod.ko'],
    ['btrfs', 'kernel/fs/btrfs/btrfs.ko'],
    ['nvme_tcp', 'kernel/drivers/nvme/host/nvme-tcp.ko'],
    ['nbd', 'kernel/drivers/block/nbd.ko'],
    ['iscsi_tcp', 'kernel/drivers/scsi/iscsi_tcp.ko'],
  ] as const) {
    expect(isOnKey(name, path), name).toBe(false)
  }
  const services = /^(lvm2|mdadm|multipath-tools|dmsetup|os-prober|network|ifupdown|dhcpcd|openssh)/
  expect(packagesOnKey.filter((name) => services.test(name))).toEqual([])
})

test('hdparm’s rule, which sets disks as they appear, is left out, and what finds them stays', () => {
  expect(isLeftOut('usr/lib/udev/rules.d/85-hdparm.rules')).toBe(true)
  expect(isLeftOut('usr/lib/udev/rules.d/60-persistent-storage.rules')).toBe(false)
  expect(isLeftOut('usr/lib/systemd/systemd-udevd')).toBe(false)
})
