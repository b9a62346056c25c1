// The kernel's "uevent" files: one KEY=value a line. Corners of /sys are read through here.
import { missing, read, type Reading } from './gaps.ts'
import { whyMute } from './answers.ts'
import type { Corner } from './readings.ts'

export const parseUevent = (text: string | undefined): ReadonlyMap<string, string> => {
  const values = new Map<string, string>()
  for (const line of (text ?? '').split('\n')) {
    const at = line.indexOf('=')
    if (at > 0) values.set(line.slice(0, at), line.slice(at + 1).trim())
  }
  return values
}

/** One entry of a corner (a network adapter, a battery) with its files by name. */
export type Entry = { readonly name: string; readonly files: ReadonlyMap<string, string> }

/** "BAT0/uevent", "wlan0/device/uevent" → entries BAT0 and wlan0. Sorted, so that a report does not depend on the order. */
export const entriesOf = (corner: Corner | undefined): Reading<readonly Entry[]> => {
  if (corner?.state !== 'files') return missing(whyMute(corner))
  const entries = new Map<string, Map<string, string>>()
  for (const [path, content] of Object.entries(corner.files)) {
    const slash = path.indexOf('/')
    if (slash <= 0) continue
    const name = path.slice(0, slash)
    const files = entries.get(name) ?? new Map<string, string>()
    files.set(path.slice(slash + 1), content)
    entries.set(name, files)
  }
  const byName = (a: Entry, b: Entry) => a.name.localeCompare(b.name, 'en', { numeric: true })
  return read([...entries].map(([name, files]) => ({ name, files })).sort(byName))
}
