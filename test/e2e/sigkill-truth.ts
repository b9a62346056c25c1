// What must hold of a journal's file and of the working data beside it, whatever was killed: read from the disk and from
// IndexedDB by code of the tests' own.
import { hash as digest, verify as verifySignature } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { examine } from '../../domain/documents/verify.ts'
import { ReadFrame } from '../../domain/journal/frame.ts'
import { apply, keyOf } from '../../renderer/storage/projection.ts'

type DocumentFrame = {
  readonly position: number
  readonly hash: string
  /** null: adopted from the working data. */
  readonly draftId: string | null
  readonly number: string
  readonly sequence: number
  readonly document: Readonly<Record<string, unknown>>
}

const sha256 = (data: string | Buffer) => digest('sha256', data)

/** The numbering of a document's subject. */
const numbering = (document: Readonly<Record<string, unknown>>) => {
  // A station's own document, whose form is checked when it is verified.
  const { number, sequence } = document['credentialSubject'] as { number: string; sequence: number }
  return { number, sequence }
}

type Tables = Map<string, Map<string, unknown>>

/** The journal as the test follows it: each look reads what was added since, and checks that nothing before changed. */
export class Truth {
  readonly frames: ReadFrame[] = []
  readonly documents: DocumentFrame[] = []
  readonly transactions = new Set<string>()
  readonly #path: string
  #bytes = Buffer.alloc(0)
  /** The rows that the frames make, and the keys of those that changed since the working data was last compared. */
  readonly #tables: Tables = new Map()
  #changed = new Map<string, Set<string>>()

  constructor(path: string) {
    this.#path = path
  }

  get head(): { readonly position: number; readonly hash: string | null } {
    const last = this.frames.at(-1)
    return { position: last?.frame.position ?? 0, hash: last?.hash ?? null }
  }

  documentOf(draftId: string): DocumentFrame | undefined {
    return this.documents.find((document) => document.draftId === draftId)
  }

  /** Where each frame ends in the file, by position. */
  endOf(position: number): number {
    let end = 0
    for (let count = 0; count < position; count++) end = this.#bytes.indexOf('\n', end) + 1
    return end
  }

