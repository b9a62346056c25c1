// The browser shell's host for a station that takes updates: as it would be in a package, with a publisher's key of the test's own and
// a program that updates replace.
//
//   node updating-shell.ts --data-dir DIR --port N --no-open --key DID --program FILE --version V
import { fileURLToPath, pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dispatch } from '../../electron/dispatch.ts'
import { createStation } from '../../electron/station.ts'
import { serveHttp } from '../../electron/transport/http.ts'
import { readPages } from '../../electron/transport/pages.ts'
import { createEntrance, OPENING_FILE } from '../../electron/transport/start-code.ts'

const word = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    ...{ 'data-dir': word, port: word, key: word, program: word, version: word },
    'no-open': { type: 'boolean' },
  },
})
const { 'data-dir': dataFolder = '', port = '', key = '', program = '', version = '' } = values

const station = await createStation({
  dataFolder,
  shell: 'browser',
  demo: false,
  version,
  builtAt: '2026-01-01T00:00:00.000Z',
  now: () => new Date(),
  print: () => Promise.reject(new Error('this shell has no printer')),
  report: console.error,
  updates: { key, installation: { form: 'appimage', architecture: 'x64', program }, leave: () => undefined },
})
const host = await serveHttp({
  answer: (name, input, options) => dispatch(station, name, input, options),
  pages: await readPages(fileURLToPath(new URL('../../dist/renderer', import.meta.url))),
  port: Number(port),
  identity: 'updating-shell',
  entrance: (origin) => createEntrance(dataFolder, origin),
  report: console.error,
})
console.log(`${host.origin}/ ${pathToFileURL(join(dataFolder, OPENING_FILE)).href}`)
process.once('SIGTERM', () => {
  void host.close().then(() => station.close())
})
