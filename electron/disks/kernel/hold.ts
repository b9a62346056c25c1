// Asking the kernel to have a block device alone (O_EXCL), for reading, and giving it back at once: whoever has mounted it
// or built upon it, in whatever namespace, is in the way. Nothing is read and nothing written.
import { closeSync, constants, open } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** `silent`: the disk did not answer in time; `not-asked`: too many others did not. `failed` carries the system's word. */
export type Hold =
  | { readonly state: 'free' | 'busy' | 'forbidden' | 'no-medium' | 'silent' | 'not-asked' }
  | { readonly state: 'failed'; readonly errno: string }

const LIMIT_MS = 5_000

/** Opening a dying disk can hang for minutes and takes a thread of the few that there are: never asked twice at once. */
const waiting = new Map<string, Promise<Hold>>()
const MOST_WAITING = 2
const late = new Set<string>()

const answerOf = (errno: string): Hold => {
  switch (errno) {
    case 'EBUSY':
      return { state: 'busy' }
    case 'EACCES':
    case 'EPERM':
      return { state: 'forbidden' }
    case 'ENOMEDIUM':
      return { state: 'no-medium' }
    default:
      return { state: 'failed', errno }
  }
}

const attempt = (path: string): Promise<Hold> =>
  new Promise((resolve) => {
    open(path, constants.O_RDONLY | constants.O_EXCL | constants.O_NOFOLLOW, (error, file) => {
      if (error !== null) {
        resolve(answerOf(error.code ?? 'unknown'))
        return
      }
      closeSync(file) // at once: whoever wants to mount it in this moment is refused
      resolve({ state: 'free' })
    })
  })

/** Another station, or a test beside this one, may be asking the same question: it gives the disk back at once. */
const TRIES = 4
const PAUSE_MS = 25

const attempts = async (path: string): Promise<Hold> => {
  let hold = await attempt(path)
  for (let tried = 1; hold.state === 'busy' && tried < TRIES; tried++) {
    await setTimeout(PAUSE_MS)
    hold = await attempt(path)
  }
  return hold
}

export const tryToHold = async (path: string): Promise<Hold> => {
  if (late.has(path)) return { state: 'silent' }
  if (late.size >= MOST_WAITING) return { state: 'not-asked' }
  const asked =
    waiting.get(path) ??
    attempts(path).finally(() => {
      waiting.delete(path)
      late.delete(path)
    })
  waiting.set(path, asked)
  const answered = new AbortController()
  const silence = setTimeout(LIMIT_MS, null, { signal: answered.signal, ref: false }).then(
    (): Hold => {
      late.add(path)
      return { state: 'silent' }
    },
    () => asked, // It was answered in time.
  )
  try {
    return await Promise.race([asked, silence])
  } finally {
    answered.abort()
  }
}
