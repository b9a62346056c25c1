// Chromium's lock on a profile, in the browser shell as in Electron: one that a computer of another name left behind would
// block every start, without a word in Electron. Whoever calls this uses the profile alone.
import { readlinkSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** The lock is a link to `<host name>-<process>`. */
const holderOf = (profile: string): string | null => {
  try {
    return readlinkSync(join(profile, 'SingletonLock'))
  } catch {
    return null
  }
}

/** At once, because Electron asks for its lock before anything may be waited for. */
export const removeForeignLock = (profile: string): void => {
  const holder = holderOf(profile)
  if (holder === null || holder.slice(0, holder.lastIndexOf('-')) === hostname()) return
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) {
    rmSync(join(profile, name), { force: true })
  }
}
