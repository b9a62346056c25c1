// Taking in evidence from files: each is looked at here first, so that a USB key full of other things is not sent to the
// station; what looks like evidence is, which looks again. Every file gets its answer.
import { nwipeLogLengthAtMost } from '../../domain/erasure/nwipe/log.ts'
import type { EvidenceForm } from '../../domain/erasure/evidence/form.ts'
import { formOfFile } from '../../domain/erasure/evidence/findings.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'

export type FileAnswer = { readonly name: string } & (
  | { readonly kind: 'taken' | 'again'; readonly hash: string; readonly form: EvidenceForm }
  | { readonly kind: 'no-evidence'; readonly reasons: readonly Reason[] }
  /** The station refused it, or could not be asked. */
  | { readonly kind: 'failed'; readonly failure: unknown }
)

export type ImportProgress = { readonly done: number; readonly of: number }

/** As many as a folder of a workshop's year holds, and far fewer than somebody's whole disk. */
export const mostFiles = 5000

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => {
      reject(reader.error ?? new Error('The file could not be read'))
    }
    reader.onload = () => {
      // readAsDataURL answers a string; what stands before the comma is its type.
      resolve(String(reader.result).replace(/^[^,]*,?/, ''))
    }
    reader.readAsDataURL(file)
  })

/** The path inside a folder tells two `nwipe.log` apart. */
const nameOf = (file: File) => (file.webkitRelativePath || file.name).slice(-255)

export const useEvidenceImport = () => {
  const station = useStation()

  const take = async (file: File): Promise<FileAnswer> => {
    const name = nameOf(file)
    try {
      if (file.size > nwipeLogLengthAtMost)
        return {
          name,
          kind: 'no-evidence',
          reasons: [reason('erasure.log-too-large', { limit: nwipeLogLengthAtMost / 1024 ** 2 })],
        }
      const form = formOfFile(await file.text())
      if (typeof form !== 'string') return { name, kind: 'no-evidence', reasons: form }
      const taken = await station.call('evidence.import', { name, base64: await base64Of(file) })
      return { name, kind: taken.again ? 'again' : 'taken', hash: taken.hash, form: taken.form }
    } catch (failure) {
      return { name, kind: 'failed', failure }
    }
  }

  /** Answers for every file; after a stop, for those that were looked at. */
  const takeAll = async (
    files: readonly File[],
    watch: { readonly onProgress: (progress: ImportProgress) => void; readonly signal: AbortSignal },
  ): Promise<readonly FileAnswer[]> => {
    const answers: FileAnswer[] = []
    for (const file of files.slice(0, mostFiles)) {
      if (watch.signal.aborted) break
      watch.onProgress({ done: answers.length, of: Math.min(files.length, mostFiles) })
      const answer = await take(file)
      answers.push(answer)
      // Nobody answers any more: asking a thousand times makes it no better.
      if (answer.kind === 'failed' && answer.failure instanceof StationFailure && answer.failure.code === 'unreachable')
        break
    }
    // Told apart from the answers: what was taken in is taken in, whether this window could read it already or not.
    await station.catchUp().catch((error: unknown) => {
      if (!(error instanceof StationFailure)) throw error
    })
    return answers
  }
  return { takeAll }
}
