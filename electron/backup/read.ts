// Reading a backup before anything of it is believed: its journal (read-journal.ts), every file by its hash, what is secret,
// and who signed for it all. What it answers is what would come back.
import { hash as digest } from 'node:crypto'
import { type BackupManifest, signedText } from '../../domain/backup/manifest.ts'
import { proposedCode } from '../../domain/backup/next-code.ts'
import type { BackupProgress, Rehearsal } from '../../domain/backup/operations.ts'
import { fromBase58, publicKeyOf } from '../../domain/documents/did-key.ts'
import { examineText } from '../../domain/documents/verify.ts'
import type { JournalHead } from '../../domain/journal/frame.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { cryptography } from '../documents/cryptography.ts'
import { Clock } from '../vault/clock.ts'
import { Ledger } from '../vault/ledger.ts'
import { bytesOfPlainFile, plainFileSize } from './no-links.ts'
import { type BackupPlace, readManifest } from './place.ts'
import { doesNotHold, isForged, MOST_FAULTS, readJournal, type Told } from './read-journal.ts'
import { openSecrets, type OpenedSecrets, secretsThere } from './secrets.ts'

export type ReadDeps = {
  readonly now: () => Date
  /** When this version was made, an ISO instant. */
  readonly builtAt: string
  readonly onProgress: (event: BackupProgress) => void
  readonly signal: AbortSignal
}

export type ReadBackup = {
  readonly rehearsal: Rehearsal
  readonly manifest: BackupManifest | null
  readonly ledger: Ledger
  readonly clock: Clock
  readonly head: JournalHead
  /** Every code that this journal has had, the present one last. */
  readonly codes: readonly string[]
  /** Codes of people whose work it holds. */
  readonly people: readonly string[]
  readonly secrets: OpenedSecrets | null
}

const LARGEST_FILE = 64 * 1024 * 1024

type Files = { readonly found: number; readonly missing: number; readonly faults: readonly Reason[] }

/** Every file by its hash, handed on as it is read; a document among them is examined as a stranger would. */
async function* readFiles(told: Told, place: BackupPlace, deps: ReadDeps): AsyncGenerator<Uint8Array, Files> {
  const all = new Set([...told.named, ...told.attached])
  const faults: Reason[] = []
  let [done, found, missing] = [0, 0, 0]
  for (const hash of all) {
    deps.signal.throwIfAborted()
    const bytes = await bytesOfPlainFile(place.file(hash), LARGEST_FILE)
    const isWhole = bytes !== null && digest('sha256', bytes) === hash
    if (isWhole && told.besides.has(hash)) {
      const { verification } = await examineText(bytes.toString('utf8'), cryptography)
      if (isForged(verification, hash)) faults.push(doesNotHold(verification, hash))
    }
    if (isWhole) {
      found += 1
      yield bytes
    } else if (told.named.has(hash)) missing += 1
    done += 1
    deps.onProgress({ step: 'files', done, total: all.size, of: 'files' })
  }
  return { found, missing, faults: faults.slice(0, MOST_FAULTS) }
}

/** Who it says it is of, and whether that key signed for it. */
const manifestFaults = (manifest: BackupManifest, told: Told): { refusals: Reason[]; notes: Reason[] } => {
  const { journal, station, signature } = manifest
  const isOfJournal =
    journal.position === told.head.position && journal.hash === told.head.hash && station.did === told.ledger.did
  const refusals = isOfJournal || told.faults.length > 0 ? [] : [reason('backup.not-its-journal')]
  if (signature === null) return { refusals, notes: [reason('backup.unsigned')] }
  const publicKey = publicKeyOf(station.did)
  const bytes = signature.startsWith('z') ? fromBase58(signature.slice(1)) : null
  const isSigned =
    publicKey !== null &&
    bytes?.length === 64 &&
    cryptography.verify(publicKey, Buffer.from(signedText(manifest), 'utf8'), bytes) === true
  return { refusals: isSigned ? refusals : [...refusals, reason('backup.signature')], notes: [] }
}

/** A clock that lags behind would give documents dates before those that stand already. */
const clockFaults = ({ clock }: Told): readonly Reason[] => {
  const { state } = clock
  return state.state === 'doubtful' && state.why !== 'jump'
    ? [reason('backup.clock-behind', { now: state.now, lastKnown: state.lastKnown })]
    : []
}

