// The station's Ed25519 key: one file in one format for both shells, readable by its owner only, or wrapped under a
// passphrase. A wrapped key signs nothing until it is unlocked.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { didKeyOf } from '../../domain/documents/did-key.ts'
import { reason } from '../../domain/words/reason.ts'
import { failureOfFile, isMissing, StationError } from '../failure.ts'
import { replaceFile } from './durable-files.ts'
import { unwrap, wrap, Wrapped } from './secret-box.ts'

/** The private key is PKCS #8 in DER (RFC 8410 §7), which every cryptographic library reads. */
const KeyFile = z.strictObject({
  kind: z.literal('etabli-station-key'),
  version: z.literal(1),
  did: z.string().max(200),
  key: z.discriminatedUnion('form', [
    z.strictObject({ form: z.literal('plain'), pkcs8: z.base64().max(1000) }),
    z.strictObject({ form: z.literal('wrapped'), wrapped: Wrapped }),
  ]),
})
type KeyFile = z.infer<typeof KeyFile>

const keyPath = (dataFolder: string): string => join(dataFolder, 'station-key.json')

const didOf = (privateKey: KeyObject): string => {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (x === undefined) throw new TypeError('This is no Ed25519 key')
  return didKeyOf(Buffer.from(x, 'base64url'))
}

const privateKeyFrom = (pkcs8: Buffer): KeyObject => createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })

const wrongPassphrase = () =>
  new StationError('wrong-secret', 'The passphrase does not open the key', [reason('station.wrong-passphrase')])

const fileText = (file: KeyFile): string => `${JSON.stringify(file, null, 2)}\n`

const wrappedFile = async (privateKey: KeyObject, did: string, passphrase: string): Promise<KeyFile> => {
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
  const wrapped = await wrap(pkcs8, passphrase, did)
  return { kind: 'etabli-station-key', version: 1, did, key: { form: 'wrapped', wrapped } }
}

export class StationKey {
  readonly did: string
  #file: KeyFile
  #privateKey: KeyObject | null

  private constructor(file: KeyFile, privateKey: KeyObject | null) {
    this.did = file.did
    this.#file = file
    this.#privateKey = privateKey
  }

  /**
   * Makes a new key and its file, on the disk when this resolves. A key file that is there already is put aside: it may
   * have signed a chain whose journal is lost, and one key must never count from one again.
   */
  static async make(dataFolder: string, passphrase: string | null): Promise<StationKey> {
    const { privateKey } = generateKeyPairSync('ed25519')
    const did = didOf(privateKey)
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
    const file: KeyFile =
      passphrase === null
        ? { kind: 'etabli-station-key', version: 1, did, key: { form: 'plain', pkcs8 } }
        : await wrappedFile(privateKey, did, passphrase)
    try {
      await rename(keyPath(dataFolder), `${keyPath(dataFolder)}.before-${String(Date.now())}`).catch(
        (error: unknown) => {
          if (!isMissing(error)) throw error
        },
      )
      await replaceFile(keyPath(dataFolder), fileText(file))
    } catch (error) {
      throw failureOfFile(error, 'station key')
    }
    return new StationKey(file, privateKey)
  }

  /** null where there is no key file. Fails with `internal` where it is not one, or names another key than it holds. */
  static async open(dataFolder: string): Promise<StationKey | null> {
    let text
    try {
      text = await readFile(keyPath(dataFolder), 'utf8')
    } catch (error) {
      if (isMissing(error)) return null
      throw failureOfFile(error, 'station key')
    }
    try {
      const file = KeyFile.parse(JSON.parse(text))
      if (file.key.form === 'wrapped') return new StationKey(file, null)
      const privateKey = privateKeyFrom(Buffer.from(file.key.pkcs8, 'base64'))
      if (didOf(privateKey) !== file.did) throw new TypeError('The file names another key than it holds')
      return new StationKey(file, privateKey)
    } catch (error) {
      throw new StationError('internal', 'The station key cannot be read', [reason('station.key-unreadable')], {
        cause: error,
      })
    }
  }

  /** The key of a copy that was kept elsewhere. It is no station's key, and no file of it is made. Fails as `unlock` does. */
  static async ofCopy(text: string, passphrase: string): Promise<StationKey> {
    let file
    try {
      file = KeyFile.parse(JSON.parse(text))
    } catch (error) {
      const reasons = [reason('station.key-unreadable')]
      throw new StationError('refused', 'The copy of the key cannot be read', reasons, { cause: error })
    }
    const key = new StationKey(file, null)
    if (file.key.form === 'plain')
      throw new StationError('refused', 'This is no copy', [reason('station.key-unreadable')])
    await key.unlock(passphrase)
    return key
  }

  get locked(): boolean {
    return this.#privateKey === null
  }

  /** Opens a wrapped key for as long as this process lives. Fails with `wrong-secret`. */
  async unlock(passphrase: string): Promise<void> {
    if (this.#file.key.form !== 'wrapped') return
    const pkcs8 = await unwrap(this.#file.key.wrapped, passphrase, this.did)
    if (pkcs8 === null) throw wrongPassphrase()
    const privateKey = privateKeyFrom(pkcs8)
    if (didOf(privateKey) !== this.did) throw wrongPassphrase()
    this.#privateKey = privateKey
  }

  /** An Ed25519 signature (RFC 8032, 64 bytes). Fails with `locked`. */
  sign(data: Uint8Array): Uint8Array {
    return sign(null, data, this.#opened())
  }

  /** The key's file as it would be kept elsewhere, always wrapped. Fails with `locked`. */
  async copy(passphrase: string): Promise<string> {
    return fileText(await wrappedFile(this.#opened(), this.did, passphrase))
  }

  #opened(): KeyObject {
    if (this.#privateKey === null) {
      throw new StationError('locked', 'The station key is locked', [reason('station.key-locked')])
    }
    return this.#privateKey
  }
}
