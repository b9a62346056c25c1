// The text of a file that somebody opens as a report: other tools and other systems save it in encodings of their own.
import { fileText, type Decode } from '../../../../domain/machine/file-text.ts'

const decode: Decode = (encoding, bytes) => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

export const openedText = async (file: Blob): Promise<string> =>
  fileText(new Uint8Array(await file.arrayBuffer()), decode)
