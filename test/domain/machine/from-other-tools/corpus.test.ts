// Real files of other tools, beside the repository where they were collected. Nothing of them is copied here; without them
// these tests say that they were skipped. What a file says is taken from it once more here, by other means than the reader's.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { listMayBeShort } from '../../../../domain/machine/completeness.ts'
import { HardwareReport } from '../../../../domain/machine/hardware-report.ts'
import { isPlaceholder, tidy } from '../../../../domain/machine/placeholders.ts'
import { opened } from './foreign-files.ts'

const corpus = new URL('../../../../../shared/corpus/', import.meta.url)
const isThere = existsSync(corpus)
if (!isThere) console.warn('The corpus of real files is not beside this repository: its tests are skipped.')

const text = (path: string) => readFileSync(new URL(path, corpus), 'utf8')
const list = (folder: string, ending: string) =>
  isThere ? readdirSync(new URL(`${folder}/`, corpus)).filter((name) => name.endsWith(ending)) : []

/** What a report says of a field, and what the file says, with the reason where they may differ. */
type Compared = {
  readonly field: string
  readonly ours: unknown
  readonly files: unknown
  readonly why?: string | undefined
}
type Row = {
  readonly form: string
  readonly file: string
  readonly fields: number
  readonly equal: number
  readonly different: readonly string[]
}

const table: Row[] = []

const compare = (form: string, file: string, compared: readonly Compared[]) => {
  const isEqual = ({ ours, files }: Compared) => JSON.stringify(ours) === JSON.stringify(files)
  const others = compared.filter((one) => !isEqual(one))
  table.push({
    form,
    file,
    fields: compared.length,
    equal: compared.length - others.length,
    different: others.map(
      ({ field, ours, files, why }) => `${field}: ${JSON.stringify(files)} → ${JSON.stringify(ours)} (${why ?? '?'})`,
    ),
  })
  expect(others.filter(({ why }) => why === undefined)).toEqual([])
}

afterAll(() => {
  if (table.length === 0) return
  const forms = [...new Set(table.map(({ form }) => form))]
  const sum = (rows: readonly Row[], count: (row: Row) => number) => rows.reduce((all, row) => all + count(row), 0)
  console.log(
    [
      'form | files | fields compared | equal | different, with reason',
      ...forms.map((form) => {
        const rows = table.filter((row) => row.form === form)
        const different = rows.flatMap((row) => row.different.map((one) => `${row.file} ${one}`))
        return [
          form,
          rows.length,
          sum(rows, (row) => row.fields),
          sum(rows, (row) => row.equal),
          different.length === 0 ? 'none' : `${String(different.length)}\n    ${different.join('\n    ')}`,
        ].join(' | ')
      }),
    ].join('\n'),
  )
})

/** What a text is worth as a value of a report. */
const worth = (value: unknown) => {
  const tidied = typeof value === 'string' ? tidy(value) : ''
  return tidied === '' || isPlaceholder(tidied) ? null : tidied
}

/** A member of a parsed file, by its path. */
const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (held, step) =>
      typeof held === 'object' && held !== null
        ? Object.entries(held).find(([name]) => name === String(step))?.[1]
        : undefined,
    value,
  )
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

describe.skipIf(!isThere)('every dmidecode dump, opened as the file that somebody saved', () => {
  test.each(list('dmi', '.dmidecode.txt'))('%s', (file) => {
    const truth: unknown = JSON.parse(text(`truth/dmi/${file.replace('.dmidecode.txt', '.json')}`))
    const dump = text(`dmi/${file}`)
    const report = HardwareReport.parse(opened(dump))
    const total = at(truth, 'ramTotal')
    const unread = /^\tSize: (Unknown|0 TB)$/m.test(dump) ? 'a module of unknown size' : undefined
    const slots = Number(at(truth, 'slotsTotal'))
    const iso = at(truth, 'bios', 'releaseDateIso') ?? null
    const written = at(truth, 'bios', 'Release Date')
    compare('dmidecode', file, [
      { field: 'manufacturer', ours: report.identity.manufacturer, files: worth(at(truth, 'system', 'Manufacturer')) },
      { field: 'model', ours: report.identity.model, files: worth(at(truth, 'system', 'Product Name')) },
      { field: 'version', ours: report.identity.version, files: worth(at(truth, 'system', 'Version')) },
      { field: 'sku', ours: report.identity.sku, files: worth(at(truth, 'system', 'SKU Number')) },
      { field: 'family', ours: report.identity.family, files: worth(at(truth, 'system', 'Family')) },
      { field: 'chassis', ours: report.identity.chassis, files: worth(at(truth, 'chassis', 'Type')) },
      { field: 'firmware', ours: report.firmware.version, files: worth(at(truth, 'bios', 'Version')) },
      {
        field: 'firmware date',
        ours: report.firmware.date,
        files: iso,
        why:
          typeof written === 'string' && /^\d{4}-\d\d-\d\d$/.test(written)
            ? 'an ISO date, which the other parser does not read'
            : undefined,
      },
      { field: 'slots', ours: report.memory.slots.total, files: slots === 0 ? null : slots },
      { field: 'memory', ours: report.memory.totalBytes, files: total === 0 ? null : total, why: unread },
    ])
    expect(report.sections.disks).toEqual({ state: 'unavailable', why: 'not-asked' })
  })
})

