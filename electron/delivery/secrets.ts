// Tokens and passwords of targets, one file each in the data folder: encrypted under the station's key, so that they open where
// that key does and nowhere else, and bound to the server they were typed for. They leave this file for a request's header only.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { DeliveryTarget } from '../../domain/delivery/target.ts'
import { failureOfFile, isMissing, StationError } from '../failure.ts'
import { makeFolder, replaceFile, syncFolder } from '../vault/durable-files.ts'
import { keyOfJournal } from '../vault/issuing.ts'
import type { Vault } from '../vault/vault.ts'

const SecretFile = z.strictObject({
  kind: z.literal('etabli-delivery-secret'),
  version: z.literal(1),
  /** It is given to no other server: a target whose address changes asks for it again. */
  origin: z.string().max(600),
  cipher: z.literal('aes-256-gcm'),
  iv: z.base64().max(100),
  text: z.base64().max(20_000),
  tag: z.base64().max(100),
})
type SecretFile = z.infer<typeof SecretFile>

const originOf = ({ url }: DeliveryTarget): string => new URL(url).origin

/** No document begins like this: what is signed of one is two hashes. */
const label = (id: string): string => `etabli delivery secret ${id}`

export class DeliverySecrets {
  #vault: Vault

  constructor(vault: Vault) {
    this.#vault = vault
  }

  /** Whether there is one for this target at its present address. */
  async has(target: DeliveryTarget): Promise<boolean> {
    return (await this.#file(target)) !== null
  }

  /**
   * null where there is none for this address, or where it cannot be opened any more. Fails with `locked` while the station's
   * key is.
   */
  async open(target: DeliveryTarget): Promise<string | null> {
    const file = await this.#file(target)
    if (file === null) return null
    const key = this.#key(target.id)
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.iv, 'base64'))
      decipher.setAAD(Buffer.from(`${target.id} ${file.origin}`, 'utf8'))
      decipher.setAuthTag(Buffer.from(file.tag, 'base64'))
      return Buffer.concat([decipher.update(Buffer.from(file.text, 'base64')), decipher.final()]).toString('utf8')
    } catch {
      return null
    }
  }

  /** On the disk when this resolves. An empty one is forgotten. */
  async keep(target: DeliveryTarget, secret: string): Promise<void> {
    const path = this.#path(target.id)
    try {
      if (secret === '') {
        await unlink(path)
        await syncFolder(this.#folder())
        return
      }
      const origin = originOf(target)
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', this.#key(target.id), iv)
      cipher.setAAD(Buffer.from(`${target.id} ${origin}`, 'utf8'))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]).toString('base64')
      const file: SecretFile = {
        kind: 'etabli-delivery-secret',
        version: 1,
        origin,
        cipher: 'aes-256-gcm',
        iv: iv.toString('base64'),
        text,
        tag: cipher.getAuthTag().toString('base64'),
      }
      await makeFolder(this.#folder())
      await replaceFile(path, `${JSON.stringify(file)}\n`)
    } catch (error) {
      if (secret === '' && isMissing(error)) return
      throw error instanceof StationError ? error : failureOfFile(error, 'delivery secret')
    }
  }

  #folder(): string {
    return join(this.#vault.folder, 'secrets')
  }

  #path(id: string): string {
    return join(this.#folder(), `${z.uuid().parse(id)}.json`)
  }

  /** Ed25519 signs the same bytes the same way each time (RFC 8032 §5.1.6), so its signature can be the key's own secret. */
  #key(id: string): Buffer {
    const signature = keyOfJournal(this.#vault).sign(Buffer.from(label(id), 'utf8'))
    return Buffer.from(hkdfSync('sha256', signature, Buffer.alloc(0), label(id), 32))
  }

  async #file(target: DeliveryTarget): Promise<SecretFile | null> {
    try {
      const file = SecretFile.safeParse(JSON.parse(await readFile(this.#path(target.id), 'utf8'))).data
      return file?.origin === originOf(target) ? file : null
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError) return null
      throw failureOfFile(error, 'delivery secret')
    }
  }
}
