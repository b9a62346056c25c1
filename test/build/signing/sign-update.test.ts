// What a publisher does: a key of their own, and a manifest beside each package, which is what its name and itself say it is.
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateKeyFrom } from '../../../build/update-key.ts'
import { readManifest } from '../../../domain/update/manifest.ts'
import { believesIn } from '../../../electron/update/publisher.ts'

const run = promisify(execFile)
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-signing-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const command = async (words: readonly string[], env: Record<string, string> = {}) => {
  const script = join(import.meta.dirname, '../../../build/sign-update.ts')
  try {
    const { stdout } = await run(process.execPath, [script, ...words], { env: { ...process.env, ...env } })
    return { said: stdout, failed: false }
  } catch (error) {
    return { said: error instanceof Error && 'stderr' in error ? String(error.stderr) : '', failed: true }
  }
}
const newKey = async (env: Record<string, string> = {}) => {
  const file = join(folder, 'cle.pem')
  const { said } = await command(['--new-key', file], env)
  return { file, name: /^ETABLI_UPDATE_KEY=(did:key:\S+)$/m.exec(said)?.[1] ?? '' }
}
const aPackage = async (name: string) => {
  const file = join(folder, name)
  await writeFile(file, `package ${name}`)
  return file
}

describe('a publisher', () => {
  it('makes a key that only they read, and that a build takes', async () => {
    const { file, name } = await newKey()
    expect(updateKeyFrom({ ETABLI_UPDATE_KEY: name })).toBe(name)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    // Not over one that is there.
    expect(await command(['--new-key', file])).toMatchObject({ failed: true })
  })

  it.each([
    ['etabli_0.2.0_x86_64.AppImage', 'appimage'],
    ['etabli-installation-0.2.0-x64.exe', 'nsis'],
    ['etabli-portable-0.2.0-x64.exe', 'portable'],
  ])('signs %s as %s, and stations that know the key believe it', async (fileName, form) => {
    const key = await newKey()
    const file = await aPackage(fileName)
    const signed = await command([file, '--feed'], { ETABLI_SIGNING_KEY: key.file, ETABLI_UPDATE_KEY: key.name })
    expect(signed).toMatchObject({ failed: false })
    const text = await readFile(`${file}.etabli-update.json`, 'utf8')
    expect(readManifest('x', text, believesIn(key.name))).toMatchObject({
      ok: true,
      manifest: { form, version: '0.2.0', architecture: 'x64', fileName },
    })
    expect(readManifest('x', text, believesIn(null)).ok).toBe(false)
    expect(await readFile(join(folder, `${form}-x64.etabli-update.json`), 'utf8')).toBe(text)
  })

  it('signs with a key under a passphrase', async () => {
    const env = { ETABLI_SIGNING_PASSPHRASE: 'trois mots secrets' }
    const key = await newKey(env)
    const file = await aPackage('etabli_0.2.0_x86_64.AppImage')
    expect(await command([file], { ...env, ETABLI_SIGNING_KEY: key.file })).toMatchObject({ failed: false })
    expect(await command([file], { ETABLI_SIGNING_KEY: key.file })).toMatchObject({ failed: true })
  })

  it.each([
    ['without a key', 'etabli_0.2.0_x86_64.AppImage', () => ({})],
    [
      'with a key that the packages do not believe',
      'etabli_0.2.0_x86_64.AppImage',
      (key: string) => ({
        ETABLI_SIGNING_KEY: key,
        ETABLI_UPDATE_KEY: 'did:key:z6MkjchhfUsD6mmvni8mCdXHw216Xrm9bQe2mBH1P5RDjVJG',
      }),
    ],
    ['a file that is no package of Établi', 'photo.jpg', (key: string) => ({ ETABLI_SIGNING_KEY: key })],
    ['a Debian package that is none', 'etabli_0.2.0_amd64.deb', (key: string) => ({ ETABLI_SIGNING_KEY: key })],
    ['a version that is none', 'etabli_0.2_x86_64.AppImage', (key: string) => ({ ETABLI_SIGNING_KEY: key })],
  ] as const)('signs nothing %s', async (_, name, env) => {
    const key = await newKey()
    const file = await aPackage(name)
    const { failed } = await command([file], env(key.file))
    expect(failed).toBe(true)
    await expect(stat(`${file}.etabli-update.json`)).rejects.toThrow()
  })

  it('is told when others may read the key', async () => {
    const key = await newKey()
    await chmod(key.file, 0o644)
    const file = await aPackage('etabli_0.2.0_x86_64.AppImage')
    expect(await command([file], { ETABLI_SIGNING_KEY: key.file })).toMatchObject({ failed: true })
  })
})

describe('a build', () => {
  it('takes no key that could not be one', () => {
    expect(updateKeyFrom({})).toBe('')
    for (const key of ['did:key:z6Mk', 'x', 'did:web:example.org'])
      expect(() => updateKeyFrom({ ETABLI_UPDATE_KEY: key })).toThrow()
  })
})
