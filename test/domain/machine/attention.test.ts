// What a technician sees first in a report, and which system will probably run.
import { describe, expect, test } from 'vitest'
import { deservesAttention } from '../../../domain/machine/attention.ts'
import { SECTIONS, Absence } from '../../../domain/machine/hardware-report.ts'
import { defaultEligibilityTable, EligibilityTable, eligibilityOf } from '../../../domain/machine/os-eligibility.ts'
import { sectionReasons } from '../../../domain/machine/section-reasons.ts'
import { say } from '../../../domain/words/sentences.ts'
import { aDisk, aReport } from '../erasure/a-report.ts'

const GIBI = 1024 ** 3
const codes = (report: ReturnType<typeof aReport>) => deservesAttention(report).map(({ code }) => code)
const base = aReport()

describe('What deserves attention', () => {
  test('is only the free slot on a good machine', () => {
    expect(codes(base)).toEqual(['machine.memory-free-slots'])
  })
  test('is the failing disk first, then what hides disks, what was not read, and what is worn', () => {
    const report = aReport({
      disks: [aDisk({ health: 'failing', doubts: ['pending-sectors', 'uncorrectable-sectors'] })],
      storageControllers: [{ name: 'Intel RST', driver: null, kind: 'raid', hidesDisks: true }],
      batteries: base.batteries.map((battery) => ({ ...battery, healthPercent: 41 })),
      sections: { memory: { state: 'unavailable', why: 'needs-root' } },
      memory: { ...base.memory, totalBytes: null },
    })
    expect(codes(report)).toEqual([
      'machine.disk-failing',
      'machine.controller-hides-disks',
      'machine.read-without-root',
      'machine.battery-spent',
    ])
    expect(say(deservesAttention(report)[0] as never, 'fr')).toContain('secteurs en attente, secteurs illisibles')
  })
  test('is a laptop without its battery, and soldered memory that is too little', () => {
    const module = {
      sizeBytes: 2 * GIBI,
      type: null,
      formFactor: null,
      locator: null,
      bank: null,
      maker: null,
      partNumber: null,
      serial: null,
      speedMts: null,
      configuredSpeedMts: null,
      ecc: null,
      soldered: true,
    }
    const report = aReport({
      batteries: [],
      memory: {
        totalBytes: 2 * GIBI,
        visibleBytes: null,
        maximumBytes: null,
        slots: { total: 1, used: 1 },
        modules: [module],
      },
    })
    expect(codes(report)).toEqual([
      'machine.battery-missing',
      'machine.little-memory',
      'machine.memory-soldered',
      'machine.windows-11-unlikely',
      'machine.system-little-memory',
    ])
  })
})

describe('Windows 11', () => {
  const windows = (report: typeof base) => eligibilityOf(report, defaultEligibilityTable)[0]
  test('is probable on an eighth generation with UEFI and TPM 2.0', () => {
    expect(windows(base)).toMatchObject({ outcome: 'probable' })
  })
  test('is unlikely on a fourth generation, even where the width of the processor was not read', () => {
    const processor = { ...base.processor, bits: null, generation: { family: 'Intel Core', number: 4 } }
    expect(windows({ ...base, processor })).toMatchObject({
      outcome: 'unlikely',
      lacking: [{ code: 'machine.system-processor-old' }],
    })
  })
  test('is unlikely without a TPM', () => {
    expect(windows(aReport({ tpm: { version: null, maker: null } }))).toMatchObject({ outcome: 'unlikely' })
  })
  test('is uncertain where the machine started the old way, or the TPM could not be read', () => {
    expect(windows({ ...base, firmware: { ...base.firmware, mode: 'legacy' } })).toMatchObject({ outcome: 'uncertain' })
    const unread = aReport({
      tpm: { version: null, maker: null },
      sections: { tpm: { state: 'unavailable', why: 'needs-root' } },
    })
    expect(windows(unread)).toMatchObject({ outcome: 'uncertain' })
  })
})

test('Linux is probable where Windows 11 is not', () => {
  const report = { ...base, processor: { ...base.processor, generation: { family: 'Intel Core', number: 4 } } }
  const outcomes = eligibilityOf(report, EligibilityTable.parse(defaultEligibilityTable)).map(({ outcome }) => outcome)
  expect(outcomes).toEqual(['unlikely', 'probable', 'probable', 'probable', 'probable'])
})

test('every way in which a section may not be read has its sentence', () => {
  for (const section of SECTIONS)
    for (const why of Absence.options)
      for (const language of ['fr', 'en'] as const) {
        const [whole] = sectionReasons(section, { state: 'unavailable', why })
        const [part] = sectionReasons(section, { state: 'partly', missing: [{ field: '0.serial', why }] })
        for (const reason of [whole, part])
          expect(reason && say(reason, language)).not.toMatch(/\{|^machine\.|section-/)
      }
})
