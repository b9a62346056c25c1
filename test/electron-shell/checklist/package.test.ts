// What is decided when Electron is packaged: its fuses, its version, and which files go with it. That the fuses are really
// flipped in a binary is shown where packages are made (test/packages/).
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as Fuses from '@electron/fuses'
import { describe, expect, test } from 'vitest'
import { electronPackages } from '../../../build/packages/electron-builder.ts'
import { isSupported, supportEndOf } from '../../../build/packages/electron-support.ts'
import packageJson from '../../../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('../../..', import.meta.url))

const config = electronPackages({
  electron: null,
  output: 'dist/packages',
  signature: { kind: 'unsigned' },
  maintainer: 'Établi <etabli@localhost>',
  homepage: 'https://localhost/',
})

describe('19. fuses', () => {
  test.each([
    ['the program is no Node for others', 'runAsNode', false],
    ['no environment variable gives Node options', 'enableNodeOptionsEnvironmentVariable', false],
    ['no word of the command line opens a debugger', 'enableNodeCliInspectArguments', false],
    ['cookies are encrypted', 'enableCookieEncryption', true],
    ['the archive is held against its checksum', 'enableEmbeddedAsarIntegrityValidation', true],
    ['nothing but the archive is started', 'onlyLoadAppFromAsar', true],
    ['the main process loads no snapshot besides Electron’s', 'loadBrowserProcessSpecificV8Snapshot', false],
    ['pages of file:// have no privileges', 'grantFileProtocolExtraPrivileges', false],
  ] as const)('%s', (_what, fuse, value) => {
    expect(config.electronFuses?.[fuse]).toBe(value)
  })

  test('each fuse that the packager knows is set by name', () => {
    // The one that electron-builder itself uses.
    const require = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'))
    const { FuseV1Options } = require('@electron/fuses') as typeof Fuses
    const known = Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name))
    const set = Object.keys(config.electronFuses ?? {})
    expect(set.map((name) => name.toLowerCase()).sort()).toEqual(known.map((name) => name.toLowerCase()).sort())
  })

  test('the application goes into an archive', () => {
    expect(config.asar).toBe(true)
    expect(config.asarUnpack).toBeUndefined()
  })
})

describe('16. the version of Electron', () => {
  test('is one exact version, and the one that is installed', () => {
    const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }
    expect(packageJson.devDependencies.electron).toBe(version)
  })

  test('gets security fixes until a day that is known, and is packaged until then', () => {
    const end = supportEndOf(packageJson.devDependencies.electron)
    expect(end).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(isSupported(packageJson.devDependencies.electron, new Date(`${String(end)}T12:00:00Z`))).toBe(true)
  })

  test('is not packaged any more after that day, nor where nobody knows the day', () => {
    expect(isSupported('45.4.1', new Date('2027-04-27T00:00:00Z'))).toBe(false)
    expect(isSupported('44.0.0', new Date('2026-11-01T00:00:00Z'))).toBe(false)
    expect(isSupported('99.0.0', new Date('2026-11-01T00:00:00Z'))).toBe(false)
    expect(isSupported('', new Date('2026-11-01T00:00:00Z'))).toBe(false)
  })
})

describe('what goes into the archive', () => {
  const patterns = [config.files ?? []].flat().filter((pattern) => typeof pattern === 'string')
  const exclude = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1))
  const files = globSync(
    patterns.filter((pattern) => !pattern.startsWith('!')),
    { cwd: root, exclude, withFileTypes: true },
  )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))

  test('is the built shell, the built pages, the demonstration’s machines and what says which build it is', () => {
    expect(files).toEqual(expect.arrayContaining(['dist/electron/main.js', 'dist/renderer/index.html', 'package.json']))
    const known =
      /^(package\.json|dist\/build\.json|dist\/electron\/(main\.js|preload\.cjs|machines\/[\w.-]+)|dist\/renderer\/((index|trouble|diagnostic)\.html|trouble\.css|icon\.svg|[A-Z-]+\.txt|assets\/[\w.-]+\.(js|css|woff2?|svg|webp|png)))$/
    expect(files.filter((file) => !known.test(file))).toEqual([])
  })

  const texts = files
    .filter((file) => /\.(js|cjs|css|html|json|svg|txt)$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
  const holding = (pattern: RegExp) => texts.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

  test('holds no map back to the sources', () => {
    expect(holding(/\/[/*]# sourceMappingURL=/)).toEqual([])
  })

  test('holds no path of the machine that it was built on', () => {
    expect(texts.filter(({ text }) => text.includes(root)).map(({ file }) => file)).toEqual([])
  })

  test('holds no private key and no token', () => {
    expect(
      holding(/-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(ghp|github_pat|npm)_[A-Za-z0-9]{20,}|\bAKIA[0-9A-Z]{16}\b/),
    ).toEqual([])
  })

  test('holds no test', () => {
    expect(holding(/from ["']vitest["']|require\(["']vitest["']\)/)).toEqual([])
  })

  test('15. never hands an address to the system, and takes of Electron only what the window needs', () => {
    const main = readFileSync(join(root, 'dist/electron/main.js'), 'utf8')
    const named = [...main.matchAll(/import \{([^}]*)\} from "electron"/g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    )
    expect([...new Set(named)].sort()).toEqual(
      ['BrowserWindow', 'Menu', 'app', 'dialog', 'ipcMain', 'protocol', 'session'].sort(),
    )
    expect(main).not.toMatch(/\b(openExternal|openPath|executeJavaScript|setAsDefaultProtocolClient)\b/)
    expect([...main.matchAll(/(from |require\()"electron(\/[^"]*)?"/g)].length).toBe(
      [...main.matchAll(/import \{[^}]*\} from "electron"/g)].length,
    )
  })

  test('20. the preload takes of Electron the bridge and the renderer’s end of the channel, and nothing of Node', () => {
    const preload = readFileSync(join(root, 'dist/electron/preload.cjs'), 'utf8')
    const required = [...preload.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)
    expect(required).toEqual(['electron'])
    const used = [...preload.matchAll(/electron\.(\w+)/g)].map(([, name]) => name)
    expect([...new Set(used)].sort()).toEqual(['contextBridge', 'ipcRenderer'])
    expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1)
  })

  test('1. the pages name no other site that they would load something from', () => {
    const html = texts
      .filter(({ file }) => file.endsWith('.html'))
      .map(({ text }) => text)
      .join('\n')
    expect(html).toContain('<script type="module"')
    expect(
      [...html.matchAll(/(?:src|href)="([^"]*)"/g)]
        .map(([, address]) => address)
        .filter((address) => !/^\/(?!\/)/.test(address ?? '')),
    ).toEqual([])
    const styles = texts
      .filter(({ file }) => file.endsWith('.css'))
      .map(({ text }) => text)
      .join('\n')
    expect(styles).not.toMatch(/(url\(|@import)\s*["']?(https?:)?\/\//)
  })
})
