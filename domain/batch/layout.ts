// Where everything stands in a batch, and how much of it there may be. The zip holds one folder, whose name says nothing that
// is relied upon: the batch's number is given when everything else in it stands, so the file bears it and the folder does not.
import { DECLARATION_FILE, INFORMATION_FILE, PAYLOAD_FOLDER, payloadManifestFile, tagManifestFile } from './bag.ts'

export const batchFolder = (batchId: string): string => `etabli-lot-${batchId}/`
/** A zip with an ending of its own: a double click opens it with Établi, and nobody takes it apart by mistake. */
export const batchFileName = (number: string): string => `lot-${number}.etabli-lot`
/** What it is called on a medium; a batch that somebody named as the zip that it is, is one too. */
export const isNamedAsBatch = (fileName: string): boolean => /\.(etabli-lot|zip)$/i.test(fileName)

/** The signed batch manifest: a tag file, since it covers the payload manifest. */
export const SIGNED_MANIFEST_FILE = 'lot.json'
export const STATION_CHAIN_FILE = `${PAYLOAD_FOLDER}station-chain.txt`
export const TABLE_FILE = `${PAYLOAD_FOLDER}documents.csv`
export const SUMMARY_FILE = `${PAYLOAD_FOLDER}resume.html`
export const TAG_FILES: readonly string[] = [
  DECLARATION_FILE,
  INFORMATION_FILE,
  payloadManifestFile(),
  SIGNED_MANIFEST_FILE,
  tagManifestFile(),
]

export const documentFile = (hash: string): string => `${PAYLOAD_FOLDER}documents/${hash}.json`
/** Evidence, hardware reports and work files alike: what each is, what names it says. */
export const attachedFile = (hash: string): string => `${PAYLOAD_FOLDER}evidence/${hash}`
export const paperFile = (name: string): string => `${PAYLOAD_FOLDER}paper/${name}.pdf`

export type PayloadPlace =
  | { readonly is: 'document' | 'attached'; readonly hash: string }
  | { readonly is: 'station-chain' | 'table' | 'summary' | 'paper' }

/** What a file of the payload is by its place; null where a batch has nothing. */
export const placeOf = (path: string): PayloadPlace | null => {
  const document = /^data\/documents\/([0-9a-f]{64})\.json$/.exec(path)?.[1]
  if (document !== undefined) return { is: 'document', hash: document }
  const attached = /^data\/evidence\/([0-9a-f]{64})$/.exec(path)?.[1]
  if (attached !== undefined) return { is: 'attached', hash: attached }
  if (/^data\/paper\/[A-Z0-9]{2,8}-\d{6,}(?:-[0-9a-f]{8})?\.pdf$/.test(path)) return { is: 'paper' }
  switch (path) {
    case STATION_CHAIN_FILE:
      return { is: 'station-chain' }
    case TABLE_FILE:
      return { is: 'table' }
    case SUMMARY_FILE:
      return { is: 'summary' }
    default:
      return null
  }
}

/** No batch is made that could not be taken in: both ends keep within these. */
export const batchLimits = {
  zipBytes: 4 * 1024 ** 3 - 1,
  entries: 60_000,
  entryBytes: 64 * 1024 ** 2,
  unpackedBytes: 8 * 1024 ** 3,
  /** Unpacked bytes for each packed one. */
  ratio: 200,
} as const
