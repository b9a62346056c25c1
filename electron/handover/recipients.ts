// What is kept of the people whom machines were handed to, outside the journal: for each handover one file, encrypted under a random
// key that lies in a file of its own. Deleting the key is forgetting the person: the slip, which is signed and travels, bears an
// HMAC under that key and says nothing without it. When one is forgotten is decided in forgetting.ts.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { open, readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { canonical } from '../../domain/documents/canonical.ts'
import { Recipient } from '../../domain/handover/recipient.ts'
import { isOver, type Kept, keptUntil } from '../../domain/handover/retention.ts'
import { failureOfFile, isMissing } from '../failure.ts'
import { makeFolder, replaceFile, syncFolder } from '../vault/durable-files.ts'
import { Turns } from '../vault/turns.ts'

/** What lies beside the key. Who it is of cannot be read in it, nor how long their name is. */
export const SealedRecipient = z.strictObject({
  kind: z.literal('etabli-recipient'),
  version: z.literal(1),
  /** Of the slip: the identifier of its draft, which is the document's own. */
  draftId: z.uuid(),
  handedOverOn: z.iso.date(),
  /** The day until which the person was told that it is kept. */
  promised: z.iso.date(),
  cipher: z.literal('aes-256-gcm'),
  iv: z.base64().max(40),
  text: z.base64().max(2000),
  tag: z.base64().max(40),
})
export type SealedRecipient = z.infer<typeof SealedRecipient>

/** As a backup takes it: `key` is wrapped there, and kept in one place of the medium only. */
export type RecipientKey = Kept & { readonly draftId: string; readonly key: Buffer }

const KEY_BYTES = 32
/** Longer than any recipient as JSON: all ciphertexts have one length. */
const PLAIN_BYTES = 512
const nameForm = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/

const folderOf = (dataFolder: string): string => join(dataFolder, 'recipients')
const keysOf = (dataFolder: string): string => join(folderOf(dataFolder), 'keys')
const checked = (draftId: string): string => z.uuid().parse(draftId).toLowerCase()
const sealedPath = (dataFolder: string, draftId: string) => join(folderOf(dataFolder), `${checked(draftId)}.json`)
const keyPath = (dataFolder: string, draftId: string) => join(keysOf(dataFolder), `${checked(draftId)}.key`)

/** One key for the seal on the slip, another for the file: neither tells anything of the other. */
const fileKey = (key: Buffer): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'etabli recipient file', KEY_BYTES))

/** Of the slip: HMAC-SHA-256 of the JCS form. */
const sealUnder = (key: Buffer, recipient: Recipient): string =>
  createHmac('sha256', key).update(canonical(recipient), 'utf8').digest('hex')

const labelOf = ({ draftId, handedOverOn, promised }: Omit<RecipientKey, 'key'>): Buffer =>
  Buffer.from(`etabli recipient ${draftId} ${handedOverOn} ${promised}`, 'utf8')

