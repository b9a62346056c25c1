// A BagIt bag (RFC 8493), opened: its text files read, its lists held against what is there, and its payload, each file checked
// against its sums as it is read. Knows nothing of batches; whatever holds the files (a zip, a folder) is handed in.
import { createHash } from 'node:crypto'
import {
  DECLARATION_FILE,
  DIGITS,
  FETCH_FILE,
  INFORMATION_FILE,
  type Information,
  isPayload,
  isTagManifest,
  listingFaults,
  type ManifestLine,
  nameKey,
  pathFault,
  readDeclaration,
  readInformation,
  readManifest,
  readOxum,
  versionFault,
} from '../../domain/batch/bag.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'

/** Files by their names inside the bag. */
export type BagSource = {
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
  readonly read: (name: string) => Promise<Buffer>
}

export type Bag = {
  readonly information: Information
  /** Names, in the order of the bag. */
  readonly payload: readonly string[]
  readonly payloadBytes: number
  readonly tagFiles: readonly string[]
  /** A file's bytes, checked against every sum that the bag gives of it. */
  readonly read: (name: string) => Promise<Buffer>
}

const said = (code: string, params: Reason['params'] = {}) => refuse(reason(`batch.${code}`, params))
const shown = (name: string) => name.slice(0, 200)

type Sum = { readonly algorithm: string; readonly sum: string }
type Manifest = { readonly file: string; readonly algorithm: string; readonly lines: readonly ManifestLine[] }

/** Text files of a bag stay small: twice what the longest manifest of a batch takes. */
const LONGEST_TEXT = 32 * 1024 * 1024

const textOf = async ({ files, read }: BagSource, name: string): Promise<string> => {
  const file = files.find((each) => each.name === name)
  if (file === undefined) return said('file-missing', { path: name })
  if (file.bytes > LONGEST_TEXT) return said('text-too-long', { file: name, bytes: file.bytes })
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await read(name))
  } catch (error) {
    if (error instanceof TypeError) return said('text-not-utf8', { file: name })
    throw error
  }
}

const must = <T>(
  read: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: Reason },
): T => (read.ok ? read.value : refuse(read.reason))

const requireNames = (files: BagSource['files']): void => {
  const keys = new Map<string, string>()
  for (const { name } of files) {
    const fault = pathFault(name)
    if (fault !== null) refuse(fault)
    const other = keys.get(nameKey(name))
    if (other !== undefined) said('zip-name-twice', { path: shown(name), other: shown(other) })
    keys.set(nameKey(name), name)
    if (name.toLowerCase() === FETCH_FILE) said('fetch-file')
  }
}

/** Manifests of every algorithm that this program computes; a bag may have several, and all must hold. */
const manifestsOf = async (source: BagSource, form: RegExp): Promise<readonly Manifest[]> => {
  const found: Manifest[] = []
  for (const { name: file } of source.files) {
    const algorithm = form.exec(file)?.[1]
    if (algorithm === undefined) continue
    const digits = DIGITS[algorithm]
    if (digits === undefined) return said('sum-unknown', { file, algorithm: shown(algorithm) })
    found.push({ file, algorithm, lines: must(readManifest(await textOf(source, file), { file, digits })) })
  }
  return found
}

const requireListing = (manifests: readonly Manifest[], payload: readonly string[]): void => {
  if (manifests.length === 0) said('file-missing', { path: 'manifest-sha256.txt' })
  for (const { lines } of manifests) {
    const faults = listingFaults(lines, payload)
    if (faults.length > 0) refuse(...faults)
  }
}

/** A tag manifest need not list every tag file, and lists nothing else (RFC 8493 §2.2.1). */
const requireTagListing = (manifests: readonly Manifest[], tagFiles: readonly string[]): void => {
  const listable = new Set(tagFiles.filter((name) => !isTagManifest(name)))
  for (const { lines } of manifests)
    for (const { path } of lines) if (!listable.has(path)) said('file-missing', { path: shown(path) })
}

const requireOxum = (information: Information, payload: { readonly bytes: number; readonly files: number }): void => {
  for (const [label, value] of information) {
    if (label.toLowerCase() !== 'payload-oxum') continue
    const oxum = readOxum(value)
    if (oxum?.bytes !== payload.bytes || oxum.files !== payload.files) said('payload-count', { said: shown(value) })
  }
}

const sumsOf = (manifests: readonly Manifest[]): ReadonlyMap<string, readonly Sum[]> => {
  const sums = new Map<string, Sum[]>()
  for (const { algorithm, lines } of manifests) {
    for (const { path, sum } of lines) sums.set(path, [...(sums.get(path) ?? []), { algorithm, sum }])
  }
  return sums
}

/** Fails with `refused` and the reasons where it is no bag, or its tag files do not hold. Its payload is checked when read. */
export const openBag = async (source: BagSource): Promise<Bag> => {
  requireNames(source.files)
  const broken = versionFault(must(readDeclaration(await textOf(source, DECLARATION_FILE))))
  if (broken !== null) refuse(broken)
  const hasInformation = source.files.some(({ name }) => name === INFORMATION_FILE)
  const information = hasInformation ? must(readInformation(await textOf(source, INFORMATION_FILE))) : []
  const payload = source.files.filter(({ name }) => isPayload(name))
  const names = payload.map(({ name }) => name)
  const tagFiles = source.files.map(({ name }) => name).filter((name) => !isPayload(name))
  const manifests = await manifestsOf(source, /^manifest-([a-z0-9]+)\.txt$/)
  const tagManifests = await manifestsOf(source, /^tagmanifest-([a-z0-9]+)\.txt$/)
  requireListing(manifests, names)
  requireTagListing(tagManifests, tagFiles)
  const payloadBytes = payload.reduce((sum, { bytes }) => sum + bytes, 0)
  requireOxum(information, { bytes: payloadBytes, files: payload.length })
  const sums = sumsOf([...manifests, ...tagManifests])
  const read = async (name: string): Promise<Buffer> => {
    const bytes = await source.read(name)
    for (const { algorithm, sum } of sums.get(name) ?? []) {
      if (createHash(algorithm).update(bytes).digest('hex') !== sum) said('sum-differs', { path: shown(name) })
    }
    return bytes
  }
  for (const name of tagFiles) await read(name)
  return { information, payload: names, payloadBytes, tagFiles, read }
}
