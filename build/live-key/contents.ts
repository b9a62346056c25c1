// What the live key's system consists of: Debian's packages, and which of the kernel's modules old office computers need.
// How it starts is in on-the-key/; how it is put together, in system.ts.
import type { Wanted } from '../debian-system/kernel.ts'

/** The field's tools, a console with French letters, and what the probe is linked against. Nothing of a network. */
export const packagesOnKey = [
  ...['busybox-static', 'dash', 'bash', 'udev', 'kmod', 'util-linux', 'mount', 'fdisk', 'parted'],
  ...['smartmontools', 'nvme-cli', 'hdparm', 'nwipe', 'dmidecode', 'lshw'],
  ...['pciutils', 'pci.ids', 'usbutils', 'e2fsprogs', 'dosfstools'],
  ...['kbd', 'console-setup-linux', 'console-data', 'ncurses-base'],
  ...['libstdc++6', 'libgcc-s1', 'libc-bin'],
] as const

/** What only building the key takes: its file system, its boot loaders, the tables of its modules. */
export const packagesToBuild = ['mtools', 'kmod', 'grub-common', 'grub-pc-bin'] as const
/** Signed by Debian, whose loader is signed by Microsoft: they start with Secure Boot left on. */
export const packagesSigned = ['shim-signed', 'shim-helpers-amd64-signed', 'grub-efi-amd64-signed'] as const

/** Whole folders of drivers: the machine's own loader (udev) takes what it meets. */
const drivers = [
  ...['ata', 'usb/host', 'usb/storage', 'mmc', 'misc/cardreader', 'memstick'],
  ...['scsi/megaraid', 'scsi/mpt3sas', 'message/fusion', 'scsi/aacraid', 'scsi/smartpqi', 'scsi/isci'],
  ...['hid', 'input/keyboard', 'input/mouse', 'input/serio', 'i2c/busses', 'pinctrl/intel', 'mfd/intel-lpss'],
  ...['char/tpm', 'thermal/intel', 'cpufreq', 'media/usb/uvc'],
  // So that the report has them; nothing on the key brings a network up.
  ...['realtek/', 'atheros/', 'marvell/', 'intel/e1', 'intel/ig'].map((maker) => `net/ethernet/${maker}`),
]

const single = new Set([
  ...['sd_mod', 'sr_mod', 'sg', 'nvme', 'hpsa', 'vmd', 'loop', 'efivarfs', 'spi_pxa2xx_platform', 'spi_pxa2xx_pci'],
  ...['battery', 'ac', 'button', 'fan', 'thermal', 'processor', 'acpi_cpufreq', 'coretemp', 'k10temp', 'drivetemp'],
  ...['pinctrl_amd', 'intel_lpss_pci', 'intel_lpss_acpi', 'surface_hid', 'surface_kbd', 'surface_aggregator_registry'],
  // What the report names by its driver alone: sound cards, Bluetooth, and two makers' network adapters.
  ...['snd_hda_intel', 'snd_hda_codec_generic', 'snd_hda_codec_hdmi', 'snd_hda_codec_realtek', 'snd_hda_codec_analog'],
  ...[
    'snd_hda_codec_conexant',
    'snd_hda_codec_idt',
    'snd_hda_codec_via',
    'snd_hda_codec_cirrus',
    'snd_hda_codec_si3054',
  ],
  ...['btusb', 'tg3', 'b44'],
  // The key's own file system, and those of another key.
  ...['vfat', 'exfat', 'ext4', 'nls_ascii', 'nls_cp437', 'nls_cp850', 'nls_utf8', 'nls_iso8859_1'],
  ...['crc32c_generic', 'crc32c_intel', 'crc32_pclmul'],
])

/** Sensors, lights and wheels among them: what nobody at the bench attaches. */
const unwanted = /^(hid_(picolcd|roccat|sony|wiimote|lenovo_go|nintendo|playstation|steam|prodikeys)|sata_rcar)/

export const isOnKey: Wanted = (name, path) =>
  single.has(name) || (drivers.some((folder) => path.startsWith(`kernel/drivers/${folder}`)) && !unwanted.test(name))

const keptOfShare = [
  /^usr\/share\/misc\/pci\.ids$/,
  /^usr\/share\/keymaps\/i386\/(azerty\/fr-latin9|include\/|qwerty\/qwerty-layout)/,
  /^usr\/share\/(keymaps\/include|terminfo)\//,
]

/** Texts nobody reads there, services nobody starts there, and udev's rules that would touch a disk of the machine. */
export const isLeftOut = (place: string): boolean =>
  (/^usr\/share\//.test(place) && !keptOfShare.some((kept) => kept.test(place))) ||
  /^usr\/lib\/(x86_64-linux-gnu\/(gconv|audit|perl)\/|(systemd\/(system|network|user)\/|python))/.test(place) ||
  /^usr\/lib\/udev\/(hwdb\.d\/|rules\.d\/85-hdparm\.rules$)/.test(place) ||
  /^(etc\/(init\.d|default|cron|network|console-setup)|boot|var)\//.test(place)
