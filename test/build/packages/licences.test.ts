// The text of others' licences: it names what is really in the bundle, and a licence that nobody looked at stops the build.
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noteBundled } from '../../../build/packages/licences/bundled-packages.ts'
import { licenceOf, thirdPartyLicences } from '../../../build/packages/licences/third-party-licences.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-licences-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const aPackage = async (name: string, licence: string, files: Readonly<Record<string, string>>): Promise<string> => {
  const at = join(folder, 'node_modules', name)
  await mkdir(at, { recursive: true })
  const manifest = { name, version: '1.2.3', license: licence, type: 'module', main: 'index.js' }
  await writeFile(join(at, 'package.json'), JSON.stringify(manifest))
  for (const [file, text] of Object.entries(files)) await writeFile(join(at, file), text)
  return at
}

const bundledFrom = async (entry: string): Promise<Set<string>> => {
  await writeFile(join(folder, 'entry.js'), entry)
  const bundled = new Set<string>()
  await build({
    configFile: false,
    root: folder,
    logLevel: 'silent',
    plugins: [noteBundled(bundled)],
    build: { outDir: join(folder, 'out'), rollupOptions: { input: join(folder, 'entry.js') } },
  })
  return bundled
}

describe('the licences that go along', () => {
  it('name a package whose code is in the bundle, and none that was left out of it', async () => {
    const used = await aPackage('used', 'MIT', { 'index.js': 'export const word = "used"', LICENSE: 'Free, says used' })
    await aPackage('unused', 'MIT', { 'index.js': 'export const word = "unused"', LICENSE: 'Free' })
    const bundled = await bundledFrom(`import { word } from 'used'\nimport 'unused'\nconsole.log(word)`)
    expect([...bundled]).toEqual([used])
    expect(await thirdPartyLicences(bundled)).toContain('used 1.2.3 (MIT)')
    expect(await thirdPartyLicences(bundled)).toContain('Free, says used')
  })

  it('name a typeface that only a style sheet asks for', async () => {
    const face = await aPackage('@face/legible', 'OFL-1.1', {
      'face.css': '@font-face { font-family: Legible; src: url(./legible.woff2) }',
      'legible.woff2': 'x'.repeat(8000),
      LICENSE: 'Open Font License',
    })
    expect([...(await bundledFrom(`import '@face/legible/face.css'`))]).toEqual([face])
  })

  it('name a package within another package by its own folder', async () => {
    await aPackage('outer', 'MIT', { 'index.js': `export { inner } from 'inner'`, LICENSE: 'Free' })
    const inner = await aPackage('outer/node_modules/inner', 'ISC', {
      'index.js': 'export const inner = () => document.title',
      LICENSE: 'I',
    })
    const bundled = await bundledFrom(`import { inner } from 'outer'\nconsole.log(inner())`)
    expect([...bundled]).toContain(inner)
  })

  it('come with the notice that a licence asks to be passed on', async () => {
    const noticed = await aPackage('noticed', 'Apache-2.0', { LICENSE: 'Apache', NOTICE: 'Made by somebody' })
    expect((await licenceOf(noticed)).text).toContain('Made by somebody')
  })

  it('stop the build where nobody looked at a licence, or where its text is missing', async () => {
    await expect(licenceOf(await aPackage('strange', 'SSPL-1.0', { LICENSE: 'Mine' }))).rejects.toThrow('SSPL-1.0')
    await expect(licenceOf(await aPackage('mute', 'MIT', {}))).rejects.toThrow('mute')
  })

  it('are the same text for the same packages, in whatever order they are met', async () => {
    const [one, two] = [
      await aPackage('one', 'MIT', { LICENSE: 'One' }),
      await aPackage('two', 'MIT', { LICENSE: 'Two' }),
    ]
    expect(await thirdPartyLicences([two, one, one])).toBe(await thirdPartyLicences([one, two]))
  })

  it('of every dependency that the sources of the pages import stand in the built text', async () => {
    const built = fileURLToPath(new URL('../../../dist/renderer/THIRD-PARTY-LICENCES.txt', import.meta.url))
    const text = await readFile(built, 'utf8')
    const manifest: unknown = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'))
    const { dependencies } = manifest as { readonly dependencies: Readonly<Record<string, string>> }
    for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`\n${name} ${version} (`)
  })
})
