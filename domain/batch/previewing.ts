// What an import would do, derived from a batch that holds and from what is here: which documents are new, which are here
// already, which contradict another one; what the sender did not send and what it has lost. Pure, and decides nothing: a
// conflict is stored like anything else and shown wherever it matters.
import type { DocumentColumns } from '../documents/columns.ts'
import { stationStanding, type StationStanding, type TrustState } from '../trust/standing.ts'
import { type Reason, reason } from '../words/reason.ts'
import type { BatchPreview, Gap, PreviewedDocument, PreviewedStation } from './preview.ts'
import type { ChainLink } from './station-chain.ts'

export type BatchDocument = {
  readonly hash: string
  readonly columns: DocumentColumns
  readonly station: { readonly name: string; readonly code: string }
  /** The key that its issuer goes on for, where that key signed so itself. */
  readonly succeeds: string | null
}

/** A document that this station holds, as far as conflicts go. */
export type DocumentHere = {
  readonly hash: string
  readonly issuer: string | null
  readonly sequence: number | null
  readonly number: string
}

export type ReadBatch = {
  readonly manifest: BatchDocument
  readonly title: string
  readonly demonstration: boolean
  readonly documents: readonly BatchDocument[]
  readonly files: readonly { readonly hash: string }[]
  /** What documents name and the batch does not hold. */
  readonly absent: readonly { readonly hash: string }[]
  readonly chain: readonly ChainLink[]
}

export type Here = {
  readonly documents: Iterable<DocumentHere>
  readonly hasFile: (hash: string) => boolean
  readonly trust: TrustState
  readonly fingerprint: (did: string) => string
  /** ISO 8601. */
  readonly now: string
}

const DAY = 24 * 3_600_000
/** More than this ahead, a date is not one of today's: one of the two clocks is wrong. */
const AHEAD = 2 * DAY

type Sequenced = { readonly hash: string; readonly number: string; readonly issuer: string; readonly sequence: number }

/** Of everything that is here or in the batch: who signed what under which sequence and number. */
class Known {
  readonly #bySequence = new Map<string, Map<string, Sequenced>>()
  readonly #byNumber = new Map<string, Map<string, Sequenced>>()
  readonly #byHash = new Map<string, Sequenced>()

