// Keeping and checking what people know by heart or carry on paper: PINs, recovery codes, passphrases. All by scrypt
// (RFC 7914), with its costs written beside its result so that they can grow.
import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/**
 * 32 MB and a tenth of a second on an old PC for what is typed many times a day: a PIN of four digits is protected by the
 * pause after wrong tries and by the file's mode, not by what a guess costs. A wrapped key goes elsewhere: twice that.
 */
const typedOften = 2 ** 15
const keptElsewhere = 2 ** 16

/** What a file may ask of this computer: 512 MB. */
const largestN = 2 ** 19

const Kdf = z.strictObject({
  name: z.literal('scrypt'),
  N: z
    .int()
    .min(2 ** 15)
    .max(largestN),
  r: z.literal(8),
  p: z.literal(1),
  salt: z.base64().max(100),
})
type Kdf = z.infer<typeof Kdf>

const newKdf = (N: number): Kdf => ({ name: 'scrypt', N, r: 8, p: 1, salt: randomBytes(16).toString('base64') })

/** 32 bytes from a secret. NFKC first: the same é is typed in two ways by two keyboards (NIST SP 800-63B §5.1.1.2). */
const derive = (secret: string, kdf: Kdf): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const { N, r, p } = kdf
    const options = { N, r, p, maxmem: 2 * 128 * N * r }
    scrypt(secret.normalize('NFKC'), Buffer.from(kdf.salt, 'base64'), 32, options, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })

export const SecretHash = z.strictObject({ kdf: Kdf, hash: z.base64().max(100) })
export type SecretHash = z.infer<typeof SecretHash>

export const hashSecret = async (secret: string): Promise<SecretHash> => {
  const kdf = newKdf(typedOften)
  return { kdf, hash: (await derive(secret, kdf)).toString('base64') }
}

export const isSecret = async (secret: string, kept: SecretHash): Promise<boolean> => {
  const expected = Buffer.from(kept.hash, 'base64')
  const given = await derive(secret, kept.kdf)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

export const Wrapped = z.strictObject({
  kdf: Kdf,
  cipher: z.literal('aes-256-gcm'),
  iv: z.base64().max(100),
  text: z.base64().max(1000),
  tag: z.base64().max(100),
})
export type Wrapped = z.infer<typeof Wrapped>

/** Wraps a few bytes under a passphrase. `label` is not secret and cannot be changed without it showing. */
export const wrap = async (plain: Uint8Array, passphrase: string, label: string): Promise<Wrapped> => {
  const kdf = newKdf(keptElsewhere)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, kdf), iv)
  cipher.setAAD(Buffer.from(label, 'utf8'))
  const text = Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
  return { kdf, cipher: 'aes-256-gcm', iv: iv.toString('base64'), text, tag: cipher.getAuthTag().toString('base64') }
}

/** The bytes, or null where the passphrase is another or something was changed. */
export const unwrap = async (wrapped: Wrapped, passphrase: string, label: string): Promise<Buffer | null> => {
  const key = await derive(passphrase, wrapped.kdf)
  const tag = Buffer.from(wrapped.tag, 'base64')
  if (tag.length !== 16) return null
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(wrapped.iv, 'base64'), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(label, 'utf8')).setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(Buffer.from(wrapped.text, 'base64')), decipher.final()])
  } catch {
    return null
  }
}