const nothingIn = (refusal: Reason): ReadBackup => ({
  manifest: null,
  ledger: new Ledger(),
  clock: new Clock(() => new Date(), new Date(0).toISOString()),
  head: { position: 0, hash: null },
  codes: [],
  people: [],
  secrets: null,
  rehearsal: {
    refusals: [refusal],
    notes: [],
    ...{ settings: null, did: null, madeAt: null, lastFrameAt: null },
    counts: { frames: 0, machines: 0, documents: 0, ownDocuments: 0, files: 0, missingFiles: 0 },
    ...{ hasKey: false, hasPeople: false, hasRecipients: false, proposedCode: '' },
  },
})

/**
 * Reads all of it. `journal`: where its journal lies, on the medium or copied by now. `keep` is given every file that holds;
 * where there is a refusal before, it is given nothing.
 */
export const readBackup = async (
  place: BackupPlace,
  passphrase: string | null,
  deps: ReadDeps,
  {
    journal = null,
    keep,
  }: { readonly journal?: string | null; readonly keep?: (files: AsyncIterable<Uint8Array>) => Promise<void> } = {},
): Promise<ReadBackup> => {
  const manifest = await readManifest(place)
  if (manifest === null) return nothingIn(reason('backup.not-here'))
  const path = journal ?? place.journal(manifest.journal.position)
  const size = await plainFileSize(path)
  if (size === null || size !== manifest.journal.bytes) {
    return nothingIn(reason('backup.journal-size', { expected: manifest.journal.bytes, found: size ?? 0 }))
  }
  const told = await readJournal(path, size, deps)
  const ofManifest = manifestFaults(manifest, told)
  const secrets = passphrase === null ? null : await openSecrets(place.secrets, passphrase)
  const there = await secretsThere(place.secrets)
  const { settings } = told.ledger
  const refusals = [
    ...told.faults,
    ...ofManifest.refusals,
    ...clockFaults(told),
    ...(settings === null && told.faults.length === 0 ? [reason('backup.without-settings')] : []),
    ...(passphrase !== null && there.key && secrets === null ? [reason('backup.wrong-passphrase')] : []),
  ]
  const files = await filesOf(told, place, deps, refusals.length === 0 ? keep : undefined)
  refusals.push(...files.faults)
  const notes = [
    ...ofManifest.notes,
    ...told.strays,
    ...(files.missing > 0 ? [reason('backup.files-missing', { count: files.missing })] : []),
    ...(there.key ? [] : [reason('backup.without-key')]),
    ...(there.key && !there.people ? [reason('backup.without-people')] : []),
    ...(told.ledger.targets.some(({ removed }) => !removed) ? [reason('backup.targets-anew')] : []),
  ]
  const own = told.ledger.documents.filter(({ issuer }) => issuer !== null && told.ledger.ownKeys.has(issuer))
  return {
    ...{ manifest, ledger: told.ledger, clock: told.clock, head: told.head, codes: told.codes, secrets },
    people: [...told.people],
    rehearsal: {
      refusals: refusals.slice(0, 100),
      notes,
      ...{ settings, did: told.ledger.did, madeAt: manifest.madeAt, lastFrameAt: told.lastFrameAt },
      counts: {
        frames: told.head.position,
        machines: told.machines,
        documents: told.ledger.documents.length,
        ownDocuments: own.length,
        files: files.found,
        missingFiles: files.missing,
      },
      ...{ hasKey: there.key, hasPeople: there.people, hasRecipients: there.names },
      proposedCode: proposedCode(told.codes),
    },
  }
}

const filesOf = async (
  told: Told,
  place: BackupPlace,
  deps: ReadDeps,
  keep: ((files: AsyncIterable<Uint8Array>) => Promise<void>) | undefined,
): Promise<Files> => {
  let outcome: Files = { found: 0, missing: 0, faults: [] }
  async function* each(): AsyncGenerator<Uint8Array> {
    outcome = yield* readFiles(told, place, deps)
  }
  if (keep === undefined) for await (const _file of each()) continue
  else await keep(each())
  return outcome
}
