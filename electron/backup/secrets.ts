// What leaves the station only under a passphrase: its key, the table of people, the keys of the names of handovers. One folder
// of a medium holds them, nothing else does. One random key wraps all but the station key (whose copy has a form of its own);
// the passphrase wraps that one. Passwords of delivery targets are not among them: they open under the station's key, and a
// restored station has another.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { PersonCode } from '../../domain/station/station.ts'
import { isMissing } from '../failure.ts'
import { syncFolder, writeSynced } from '../vault/durable-files.ts'
import { unwrap, wrap, Wrapped } from '../vault/secret-box.ts'
import { bytesOfPlainFile, openPlain, plainFileSize } from './no-links.ts'

const Sealed = z.strictObject({
  cipher: z.literal('aes-256-gcm'),
  iv: z.base64().max(40),
  text: z.base64().max(8 * 1024 * 1024),
  tag: z.base64().max(40),
})
type Sealed = z.infer<typeof Sealed>

const Box = z.strictObject({
  kind: z.literal('etabli-backup-secrets'),
  version: z.literal(1),
  did: z.string().max(200),
  madeAt: z.iso.datetime(),
  wrapped: Wrapped,
})

/** `codes` stand in the clear, as in the journal: somebody who was erased since is found without the passphrase. */
const PeopleBox = z.strictObject({ codes: z.array(PersonCode).max(10_000), sealed: Sealed })

const seal = (bytes: Uint8Array, key: Buffer, label: string): Sealed => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(label, 'utf8'))
  const text = Buffer.concat([cipher.update(bytes), cipher.final()])
  return {
    cipher: 'aes-256-gcm',
    iv: iv.toString('base64'),
    text: text.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

const opened = (sealed: Sealed, key: Buffer, label: string): Buffer | null => {
  try {
    const iv = Buffer.from(sealed.iv, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
    decipher.setAAD(Buffer.from(label, 'utf8')).setAuthTag(Buffer.from(sealed.tag, 'base64'))
    return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()])
  } catch {
    return null
  }
}

/** What the station has to keep secret, opened. */
export type Secrets = {
  /** The station key as a file of its own, wrapped under the passphrase already. */
  readonly stationKey: string
  readonly people: { readonly codes: readonly string[]; readonly text: string }
  /** By the draft of their slip. */
  readonly names: readonly { readonly draftId: string; readonly key: Buffer }[]
}

const pathsIn = (folder: string) => ({
  box: join(folder, 'coffre.json'),
  stationKey: join(folder, 'station-key.json'),
  people: join(folder, 'personnes.json'),
  names: join(folder, 'remises'),
})

