// Batteries as a laptop's firmware describes them to the kernel: an ACPI table (SSDT) with one control-method battery each,
// written as AML (ACPI 6.4, §10.2.2 for the battery, §20.2 for the bytes).

export type TargetBattery = {
  /** As the kernel calls it: "BAT0". */
  readonly name: `BAT${number}`
  readonly maker: string
  readonly model: string
  readonly serial: string
  readonly chemistry: string
  /** Milliwatt-hours or milliampere-hours, as the firmware counts. */
  readonly unit: 'mWh' | 'mAh'
  readonly design: number
  readonly full: number
  readonly cycles: number
  readonly millivolts: number
}

/** A length counts itself: one byte below 64, else four bits in the first and eight in each that follows. */
const sized = (content: Buffer): Buffer => {
  if (content.length + 1 < 64) return Buffer.concat([Buffer.from([content.length + 1]), content])
  const following = content.length + 2 < 2 ** 12 ? 1 : 2
  const length = content.length + 1 + following
  const lead = [(following << 6) | (length & 15), (length >> 4) & 255, length >> 12].slice(0, 1 + following)
  return Buffer.concat([Buffer.from(lead), content])
}

const integer = (value: number): Buffer => {
  const bytes = Buffer.alloc(5)
  bytes[0] = 0x0c
  bytes.writeUInt32LE(value, 1)
  return bytes
}
const text = (value: string) => Buffer.from(`\r${value}\0`, 'latin1') // 0x0D begins a text

const packaged = (items: readonly (number | string)[]) => {
  const bytes = items.map((item) => (typeof item === 'number' ? integer(item) : text(item)))
  return Buffer.concat([Buffer.from([0x12]), sized(Buffer.concat([Buffer.from([items.length]), ...bytes]))])
}
const named = (name: string, value: Buffer) => Buffer.concat([Buffer.from(`\x08${name}`, 'latin1'), value])

/** "PNP0C0A" in the compressed form of EISA identifiers. */
const controlMethodBattery = Buffer.from([0x0c, 0x41, 0xd0, 0x0c, 0x0a])
const presentAndWorking = 0x1f

const information = (battery: TargetBattery) => [
  ...[0, battery.unit === 'mWh' ? 0 : 1, battery.design, battery.full, 1, battery.millivolts],
  ...[Math.round(battery.full / 10), Math.round(battery.full / 30), battery.cycles],
  ...[95_000, 1000, 500, 1000, 500, 1, 1],
  ...[battery.model, battery.serial, battery.chemistry, battery.maker],
]
/** Neither charging nor in use, and full. */
const status = (battery: TargetBattery) => [0, 0, battery.full, battery.millivolts]

const deviceOf = (battery: TargetBattery, index: number): Buffer => {
  const content = Buffer.concat([
    Buffer.from(battery.name, 'latin1'),
    named('_HID', controlMethodBattery),
    named('_UID', integer(index)),
    named('_STA', integer(presentAndWorking)),
    named('_BIX', packaged(information(battery))),
    named('_BST', packaged(status(battery))),
  ])
  return Buffer.concat([Buffer.from([0x5b, 0x82]), sized(content)])
}

/** The whole table, with its checksum. */
export const batteryTable = (batteries: readonly TargetBattery[]): Buffer => {
  const content = Buffer.concat([Buffer.from('\\_SB_', 'latin1'), ...batteries.map(deviceOf)])
  const code = Buffer.concat([Buffer.from([0x10]), sized(content)])
  const head = Buffer.alloc(36)
  head.write('SSDT', 0, 'latin1')
  head.writeUInt32LE(head.length + code.length, 4)
  head[8] = 2
  head.write('ETABLIBATTERY ', 10, 'latin1')
  head.writeUInt32LE(1, 24)
  head.write('ETAB', 28, 'latin1')
  head.writeUInt32LE(1, 32)
  const table = Buffer.concat([head, code])
  table[9] = -table.reduce((sum, each) => sum + each, 0) & 255
  return table
}
