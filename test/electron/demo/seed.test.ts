import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { examineText } from '../../../domain/documents/verify.ts'
import { cryptography } from '../../../electron/documents/cryptography.ts'
import { createLog } from '../../../electron/log/log.ts'
import { openStation } from '../../../electron/open-station.ts'

const openDemo = async (dataFolder: string) => {
  const build = join(dataFolder, '..', `${dataFolder.split('/').at(-1) ?? ''}-build.json`)
  await writeFile(build, JSON.stringify({ version: '0.0.0', builtAt: '2026-01-01T00:00:00.000Z' }))
  return openStation({
    dataFolder,
    shell: 'memory',
    demo: true,
    testLoopDevices: false,
    print: () => Promise.resolve(new Uint8Array()),
    build: pathToFileURL(build),
    log: createLog({ now: () => new Date() }),
    report: (fault) => {
      throw fault
    },
  })
}

const options = { onProgress: () => undefined, signal: new AbortController().signal }

const kindsOf = async (station: Awaited<ReturnType<typeof openDemo>>): Promise<readonly string[]> => {
  const reply = await station.answer('journal.read', { after: 0, limit: 1000 }, options)
  if (!reply.ok) throw new Error(reply.error.message)
  const { frames } = reply.value as { frames: { frame: { entry: { kind: string } } }[] }
  return frames.map(({ frame }) => frame.entry.kind)
}

const documentsOf = async (station: Awaited<ReturnType<typeof openDemo>>): Promise<readonly unknown[]> => {
  const reply = await station.answer('journal.read', { after: 0, limit: 1000 }, options)
  if (!reply.ok) throw new Error(reply.error.message)
  const { frames } = reply.value as { frames: { frame: { entry: { document?: unknown } } }[] }
  return frames.flatMap(({ frame: { entry } }) => (entry.document === undefined ? [] : [entry.document]))
}

test('the demo shows a workshop in full activity, and is filled once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-demo-'))
  const first = await openDemo(folder)
  const kinds = await kindsOf(first)
  const documents = await documentsOf(first)
  await first.close()
  // Each says in its signed data that it is worth nothing, and still verifies as what it is.
  for (const document of documents) {
    expect(document).toMatchObject({ credentialSubject: { demonstration: true } })
    const { verification, document: read } = await examineText(JSON.stringify(document), cryptography)
    expect(verification.holds).toBe(true)
    expect(read?.credentialSubject.demonstration).toBe(true)
  }
  expect(kinds.filter((kind) => kind === 'report')).toHaveLength(6)
  // Two certificates, one withdrawal and one dismantling sheet.
  expect(kinds.filter((kind) => kind === 'document')).toHaveLength(4)
  for (const kind of ['settlement', 'part', 'intake', 'dismantling-order', 'dismantling', 'attestation'])
    expect(kinds).toContain(kind)

  const again = await openDemo(folder)
  expect(await kindsOf(again)).toEqual(kinds)
  await again.close()
})