const encrypted = (of: RecipientKey, recipient: Recipient): SealedRecipient => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', fileKey(of.key), iv)
  cipher.setAAD(labelOf(of))
  const plain = Buffer.alloc(PLAIN_BYTES, ' ')
  plain.write(canonical(recipient), 'utf8')
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  const { draftId, handedOverOn, promised } = of
  return {
    kind: 'etabli-recipient',
    version: 1,
    ...{ draftId, handedOverOn, promised },
    cipher: 'aes-256-gcm',
    iv: iv.toString('base64'),
    text: text.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/** null where the key is another, or something was changed. No error tells of what was read. */
const decrypted = (sealed: SealedRecipient, key: Buffer): Recipient | null => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', fileKey(key), Buffer.from(sealed.iv, 'base64'), {
      authTagLength: 16,
    })
    decipher.setAAD(labelOf({ ...sealed }))
    decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'))
    const plain = Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()])
    return Recipient.safeParse(JSON.parse(plain.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

const bytesOrNull = async (path: string): Promise<Buffer | null> => {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const removed = async (path: string): Promise<void> => {
  try {
    await unlink(path)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

/**
 * Written over before its name goes. On a disk that moves what is written elsewhere (flash) the old bytes may stay in a place that
 * no program reaches; nothing here can do more.
 */
const destroyed = async (path: string): Promise<void> => {
  try {
    const handle = await open(path, 'r+')
    try {
      await handle.write(randomBytes(KEY_BYTES), 0, KEY_BYTES, 0)
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  await removed(path)
}

export class Recipients {
  #dataFolder: string
  #turns = new Turns()

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder
  }

  /** On the disk, key and all, when this resolves; answers the seal for the slip. Kept twice, the second one counts. */
  async keep(draftId: string, recipient: Recipient, kept: Kept): Promise<string> {
    return this.#inTurn(async () => {
      const key = randomBytes(KEY_BYTES)
      const sealed = encrypted({ draftId: checked(draftId), ...kept, key }, recipient)
      await makeFolder(keysOf(this.#dataFolder))
      await destroyed(keyPath(this.#dataFolder, draftId))
      // Never a file without its key: what cannot be read would look like what was forgotten.
      await replaceFile(keyPath(this.#dataFolder, draftId), key)
      await replaceFile(sealedPath(this.#dataFolder, draftId), JSON.stringify(sealed))
      return sealUnder(key, recipient)
    })
  }

  /** null where nothing is kept, or no longer. */
  async read(draftId: string): Promise<{ readonly recipient: Recipient; readonly kept: Kept } | null> {
    return this.#inTurn(async () => {
      const [sealed, key] = [await this.#sealed(draftId), await bytesOrNull(keyPath(this.#dataFolder, draftId))]
      if (sealed === null || key?.length !== KEY_BYTES) return null
      const recipient = decrypted(sealed, key)
      return recipient === null ? null : { recipient, kept: sealed }
    })
  }

  /** The seal that this person has under the key of a handover; null where that key is gone. */
  async sealOf(draftId: string, recipient: Recipient): Promise<string | null> {
    return this.#inTurn(async () => {
      const key = await bytesOrNull(keyPath(this.#dataFolder, draftId))
      return key === null ? null : sealUnder(key, recipient)
    })
  }

  /**
   * From here on the person is forgotten. The file that nobody can read any more stays: by it a start finds what the journal was
   * not told in time.
   */
  async deleteKey(draftId: string): Promise<void> {
    await this.#inTurn(async () => {
      const key = keyPath(this.#dataFolder, draftId)
      for (const path of [key, `${key}.new`]) await destroyed(path)
      await syncFolder(keysOf(this.#dataFolder)).catch((error: unknown) => {
        if (!isMissing(error)) throw error
      })
    })
  }

  /** The key first: whatever happens after that, the person is forgotten. Forgotten twice is forgotten. */
  async forget(draftId: string): Promise<void> {
    await this.deleteKey(draftId)
    await this.#inTurn(async () => {
      const sealed = sealedPath(this.#dataFolder, draftId)
      for (const path of [sealed, `${sealed}.new`]) await removed(path)
      await syncFolder(folderOf(this.#dataFolder)).catch((error: unknown) => {
        if (!isMissing(error)) throw error
      })
    })
  }

  /** Of every handover of which something is kept here: what anybody may read of it. Keys without a file are named too. */
  async list(): Promise<readonly (Partial<Kept> & { readonly draftId: string; readonly hasKey: boolean })[]> {
    return this.#inTurn(async () => {
      const files = await namesIn(folderOf(this.#dataFolder))
      const keys = await namesIn(keysOf(this.#dataFolder))
      const ids = new Set([
        ...files.flatMap((name) => nameForm.exec(name)?.[1] ?? []),
        ...keys.flatMap((name) => nameForm.exec(name.replace(/\.key(\.new)?$/, '.json'))?.[1] ?? []),
      ])
      return Promise.all(
        [...ids].toSorted().map(async (draftId) => {
          const sealed = await this.#sealed(draftId)
          const hasKey = keys.includes(`${draftId}.key`)
          return sealed === null
            ? { draftId, hasKey }
            : { draftId, hasKey, handedOverOn: sealed.handedOverOn, promised: sealed.promised }
        }),
      )
    })
  }

  /** The encrypted files, for a backup: nothing can be read in them without the keys. */
  async filesForBackup(): Promise<readonly { readonly draftId: string; readonly bytes: Buffer }[]> {
    return this.#inTurn(async () => {
      const files = (await namesIn(folderOf(this.#dataFolder))).flatMap((name) => nameForm.exec(name)?.[1] ?? [])
      const read = await Promise.all(
        files.toSorted().map(async (draftId) => ({
          draftId,
          bytes: await bytesOrNull(sealedPath(this.#dataFolder, draftId)),
        })),
      )
      return read.flatMap(({ draftId, bytes }) => (bytes === null ? [] : [{ draftId, bytes }]))
    })
  }

  /** The keys whose time has not come, for the one place of a medium that has them; any other key there is to be deleted. */
  async keysForBackup(now: {
    readonly today: string
    readonly retentionMonths: number | null
  }): Promise<readonly RecipientKey[]> {
    const ids = (await this.filesForBackup()).map(({ draftId }) => draftId)
    return this.#inTurn(async () => {
      const found: RecipientKey[] = []
      for (const draftId of ids) {
        const [sealed, key] = [await this.#sealed(draftId), await bytesOrNull(keyPath(this.#dataFolder, draftId))]
        if (sealed === null || key?.length !== KEY_BYTES || isOver(keptUntil(sealed, now.retentionMonths), now.today))
          continue
        found.push({ draftId, handedOverOn: sealed.handedOverOn, promised: sealed.promised, key })
      }
      return found
    })
  }

  async #sealed(draftId: string): Promise<SealedRecipient | null> {
    const bytes = await bytesOrNull(sealedPath(this.#dataFolder, draftId))
    if (bytes === null) return null
    try {
      const sealed = SealedRecipient.safeParse(JSON.parse(bytes.toString('utf8'))).data
      return sealed?.draftId === draftId ? sealed : null
    } catch {
      return null
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      try {
        return await work()
      } catch (error) {
        throw failureOfFile(error, 'recipients')
      }
    })
  }
}

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

export type RestoredRecipient = { readonly file: Buffer; readonly key: Buffer }

/**
 * Puts what a backup holds into a data folder that is being restored. Whatever is over by now, and whatever does not open, is left
 * out; answers how many came back.
 */
export const restoreRecipients = async (
  dataFolder: string,
  restored: readonly RestoredRecipient[],
  now: { readonly today: string; readonly retentionMonths: number | null },
): Promise<number> => {
  let count = 0
  for (const { file, key } of restored) {
    const sealed = readSealed(file)
    if (sealed === null || key.length !== KEY_BYTES || decrypted(sealed, key) === null) continue
    if (isOver(keptUntil(sealed, now.retentionMonths), now.today)) continue
    await makeFolder(keysOf(dataFolder))
    await replaceFile(keyPath(dataFolder, sealed.draftId), key)
    await replaceFile(sealedPath(dataFolder, sealed.draftId), file)
    count += 1
  }
  return count
}

const readSealed = (file: Buffer): SealedRecipient | null => {
  try {
    return SealedRecipient.safeParse(JSON.parse(file.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}
