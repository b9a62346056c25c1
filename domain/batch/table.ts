// The documents of a batch as a table for a French spreadsheet (words/french-csv.ts): one line each, for people who count and
// sort. It carries nothing that the documents do not say, and no one's code.
import { type DocumentColumns, documentColumns } from '../documents/columns.ts'
import type { KnownDocument } from '../documents/known-document.ts'
import { frenchCsv } from '../words/french-csv.ts'
import type { Language } from '../words/reason.ts'
import { nameOfTerm } from '../words/sentences.ts'

export type TableRow = {
  readonly hash: string
  readonly columns: DocumentColumns
  readonly issuer: string
  readonly memoryBytes: number | null
  readonly disks: readonly (number | null)[]
  readonly cents: number | null
  /** Machines, disks and parts that a slip lists. */
  readonly items: number | null
}

const HEADS = {
  fr: [
    'Numéro',
    'Document',
    'Date',
    'Poste',
    'État',
    'N° d’inventaire',
    'Machine ou disque',
    'Numéros de série',
    'Notes',
    'Mémoire (Go)',
    'Disques (Go)',
    'Éléments du bordereau',
    'Participation (€)',
    'Empreinte SHA-256',
  ],
  en: [
    'Number',
    'Document',
    'Date',
    'Station',
    'State',
    'Inventory number',
    'Machine or disk',
    'Serial numbers',
    'Grades',
    'Memory (GB)',
    'Disks (GB)',
    'Items of the slip',
    'Contribution (€)',
    'SHA-256',
  ],
} as const satisfies Record<Language, readonly string[]>

const STATES = {
  fr: { valid: 'valable', withdrawn: 'annulé par', replaced: 'remplacé par' },
  en: { valid: 'valid', withdrawn: 'withdrawn by', replaced: 'replaced by' },
} as const satisfies Record<Language, Record<string, string>>

const AXES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: { performance: 'performance', battery: 'batterie', aspect: 'aspect' },
  en: { performance: 'performance', battery: 'battery', aspect: 'aspect' },
}

/** Enough of a document for its line: a batch of thousands keeps no document in memory. */
export const tableRow = (hash: string, document: KnownDocument): TableRow => {
  const { credentialSubject: subject, issuer } = document
  // What a search is cut into is no part of a table.
  const columns = { ...documentColumns(document), words: [] }
  const base = { hash, columns, issuer: `${issuer.name} (${subject.station.code})` }
  const nothing = { memoryBytes: null, disks: [], cents: null, items: null }
  switch (subject.kind) {
    case 'refurbishment-certificate':
      return {
        ...{ ...base, ...nothing },
        memoryBytes: subject.machine.measurement?.memory.totalBytes ?? null,
        disks: subject.disks.map(({ sizeBytes }) => sizeBytes),
      }
    case 'dismantling-sheet':
      return { ...base, ...nothing, disks: subject.disks.map(({ sizeBytes }) => sizeBytes) }
    case 'erasure-certificate':
      return { ...base, ...nothing, disks: [subject.disk.sizeBytes] }
    case 'handover-slip':
      return { ...base, ...nothing, cents: subject.contribution?.amountCents ?? null }
    case 'transfer-slip':
      return { ...base, ...nothing, items: subject.items.length }
    case 'withdrawal':
    case 'batch-manifest':
    case 'succession':
      return { ...base, ...nothing }
  }
}

/** With a decimal comma and no blank between thousands: a number to a French spreadsheet. */
const figure = (value: number, decimals = 1): string =>
  String(Math.round(value * 10 ** decimals) / 10 ** decimals).replace('.', ',')
const euros = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',')
const isKnown = (value: number | null): value is number => value !== null

/** What ended each document, among those of the table: only its own issuer can; a withdrawal outweighs a correction. */
const endings = (rows: readonly TableRow[]) => {
  const ends = new Map<string, { readonly by: string; readonly how: 'withdrawn' | 'replaced' }>()
  const note = (issuer: string, hash: string | null, by: string, how: 'withdrawn' | 'replaced') => {
    if (hash !== null) ends.set(`${issuer} ${hash}`, { by, how })
  }
  for (const { columns } of rows) note(columns.issuer, columns.replaces, columns.number, 'replaced')
  for (const { columns } of rows) note(columns.issuer, columns.withdraws, columns.number, 'withdrawn')
  return ({ hash, columns }: TableRow) => ends.get(`${columns.issuer} ${hash}`) ?? null
}

/** `dayOf`: the day of an instant where the station stands, as 2026-11-26. */
export const batchTable = (
  rows: readonly TableRow[],
  { language, dayOf }: { readonly language: Language; readonly dayOf: (instant: string) => string },
): string => {
  const endingOf = endings(rows)
  const stateOf = (row: TableRow): string => {
    const ending = endingOf(row)
    return ending === null ? STATES[language].valid : `${STATES[language][ending.how]} ${ending.by}`
  }
  return frenchCsv([
    HEADS[language],
    ...rows.map((row) => {
      const { columns } = row
      return [
        columns.number,
        nameOfTerm(columns.kind, language),
        dayOf(columns.issuedAt).split('-').reverse().join('/'),
        row.issuer,
        stateOf(row),
        columns.inventoryNumber ?? '',
        columns.machineName ?? '',
        columns.serials.join(', '),
        Object.entries(columns.grades)
          .map(([axis, grade]) => `${AXES[language][axis] ?? axis} ${grade}`)
          .join(', '),
        row.memoryBytes === null ? '' : figure(row.memoryBytes / 1024 ** 3),
        row.disks
          .filter(isKnown)
          .map((bytes) => figure(bytes / 1e9, 0))
          .join(' + '),
        row.items === null ? '' : String(row.items),
        row.cents === null ? '' : euros(row.cents),
        row.hash,
      ]
    }),
  ])
}
