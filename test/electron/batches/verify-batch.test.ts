// What the command line says of a batch: the same as a station does.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JsonObject } from '../../../domain/documents/proof.ts'
import { fingerprintHere } from '../../../electron/batches/fingerprint-here.ts'
import { verifyCommand } from '../../../electron/verify.ts'
import { newFolder } from '../vault/samples.ts'
import {
  aReport,
  type BatchParts,
  chainOf,
  erasureCertificate,
  hashOfDocument,
  itsEvidence,
  keyNumbered,
  resummed,
  writeBatch,
} from './a-batch.ts'

const esat = keyNumbered(41)
let folder: Awaited<ReturnType<typeof newFolder>>
let own: readonly JsonObject[]
let good: BatchParts
beforeAll(async () => {
  folder = await newFolder()
  own = await chainOf(esat, 'ESA', 4)
  good = {
    ...{ key: esat, code: 'ESA', own: own.map(hashOfDocument) },
    documents: [...own.slice(2), await erasureCertificate()],
    attached: [aReport, ...(await itsEvidence())],
  }
})
afterAll(() => folder.remove())

const verify = async (...args: string[]) => {
  let said = ''
  const code = await verifyCommand(args, (text) => {
    said += text
  })
  return { code, said }
}

test('a batch that holds is told with its sender, its documents and its gaps', async () => {
  const path = await writeBatch(join(folder.path, 'lot.zip'), good)
  const { code, said } = await verify(path)
  expect(code).toBe(0)
  for (const words of ['ESA-000005', fingerprintHere(esat.did), 'Rangs 1 à 2']) expect(said).toContain(words)
  const json = await verify(path, '--json', '--lang', 'en')
  expect(JSON.parse(json.said)).toMatchObject({
    holds: true,
    files: [{ kind: 'batch', gaps: [{ kind: 'not-sent', from: 1, to: 2 }], manifest: { number: 'ESA-000005' } }],
  })
})

test('one that was changed, one that is none, and one that is not there end with 1 and say why', async () => {
  const changed = await writeBatch(join(folder.path, 'changed.zip'), {
    ...good,
    tamper: (files) => {
      files.set('data/documents.csv', Buffer.from('autre'))
      resummed(files)
    },
  })
  expect(await verify(changed)).toMatchObject({ code: 1 })
  const none = join(folder.path, 'none.zip')
  await writeFile(none, 'bonjour')
  const { code, said } = await verify(none, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(said)).toMatchObject({ files: [{ holds: false, reasons: [{ code: 'batch.not-zip' }] }] })
  expect(await verify(join(folder.path, 'absent.zip'))).toMatchObject({ code: 1 })
})

test('a batch whose name says nothing is known by what it begins with', async () => {
  const path = await writeBatch(join(folder.path, 'sans-nom'), good)
  expect(await verify(path)).toMatchObject({ code: 0 })
})
