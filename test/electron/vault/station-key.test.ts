import { createPublicKey, verify } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publicKeyOf } from '../../../domain/documents/did-key.ts'
import { StationKey } from '../../../electron/vault/station-key.ts'
import { newFolder } from './samples.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => folder.remove())

const text = Buffer.from('Certificat ROM-000001')
const path = () => join(folder.path, 'station-key.json')

/** As anybody would check it who knows only the key's name. */
const holds = (did: string, signature: Uint8Array): boolean => {
  const x = Buffer.from(publicKeyOf(did) ?? []).toString('base64url')
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, text, publicKey, signature)
}

describe('the station’s key', () => {
  it('signs what its name verifies, and is the same after a restart', async () => {
    const made = await StationKey.make(folder.path, null)
    expect(made.did).toMatch(/^did:key:z6Mk/)
    expect(holds(made.did, made.sign(text))).toBe(true)
    const opened = await StationKey.open(folder.path)
    expect(opened?.did).toBe(made.did)
    expect(opened?.sign(text)).toEqual(made.sign(text))
  })

  it.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    await StationKey.make(folder.path, null)
    expect((await stat(path())).mode & 0o777).toBe(0o600)
  })

  it('under a passphrase signs nothing until it is unlocked', async () => {
    const made = await StationKey.make(folder.path, 'les tilleuls de l’été')
    expect(await readFile(path(), 'utf8')).not.toContain('pkcs8')
    const opened = await StationKey.open(folder.path)
    expect(() => opened?.sign(text)).toThrowError(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'locked' }) }),
    )
    await expect(opened?.unlock('les tilleuls')).rejects.toMatchObject({ failure: { code: 'wrong-secret' } })
    // The same letters from another keyboard: é as e and an accent.
    await opened?.unlock('les tilleuls de l’été'.normalize('NFD'))
    expect(holds(made.did, opened?.sign(text) ?? new Uint8Array())).toBe(true)
  })

  it('is copied wrapped, and the copy is a key file like any other', async () => {
    const made = await StationKey.make(folder.path, null)
    const copy = await made.copy('sur une clé USB')
    await writeFile(path(), copy)
    const opened = await StationKey.open(folder.path)
    await opened?.unlock('sur une clé USB')
    expect(holds(made.did, opened?.sign(text) ?? new Uint8Array())).toBe(true)
  })

  it('does not pass for another by a changed name', async () => {
    const made = await StationKey.make(folder.path, null)
    const other = await newFolder()
    const { did } = await StationKey.make(other.path, null)
    await other.remove()
    await writeFile(path(), (await readFile(path(), 'utf8')).replace(made.did, did))
    await expect(StationKey.open(folder.path)).rejects.toMatchObject({
      failure: { reasons: [{ code: 'station.key-unreadable' }] },
    })
    await writeFile(path(), (await made.copy('sur une clé USB')).replace(made.did, did))
    await expect((await StationKey.open(folder.path))?.unlock('sur une clé USB')).rejects.toMatchObject({
      failure: { code: 'wrong-secret' },
    })
  })

  it('never takes the place of one that may have signed: that one is put aside', async () => {
    await StationKey.make(folder.path, null)
    const before = await readFile(path(), 'utf8')
    await StationKey.make(folder.path, null)
    const aside = (await readdir(folder.path)).filter((name) => name.startsWith('station-key.json.before-'))
    expect(aside).toHaveLength(1)
    expect(await readFile(join(folder.path, aside[0] ?? ''), 'utf8')).toBe(before)
  })
})
