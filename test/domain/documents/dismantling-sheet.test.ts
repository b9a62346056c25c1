// What a dismantling sheet rests on and says, and that a sheet which contradicts itself does not hold, however well it is signed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DismantlingSheetSubject } from '../../../domain/documents/dismantling-sheet.ts'
import { deriveSheet, type DismantlingSheetBasis } from '../../../domain/documents/dismantling-sheet-derivation.ts'
import { examine } from '../../../domain/documents/verify.ts'
import { dismantlingFile, medium } from '../dismantling/a-file.ts'
import { report, ssd } from './bench.ts'
import { sha256, verifySignature } from './cryptography.ts'
import { boxed, boxedDisk, opening, sheetBasis, sheetSubjectOf, signedSheet } from './sheet-bench.ts'

const reasonsFor = async (changes: Partial<DismantlingSheetBasis>): Promise<readonly string[]> => {
  const derived = deriveSheet(await sheetBasis(changes))
  return derived.ok ? [] : derived.reasons.map(({ code }) => code)
}

describe('a dismantling sheet', () => {
  test('takes the names that a report read before those that a person typed', async () => {
    const { machine } = await sheetSubjectOf()
    expect(machine.make).toEqual({ basis: 'declared', text: 'Goéland' })
    const read = await sheetSubjectOf({
      reports: [
        { hash: 'b'.repeat(64), report: report({ takenAt: '2026-11-02T08:30:00Z', disks: [] }), source: 'file' },
      ],
      attestations: (await sheetBasis()).attestations.map(({ what, confirmation }) => ({
        what: { ...what, reportHash: 'b'.repeat(64), why: 'no-disk' as const },
        confirmation,
      })),
    })
    expect(read.machine.model).toEqual({ basis: 'measured', text: 'G14' })
    expect(read.machine.serial).toEqual({ basis: 'measured', text: 'GLD-42' })
  })

  test('says which list its codes were taken from', async () => {
    const { fractions } = await sheetSubjectOf()
    expect(fractions[0]?.code).toMatchObject({ code: '19 12 02', edition: '2014/955/UE', validTo: null })
  })

  test('names no worker', async () => {
    expect(JSON.stringify(await sheetSubjectOf())).not.toContain('OPR3')
  })

  test('is refused with another machine’s file, and without an order', async () => {
    const other = dismantlingFile({ machineId: '00000000-0000-4000-8000-000000000009' })
    expect(await reasonsFor({ file: other })).toContain('dismantling.other-machine')
    expect(await reasonsFor({ order: null })).toContain('dismantling.not-ordered')
  })

  test('is refused while a settlement has no confirmation of a supervisor for it', async () => {
    const [settlement] = (await sheetBasis()).settlements
    if (settlement === undefined) throw new Error('there is one')
    const forged = {
      ...settlement,
      confirmation: { ...settlement.confirmation, action: { kind: 'correct-clock' as const, subject: 'a'.repeat(64) } },
    }
    expect(await reasonsFor({ settlements: [forged] })).toContain('documents.settlement-unconfirmed')
  })
})

