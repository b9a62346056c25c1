// A workshop in full activity with a folder for its backups, made once and copied, and what tests of backups do most.
import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Input } from '../../../domain/contract.ts'
import type { Entry } from '../../../domain/journal/frame.ts'
import { DEMO_PIN } from '../../../domain/station/demo.ts'
import type { StationSettings } from '../../../domain/station/station.ts'
import { headSubject, settingsSubject } from '../../../domain/supervision/subject.ts'
import { seedDemo } from '../../../electron/demo/seed.ts'
import { newFolder, sha256 } from '../vault/samples.ts'
import { confirm, openWorkshop, type Workshop } from '../vault/workshop.ts'

export const passphrase = 'trois mots secrets'

export type Kept = { readonly path: string; readonly remove: () => Promise<void> }

/** A data folder whose station writes backups to `media` beside it. */
export const busyWorkshop = async (): Promise<Kept> => {
  const kept = await newFolder()
  await mkdir(join(kept.path, 'media'))
  const workshop = await openWorkshop(join(kept.path, 'data'))
  await seedDemo(workshop.station)
  await setExchange(workshop, join(kept.path, 'media'))
  await workshop.station.close()
  return kept
}

export const setExchange = async (workshop: Workshop, folder: string, dailyBackup = false): Promise<void> => {
  const { settings: before } = await workshop.get('station.describe', {})
  if (before === null) throw new Error('It is not set up')
  const settings: StationSettings = { ...before, exchange: { folder, dailyBackup } }
  const subject = await settingsSubject(settings, sha256)
  const confirmation = await confirm(workshop, { kind: 'change-settings', subject }, null, DEMO_PIN)
  await workshop.get('station.saveSettings', { settings, confirmation })
}

/** Data and media of a workshop, for one test to change. */
export const copyOf = async (kept: Kept): Promise<Kept & { readonly data: string; readonly media: string }> => {
  const folder = await newFolder()
  await cp(kept.path, folder.path, { recursive: true })
  const [data, media] = [join(folder.path, 'data'), join(folder.path, 'media')]
  const workshop = await openWorkshop(data)
  await setExchange(workshop, media)
  await workshop.station.close()
  return { ...folder, data, media }
}

/** Claire agrees that key, people and names leave the station. */
export const agreed = async (workshop: Workshop): Promise<string> => {
  const { head } = await workshop.get('station.describe', {})
  return confirm(workshop, { kind: 'copy-secrets', subject: await headSubject(head, sha256) }, null, DEMO_PIN)
}

export const backUp = async (workshop: Workshop, medium: string, secret: string | null = null) => {
  const confirmation = secret === null ? null : await agreed(workshop)
  return workshop.ask('backups.write', { medium, passphrase: secret, confirmation })
}

export const restoreInput = (changes: Partial<Input<'backups.restore'>> & { medium: string; name: string }) => ({
  passphrase: null,
  code: 'DEMOB',
  keyPassphrase: null,
  people: [
    { name: 'Nadia', role: 'supervisor' as const, simplified: false, pin: '1357' },
    { name: 'Paul', role: 'supervisor' as const, simplified: false, pin: '2468' },
  ],
  ...changes,
})

export const entriesOf = async (workshop: Workshop): Promise<readonly Entry[]> => {
  const entries: Entry[] = []
  for (;;) {
    const { frames } = await workshop.get('journal.read', { after: entries.length, limit: 1000 })
    if (frames.length === 0) return entries
    entries.push(...frames.map(({ frame }) => frame.entry))
  }
}

export const nameOn = async (workshop: Workshop, medium: string): Promise<string> => {
  const [found] = await workshop.get('backups.found', { medium })
  if (found === undefined) throw new Error('There is no backup')
  return found.name
}

/** Every file under a folder, by its path from there. */
export const filesUnder = async (folder: string): Promise<ReadonlyMap<string, Buffer>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      files.map(async (path): Promise<[string, Buffer]> => [path.slice(folder.length + 1), await readFile(path)]),
    ),
  )
}
