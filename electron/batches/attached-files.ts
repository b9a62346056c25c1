// The files of a batch that its documents name: each read and judged once, against its hash and against what names it.
import { hash as digest } from 'node:crypto'
import { type AttachedName, attachedToWork } from '../../domain/batch/attached.ts'
import { beginsAsArchive, readAttached } from '../../domain/batch/attached-form.ts'
import type { AttachedFile } from '../../domain/batch/imported.ts'
import { attachedFile } from '../../domain/batch/layout.ts'
import type { EvidenceAtHand } from '../../domain/documents/evidence-check.ts'
import { reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'
import type { Bag } from './open-bag.ts'

const said = (code: string, path: string) => refuse(reason(`batch.${code}`, { path }))
const byHash = (one: { readonly hash: string }, other: { readonly hash: string }) => (one.hash < other.hash ? -1 : 1)

export class AttachedFiles {
  #bag: Bag
  #present: ReadonlySet<string>
  #read = new Map<string, AttachedFile>()
  #absent = new Map<string, AttachedName>()

  constructor(bag: Bag) {
    this.#bag = bag
    this.#present = new Set(bag.payload)
  }

  get all(): readonly AttachedFile[] {
    return [...this.#read.values()].sort(byHash)
  }

  get absent(): readonly AttachedName[] {
    return [...this.#absent.values()].sort(byHash)
  }

  has(hash: string): boolean {
    return this.#read.has(hash)
  }

  /** Evidence comes back as text, to be held against its document; null where it did not come. */
  async take(name: AttachedName): Promise<EvidenceAtHand | null> {
    const { hash, as } = name
    const file = attachedFile(hash)
    if (!this.#present.has(file)) {
      this.#absent.set(hash, name)
      return null
    }
    if (as !== 'evidence' && this.#read.has(hash)) return null
    const bytes = await this.#bag.read(file)
    if (digest('sha256', bytes) !== hash) said('sum-differs', file)
    if (beginsAsArchive(bytes.toString('latin1', 0, 8))) said('nested-archive', file)
    const text = new TextDecoder('utf-8').decode(bytes)
    const read = readAttached(name, text)
    if (read.form === null) return refuse(...read.faults)
    const before = this.#read.get(hash)
    if (before !== undefined && before.form !== read.form) said('attached-as-two', file)
    this.#read.set(hash, { hash, form: read.form, bytes: bytes.length })
    if (read.work !== null) for (const each of attachedToWork(read.work)) await this.take(each)
    return as === 'evidence' && read.form !== 'hardware-report' && read.form !== 'work-file'
      ? { hash, form: read.form, text }
      : null
  }
}
