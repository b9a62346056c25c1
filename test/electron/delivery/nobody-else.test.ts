// A station with one server to send to reaches that one and nobody else; with none, nobody. Seen by strace, in a process of its
// own.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askedOf, noCable, traced } from '../../e2e/cable.ts'
import { aTarget, openSending, putDocument, type Sending } from './outgoing.ts'
import { registry, startServer, type TestServer } from './servers.ts'

const run = promisify(execFile)
const script = new URL('sending-process.ts', import.meta.url).pathname

describe.skipIf(noCable !== null)(`whom a station reaches${noCable === null ? '' : ` (skipped: ${noCable})`}`, () => {
  let server: TestServer
  let another: TestServer
  let sending: Sending
  const kept = new Map<string, number>()
  beforeEach(async () => {
    kept.clear()
    server = await startServer(registry(kept))
    another = await startServer(registry(new Map()))
    sending = await openSending()
    for (const sequence of [1, 2, 3]) await putDocument(sending.vault, sequence)
  })
  afterEach(async () => {
    await sending.remove()
    await server.close()
    await another.close()
  })

  /** A station of its own process sends what is to be sent, and ends; whom it connected or sent to meanwhile. */
  const reached = async (): Promise<readonly string[]> => {
    await sending.letGo()
    const trace = join(sending.folder, 'trace')
    const [strace = '', ...words] = [...traced(trace), process.execPath, script, sending.folder]
    const { stdout } = await run(strace, words, { timeout: 25_000 })
    expect(stdout).toContain('done')
    const asked = await askedOf(trace)
    return [
      ...new Set(asked.filter(({ call }) => call !== 'bind').map(({ address, port }) => `${address}:${String(port)}`)),
    ]
  }
  const addressOf = ({ url }: TestServer): string => `127.0.0.1:${new URL(url).port}`

  test('nobody, where nobody was named', async () => {
    expect(await reached()).toEqual([])
  })

  test('the one that was named', async () => {
    await sending.addTarget(aTarget({ url: server.url, authority: server.authority }))
    expect(await reached()).toEqual([addressOf(server)])
    expect(kept.size).toBe(3)
  })

  test('and not one that is held back, or was taken away', async () => {
    await sending.addTarget(aTarget({ url: server.url, authority: server.authority }))
    await sending.addTarget(aTarget({ url: another.url, authority: another.authority, removed: true }))
    expect(await reached()).toEqual([addressOf(server)])
  })
})
