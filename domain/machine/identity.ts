// Who the machine is: SMBIOS types 1, 2 and 3. The kernel's copy in /sys is read where dmidecode cannot be, which without
// root gives the model, but neither serial nor UUID.
import type { Identity } from './hardware-report.ts'
import { firstRead, Gaps, mapRead, missing, read, wasRead, type Reading, type Section } from './gaps.ts'
import { DMI, fieldOf, mainStructure, type DmiTables } from './dmi-tables.ts'
import { said, saidUuid } from './placeholders.ts'
import type { Corner } from './readings.ts'

/** SMBIOS §7.4.1, table 17: the kernel gives the number, dmidecode the name. */
const CHASSIS_TYPES = [
  ...['Other', 'Unknown', 'Desktop', 'Low Profile Desktop', 'Pizza Box', 'Mini Tower', 'Tower', 'Portable', 'Laptop'],
  ...['Notebook', 'Hand Held', 'Docking Station', 'All In One', 'Sub Notebook', 'Space-saving', 'Lunch Box'],
  ...['Main Server Chassis', 'Expansion Chassis', 'Sub Chassis', 'Bus Expansion Chassis', 'Peripheral Chassis'],
  ...['RAID Chassis', 'Rack Mount Chassis', 'Sealed-case PC', 'Multi-system', 'CompactPCI', 'AdvancedTCA', 'Blade'],
  ...['Blade Enclosing', 'Tablet', 'Convertible', 'Detachable', 'IoT Gateway', 'Embedded PC', 'Mini PC', 'Stick PC'],
]

/** One file of /sys/class/dmi/id. The serials are readable by root only: that is a reason, not silence. */
export const kernelDmi = (corner: Corner | undefined, file: string): Reading<string> => {
  if (corner === undefined) return missing('not-asked')
  if (corner.state === 'mute') return missing(corner.why)
  const text = corner.files[file]
  if (text !== undefined) return said(text)
  return /_(serial|uuid)$/.test(file) ? missing('needs-root') : missing('device-silent')
}

const chassisName = (number: string): Reading<string> => {
  const name = CHASSIS_TYPES[Number(number) - 1]
  return name === undefined ? missing('malformed') : said(name)
}

export const readIdentity = (tables: Reading<DmiTables>, kernel: Corner | undefined): Section<Identity> => {
  const gaps = new Gaps()
  const from = (type: number, naming: string, field: string, file: string | null): Reading<string> => {
    const fromTables = mapRead(tables, (all) => fieldOf(mainStructure(all, type, naming), field))
    // Where the table was read, it is the authority: /sys only repeats it.
    if (wasRead(tables) || file === null) return fromTables
    const fromKernel = kernelDmi(kernel, file)
    return 'why' in fromKernel && fromKernel.why === 'not-asked' ? fromTables : fromKernel
  }
  const system = (field: string, file: string) => from(DMI.system, 'Product Name', field, file)
  const board = (field: string, file: string) => from(DMI.board, 'Product Name', field, file)
  const chassis = (field: string, file: string) => from(DMI.chassis, 'Type', field, file)

  const uuid: Reading<string> = wasRead(tables)
    ? saidUuid(mainStructure(tables.value, DMI.system, 'Product Name')?.fields.get('UUID'))
    : mapRead(system('UUID', 'product_uuid'), saidUuid)

  const value: Identity = {
    manufacturer: gaps.take('manufacturer', system('Manufacturer', 'sys_vendor')),
    model: gaps.take('model', system('Product Name', 'product_name')),
    version: gaps.take('version', system('Version', 'product_version')),
    family: gaps.take('family', system('Family', 'product_family')),
    serial: gaps.take('serial', system('Serial Number', 'product_serial')),
    uuid: gaps.take('uuid', uuid),
    sku: gaps.take('sku', system('SKU Number', 'product_sku')),
    assetTag: gaps.take('assetTag', chassis('Asset Tag', 'chassis_asset_tag')),
    chassis: gaps.take(
      'chassis',
      wasRead(tables)
        ? chassis('Type', 'chassis_type')
        : mapRead(kernelNumber(kernel, 'chassis_type', tables), chassisName),
    ),
    board: {
      manufacturer: gaps.take('board.manufacturer', board('Manufacturer', 'board_vendor')),
      model: gaps.take('board.model', board('Product Name', 'board_name')),
      version: gaps.take('board.version', board('Version', 'board_version')),
      serial: gaps.take('board.serial', board('Serial Number', 'board_serial')),
    },
  }
  const nothing = !wasRead(tables) && (kernel === undefined || kernel.state === 'mute')
  return { value, state: nothing ? { state: 'unavailable', why: tables.why } : gaps.state() }
}

/** A number in /sys. It is not put through the placeholders: "3" is a desktop. */
const kernelNumber = (corner: Corner | undefined, file: string, tables: Reading<DmiTables>): Reading<string> => {
  const text = corner?.state === 'files' ? corner.files[file]?.trim() : undefined
  if (text !== undefined && text !== '') return read(text)
  return firstRead(kernelDmi(corner, file), 'why' in tables ? missing(tables.why) : missing('device-silent'))
}