const idOf = (name: string): string => name.slice(0, -'.json'.length)
const plainName = /^[0-9a-f-]{36}\.json$/

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).filter((name) => plainName.test(name))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Written over before its name goes: on flash the old bytes may stay where no program reaches. */
const destroy = async (path: string): Promise<void> => {
  try {
    if ((await plainFileSize(path)) === null) return await unlink(path)
    const handle = await openPlain(path, constants.O_RDWR)
    try {
      const { size } = await handle.stat()
      await handle.write(randomBytes(Math.min(size, 1024 * 1024)), 0)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await unlink(path)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

const peopleLabel = 'etabli people'
const namesLabel = (draftId: string) => `etabli name ${draftId}`

const destroyFolder = async (folder: string): Promise<void> => {
  const { names } = pathsIn(folder)
  for (const name of await namesIn(names)) await destroy(join(names, name))
  const files = await readdir(folder).catch(() => [])
  for (const name of files) if (name !== basename(names)) await destroy(join(folder, name))
  await rm(folder, { recursive: true, force: true })
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Stopped between two names, the folder of before stands under the other one: it gets its own again. */
export const settleSecrets = async (folder: string): Promise<void> => {
  const { fresh, former } = besides(folder)
  if (!(await isThere(folder)) && (await isThere(former))) await rename(former, folder)
  for (const each of [fresh, former]) if (await isThere(each)) await destroyFolder(each)
}

const besides = (folder: string) => ({ fresh: `${folder}.new`, former: `${folder}.old` })

/** As `settleSecrets` would leave it: where a medium is only read, nothing gets its name back. */
const standing = async (folder: string): Promise<string> => {
  const { former } = besides(folder)
  return !(await isThere(folder)) && (await isThere(former)) ? former : folder
}

/** Takes the place of what lies there, once all of it is written and synced; what lay there is destroyed. */
export const writeSecrets = async (
  folder: string,
  secrets: Secrets,
  by: { readonly did: string; readonly passphrase: string; readonly madeAt: string },
): Promise<void> => {
  await settleSecrets(folder)
  const { fresh, former } = besides(folder)
  const paths = pathsIn(fresh)
  await mkdir(paths.names, { recursive: true })
  const key = randomBytes(32)
  const put = (path: string, value: unknown) => writeSynced(path, JSON.stringify(value))
  for (const { draftId, key: nameKey } of secrets.names) {
    await put(join(paths.names, `${draftId}.json`), seal(nameKey, key, namesLabel(draftId)))
  }
  const sealed = seal(Buffer.from(secrets.people.text, 'utf8'), key, peopleLabel)
  await put(paths.people, { codes: [...secrets.people.codes], sealed } satisfies z.infer<typeof PeopleBox>)
  await writeSynced(paths.stationKey, secrets.stationKey)
  const { did, madeAt } = by
  const wrapped = await wrap(key, by.passphrase, did)
  await put(paths.box, { kind: 'etabli-backup-secrets', version: 1, did, madeAt, wrapped } satisfies z.infer<
    typeof Box
  >)
  for (const each of [paths.names, fresh]) await syncFolder(each)
  if (await isThere(folder)) await rename(folder, former)
  await rename(fresh, folder)
  await syncFolder(dirname(folder))
  if (await isThere(former)) await destroyFolder(former)
}

/** Deletes the keys of the names that are gone; answers how many those were. */
export const pruneNames = async (folder: string, isGone: (draftId: string) => Promise<boolean>): Promise<number> => {
  const { names } = pathsIn(folder)
  let count = 0
  for (const name of await namesIn(names)) {
    if (!(await isGone(idOf(name)))) continue
    await destroy(join(names, name))
    count += 1
  }
  if (count > 0) await syncFolder(names)
  return count
}

/** Deletes the table of people where it holds somebody who was erased since. */
export const prunePeople = async (folder: string, codes: ReadonlySet<string>): Promise<boolean> => {
  const { people } = pathsIn(folder)
  const text = await textOrNull(people)
  if (text === null) return false
  const box = parsed(PeopleBox, text)
  if (box?.codes.every((code) => codes.has(code)) === true) return false
  await destroy(people)
  await syncFolder(folder)
  return true
}

const longest = 16 * 1024 * 1024

const textOrNull = async (path: string): Promise<string | null> =>
  (await bytesOfPlainFile(path, longest))?.toString('utf8') ?? null

const parsed = <T>(schema: z.ZodType<T>, text: string): T | null => {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

export type SecretsThere = { readonly key: boolean; readonly people: boolean; readonly names: boolean }

/** What of it lies there, without the passphrase. */
export const secretsThere = async (folder: string): Promise<SecretsThere> => {
  const paths = pathsIn(await standing(folder))
  const box = await textOrNull(paths.box)
  if (box === null || parsed(Box, box) === null) return { key: false, people: false, names: false }
  return {
    key: (await textOrNull(paths.stationKey)) !== null,
    people: (await textOrNull(paths.people)) !== null,
    names: (await namesIn(paths.names)).length > 0,
  }
}

export type OpenedSecrets = {
  readonly stationKey: string | null
  readonly people: string | null
  readonly names: readonly { readonly draftId: string; readonly key: Buffer }[]
}

/** null where the passphrase does not open them. What is damaged in itself is left out. */
export const openSecrets = async (folder: string, passphrase: string): Promise<OpenedSecrets | null> => {
  const paths = pathsIn(await standing(folder))
  const box = parsed(Box, (await textOrNull(paths.box)) ?? '')
  const key = box === null ? null : await unwrap(box.wrapped, passphrase, box.did)
  if (key?.length !== 32) return null
  const people = parsed(PeopleBox, (await textOrNull(paths.people)) ?? '')
  const names: { draftId: string; key: Buffer }[] = []
  for (const name of await namesIn(paths.names)) {
    const draftId = idOf(name)
    const sealed = parsed(Sealed, (await textOrNull(join(paths.names, name))) ?? '')
    const bytes = sealed === null ? null : opened(sealed, key, namesLabel(draftId))
    if (bytes !== null) names.push({ draftId, key: bytes })
  }
  return {
    stationKey: await textOrNull(paths.stationKey),
    people: people === null ? null : (opened(people.sealed, key, peopleLabel)?.toString('utf8') ?? null),
    names,
  }
}