  add(one: Sequenced): void {
    const put = (index: Map<string, Map<string, Sequenced>>, key: string) => {
      const group = index.get(key)
      if (group === undefined) index.set(key, new Map([[one.hash, one]]))
      else group.set(one.hash, one)
    }
    put(this.#bySequence, `${one.issuer} ${String(one.sequence)}`)
    put(this.#byNumber, one.number)
    this.#byHash.set(one.hash, one)
  }

  at(issuer: string, sequence: number): readonly Sequenced[] {
    return [...(this.#bySequence.get(`${issuer} ${String(sequence)}`)?.values() ?? [])]
  }

  numbered(number: string): readonly Sequenced[] {
    return [...(this.#byNumber.get(number)?.values() ?? [])]
  }

  get(hash: string): Sequenced | null {
    return this.#byHash.get(hash) ?? null
  }
}

const sequencedOf = ({ hash, columns: { number, issuer, sequence } }: BatchDocument): Sequenced => ({
  ...{ hash, number, issuer, sequence },
})

/** What contradicts a document, among all that would be here. */
const conflictsOf = ({ hash, columns }: BatchDocument, known: Known): readonly Reason[] => {
  const { issuer, sequence, number, previousDocument } = columns
  const found: Reason[] = []
  if (known.at(issuer, sequence).some((other) => other.hash !== hash)) {
    found.push(reason('batch.conflict-same-sequence', { number, sequence }))
  }
  if (known.numbered(number).some((other) => other.issuer !== issuer)) {
    found.push(reason('batch.conflict-same-number', { number }))
  }
  const before = previousDocument === null ? null : known.get(previousDocument)
  if (before !== null && (before.issuer !== issuer || before.sequence !== sequence - 1)) {
    found.push(reason('batch.conflict-broken-chain', { number, before: before.number }))
  }
  return found
}

/** Against the chain that the sender itself lists: it signed both. */
const againstChain = (
  { hash, columns: { issuer, sequence, number } }: BatchDocument,
  sender: string,
  chain: ReadonlyMap<number, readonly (string | null)[]>,
): readonly Reason[] => {
  const listed = issuer === sender ? (chain.get(sequence) ?? []) : []
  const isListed = issuer !== sender || listed.includes(hash) || listed.includes(null)
  return isListed ? [] : [reason('batch.conflict-not-in-chain', { number, sequence })]
}

const chainBySequence = (chain: readonly ChainLink[]): ReadonlyMap<number, readonly (string | null)[]> => {
  const bySequence = new Map<number, (string | null)[]>()
  for (const { sequence, hash } of chain) bySequence.set(sequence, [...(bySequence.get(sequence) ?? []), hash])
  return bySequence
}

/** Runs of the sender's sequence that are neither here nor in the batch. */
const gapsOf = (chain: ReadonlyMap<number, readonly (string | null)[]>, sender: string, known: Known): Gap[] => {
  const gaps: Gap[] = []
  for (const [sequence, hashes] of chain) {
    if (known.at(sender, sequence).length > 0) continue
    const kind = hashes.includes(null) ? 'missing' : 'not-sent'
    const last = gaps.at(-1)
    if (last?.kind === kind && last.to === sequence - 1) gaps[gaps.length - 1] = { ...last, to: sequence }
    else gaps.push({ kind, from: sequence, to: sequence })
  }
  return gaps
}

const aboutOf = ({ inventoryNumber, machineName, serials }: DocumentColumns): string =>
  [inventoryNumber, machineName, machineName === null ? serials[0] : null]
    .filter((part) => part !== null && part !== undefined)
    .join(' · ')
    .slice(0, 400)

const ORDER = { conflicting: 0, new: 1, here: 2 } as const satisfies Record<PreviewedDocument['state'], number>

const stationsOf = (
  all: readonly BatchDocument[],
  sender: string,
  { trust, fingerprint }: Here,
): PreviewedStation[] => {
  const stations = new Map<string, PreviewedStation>()
  // The newest document says what a station is called by now.
  const newestFirst = all.toSorted((one, other) => (one.columns.issuedAt < other.columns.issuedAt ? 1 : -1))
  for (const { columns, station } of newestFirst) {
    const did = columns.issuer
    const before = stations.get(did)
    stations.set(did, {
      ...{ did, name: before?.name ?? station.name, code: before?.code ?? station.code },
      fingerprint: before?.fingerprint ?? fingerprint(did),
      standing: stationStanding(did, trust),
      documents: (before?.documents ?? 0) + 1,
      isSender: did === sender,
    })
  }
  return [...stations.values()].sort(
    (one, other) => Number(other.isSender) - Number(one.isSender) || (one.name < other.name ? -1 : 1),
  )
}

/** Nothing of a sender that nobody accepted is taken in. */
export const senderFaults = (sender: PreviewedStation): readonly Reason[] => {
  const { name, code, fingerprint } = sender
  return sender.standing === 'new' ? [reason('batch.sender-not-accepted', { name, code, fingerprint })] : []
}

/** It was restored from a backup: whoever compares fingerprints should know that the old key vouches for the new one. */
const successionNotes = (
  batch: ReadBatch,
  sender: PreviewedStation | undefined,
  { trust }: Here,
): readonly Reason[] => {
  if (sender?.standing !== 'new') return []
  const before = batch.documents.find(({ columns, succeeds }) => succeeds !== null && columns.issuer === sender.did)
  const known = before?.succeeds == null ? undefined : trust.decisions.get(before.succeeds)
  return known?.decision === 'accepted'
    ? [reason('batch.sender-succeeds', { name: sender.name, before: known.name, code: known.code })]
    : []
}

const isAhead = (instant: string, now: string) => Date.parse(instant) - Date.parse(now) > AHEAD

const notesOf = (batch: ReadBatch, stations: readonly PreviewedStation[], here: Here): readonly Reason[] => {
  const notes: Reason[] = []
  const { issuedAt } = batch.manifest.columns
  if (batch.demonstration) notes.push(reason('batch.demonstration'))
  if (isAhead(issuedAt, here.now)) notes.push(reason('batch.from-the-future', { at: issuedAt }))
  const ahead = batch.documents.filter(({ columns }) => isAhead(columns.issuedAt, here.now)).length
  if (ahead > 0) notes.push(reason('batch.documents-from-the-future', { count: ahead }))
  const absent = batch.absent.filter(({ hash }) => !here.hasFile(hash)).length
  if (absent > 0) notes.push(reason('batch.files-not-sent', { count: absent }))
  const ofStanding = (standing: StationStanding) => stations.filter((each) => each.standing === standing)
  for (const { name, isSender } of ofStanding('distrusted')) {
    notes.push(reason(isSender ? 'batch.sender-distrusted' : 'batch.station-distrusted', { name }))
  }
  for (const { name, isSender, documents } of ofStanding('new')) {
    if (!isSender) notes.push(reason('batch.station-not-accepted', { name, count: documents }))
  }
  return notes.slice(0, 100)
}

/** What of the sender's chain contradicts documents that are here, though they did not travel. */
const chainNotes = (
  chain: ReadonlyMap<number, readonly (string | null)[]>,
  sender: string,
  { known, sent }: { readonly known: Known; readonly sent: ReadonlySet<string> },
): readonly Reason[] =>
  [...chain].flatMap(([sequence, hashes]) =>
    known
      .at(sender, sequence)
      .filter(({ hash }) => !sent.has(hash) && !hashes.includes(hash) && !hashes.includes(null))
      .map(({ number }) => reason('batch.chain-differs', { number, sequence })),
  )

export const previewOf = (
  { fileName, bytes }: { readonly fileName: string; readonly bytes: number },
  batch: ReadBatch,
  here: Here,
): BatchPreview => {
  const { manifest } = batch
  const sender = manifest.columns.issuer
  const all = [manifest, ...batch.documents]
  const hashesHere = new Set<string>()
  const known = new Known()
  for (const { hash, issuer, sequence, number } of here.documents) {
    hashesHere.add(hash)
    if (issuer !== null && sequence !== null) known.add({ hash, issuer, sequence, number })
  }
  for (const document of all) known.add(sequencedOf(document))
  const chain = chainBySequence(batch.chain)
  const documents = all.map((document): PreviewedDocument => {
    const { hash, columns } = document
    const isManifest = hash === manifest.hash
    const reasons = [...conflictsOf(document, known), ...(isManifest ? [] : againstChain(document, sender, chain))]
    const isHere = hashesHere.has(hash)
    return {
      ...{ hash, number: columns.number, kind: columns.kind, issuedAt: columns.issuedAt, issuer: columns.issuer },
      about: isManifest ? batch.title : aboutOf(columns),
      state: isHere ? 'here' : reasons.length > 0 ? 'conflicting' : 'new',
      reasons: reasons.slice(0, 20),
    }
  })
  const count = (state: PreviewedDocument['state']) => documents.filter((each) => each.state === state).length
  const stations = stationsOf(all, sender, here)
  const ofSender = stations.find(({ isSender }) => isSender)
  const sent = new Set(all.map(({ hash }) => hash))
  return {
    fileName,
    bytes,
    refusals: ofSender === undefined ? [] : [...senderFaults(ofSender)],
    manifest: {
      ...{ hash: manifest.hash, number: manifest.columns.number, title: batch.title },
      ...{ issuedAt: manifest.columns.issuedAt, demonstration: batch.demonstration },
    },
    stations: stations.slice(0, 500),
    counts: {
      new: count('new'),
      here: count('here'),
      conflicting: count('conflicting'),
      newFiles: batch.files.filter(({ hash }) => !here.hasFile(hash)).length,
    },
    documents: documents.toSorted((one, other) => ORDER[one.state] - ORDER[other.state]).slice(0, 500),
    gaps: gapsOf(chain, sender, known).slice(0, 200),
    notes: [
      ...successionNotes(batch, ofSender, here),
      ...notesOf(batch, stations, here),
      ...chainNotes(chain, sender, { known, sent }),
    ].slice(0, 100),
  }
}

/** Of a file that does not hold: why, and nothing else of it is said. */
export const refusedPreview = (
  { fileName, bytes }: { readonly fileName: string; readonly bytes: number },
  reasons: readonly Reason[],
): BatchPreview => ({
  ...{ fileName, bytes, refusals: reasons.slice(0, 100), manifest: null, stations: [] },
  counts: { new: 0, here: 0, conflicting: 0, newFiles: 0 },
  ...{ documents: [], gaps: [], notes: [] },
})