  /** Throws a sentence that says what does not hold. */
  async look(): Promise<void> {
    const bytes = await readFile(this.#path)
    if (!bytes.subarray(0, this.#bytes.length).equals(this.#bytes)) throw new Error('What was journalled has changed')
    const added = bytes.subarray(this.#bytes.length)
    if (added.length > 0 && added.at(-1) !== 0x0a) throw new Error('The journal ends within a frame')
    this.#bytes = bytes
    for (const line of added.toString('utf8').split('\n').slice(0, -1)) await this.#take(line)
  }

  async #take(line: string): Promise<void> {
    const [, length, hash, json] = /^(\d+) ([0-9a-f]{64}) (.*)$/s.exec(line) ?? []
    if (json === undefined || Buffer.byteLength(json) !== Number(length) || sha256(json) !== hash)
      throw new Error(`After frame ${String(this.head.position)}: a line that does not hold`)
    const read = ReadFrame.parse({ hash, frame: JSON.parse(json) })
    const { position, previous, transaction, entry } = read.frame
    if (position !== this.head.position + 1 || previous !== this.head.hash)
      throw new Error(`Frame ${String(position)} does not follow on ${String(this.head.position)}`)
    if (this.transactions.has(transaction)) throw new Error(`Transaction ${transaction} was journalled twice`)
    this.transactions.add(transaction)
    this.frames.push(read)
    if (entry.kind === 'document' || entry.kind === 'adopted-document')
      await this.#takeDocument(position, entry.hash, entry.document, entry.kind === 'document' ? entry.draftId : null)
    for (const change of apply(read)) {
      const rows = this.#tables.get(change.table) ?? new Map<string, unknown>()
      this.#tables.set(change.table, rows.set(keyOf(change), change.row))
      this.#changed.set(change.table, (this.#changed.get(change.table) ?? new Set()).add(keyOf(change)))
    }
  }

  async #takeDocument(
    position: number,
    hash: string,
    document: Readonly<Record<string, unknown>>,
    draftId: string | null,
  ): Promise<void> {
    const { number, sequence } = numbering(document)
    const same = this.documents.find(
      (other) => other.hash === hash || other.number === number || (draftId !== null && other.draftId === draftId),
    )
    if (same !== undefined) throw new Error(`${number} (${hash}) doubles ${same.number} (${same.hash})`)
    if (sequence !== this.documents.length + 1) throw new Error(`${number} follows ${String(this.documents.length)}`)
    const { verification } = await examine(document, {
      sha256: (text) => Promise.resolve(sha256(text)),
      verify: (publicKey, data, signature) =>
        verifySignature(
          null,
          data,
          { key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') }, format: 'jwk' },
          signature,
        ),
    })
    if (!verification.holds || verification.hash !== hash) throw new Error(`${number} does not verify`)
    this.documents.push({ position, hash, draftId, number, sequence, document })
  }

  /**
   * Compares IndexedDB, read in the page, with the rows that the frames make: every table's keys, the position, and the
   * content of each row that changed since the last comparison (of all rows where `whole`). Answers what differs.
   */
  async differences(page: Page, whole = false): Promise<readonly string[]> {
    const asked = Object.fromEntries(
      [...this.#tables].map(([name, rows]) => [name, [...(whole ? rows.keys() : (this.#changed.get(name) ?? []))]]),
    )
    this.#changed = new Map()
    const held = await page.evaluate(readWorkingData, asked)
    const found: string[] = []
    const journal = held.journal as { position: number; hash: string | null } | undefined
    if (journal?.position !== this.head.position || journal.hash !== this.head.hash)
      found.push(`position ${String(journal?.position)} instead of ${String(this.head.position)}`)
    for (const [name, { keys, rows }] of Object.entries(held.tables)) {
      const expected = this.#tables.get(name) ?? new Map<string, unknown>()
      const missing = [...expected.keys()].filter((key) => !keys.includes(key))
      const surplus = keys.filter((key) => !expected.has(key))
      if (missing.length > 0) found.push(`${name}: ${String(missing.length)} missing`)
      if (surplus.length > 0) found.push(`${name}: ${String(surplus.length)} too many`)
      for (const [key, row] of Object.entries(rows))
        if (canonicalText(row) !== canonicalText(expected.get(key))) found.push(`${name} ${key} differs`)
    }
    return found
  }
}

/** Members in one order: IndexedDB keeps them as they were written, and so does JSON, but neither promises it. */
const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  )

type Held = {
  readonly journal: unknown
  readonly tables: Record<string, { readonly keys: readonly string[]; readonly rows: Record<string, unknown> }>
}

/** Runs in the page, on IndexedDB itself: the keys of every projected table, and the rows that are asked for. */
const readWorkingData = async (asked: Readonly<Record<string, readonly string[]>>): Promise<Held> => {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => {
        resolve(request.result)
      }
      request.onerror = () => {
        reject(request.error ?? new Error('IndexedDB refused'))
      }
    })
  const database = await done(indexedDB.open('etabli'))
  const names = [...database.objectStoreNames].filter((name) => !['cachedReports', 'setAside', 'meta'].includes(name))
  const transaction = database.transaction([...names, 'meta'], 'readonly')
  const tables: Record<string, { keys: string[]; rows: Record<string, unknown> }> = {}
  for (const name of names) {
    const store = transaction.objectStore(name)
    const rows: Record<string, unknown> = {}
    for (const key of asked[name] ?? []) {
      const row: unknown = await done(store.get(key))
      if (row !== undefined) rows[key] = row
    }
    tables[name] = { keys: (await done(store.getAllKeys())).map(String), rows }
  }
  const journal: unknown = await done(transaction.objectStore('meta').get('journal'))
  database.close()
  return { journal, tables }
}
