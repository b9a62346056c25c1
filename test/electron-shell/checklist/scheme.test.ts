// The application's own scheme: it answers the files of the built pages by their exact address, and nothing besides.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startShell, type RunningShell } from '../stand-in/start-shell.ts'

let shell: RunningShell

const renderer = fileURLToPath(new URL('../../../dist/renderer/', import.meta.url))

beforeAll(async () => {
  shell = await startShell()
  await shell.page()
}, 120_000)
afterAll(async () => {
  await shell.close()
})

const get = async (url: string, method = 'GET') => (await shell.ask('scheme', { url, method })).answer

describe('18. a scheme of its own instead of file://', () => {
  test('it is a standard, secure one, of one host, and has no more privileges than a web page needs', async () => {
    const { schemes } = await shell.record()
    expect(schemes).toEqual([
      { scheme: 'etabli', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
      { scheme: 'etabli-print', privileges: { standard: true, secure: true } },
    ])
  })

  test('every file of the built pages is answered as it is', async () => {
    const files = await readdir(renderer, { recursive: true, withFileTypes: true })
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
    expect(paths.length).toBeGreaterThan(3)
    for (const path of paths) {
      const answer = await get(`etabli://app/${path.slice(renderer.length)}`)
      expect(answer?.status).toBe(200)
      expect(Buffer.compare(Buffer.from(answer?.body ?? []), await readFile(path))).toBe(0)
    }
  })

  test.each([
    '/../package.json',
    '/../electron/main.js',
    '/../build.json',
    '/%2e%2e/build.json',
    '/%2E%2E%2Fbuild.json',
    '/..%2fbuild.json',
    '/..%5cbuild.json',
    '/..\\build.json',
    '/%252e%252e/build.json',
    '/%252e%252e%252fbuild.json',
    '/%c0%ae%c0%ae/build.json',
    '/．．/build.json',
    '/assets/../../build.json',
    '/assets/%2e%2e/%2e%2e/build.json',
    '/assets/..;/..;/build.json',
    '/./../build.json',
    '/....//build.json',
    '//etc/passwd',
    '/etc/passwd',
    '/%2fetc%2fpasswd',
    '/file:///etc/passwd',
    '/C:/Windows/win.ini',
    '/\\\\server\\share\\x',
    '/index.html/',
    '/index.html/../../build.json',
    '/index.html%00',
    '/index.html%00.js',
    '/index.html%20',
    '/index.html.',
    '/index.html::$DATA',
    '/INDEX.HTML',
    '/assets',
    '/assets/',
    '/.',
    '/__proto__',
    '/constructor',
    '/%',
    '/%zz',
  ])('%s is no address of it', async (path) => {
    const answer = await get(`etabli://app${path}`)
    // Where the address comes down to the root once its dots are taken out, the root is what it is.
    const root = new URL(`etabli://app${path}`).pathname === '/'
    expect(answer?.status).toBe(root ? 200 : 404)
    if (!root) expect(answer?.body).toHaveLength(0)
  })

  test.each(['etabli://other/', 'etabli://app.evil/', 'etabli://app:1/', 'etabli://application/'])(
    '%s is another host',
    async (url) => {
      expect((await get(url))?.status).toBe(404)
    },
  )

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])('%s is answered by nothing', async (method) => {
    const answer = await get('etabli://app/', method)
    expect(answer?.status).toBe(404)
    expect(answer?.body).toHaveLength(0)
  })

  test('where to find a page to print is not to be guessed, and the application’s pages are not among them', async () => {
    const session = 'partition:print'
    for (const url of [
      'etabli-print://app/',
      'etabli-print://0/',
      'etabli-print://00000000-0000-4000-8000-000000000000/',
    ]) {
      expect((await shell.ask('scheme', { url })).answer).toBeNull()
      const { answer } = await shell.ask('scheme', { url, session })
      expect(answer === null || answer.status === 404).toBe(true)
    }
  })
})
