// Which programs have a block device open, exclusively or not: somebody's rescue of its data, a virtual machine, another
// erasure. The kernel would let a second one write all the same. What may not be seen (another's programs, without root's
// rights) is passed over: that a disk is had alone is asked in hold.ts.
import { readdir, readFile, readlink, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { numbersOf } from './device-numbers.ts'

/** Programs by the numbers of the device that they have open. */
export type Openers = ReadonlyMap<string, readonly string[]>

/** Files of /dev that every program has open; sockets and files elsewhere are passed over as they are no devices. */
const NOT_A_DISK = /^\/dev\/(null|zero|full|u?random|tty|pts|shm|mqueue|console|ptmx|fuse|kmsg|input|snd|dri)\b/

const withoutWhatIsGone = <T>(asked: Promise<T>, otherwise: T): Promise<T> => asked.catch(() => otherwise)

const deviceBehind = async (link: string): Promise<string | null> => {
  const target = await withoutWhatIsGone(readlink(link), '')
  if (!target.startsWith('/dev/') || NOT_A_DISK.test(target)) return null
  try {
    const stats = await stat(link, { bigint: true })
    return stats.isBlockDevice() ? numbersOf(stats.rdev) : null
  } catch {
    return null
  }
}

const openersNow = async (): Promise<Openers> => {
  const processes = (await withoutWhatIsGone(readdir('/proc'), [])).filter((entry) => /^\d+$/.test(entry))
  const openers = new Map<string, string[]>()
  await Promise.all(
    processes.map(async (process) => {
      const descriptors = await withoutWhatIsGone(readdir(`/proc/${process}/fd`), [])
      const found = await Promise.all(descriptors.map((one) => deviceBehind(`/proc/${process}/fd/${one}`)))
      for (const numbers of new Set(found.filter((one) => one !== null))) {
        const name = await withoutWhatIsGone(readFile(`/proc/${process}/comm`, 'utf8'), process)
        openers.set(numbers, [...(openers.get(numbers) ?? []), name.trim()])
      }
    }),
  )
  return openers
}

/** udev looks at every disk that appears, another station asks to hold one: they are gone in a moment. */
const LOOKS = 4
const PAUSE_MS = 120

/** What stays open while one looks a few times. */
export const findOpeners = async (): Promise<Openers> => {
  let openers = await openersNow()
  for (let looked = 1; openers.size > 0 && looked < LOOKS; looked++) {
    await pause(PAUSE_MS)
    const still = await openersNow()
    openers = new Map([...openers].filter(([numbers]) => still.has(numbers)))
  }
  return openers
}
