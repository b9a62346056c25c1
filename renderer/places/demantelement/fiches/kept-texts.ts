// What was typed into a sheet and the journal does not hold: a text that cannot be understood, or one whose saving failed. It must
// not be lost: it stays in its field when the screen is left and come back to, and after a crash. It names nobody.
import { reactive } from 'vue'

/** `unreadable` is no value yet; `unsaved` is one, and is saved again when its field is seen again. */
export type KeptWhy = 'unreadable' | 'unsaved'

const prefixes: Readonly<Record<KeptWhy, string>> = { unreadable: 'etabli.typed.', unsaved: 'etabli.unsaved.' }
const keyOf = (why: KeptWhy, fileId: string, field: string) => `${prefixes[why]}${fileId}.${field}`

const texts = reactive(new Map<string, string>())

const readAll = () => {
  try {
    for (const key of Object.keys(localStorage)) {
      const isOurs = Object.values(prefixes).some((prefix) => key.startsWith(prefix))
      const text = isOurs ? localStorage.getItem(key) : null
      if (text !== null) texts.set(key, text)
    }
  } catch {
    // No storage in this window: they stay as long as the window is open.
  }
}
readAll()

const put = (key: string, text: string | null) => {
  if (text === null) texts.delete(key)
  else texts.set(key, text)
  try {
    if (text === null) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // As above.
  }
}

/** What the field shows instead of the file's value; null where the file has the last word. */
export const keptText = (fileId: string, field: string): string | null =>
  texts.get(keyOf('unreadable', fileId, field)) ?? texts.get(keyOf('unsaved', fileId, field)) ?? null

export const keepText = (fileId: string, field: string, why: KeptWhy, text: string) => {
  put(keyOf(why === 'unsaved' ? 'unreadable' : 'unsaved', fileId, field), null)
  put(keyOf(why, fileId, field), text)
}

/** The file holds what the field says, or the field is gone. */
export const forgetText = (fileId: string, field: string) => {
  put(keyOf('unreadable', fileId, field), null)
  put(keyOf('unsaved', fileId, field), null)
}

const fieldsKept = (why: KeptWhy, fileId: string): readonly string[] => {
  const lead = keyOf(why, fileId, '')
  return [...texts.keys()].flatMap((key) => (key.startsWith(lead) ? [key.slice(lead.length)] : []))
}

/** The fields of a sheet whose text is not understood, in no order. */
export const fieldsNotUnderstood = (fileId: string): readonly string[] => fieldsKept('unreadable', fileId)
export const fieldsNotSaved = (fileId: string): readonly string[] => fieldsKept('unsaved', fileId)
