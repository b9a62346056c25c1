// What was signed once is verified for ever: documents of every past version, as they were written then.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withEvidence } from '../../../domain/documents/evidence-check.ts'
import { examineText } from '../../../domain/documents/verify.ts'
import { sha256, verifySignature } from './cryptography.ts'
import { hashOfText } from './loose-disk-bench.ts'

const frozen = (name: string) => readFileSync(new URL(`../../fixtures/documents/${name}`, import.meta.url), 'utf8')
const examined = (name: string) => examineText(frozen(name), { sha256, verify: verifySignature })

test.each(['refurbishment-certificate-v1', 'erasure-certificate-v1', 'dismantling-sheet-v1'])(
  'a %s holds',
  async (name) => {
    const { verification, document } = await examined(`${name}.json`)
    expect(verification.checks.filter(({ outcome }) => outcome !== 'holds')).toEqual([])
    expect(document?.credentialSubject.number).toBe('AT1-000001')
  },
)

test('an erasure certificate holds against the evidence of its time', async () => {
  const log = frozen('erasure-certificate-v1.log')
  const read = frozen('erasure-certificate-v1.read-back.txt')
  const { verification } = withEvidence(await examined('erasure-certificate-v1.json'), [
    { hash: hashOfText(log), form: 'nwipe-log', text: log },
    { hash: hashOfText(read), form: 'read-back', text: read },
  ])
  expect(verification.checks.at(-1)).toEqual({ name: 'evidence', outcome: 'holds', reasons: [] })
})

test.each([
  ['handover-slip-v1', 'handed-over'],
  ['return-slip-v1', 'returned'],
] as const)('a %s holds, and names nobody', async (name, movement) => {
  const { verification, document } = await examined(`${name}.json`)
  expect(verification.checks.filter(({ outcome }) => outcome !== 'holds')).toEqual([])
  expect(document?.credentialSubject).toMatchObject({ kind: 'handover-slip', movement })
  expect(frozen(`${name}.json`)).not.toMatch(/Z[ée]nobie/)
})
