// The journal of a backup, read before anything of it is believed: its chain from its first frame, the signature of every
// document in it, and what it names beside itself.
import { open } from 'node:fs/promises'
import { filesAttachedBy, filesNamedBy } from '../../domain/backup/named-files.ts'
import type { Verification } from '../../domain/documents/verification.ts'
import { examine } from '../../domain/documents/verify.ts'
import type { Entry, JournalHead, ReadFrame } from '../../domain/journal/frame.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { cryptography } from '../documents/cryptography.ts'
import { Clock } from '../vault/clock.ts'
import { scan } from '../vault/journal-file.ts'
import { Ledger } from '../vault/ledger.ts'
import type { ReadDeps } from './read.ts'

/** What a journal says, whatever speaks against it. */
export type Told = {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly head: JournalHead
  readonly lastFrameAt: string | null
  readonly codes: readonly string[]
  readonly people: ReadonlySet<string>
  readonly machines: number
  readonly named: ReadonlySet<string>
  readonly attached: ReadonlySet<string>
  /** Documents that lie beside the journal. */
  readonly besides: ReadonlySet<string>
  readonly faults: readonly Reason[]
  /** Documents that do not follow the one before: a copied key, a station that was set back. They are kept all the same. */
  readonly strays: readonly Reason[]
}

/** No screen shows more, and one is enough to refuse. */
export const MOST_FAULTS = 20

const documentsIn = (entry: Entry) => ('document' in entry ? [{ hash: entry.hash, document: entry.document }] : [])

/** Its signature, under which it came into the journal. Other rules may have grown since: they take no document away. */
export const isForged = ({ checks, hash }: Verification, expected: string): boolean =>
  hash !== expected || checks.some(({ name, outcome }) => ['proof', 'issuer'].includes(name) && outcome !== 'holds')

export const doesNotHold = ({ number }: Verification, hash: string): Reason =>
  reason('backup.document-does-not-hold', { number: number ?? hash.slice(0, 12) })

const personCode = /"(?:operator|supervisor)":"([A-Z2-9]{4})"/g

/** Its own chain: each names the one before, without gap and without double. */
class OwnChains {
  #last = new Map<string, { readonly sequence: number; readonly hash: string }>()

  /** null where it stands in its place, or where it is another's. It is examined before. */
  faultOf(entry: Entry, did: string | null): Reason | null {
    if (!('document' in entry)) return null
    const { hash } = entry
    // Every document that holds has these members.
    const subject = entry.document['credentialSubject'] as {
      readonly sequence: number
      readonly previousDocument: string | null
      readonly number: string
    }
    const issuer = (entry.document['issuer'] as { readonly id: string }).id
    const before = this.#last.get(issuer)
    const isLater = subject.sequence > (before?.sequence ?? 0)
    if (isLater) this.#last.set(issuer, { sequence: subject.sequence, hash })
    // One that came back from the window may come late.
    if (entry.kind === 'adopted-document') return null
    const isNext =
      issuer === did &&
      subject.sequence === (before?.sequence ?? 0) + 1 &&
      (before === undefined || subject.previousDocument === before.hash)
    return isNext ? null : reason('backup.document-out-of-chain', { number: subject.number })
  }
}

export const readJournal = async (path: string, size: number, deps: ReadDeps): Promise<Told> => {
  const ledger = new Ledger()
  const clock = new Clock(deps.now, deps.builtAt)
  const chains = new OwnChains()
  const codes: string[] = []
  const [people, machines] = [new Set<string>(), new Set<string>()]
  const [faults, strays]: [Reason[], Reason[]] = [[], []]
  const [named, attached, besides] = [new Set<string>(), new Set<string>(), new Set<string>()]
  let lastFrameAt: string | null = null
  const take = async (read: ReadFrame, offset: number): Promise<void> => {
    deps.signal.throwIfAborted()
    const { frame } = read
    for (const { hash, document } of documentsIn(frame.entry)) {
      const { verification } = await examine(document, cryptography)
      if (isForged(verification, hash)) faults.push(doesNotHold(verification, hash))
      else {
        const fault = chains.faultOf(frame.entry, ledger.did)
        if (fault !== null && strays.length < MOST_FAULTS) strays.push(fault)
      }
    }
    ledger.apply(read)
    clock.observe(frame)
    lastFrameAt = frame.at
    if (frame.entry.kind === 'settings' && codes.at(-1) !== frame.entry.settings.code) {
      codes.push(frame.entry.settings.code)
    }
    if (frame.entry.kind === 'machine') machines.add(frame.entry.machine.id)
    if (frame.entry.kind === 'arrival') for (const { id } of frame.entry.machines) machines.add(id)
    if (frame.entry.kind === 'batch-imported') {
      for (const { hash } of frame.entry.imported.documents) besides.add(hash)
    }
    for (const hash of filesNamedBy(frame.entry)) named.add(hash)
    for (const hash of filesAttachedBy(frame.entry)) attached.add(hash)
    for (const [, code] of JSON.stringify(frame.entry).matchAll(personCode)) if (code !== undefined) people.add(code)
    if (frame.position % 200 === 0) deps.onProgress({ step: 'journal', done: offset, total: size, of: 'bytes' })
  }
  const handle = await open(path, 'r')
  try {
    const found = await scan(handle, size, take)
    if (found.fault === 'unknown-form') faults.unshift(reason('backup.newer-form'))
    else if (found.fault !== null) {
      faults.unshift(reason('backup.journal-damaged', { position: found.head.position + 1 }))
    }
    const machineCount = machines.size
    const told = { ledger, clock, head: found.head, lastFrameAt, codes, people, machines: machineCount }
    return { ...told, named, attached, besides, strays, faults: faults.slice(0, MOST_FAULTS) }
  } finally {
    await handle.close()
  }
}
