// What was typed into a sheet and cannot be understood yet: it is no value, so that the journal does not hold it, and it must
// not be lost. It stays in its field when the screen is left and come back to, and after a crash. It names nobody.
import { reactive } from 'vue'

const prefix = 'etabli.typed.'
const keyOf = (fileId: string, field: string) => `${prefix}${fileId}.${field}`

const texts = reactive(new Map<string, string>())

const readAll = () => {
  try {
    for (const key of Object.keys(localStorage)) {
      const text = key.startsWith(prefix) ? localStorage.getItem(key) : null
      if (text !== null) texts.set(key, text)
    }
  } catch {
    // No storage in this window: they stay as long as the window is open.
  }
}
readAll()

export const keptText = (fileId: string, field: string): string | null => texts.get(keyOf(fileId, field)) ?? null

/** null: the field holds a value again, or nothing. */
export const keepText = (fileId: string, field: string, text: string | null) => {
  const key = keyOf(fileId, field)
  if (text === null) texts.delete(key)
  else texts.set(key, text)
  try {
    if (text === null) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // As above.
  }
}

/** The fields of a sheet whose text is not understood, in no order. */
export const fieldsNotUnderstood = (fileId: string): readonly string[] =>
  [...texts.keys()].flatMap((key) => {
    const lead = keyOf(fileId, '')
    return key.startsWith(lead) ? [key.slice(lead.length)] : []
  })
