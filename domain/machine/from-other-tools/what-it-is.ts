// Which tool wrote a file, told from its form alone: never from its name. For a file that is nothing to read a machine from,
// what it seems to be, as a term of sentences.ts beside this.
import { beginsAsDmidecode } from './dmidecode-text.ts'

export type ForeignForm = 'glpi' | 'ereuse-snapshot' | 'ereuse-workbench-11' | 'lshw' | 'dmidecode'

type Members = Readonly<Record<string, unknown>>

const members = (value: unknown): Members | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null // any object's members can be looked up

const has = (value: unknown, ...names: readonly string[]): boolean => {
  const held = members(value)
  return held !== null && names.every((name) => Object.hasOwn(held, name))
}

const memberOf = (value: unknown, name: string): unknown => {
  const held = members(value)
  return held !== null && Object.hasOwn(held, name) ? held[name] : undefined
}

/** The classes of lshw's nodes. */
const LSHW_CLASSES = new Set([
  ...['system', 'bridge', 'memory', 'processor', 'address', 'storage', 'disk', 'tape', 'bus', 'network', 'display'],
  ...['input', 'printer', 'multimedia', 'communication', 'power', 'volume', 'generic'],
])

const isLshwNode = (value: unknown) => {
  const id = memberOf(value, 'id')
  const of = memberOf(value, 'class')
  return typeof id === 'string' && typeof of === 'string' && LSHW_CLASSES.has(of)
}

/** A snapshot of one disk or one screen says so; those of whole machines say "Device", or nothing. */
const isOfWholeMachine = (data: unknown) => (memberOf(data, 'snapshot_type') ?? 'Device') === 'Device'

export const foreignForm = (json: unknown): ForeignForm | null => {
  if (Array.isArray(json) ? json.length > 0 && json.every(isLshwNode) : isLshwNode(json)) return 'lshw'
  if (memberOf(json, 'type') === 'Snapshot') {
    const data = memberOf(json, 'data')
    if (members(data) !== null && isOfWholeMachine(data)) return 'ereuse-snapshot'
    if (has(json, 'device', 'components')) return 'ereuse-workbench-11'
  }
  const itemtype = memberOf(json, 'itemtype') ?? 'Computer'
  if (has(json, 'deviceid', 'content') && members(memberOf(json, 'content')) !== null && itemtype === 'Computer')
    return 'glpi'
  return null
}

type Sign<T> = readonly [term: string, holds: (held: T) => boolean]

const JSON_SIGNS: readonly Sign<unknown>[] = [
  ['file-document', (json) => has(json, '@context', 'proof') || has(json, 'credentialSubject')],
  ['file-other-inventory', (json) => has(json, 'deviceid', 'content')],
  ['file-ereuse-part', (json) => memberOf(json, 'type') === 'Snapshot'],
  ['file-smartctl', (json) => has(json, 'smartctl') || (has(json, 'device') && has(json, 'smart_status'))],
  ['file-lsblk', (json) => has(json, 'blockdevices')],
  ['file-lscpu', (json) => has(json, 'lscpu')],
  ['file-inxi', (json) => Array.isArray(json) && /^\d+#\d+#\d+#/.test(Object.keys(members(json[0]) ?? {})[0] ?? '')],
  [
    'file-etabli-other',
    (json) => /^(machine-file|read-back|erasure-record|erasure|document|station)/.test(String(memberOf(json, 'kind'))),
  ],
]

/** How many characters of a text are looked at to tell what it is. */
const HEAD = 4000

const TEXT_SIGNS: readonly Sign<string>[] = [
  ['file-zip', (head) => head.startsWith('PK\u0003\u0004')],
  ['file-pdf', (head) => head.startsWith('%PDF-')],
  ['file-picture', (head) => /^(.PNG\r?\n|\u00ff\u00d8\u00ff|GIF8)/.test(head)],
  ['file-glpi-xml', (head) => /^\s*(<\?xml[^>]*>\s*)?<REQUEST>/i.test(head)],
  [
    'file-lshw-other',
    (head) => /<list>\s*(<!--|<node)|<node id="/.test(head) || /^\S+\n {4}(description|product): .*\n/.test(head),
  ],
  ['file-web-page', (head) => /^\s*(<!doctype html|<html)/i.test(head)],
  ['file-xml', (head) => /^\s*<\?xml/i.test(head)],
  [
    'file-nwipe-log',
    (head) =>
      /^\s*\[\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\] {1,3}(debug|info|notice|warning|error|fatal|sanity): /m.test(head),
  ],
  ['file-smartctl', (head) => /^smartctl \d/m.test(head)],
  ['file-inxi', (head) => /^(\u0003?\d*)?(System|Machine):\s+(Host|Kernel|Type)/m.test(head)],
  ['file-hwinfo', (head) => /^\d+: \S+ [0-9a-f.]+: .*\n {2}\[Created at /m.test(head)],
  ['file-lspci', (head) => /^([0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] .+: /.test(head)],
  ['file-lscpu', (head) => /^Architecture:\s+\S+/m.test(head) && /^CPU\(s\):/m.test(head)],
  ['file-dmidecode-quiet', (head) => /^(BIOS Information|System Information)\n\t\w/m.test(head.replace(/\r/g, ''))],
  // What was cut or damaged is told by the members with which each form begins.
  ['file-ereuse', (head) => /"type"\s*:\s*"Snapshot"/.test(head)],
  ['file-glpi', (head) => /"(versionclient|deviceid|accesslog)"\s*:/.test(head)],
  ['file-lshw', (head) => /^\s*\[?\s*\{\s*"id"\s*:\s*"[^"]*",\s*"class"\s*:/.test(head)],
  ['file-etabli-report', (head) => /"kind"\s*:\s*"hardware-(report|readings)"/.test(head)],
]

/** A term for a value that is no report; null where nobody can say. */
export const jsonSeems = (json: unknown): string | null => JSON_SIGNS.find(([, holds]) => holds(json))?.[0] ?? null

/** A term for a text that is no JSON; null where nobody can say. */
export const textSeems = (text: string): string | null => {
  const head = text.replace(/^\ufeff/, '').slice(0, HEAD)
  if (beginsAsDmidecode(head)) return 'file-dmidecode'
  return TEXT_SIGNS.find(([, holds]) => holds(head))?.[0] ?? null
}
