// What a document is found by in a list: read from its envelope and subject, whatever its kind. A member that a kind does
// not have stays null; judging the document is not done here. Documents that came in a batch are listed in the journal by
// these columns, and lie beside it whole.
import { z } from 'zod'
import { machineName } from '../machine/machine-name.ts'
import { claimedKind, Sha256 } from './document.ts'

const nameOrNull = z.string().max(400).nullable()

export const DocumentColumns = z.strictObject({
  kind: z.string().max(60),
  number: z.string().max(40),
  sequence: z.number().int().min(0),
  issuedAt: z.string().max(40),
  issuer: z.string().max(200),
  machineId: z.uuid().nullable(),
  /** Machines, loose disks and parts that it lists, where it is about several: of a transfer slip, of its withdrawal. */
  itemIds: z.array(z.uuid()).max(500),
  inventoryNumber: nameOrNull,
  machineName: nameOrNull,
  serials: z.array(z.string().max(400)).max(2000),
  grades: z.record(z.string().max(40), z.string().max(40)),
  replaces: Sha256.nullable(),
  withdraws: Sha256.nullable(),
  /** The one before it in its issuer's chain. */
  previousDocument: Sha256.nullable(),
  /** Everything above that is searched as text: lower case, without accents. */
  words: z.array(z.string().max(1000)).max(10_000),
})
export type DocumentColumns = z.infer<typeof DocumentColumns>

type Members = Readonly<Record<string, unknown>>

const members = (value: unknown): Members =>
  // Every value that passes the check is an object, and an object's members are unknown.
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Lower case and without accents, so that "Épinal" is found by "epinal". */
export const folded = (words: string) =>
  words
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** What a search is cut into, on both sides of it. */
export const wordsOf = (said: string): readonly string[] =>
  folded(said)
    .split(/[\s/_-]+/)
    .filter((word) => word !== '')

const gradesOf = (subject: Members): Record<string, string> => {
  const found: Record<string, string> = {}
  const grades = [...list(members(subject['grading'])['grades']), ...list(members(subject['machine'])['grades'])]
  for (const one of grades) {
    const axis = text(members(one)['axis'])
    const grade = text(members(one)['grade'])
    if (axis !== null && grade !== null) found[axis] = grade
  }
  return found
}

/** null where it is no disk. */
const diskName = (disk: Members): string | null =>
  [text(disk['make']), text(disk['model']), text(disk['serial'])].filter((part) => part !== null).join(' ') || null

const itemIdsOf = (subject: Members): readonly string[] => {
  const items = [...list(subject['items']), ...list(subject['surplus'])].map((item) => text(members(item)['itemId']))
  const named = [...items, ...list(subject['itemIds']).map(text)].filter((id) => id !== null)
  return [...new Set(named)].slice(0, 500)
}

export const documentColumns = (document: Members): DocumentColumns => {
  const subject = members(document['credentialSubject'])
  const machine = members(subject['machine'])
  const identity = members(members(machine['measurement'])['identity'])
  /** A document about one loose disk shows it where others show a machine. */
  const looseDisk = members(subject['disk'])
  const disks = [...list(subject['disks']), looseDisk]
  /** On a dismantling sheet the machine's names stand with whether they were read or typed. */
  const named = (name: string) => text(members(machine[name])['text'])
  // A handover slip says name and serial as its certificate did.
  const serials = [
    identity['serial'],
    named('serial'),
    machine['serial'],
    ...disks.map((disk) => members(disk)['serial']),
  ]
    .map(text)
    .filter((serial) => serial !== null)
  const manufacturer = text(identity['manufacturer']) ?? named('make')
  const model = text(identity['model']) ?? named('model')
  const columns = {
    kind: claimedKind(document) ?? 'unknown',
    number: text(subject['number']) ?? '',
    sequence: typeof subject['sequence'] === 'number' ? subject['sequence'] : 0,
    issuedAt: text(document['validFrom']) ?? '',
    issuer: text(members(document['issuer'])['id']) ?? '',
    machineId: text(subject['machineId']),
    itemIds: [...itemIdsOf(subject)],
    inventoryNumber: text(machine['inventoryNumber']) ?? text(members(subject['origin'])['chassis']),
    machineName:
      machineName({
        manufacturer,
        model,
        version: text(identity['version']),
        family: text(identity['family']),
      }) ??
      text(machine['name']) ??
      diskName(looseDisk),
    serials: [...new Set(serials)],
    grades: gradesOf(subject),
    replaces: text(subject['replaces']),
    withdraws: text(members(subject['withdraws'])['document']),
    previousDocument: text(subject['previousDocument']),
  }
  const said = [columns.number, columns.inventoryNumber, columns.machineName, manufacturer, model, ...columns.serials]
  const words = said.flatMap((one) => (one === null || one === '' ? [] : [folded(one), ...wordsOf(one)]))
  return { ...columns, words: [...new Set(words)] }
}
