// Which place takes a file that somebody opened with Établi, told by what is in it and never by what it is called. Whether
// the file is any good, that place finds out.
import { z } from 'zod'
import { formOfFile } from '../erasure/evidence/findings.ts'

/** `report`: whatever is nothing else, since reports come from many tools, and the bench says what it does not know. */
export const FileKind = z.enum(['batch', 'report', 'evidence', 'document'])
export type FileKind = z.infer<typeof FileKind>

/** A zip begins so; of all that Établi reads only a batch is one. Each byte as one sign. */
export const BATCH_BEGINNING = 'PK\u0003\u0004'
export const isBatch = (beginning: string): boolean => beginning.startsWith(BATCH_BEGINNING)

/** The context that every credential names first, and the proof that no report has. */
const isDocument = (text: string): boolean =>
  text.trimStart().startsWith('{') &&
  text.includes('"https://www.w3.org/ns/credentials/v2"') &&
  text.includes('"proof"')

const isEvidence = (text: string): boolean => typeof formOfFile(text) === 'string'

/** Of a file that is no batch. */
export const kindOfText = (text: string): Exclude<FileKind, 'batch'> => {
  if (isDocument(text)) return 'document'
  return isEvidence(text) ? 'evidence' : 'report'
}
