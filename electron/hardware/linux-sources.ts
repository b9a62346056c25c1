// Which programs are asked and which corners of the kernel are read on Linux, with how long each may take. Nothing here
// understands an answer.
import type { CornerName } from '../../domain/machine/readings.ts'
import type { Question } from './ask-program.ts'
import type { SmartctlQuestion } from './ask-smartctl.ts'
import type { CornerPlan } from './read-corner.ts'

const SECOND = 1000

const LSBLK_COLUMNS = [
  ...['NAME', 'KNAME', 'TYPE', 'SIZE', 'MODEL', 'VENDOR', 'SERIAL', 'WWN', 'REV', 'TRAN', 'ROTA', 'RM', 'HOTPLUG'],
  ...['MAJ:MIN', 'LOG-SEC', 'PHY-SEC', 'FSTYPE', 'LABEL', 'PARTLABEL', 'PARTTYPE', 'MOUNTPOINT'],
]
/** A list with a column that this lsblk does not know is refused as a whole: these came later (util-linux 2.33). */
const LSBLK_LATER_COLUMNS = ['PTTYPE', 'FSUSED']
const lsblkArgs = (columns: readonly string[]) => ['-J', '-b', '-o', columns.join(',')]

export const PROGRAMS = {
  dmidecode: { program: 'dmidecode', args: [], limitMs: 10 * SECOND, withErrors: true },
  lscpu: { program: 'lscpu', args: [], limitMs: 10 * SECOND },
  lsblk: { program: 'lsblk', args: lsblkArgs([...LSBLK_COLUMNS, ...LSBLK_LATER_COLUMNS]), limitMs: 15 * SECOND },
  lspci: { program: 'lspci', args: ['-D', '-nn', '-k', '-vmm'], limitMs: 10 * SECOND },
  lsusb: { program: 'lsusb', args: [], limitMs: 10 * SECOND },
  iw: { program: 'iw', args: ['phy'], limitMs: 10 * SECOND },
  'os-prober': { program: 'os-prober', args: [], limitMs: 60 * SECOND },
} as const satisfies Record<string, Question>
export type ProgramName = keyof typeof PROGRAMS

/** What an older lsblk is asked. */
export const OLDER_LSBLK: Question = { ...PROGRAMS.lsblk, args: lsblkArgs(LSBLK_COLUMNS) }

/** A disk that does not answer within this time is not going to be handed over; the others do not wait for it. */
export const smartctlQuestion = (path: string): SmartctlQuestion => ({ device: [path], limitMs: 30 * SECOND })

export const CORNERS: Readonly<Record<CornerName, CornerPlan>> = {
  dmi: {
    folders: ['/sys/class/dmi/id', '/sys/devices/virtual/dmi/id'],
    files: [
      ...['sys_vendor', 'product_name', 'product_version', 'product_serial', 'product_uuid', 'product_sku'],
      ...['product_family', 'board_vendor', 'board_name', 'board_version', 'board_serial', 'chassis_type'],
      ...['chassis_asset_tag', 'bios_vendor', 'bios_version', 'bios_date'],
    ],
  },
  powerSupply: {
    folders: ['/sys/class/power_supply'],
    perEntry: [
      ...['uevent', 'type', 'scope', 'present', 'status', 'technology', 'manufacturer', 'model_name', 'serial_number'],
      ...[
        'cycle_count',
        'voltage_min_design',
        'energy_full',
        'energy_full_design',
        'charge_full',
        'charge_full_design',
      ],
    ],
  },
  efi: {
    folders: ['/sys/firmware'],
    files: ['efi/fw_platform_size', 'efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c'],
    binary: ['SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c'],
  },
  tpm: { folders: ['/sys/class/tpm'], perEntry: ['tpm_version_major', 'device/caps', 'device/description'] },
  drm: {
    folders: ['/sys/class/drm'],
    perEntry: ['status', 'edid', 'device/uevent', 'device/mem_info_vram_total'],
    binary: ['/edid'],
  },
  net: {
    folders: ['/sys/class/net'],
    perEntry: ['address', 'addr_assign_type', 'type', 'uevent', 'speed', 'device/uevent', 'phy80211/name'],
    absentMeansNone: true,
  },
  bluetooth: {
    folders: ['/sys/class/bluetooth'],
    perEntry: ['uevent', 'address', 'device/uevent'],
    absentMeansNone: true,
  },
  video4linux: { folders: ['/sys/class/video4linux'], perEntry: ['name', 'index'], absentMeansNone: true },
  sound: { folders: ['/proc/asound'], files: ['cards'], absentMeansNone: true },
  block: {
    folders: ['/sys/block'],
    perEntry: [
      ...['size', 'dev', 'removable', 'wwid', 'queue/rotational', 'device/type', 'device/model', 'device/vendor'],
      ...['device/serial', 'device/wwid'],
    ],
  },
  pci: { folders: ['/sys/bus/pci/devices'], perEntry: ['uevent'] },
  memory: { folders: ['/proc'], files: ['meminfo'] },
  running: { folders: ['/etc', '/usr/lib'], files: ['os-release'] },
}
