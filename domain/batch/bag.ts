// The text files of a BagIt bag (RFC 8493) as values, written and read: the declaration, the manifests, the bag's own
// information; which file names a bag of ours may hold, and whether what a manifest lists is what is there. Bytes, sums and the
// zip around them are the privileged half's; what the files mean is the batch manifest's.
import { type Reason, reason } from '../words/reason.ts'

export const BAG_VERSION = '1.0'
export const DECLARATION_FILE = 'bagit.txt'
export const INFORMATION_FILE = 'bag-info.txt'
export const PAYLOAD_FOLDER = 'data/'
/** Files by reference to somewhere else: never of a batch. */
export const FETCH_FILE = 'fetch.txt'
export const payloadManifestFile = (algorithm = 'sha256') => `manifest-${algorithm}.txt`
export const tagManifestFile = (algorithm = 'sha256') => `tagmanifest-${algorithm}.txt`

/** Hexadecimal digits of a sum, by the name that a manifest's file bears. */
export const DIGITS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
}

export type BagRead<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: Reason }
export type Declaration = { readonly version: string; readonly encoding: string }
export type ManifestLine = { readonly path: string; readonly sum: string }
export type Information = readonly (readonly [label: string, value: string])[]

const no = (code: string, params: Reason['params'] = {}): { readonly ok: false; readonly reason: Reason } => ({
  ok: false,
  reason: reason(`batch.${code}`, params),
})
const cut = (text: string) => text.slice(0, 200)

/** Lines without their ends, whichever of the three they are; the last may lack it. */
const linesOf = (text: string): readonly string[] => {
  const lines = text.split(/\r\n|\n|\r/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

export const declarationText = (): string => `BagIt-Version: ${BAG_VERSION}\nTag-File-Character-Encoding: UTF-8\n`

/** Of any version; whether this program takes it is `versionFault`'s. A byte-order mark is not part of it (RFC 8493 §2.1.1). */
export const readDeclaration = (text: string): BagRead<Declaration> => {
  const [first = '', second = '', ...more] = linesOf(text)
  const version = /^BagIt-Version: (\d+\.\d+)$/.exec(first)?.[1]
  const encoding = /^Tag-File-Character-Encoding: (\S+)$/.exec(second)?.[1]
  return version === undefined || encoding === undefined || more.length > 0
    ? no('declaration-broken', { file: DECLARATION_FILE })
    : { ok: true, value: { version, encoding } }
}

/** A batch is of the one version that this program writes, and its text is UTF-8. */
export const versionFault = ({ version, encoding }: Declaration): Reason | null => {
  if (version !== BAG_VERSION) return reason('batch.bag-version', { version: cut(version), expected: BAG_VERSION })
  return encoding.toUpperCase() === 'UTF-8' ? null : reason('batch.bag-encoding', { encoding: cut(encoding) })
}

/** Only these three are escaped in a manifest (§2.1.3): it is a line of text, and `%` begins an escape. */
export const escapedPath = (path: string): string =>
  path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** null where a `%` begins none of the three. */
const unescapedPath = (written: string): string | null => {
  if (/%(?!25|0[AaDd])/.test(written)) return null
  return written.replace(/%(25|0[AaDd])/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

export const manifestText = (lines: readonly ManifestLine[]): string =>
  lines.map(({ path, sum }) => `${sum}  ${escapedPath(path)}\n`).join('')

const manifestLine = (line: string, digits: number): ManifestLine | null => {
  const [, sum = '', written = ''] = /^([0-9a-fA-F]+)[ \t]+(\S.*)$/.exec(line) ?? []
  const path = unescapedPath(written)
  return sum.length !== digits || path === null ? null : { path, sum: sum.toLowerCase() }
}

/** Sums in lower case, names without their escapes. No name is listed twice, not even in another spelling of the same. */
export const readManifest = (
  text: string,
  { file, digits = 64 }: { file: string; digits?: number },
): BagRead<readonly ManifestLine[]> => {
  const lines: ManifestLine[] = []
  const keys = new Set<string>()
  for (const [index, written] of linesOf(text).entries()) {
    const line = manifestLine(written, digits)
    if (line === null) return no('manifest-line', { file, line: index + 1 })
    const key = nameKey(line.path)
    if (keys.has(key)) return no('listed-twice', { file, path: cut(line.path) })
    keys.add(key)
    lines.push(line)
  }
  return { ok: true, value: lines }
}

const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim()

export const informationText = (entries: Information): string =>
  entries.map(([label, value]) => `${label}: ${oneLine(value)}\n`).join('')

/** Labels may come again, in their order; a line that begins with white space goes on the value before it. */
export const readInformation = (text: string): BagRead<Information> => {
  const entries: [string, string][] = []
  for (const [index, line] of linesOf(text).entries()) {
    const last = entries.at(-1)
    if (/^[ \t]/.test(line) && last !== undefined) {
      last[1] = `${last[1]} ${line.trim()}`
      continue
    }
    const [, label, value = ''] = /^([^\s:](?:[^:]*[^\s:])?):(?:[ \t]+(.*))?$/.exec(line) ?? []
    if (label === undefined) return no('information-line', { file: INFORMATION_FILE, line: index + 1 })
    entries.push([label, value.trim()])
  }
  return { ok: true, value: entries }
}

/** `Payload-Oxum`: bytes and files of the payload. null where it is none. */
export const readOxum = (value: string): { readonly bytes: number; readonly files: number } | null => {
  const [, bytes, files] = /^(\d{1,15})\.(\d{1,9})$/.exec(value) ?? []
  return bytes === undefined || files === undefined ? null : { bytes: Number(bytes), files: Number(files) }
}

/** Two names with one key are one file on some computer: case, Unicode form and look-alike letters do not tell them apart. */
export const nameKey = (path: string): string => path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')

const LONGEST_PATH = 400
const LONGEST_NAME = 200
/** Names of devices on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i
/** Control signs, what Windows forbids in a name, the other separator, and what turns the direction of a text. */
const FORBIDDEN = /[\p{Cc}\p{Cs}<>:"|?*\\\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u

const isFaultyName = (name: string): boolean =>
  name === '' || name === '.' || name === '..' || name.length > LONGEST_NAME || /[. ]$/.test(name) || DEVICE.test(name)

/**
 * Why a file of a batch may not bear this name; null where it may. Relative, with `/` alone between its folders, leading
 * nowhere else and the same on every system.
 */
export const pathFault = (path: string): Reason | null => {
  const isFaulty =
    path.length > LONGEST_PATH || path.startsWith('~') || FORBIDDEN.test(path) || path.split('/').some(isFaultyName)
  return isFaulty ? reason('batch.name-not-allowed', { path: cut(path) }) : null
}

export const isPayload = (path: string): boolean => path.startsWith(PAYLOAD_FOLDER)
export const isTagManifest = (path: string): boolean => /^tagmanifest-[a-z0-9]+\.txt$/.test(path)

/** What a manifest lists and nobody sent, and what was sent and no manifest lists: at most 20 of each. */
export const listingFaults = (listed: readonly ManifestLine[], present: readonly string[]): readonly Reason[] => {
  const [named, there] = [new Set(listed.map(({ path }) => path)), new Set(present)]
  const missing = [...named].filter((path) => !there.has(path)).slice(0, 20)
  const extra = [...there].filter((path) => !named.has(path)).slice(0, 20)
  return [
    ...missing.map((path) => reason('batch.file-missing', { path: cut(path) })),
    ...extra.map((path) => reason('batch.file-not-listed', { path: cut(path) })),
  ]
}