describe.skipIf(!isThere)('every GLPI inventory', () => {
  test.each(list('glpi', '.json').filter((name) => !name.includes('schema')))('%s', (file) => {
    const json: unknown = JSON.parse(text(`glpi/${file}`))
    const content = at(json, 'content')
    const report = HardwareReport.parse(opened(json))
    const [client, version] = String(at(content, 'versionclient')).split('_v')
    const uuid = at(content, 'hardware', 'uuid')
    const zone = at(content, 'operatingsystem', 'timezone', 'offset')
    const logged = at(content, 'accesslog', 'logdate')
    const memories = items(at(content, 'memories'))
    const storages = items(at(content, 'storages'))
    const batteries = items(at(content, 'batteries'))
    const hardwareNets = items(at(content, 'networks')).filter((one) => at(one, 'virtualdev') === false)
    const cpu = at(content, 'cpus', 0)
    compare('GLPI', file, [
      { field: 'tool', ours: [report.tool.name, report.tool.version], files: [client, version] },
      {
        field: 'time',
        ours: report.takenAtFrom === 'opening' ? null : Date.parse(report.takenAt),
        files:
          typeof logged === 'string'
            ? Date.parse(`${logged.replace(' ', 'T')}${String(zone).replace(/(\d\d)$/, ':$1')}`)
            : null,
      },
      { field: 'manufacturer', ours: report.identity.manufacturer, files: worth(at(content, 'bios', 'smanufacturer')) },
      { field: 'model', ours: report.identity.model, files: worth(at(content, 'bios', 'smodel')) },
      { field: 'serial', ours: report.identity.serial, files: worth(at(content, 'bios', 'ssn')) },
      { field: 'sku', ours: report.identity.sku, files: worth(at(content, 'bios', 'skunumber')) },
      { field: 'asset tag', ours: report.identity.assetTag, files: worth(at(content, 'bios', 'assettag')) },
      {
        field: 'uuid',
        ours: report.identity.uuid,
        files: typeof uuid === 'string' ? uuid.toLowerCase() : null,
        why: /^[0-9a-f-]{36}$/i.test(String(uuid))
          ? undefined
          : 'letters in it are no hexadecimal digits: made unreadable by who published it',
      },
      { field: 'chassis', ours: report.identity.chassis, files: worth(at(content, 'hardware', 'chassis_type')) },
      { field: 'board', ours: report.identity.board.model, files: worth(at(content, 'bios', 'mmodel')) },
      { field: 'board serial', ours: report.identity.board.serial, files: worth(at(content, 'bios', 'msn')) },
      { field: 'firmware', ours: report.firmware.version, files: worth(at(content, 'bios', 'bversion')) },
      { field: 'firmware date', ours: report.firmware.date, files: at(content, 'bios', 'bdate') ?? null },
      { field: 'processor', ours: report.processor.model, files: worth(at(cpu, 'name')) },
      { field: 'cores', ours: report.processor.cores, files: at(cpu, 'core') ?? null },
      { field: 'threads', ours: report.processor.threads, files: at(cpu, 'thread') ?? null },
      { field: 'base speed', ours: report.processor.baseMhz, files: at(cpu, 'speed') ?? null },
      {
        field: 'visible memory',
        ours: report.memory.visibleBytes,
        files: Number(at(content, 'hardware', 'memory')) * 1024 * 1024,
      },
      {
        field: 'modules',
        ours: report.memory.modules.map((one) => [one.sizeBytes, one.type, one.maker, one.serial, one.speedMts]),
        files: memories.map((one) => [
          Number(at(one, 'capacity')) * 1024 * 1024,
          at(one, 'type'),
          at(one, 'manufacturer'),
          at(one, 'serialnumber'),
          Number(at(one, 'speed')),
        ]),
      },
      {
        field: 'disks',
        ours: report.disks.map((one) => [one.path, one.model, one.serial, one.firmware, one.vendor]),
        files: storages.map((one) => [
          `/dev/${String(at(one, 'name'))}`,
          at(one, 'model'),
          at(one, 'serial'),
          at(one, 'firmware'),
          at(one, 'manufacturer'),
        ]),
      },
      {
        field: 'disk megabytes',
        ours: report.disks.map((one) => (one.sizeBytes === null ? null : Math.floor(one.sizeBytes / 1e6))),
        files: storages.map((one) => at(one, 'disksize')),
      },
      {
        field: 'batteries',
        ours: report.batteries.map((one) => [one.designWh, one.fullWh, one.model, one.maker, one.serial]),
        files: batteries.map((one) => [
          Number(at(one, 'capacity')) / 1000,
          Number(at(one, 'real_capacity')) / 1000,
          at(one, 'name'),
          at(one, 'manufacturer'),
          at(one, 'serial'),
        ]),
      },
      {
        field: 'battery health',
        ours: report.batteries.map((one) => one.healthPercent),
        files: batteries.map(
          (one) => Math.round((Number(at(one, 'real_capacity')) / Number(at(one, 'capacity'))) * 1000) / 10,
        ),
      },
      {
        field: 'controllers',
        ours: report.storageControllers.length,
        files: items(at(content, 'controllers')).filter((one) => String(at(one, 'pciclass')).startsWith('01')).length,
      },
      {
        field: 'graphics',
        ours: report.graphics.map((one) => one.model),
        files: items(at(content, 'controllers'))
          .filter((one) => String(at(one, 'pciclass')).startsWith('03'))
          .map((one) => at(one, 'name')),
      },
      {
        field: 'addresses',
        ours: report.network.map((one) => one.mac),
        files: [...new Set(hardwareNets.map((one) => at(one, 'mac')))],
      },
      {
        field: 'monitors',
        ours: report.displays.map((one) => [one.serial, one.year]),
        files: items(at(content, 'monitors')).map((one) => [
          at(one, 'serial'),
          Number(/\d{4}/.exec(String(at(one, 'description')))?.[0]),
        ]),
      },
      {
        field: 'system',
        ours: report.operatingSystems.map((one) => one.name),
        files: [at(content, 'operatingsystem', 'full_name')].filter((name) => name !== undefined),
      },
    ])
    expect(listMayBeShort(report.sections.disks)).toBe(true)
  })
})

