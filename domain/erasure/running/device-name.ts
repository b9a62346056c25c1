// The name by which a program is told which disk to erase: that of one whole disk, and of nothing else. A last look, after
// every guard: an empty name, a partition's or one that begins like an option must not reach a program that erases.

/** SATA, SAS, USB; virtual machines; IDE; NVMe; eMMC and SD; and the loop devices of tests. */
const DEVICE =
  /^\/dev\/(?:sd[a-z]{1,4}|vd[a-z]{1,3}|xvd[a-z]{1,3}|hd[a-z]|nvme\d{1,4}n\d{1,4}|mmcblk\d{1,4}|loop\d{1,5})$/

export const isDeviceName = (device: string): boolean => DEVICE.test(device)
