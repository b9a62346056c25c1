// Any batches, in any order, any number of times: every station that took them all in ends with the same documents, the same
// files and the same conflicts, whatever came between.
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conflictsOf, documentSet } from '../../../domain/documents/store.ts'
import { knownDocument } from '../../../domain/documents/verify.ts'
import type { JsonObject } from '../../../domain/documents/proof.ts'
import { newFolder } from '../vault/samples.ts'
import {
  aReport,
  type BatchParts,
  certificate,
  chainOf,
  erasureCertificate,
  hashOfDocument,
  itsEvidence,
  keyNumbered,
  writeBatch,
} from './a-batch.ts'
import { holdings, importFile, openSite, type Site } from './stations.ts'

const runs = process.env['ETABLI_LONG'] === '1' ? 40 : 4
const [esat, workshop] = [keyNumbered(71), keyNumbered(72)]

let folder: Awaited<ReturnType<typeof newFolder>>
let paths: readonly string[]
beforeAll(async () => {
  folder = await newFolder()
  const ofEsat = await chainOf(esat, 'ESA', 6)
  const ofWorkshop = await chainOf(workshop, 'ATE', 3)
  const own = ofEsat.map(hashOfDocument)
  const parts: readonly Omit<BatchParts, 'batchId'>[] = [
    { key: esat, code: 'ESA', own: own.slice(0, 2), documents: ofEsat.slice(0, 2), attached: [aReport] },
    { key: esat, code: 'ESA', own, documents: ofEsat.slice(1, 5) },
    // Everything that the workshop has, what came from the ESAT too.
    {
      ...{ key: workshop, code: 'ATE', own: ofWorkshop.map(hashOfDocument) },
      documents: [...ofWorkshop, ...ofEsat.slice(3)],
      attached: [aReport],
    },
    {
      ...{ key: workshop, code: 'ATE', own: ofWorkshop.map(hashOfDocument) },
      documents: [await erasureCertificate()],
      attached: await itsEvidence(),
    },
    // A copied key: another second document, in a chain that parts from the first.
    {
      ...{ key: esat, code: 'ESA', own: own.slice(0, 1) },
      documents: [
        (await certificate({
          ...{ key: esat, code: 'ESA', sequence: 2, previous: own[0] ?? null, machine: 99 },
        })) as unknown as JsonObject,
      ],
    },
  ]
  paths = await Promise.all(
    parts.map((each, index) =>
      writeBatch(join(folder.path, `lot-${String(index)}.zip`), {
        ...each,
        batchId: `00000000-0000-4000-8000-00000000080${String(index)}`,
      }),
    ),
  )
}, 60_000)
afterAll(() => folder.remove())

/** What a station holds, and what contradicts what in it. */
const stateOf = async (site: Site) => {
  const held = await holdings(site)
  const read = await site.workshop().get('documents.read', { hashes: held.documents })
  const stored = read.flatMap(({ hash, document }) => {
    const known = knownDocument(document)
    return known === null ? [] : [{ hash, document: known }]
  })
  return { ...held, readable: stored.length, conflicts: conflictsOf(documentSet(stored)) }
}

const after = async (order: readonly number[]) => {
  const site = await openSite('TIE')
  try {
    for (const index of order) expect(await importFile(site, paths[index] ?? '')).toMatchObject({ ok: true })
    return await stateOf(site)
  } finally {
    await site.close()
  }
}

test('every order, with repetitions, ends in one state', { timeout: 60_000 + runs * 30_000 }, async () => {
  const whole = await after([0, 1, 2, 3, 4])
  expect(whole.documents).toHaveLength(6 + 3 + 1 + 1 + 5)
  expect(whole.readable).toBe(whole.documents.length)
  expect(whole.conflicts.some(({ kind }) => kind === 'forked-chain')).toBe(true)
  const orders = fc
    .tuple(
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
      fc.array(fc.tuple(fc.nat(4), fc.nat(9)), { maxLength: 4 }),
    )
    .map(([order, again]) => again.reduce((all, [which, at]) => all.toSpliced(at % (all.length + 1), 0, which), order))
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      expect(await after(order)).toEqual(whole)
    }),
    { numRuns: runs },
  )
})

test('every pair of batches, in both orders, ends in one state', { timeout: 300_000 }, async () => {
  const pairs = [0, 1, 2, 3].flatMap((one) => [1, 2, 3, 4].filter((other) => other > one).map((other) => [one, other]))
  for (const [one = 0, other = 0] of pairs) {
    expect(await after([one, other])).toEqual(await after([other, one, one]))
  }
})