describe('a signed sheet', () => {
  const verified = async (change: (subject: DismantlingSheetSubject) => DismantlingSheetSubject) => {
    const { verification } = await examine(await signedSheet(change(await sheetSubjectOf())), {
      sha256,
      verify: verifySignature,
    })
    return {
      holds: verification.holds,
      reasons: verification.checks.flatMap(({ reasons }) => reasons.map(({ code }) => code)),
    }
  }
  type Change = (subject: DismantlingSheetSubject) => DismantlingSheetSubject
  const first = <T>([one, ...others]: readonly T[], change: (one: T) => T): T[] => {
    if (one === undefined) throw new Error('there is none')
    return [change(one), ...others]
  }

  test('holds', async () => {
    expect(await verified((subject) => subject)).toEqual({ holds: true, reasons: [] })
  })

  test.each<readonly [string, string, Change]>([
    [
      'a weight that its balance does not know',
      'documents.sheet-balance',
      (of) => ({ ...of, fractions: first(of.fractions, (one) => ({ ...one, grams: 40_000 })) }),
    ],
    [
      'a balance that says it fits where half is missing',
      'documents.sheet-balance',
      (of) => ({ ...of, balance: { ...of.balance, grossGrams: 50_000 } }),
    ],
    [
      'hazardous waste that is called harmless',
      'documents.sheet-code-hazard',
      (of) => ({ ...of, fractions: first(of.fractions, (one) => ({ ...one, hazardous: true })) }),
    ],
    [
      'a code that had ended on its day',
      'documents.sheet-code-day',
      (of) => ({
        ...of,
        fractions: first(of.fractions, (one) => ({ ...one, code: { ...one.code, validTo: '2026-11-24' } })),
      }),
    ],
    ['a day on which it was not signed', 'documents.sheet-day', (of) => ({ ...of, day: '2026-11-08' })],
    ['a disk found that is answered for nowhere', 'documents.sheet-media', (of) => ({ ...of, mediaFound: 2 })],
    ['a disk that was left out of it', 'documents.erasure-face', (of) => ({ ...of, disks: [], mediaFound: 0 })],
    ['disks that nobody looked for', 'documents.disks-not-looked-for', (of) => ({ ...of, openings: [] })],
    [
      'a battery that is still inside',
      'dismantling.annex-present',
      (of) => ({
        ...of,
        annexVii: of.annexVii.map((one) => (one.item === 'batteries' ? { ...one, present: true } : one)),
      }),
    ],
    [
      'a question of the annex that it leaves open',
      'dismantling.annex-unanswered',
      (of) => ({ ...of, annexVii: of.annexVii.slice(1) }),
    ],
    [
      'one fraction counted twice',
      'documents.sheet-line-twice',
      (of) => ({ ...of, fractions: [...of.fractions, ...of.fractions.slice(0, 1)] }),
    ],
  ])('does not hold with %s', async (_, code, change) => {
    const { holds, reasons } = await verified(change)
    expect(holds).toBe(false)
    expect(reasons).toContain(code)
  })

  test('lists its disk under the name that was read off it', async () => {
    const { disks } = await sheetSubjectOf()
    expect(disks).toMatchObject([{ serial: boxedDisk.serial, verdict: 'removed' }])
  })
})

describe('no disk escapes a sheet', () => {
  const serials = ['AAA-1', 'BBB-2', 'CCC-3'] as const
  const identity = (serial: string) => ({ serial, wwn: null, model: `Cormoran ${serial}`, sizeBytes: 250_059_350_016 })
  const some = fc.subarray([...serials])

  test('whatever was reported, found, named, attested and settled: signed, it answers for every disk that was seen', async () => {
    let signed = 0
    await fc.assert(
      fc.asyncProperty(
        some,
        some,
        some,
        some,
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        async (reported, attested, settled, named, mediaFound, opened) => {
          const hash = 'b'.repeat(64)
          const disks = reported.map((serial) => ({
            ...ssd,
            ...identity(serial),
            path: `/dev/${serial}`,
            majorMinor: null,
          }))
          const shown = report({ takenAt: '2026-11-25T08:30:00Z', disks })
          const reports = reported.length === 0 ? [] : [{ hash, report: shown, source: 'file' as const }]
          const attestation = opening(attested.map(identity))
          const why = reports.length === 0 ? ('no-report' as const) : ('incomplete' as const)
          const what = { ...attestation.what, why, reportHash: reports.length === 0 ? null : hash }
          const derived = deriveSheet(
            await sheetBasis({
              reports,
              attestations: opened ? [{ ...attestation, what }] : [],
              settlements: settled.map((serial, place) => boxed(700 + place * 10, identity(serial))),
              file: dismantlingFile({ mediaFound, media: named.map((serial) => medium(serial)) }),
            }),
          )
          if (!derived.ok) return
          signed++
          const answered = derived.subject.disks.map(({ serial }) => serial)
          const seen = [...reported, ...(opened ? attested : []), ...settled, ...named]
          for (const serial of seen) expect(answered).toContain(serial)
          expect(derived.subject.mediaFound).toBeLessThanOrEqual(answered.length)
          expect(derived.subject.disks.every(({ verdict }) => verdict === 'removed')).toBe(true)
        },
      ),
      { numRuns: 600 },
    )
    // Some of these machines are in order, or the property would say nothing.
    expect(signed).toBeGreaterThan(5)
  })
})
