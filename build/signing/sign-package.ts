// The signed manifest of a package, by the publisher's key; and that key itself, made and read.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { canonical } from '../../domain/documents/canonical.ts'
import { didKeyOf } from '../../domain/documents/did-key.ts'
import { UpdateManifest } from '../../domain/update/manifest.ts'
import { sumOf } from '../../electron/batches/held.ts'
import type { PackageFacts } from './package-facts.ts'

/** The name under which a build believes it: what ETABLI_UPDATE_KEY is set to. */
export const publicNameOf = (key: KeyObject): string => {
  const { crv, x } = createPublicKey(key).export({ format: 'jwk' })
  if (crv !== 'Ed25519' || x === undefined) throw new Error('La clé de signature n’est pas une clé Ed25519.')
  return didKeyOf(Buffer.from(x, 'base64url'))
}

/** Never over another file: a key that is lost cannot be had again. Answers its public name. */
export const makeKey = async (file: string, passphrase: string | null): Promise<string> => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const wrapped = passphrase === null ? {} : { cipher: 'aes-256-cbc', passphrase }
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem', ...wrapped })
  await writeFile(file, pem, { flag: 'wx', mode: 0o600 })
  return publicNameOf(privateKey)
}

/** Throws where others on this computer may read the file. */
export const readKey = async (file: string, passphrase: string | null): Promise<KeyObject> => {
  const { mode } = await stat(file).catch((fault: unknown) => {
    throw new Error(`La clé de signature ${file} ne peut pas être lue.`, { cause: fault })
  })
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new Error(`${file} peut être lu par d’autres : chmod 600, et demandez-vous qui l’a lu.`)
  const key = await readFile(file)
  return createPrivateKey(passphrase === null ? { key } : { key, passphrase })
}

export const signPackage = async (
  file: string,
  facts: PackageFacts & { readonly builtAt: string },
  key: KeyObject,
): Promise<UpdateManifest> => {
  const said = { product: 'etabli', ...facts, fileName: basename(file), ...(await sumOf(file)) }
  const signature = sign(null, Buffer.from(canonical(said), 'utf8'), key).toString('base64')
  return UpdateManifest.parse({ ...said, signature })
}
