// What a document is found by in the list: read from its envelope and subject, whatever its kind. A member that a kind
// does not have stays null; judging the document is not done here.
import { claimedKind } from '../../domain/documents/document.ts'
import { machineName } from '../../domain/machine/machine-name.ts'

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

const gradesOf = (subject: Members): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const one of list(members(subject['grading'])['grades'])) {
    const axis = text(members(one)['axis'])
    const grade = text(members(one)['grade'])
    if (axis !== null && grade !== null) found[axis] = grade
  }
  return found
}

/** null where it is no disk. */
const diskName = (disk: Members): string | null =>
  [text(disk['make']), text(disk['model']), text(disk['serial'])].filter((part) => part !== null).join(' ') || null

export const documentColumns = (document: Members) => {
  const subject = members(document['credentialSubject'])
  const machine = members(subject['machine'])
  const identity = members(members(machine['measurement'])['identity'])
  /** A document about one loose disk shows it where others show a machine. */
  const looseDisk = members(subject['disk'])
  const disks = [...list(subject['disks']), looseDisk]
  /** On a dismantling sheet the machine's names stand with whether they were read or typed. */
  const named = (name: string) => text(members(machine[name])['text'])
  const serials = [identity['serial'], named('serial'), ...disks.map((disk) => members(disk)['serial'])]
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
    inventoryNumber: text(machine['inventoryNumber']) ?? text(members(subject['origin'])['chassis']),
    machineName:
      machineName({
        manufacturer,
        model,
        version: text(identity['version']),
        family: text(identity['family']),
      }) ?? diskName(looseDisk),
    serials: [...new Set(serials)],
    grades: gradesOf(subject),
    replaces: text(subject['replaces']),
    withdraws: text(members(subject['withdraws'])['document']),
  }
  const said = [columns.number, columns.inventoryNumber, columns.machineName, manufacturer, model, ...columns.serials]
  const words = said.flatMap((one) => (one === null || one === '' ? [] : [folded(one), ...wordsOf(one)]))
  return { ...columns, words: [...new Set(words)] }
}