/** The value behind a label of dmidecode's text, in the first structure of a type. */
const inDump = (dump: string, type: number, label: string) => {
  const structure =
    new RegExp(`^Handle 0x[0-9A-F]+, DMI type ${String(type)},[^]*?(?=^Handle)`, 'm').exec(dump)?.[0] ?? ''
  return worth(new RegExp(`^\t${label}: (.*)$`, 'm').exec(structure)?.[1])
}

describe.skipIf(!isThere)('every eReuse snapshot', () => {
  const snapshots = list('ereuse', '.json').map((file): readonly [string, unknown] => [
    file,
    JSON.parse(text(`ereuse/${file}`)),
  ])

  test.each(snapshots.filter(([, json]) => at(json, 'data') !== undefined))('%s', (file, json) => {
    const report = HardwareReport.parse(opened(json))
    const dump = String(at(json, 'data', 'dmidecode'))
    const kept = at(json, 'data', 'smartctl') ?? at(json, 'data', 'smart')
    const drives = items(typeof kept === 'string' ? JSON.parse(kept) : kept).filter(
      (one) => at(one, 'serial_number') !== undefined,
    )
    const lshw = at(json, 'data', 'lshw')
    const sizes = [...dump.matchAll(/^\tSize: (\d+) (GB|MB)$/gm)].map(
      ([, size, unit]) => Number(size) * (unit === 'GB' ? 2 ** 30 : 2 ** 20),
    )
    compare('eReuse workbench-script', file, [
      { field: 'version', ours: report.tool.version, files: at(json, 'version') },
      // Spain in winter is one hour ahead.
      {
        field: 'time',
        ours: Math.floor(Date.parse(report.takenAt) / 1000),
        files: Math.floor(Date.parse(`${String(at(json, 'timestamp')).replace(' ', 'T').slice(0, 19)}+01:00`) / 1000),
      },
      { field: 'manufacturer', ours: report.identity.manufacturer, files: inDump(dump, 1, 'Manufacturer') },
      { field: 'model', ours: report.identity.model, files: inDump(dump, 1, 'Product Name') },
      { field: 'version of the system', ours: report.identity.version, files: inDump(dump, 1, 'Version') },
      { field: 'serial', ours: report.identity.serial, files: inDump(dump, 1, 'Serial Number') },
      { field: 'uuid', ours: report.identity.uuid, files: inDump(dump, 1, 'UUID')?.toLowerCase() },
      { field: 'sku', ours: report.identity.sku, files: inDump(dump, 1, 'SKU Number') },
      { field: 'chassis', ours: report.identity.chassis, files: inDump(dump, 3, 'Type') },
      { field: 'board', ours: report.identity.board.model, files: inDump(dump, 2, 'Product Name') },
      { field: 'firmware', ours: report.firmware.version, files: inDump(dump, 0, 'Version') },
      { field: 'processor', ours: report.processor.model, files: inDump(dump, 4, 'Version') },
      { field: 'cores', ours: String(report.processor.cores), files: inDump(dump, 4, 'Core Count') },
      { field: 'threads', ours: String(report.processor.threads), files: inDump(dump, 4, 'Thread Count') },
      { field: 'memory', ours: report.memory.totalBytes, files: sizes.reduce((all, size) => all + size, 0) },
      {
        field: 'module serials',
        ours: report.memory.modules.map((one) => one.serial),
        files: [...dump.matchAll(/DMI type 17,[^]*?\tSerial Number: (.*)$/gm)].map(([, serial]) => serial?.trim()),
      },
      {
        field: 'disks',
        ours: report.disks.map((one) => [one.path, one.model, one.serial, one.sizeBytes, one.firmware]),
        files: drives.map((one) => [
          at(one, 'device', 'name'),
          at(one, 'model_name'),
          at(one, 'serial_number'),
          at(one, 'user_capacity', 'bytes'),
          at(one, 'firmware_version'),
        ]),
      },
      {
        field: 'self-assessments',
        ours: report.disks.map((one) => one.selfAssessmentPassed),
        files: drives.map((one) => at(one, 'smart_status', 'passed')),
      },
      {
        field: 'power-on hours',
        ours: report.disks.map((one) => one.powerOnHours),
        files: drives.map((one) => at(one, 'power_on_time', 'hours') ?? null),
      },
      {
        field: 'power cycles',
        ours: report.disks.map((one) => one.powerCycles),
        files: drives.map((one) => at(one, 'power_cycle_count')),
      },
      {
        field: 'addresses',
        ours: report.network.map((one) => one.mac),
        files: ['f0:1f:af:55:7e:18', '0c:8b:fd:68:c8:06'].filter((mac) => JSON.stringify(json).includes(mac)),
      },
      ...(lshw === undefined
        ? []
        : [
            {
              field: 'encrypted volumes',
              ours: report.operatingSystems.filter((one) => one.encrypted).length,
              files: (String(lshw).match(/"filesystem" : "luks"/g) ?? []).length,
            },
            {
              field: 'controllers',
              ours: report.storageControllers.map((one) => one.kind),
              files: (
                String(at(json, 'data', 'lspci')).match(/^\S+ (SATA|RAID bus|Non-Volatile memory) controller/gm) ?? []
              ).map(() => 'sata'),
            },
          ]),
    ])
    expect(listMayBeShort(report.sections.disks)).toBe(true)
  })

  test.each(snapshots.filter(([, json]) => at(json, 'components') !== undefined))('%s', (file, json) => {
    const report = HardwareReport.parse(opened(json))
    const ofType = (...types: readonly string[]) =>
      items(at(json, 'components')).filter((one) => types.includes(String(at(one, 'type'))))
    const drives = ofType('SolidStateDrive', 'HardDrive')
    const board = ofType('Motherboard')[0]
    compare('eReuse Workbench 11', file, [
      { field: 'version', ours: report.tool.version, files: at(json, 'version') },
      { field: 'time', ours: report.takenAt, files: at(json, 'endTime') },
      { field: 'manufacturer', ours: report.identity.manufacturer, files: at(json, 'device', 'manufacturer') },
      { field: 'model', ours: report.identity.model, files: at(json, 'device', 'model') },
      { field: 'serial', ours: report.identity.serial, files: at(json, 'device', 'serialNumber') },
      { field: 'sku', ours: report.identity.sku, files: at(json, 'device', 'sku') },
      {
        field: 'chassis',
        ours: report.identity.chassis,
        files: at(json, 'device', 'chassis'),
        why: 'Workbench calls SMBIOS’ Notebook so',
      },
      { field: 'firmware', ours: report.firmware.version, files: at(board, 'version') },
      {
        field: 'firmware date',
        ours: report.firmware.date,
        files: String(at(board, 'biosDate')).slice(0, 10),
        why: 'midnight in Spain, written as an hour of the day before',
      },
      { field: 'cores', ours: report.processor.cores, files: at(ofType('Processor')[0], 'cores') },
      { field: 'threads', ours: report.processor.threads, files: at(ofType('Processor')[0], 'threads') },
      {
        field: 'generation',
        ours: report.processor.generation?.number,
        files: at(ofType('Processor')[0], 'generation'),
      },
      { field: 'bits', ours: report.processor.bits, files: at(ofType('Processor')[0], 'address') },
      {
        field: 'modules',
        ours: report.memory.modules.map((one) => [one.sizeBytes, one.serial, one.type, one.speedMts]),
        files: ofType('RamModule').map((one) => [
          Number(at(one, 'size')) * 1024 * 1024,
          at(one, 'serialNumber'),
          at(one, 'interface'),
          at(one, 'speed'),
        ]),
      },
      { field: 'slots', ours: report.memory.slots.total, files: at(board, 'ramSlots') },
      { field: 'most memory', ours: report.memory.maximumBytes, files: Number(at(board, 'ramMaxSize')) * 1024 ** 3 },
      {
        field: 'disks',
        ours: report.disks.map((one) => [one.model, one.serial, one.sizeBytes]),
        files: drives.map((one) => [at(one, 'model'), at(one, 'serialNumber'), Number(at(one, 'size')) * 1_000_000]),
      },
      { field: 'adapters', ours: report.network.length, files: ofType('NetworkAdapter').length },
      {
        field: 'graphics',
        ours: report.graphics.map((one) => one.model),
        files: ofType('GraphicCard').map((one) => at(one, 'model')),
      },
      {
        field: 'pixels',
        ours: report.displays.map((one) => [one.widthPixels, one.heightPixels]),
        files: ofType('Display').map((one) => [at(one, 'resolutionWidth'), at(one, 'resolutionHeight')]),
      },
    ])
  })

  /** lshw's tree of a real machine stands within a snapshot: opened alone, it is held against the tables beside it. */
  test.each(snapshots.filter(([, json]) => typeof at(json, 'data', 'lshw') === 'string'))(
    'the lshw within %s, by itself',
    (file, json) => {
      const report = HardwareReport.parse(opened(String(at(json, 'data', 'lshw'))))
      const whole = HardwareReport.parse(opened(json))
      compare('lshw -json', file, [
        ...(['manufacturer', 'model', 'serial', 'uuid', 'sku', 'chassis'] as const).map((field) => ({
          field,
          ours: report.identity[field],
          files: whole.identity[field],
        })),
        { field: 'board', ours: report.identity.board, files: whole.identity.board },
        {
          field: 'firmware',
          ours: [report.firmware.vendor, report.firmware.version, report.firmware.date],
          files: [whole.firmware.vendor, whole.firmware.version, whole.firmware.date],
        },
        {
          field: 'processor',
          ours: [report.processor.model, report.processor.cores, report.processor.threads, report.processor.maker],
          files: [whole.processor.model, whole.processor.cores, whole.processor.threads, whole.processor.maker],
        },
        { field: 'memory', ours: report.memory.totalBytes, files: whole.memory.totalBytes },
        {
          field: 'modules',
          ours: report.memory.modules.map((one) => [
            one.sizeBytes,
            one.type,
            one.formFactor,
            one.locator,
            one.maker,
            one.partNumber,
            one.serial,
            one.speedMts,
          ]),
          files: whole.memory.modules.map((one) => [
            one.sizeBytes,
            one.type,
            one.formFactor,
            one.locator,
            one.maker,
            one.partNumber,
            one.serial,
            one.speedMts,
          ]),
        },
        {
          field: 'disks',
          ours: report.disks.map((one) => [one.path, one.serial, one.sizeBytes, one.interface, one.majorMinor]),
          files: whole.disks.map((one) => [one.path, one.serial, one.sizeBytes, one.interface, one.majorMinor]),
        },
        {
          field: 'disk models',
          ours: report.disks.map((one) => one.model),
          files: whole.disks.map((one) => one.model),
          why: 'the kernel’s SCSI names, cut to 16 letters, are all that lshw has',
        },
        { field: 'controllers', ours: report.storageControllers, files: whole.storageControllers },
      ])
    },
  )
})
