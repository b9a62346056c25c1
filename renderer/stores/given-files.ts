// A file that was given to Établi from outside (a double click, a word of the command line), on its way to the place that
// takes it. One at a time; the station keeps those behind it.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { FileKind } from '../../domain/opening/file-kind.ts'
import type { GivenFile } from '../../domain/opening/operations.ts'
import type { Reason } from '../../domain/words/reason.ts'
import { useStation } from './station.ts'

export type Given = { readonly kind: FileKind; readonly file: File }
export type Came =
  | { readonly kind: 'file'; readonly given: Given }
  | { readonly kind: 'unreadable'; readonly reasons: readonly Reason[] }

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))

export const useGivenFiles = defineStore('given-files', () => {
  const station = useStation()
  const given = shallowRef<Given | null>(null)
  let looking = false

  const whole = async ({ id, name, bytes, kind }: GivenFile): Promise<Given> => {
    const pieces: Uint8Array<ArrayBuffer>[] = []
    let offset = 0
    while (offset < bytes) {
      const piece = bytesOf((await station.call('opening.read', { id, offset })).base64)
      // It has become shorter meanwhile: the place that takes it says what is wrong with it.
      if (piece.length === 0) break
      pieces.push(piece)
      offset += piece.length
    }
    return { kind, file: new File(pieces, name) }
  }

  /** Whether it could be read or not, it is done with: the same failure is not said again every few seconds. */
  const readOnce = async (file: GivenFile): Promise<Given> => {
    try {
      return await whole(file)
    } finally {
      await station.call('opening.done', { id: file.id })
    }
  }

  /** The next that came; null while there is none, or while the one before still waits to be taken. */
  const look = async (onBegin: (file: GivenFile) => void): Promise<Came | null> => {
    if (looking || given.value !== null) return null
    looking = true
    try {
      const next = await station.call('opening.next', {})
      if (next.kind === 'none') return null
      if (next.kind === 'unreadable') return next
      onBegin(next.file)
      const came = await readOnce(next.file)
      // The place may be on screen already, and takes it at this very moment.
      given.value = came
      return { kind: 'file', given: came }
    } finally {
      looking = false
    }
  }

  /** For the place that takes files of this kind: it is its own from now on. */
  const take = (kind: FileKind): File | null => {
    if (given.value?.kind !== kind) return null
    const { file } = given.value
    given.value = null
    return file
  }
  const dismiss = () => {
    given.value = null
  }

  return { given, look, take, dismiss }
})
