// An update as a publisher makes it, for tests: a key, a package, its signed manifest, and a workshop that takes such updates.
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publicNameOf, signPackage } from '../../../build/signing/sign-package.ts'
import type { PackageFacts } from '../../../build/signing/package-facts.ts'
import { manifestName, type UpdateManifest } from '../../../domain/update/manifest.ts'
import type { UpdateState } from '../../../domain/update/operations.ts'
import { settingsSubject, updateSubject } from '../../../domain/supervision/subject.ts'
import type { StationOptions } from '../../../electron/station.ts'
import type { UpdateSurroundings } from '../../../electron/update/updating.ts'
import { setUpForm, sha256 } from '../vault/samples.ts'
import { confirm, openWorkshop, type Workshop } from '../vault/workshop.ts'

export type Publisher = { readonly key: KeyObject; readonly name: string }
export const newPublisher = (): Publisher => {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { key: privateKey, name: publicNameOf(privateKey) }
}

export const facts: PackageFacts = { form: 'appimage', version: '0.2.0', architecture: 'x64' }

/** Puts a package and its manifest into a folder. */
export const publish = async (
  folder: string,
  publisher: Publisher,
  {
    fileName = 'etabli_0.2.0_x86_64.AppImage',
    bytes = randomBytes(300_000),
    ...changes
  }: Partial<PackageFacts> & { readonly fileName?: string; readonly bytes?: Buffer } = {},
): Promise<{ readonly manifest: UpdateManifest; readonly bytes: Buffer; readonly name: string }> => {
  const file = join(folder, fileName)
  await writeFile(file, bytes)
  const said = { ...facts, ...changes, builtAt: '2026-11-20T08:00:00.000Z' }
  const manifest = await signPackage(file, said, publisher.key)
  const name = manifestName(fileName)
  await writeFile(join(folder, name), JSON.stringify(manifest, null, 2))
  return { manifest, bytes, name }
}

/** A station with a folder in its settings that updates come by, and a program that they replace. */
export type UpdatedWorkshop = {
  readonly workshop: Workshop
  readonly folder: string
  readonly data: string
  readonly medium: string
  readonly program: string
  readonly publisher: Publisher
  /** Closes and opens it again, as another version where one is named. */
  readonly restart: (version?: string, changes?: Partial<UpdateSurroundings>) => Promise<UpdatedWorkshop>
  readonly remove: () => Promise<void>
}

export const BEFORE = Buffer.from('the program of before')

const open = async (
  parts: Omit<UpdatedWorkshop, 'workshop' | 'restart' | 'remove'>,
  version: string,
  changes: Partial<UpdateSurroundings>,
  options: Partial<StationOptions>,
): Promise<UpdatedWorkshop> => {
  const { data, program, publisher, folder } = parts
  const updates: UpdateSurroundings = {
    key: publisher.name,
    installation: { form: 'appimage', architecture: 'x64', program },
    leave: () => undefined,
    ...changes,
  }
  const workshop = await openWorkshop(data, { version, updates, ...options })
  return {
    ...parts,
    workshop,
    restart: async (later = version, other = changes) => {
      await workshop.station.close()
      return open(parts, later, other, options)
    },
    remove: async () => {
      await workshop.station.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const updatedWorkshop = async (
  changes: Partial<UpdateSurroundings> = {},
  options: Partial<StationOptions> = {},
): Promise<UpdatedWorkshop> => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-update-'))
  const [data, medium] = [join(folder, 'data'), join(folder, 'media')]
  const program = join(folder, 'Etabli.AppImage')
  await mkdir(medium)
  await writeFile(program, BEFORE, { mode: 0o755 })
  const parts = { folder, data, medium, program, publisher: newPublisher() }
  const opened = await open(parts, '0.1.0', changes, options)
  const settings = { ...setUpForm.settings, exchange: { folder: medium, dailyBackup: false } }
  await opened.workshop.get('station.setUp', { ...setUpForm, settings })
  return opened
}

export const setFeed = async (workshop: Workshop, feed: string | null, daily = false): Promise<void> => {
  const { settings: before } = await workshop.get('station.describe', {})
  if (before === null) throw new Error('It is not set up')
  const settings = { ...before, updates: { feed, daily } }
  const confirmation = await confirm(
    workshop,
    { kind: 'change-settings', subject: await settingsSubject(settings, sha256) },
    null,
  )
  await workshop.get('station.saveSettings', { settings, confirmation })
}

export const take = ({ workshop, medium }: UpdatedWorkshop, name: string) =>
  workshop.ask('updates.take', { source: { kind: 'medium', medium, name } })

/** Claire agrees that this version takes the place of the other. */
export const agreed = async (workshop: Workshop, manifest: UpdateManifest): Promise<string> =>
  confirm(workshop, { kind: 'install-update', subject: await updateSubject(manifest, sha256) }, null)

export const install = async (workshop: Workshop, manifest: UpdateManifest) =>
  workshop.ask('updates.install', { sha256: manifest.sha256, confirmation: await agreed(workshop, manifest) })

type Answer = Awaited<ReturnType<typeof install>>
export const codesOf = (reply: Answer): readonly string[] =>
  reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
export const stateOf = (reply: Answer): UpdateState => {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  return reply.value
}
