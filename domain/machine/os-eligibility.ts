// Which operating systems a machine will probably run, by a dated table that the workshop may change. A probability, never
// a promise: makers' own lists decide, and nothing here goes around them.
import { z } from 'zod'
import { reason, type Reason } from '../words/reason.ts'
import { listMayBeShort } from './completeness.ts'
import type { HardwareReport } from './hardware-report.ts'

export const OperatingSystemNeeds = z.strictObject({
  id: z.string().min(1).max(60),
  name: z.string().min(1).max(80),
  bits: z.union([z.literal(32), z.literal(64)]),
  memoryBytes: z.int().min(1),
  /** Runs well from here on; null where the makers give one figure only. */
  comfortableMemoryBytes: z.int().min(1).nullable(),
  diskBytes: z.int().min(1),
  needsUefi: z.boolean(),
  needsTpm: z.enum(['1.2', '2.0']).nullable(),
  /** The least generation by family; empty: any processor will do. A family that is not named is not told. */
  generations: z.array(z.strictObject({ family: z.string().min(1).max(60), least: z.int().min(1) })).max(50),
})
export type OperatingSystemNeeds = z.infer<typeof OperatingSystemNeeds>

export const EligibilityTable = z.strictObject({
  /** The day on which its figures were last looked at. */
  asOf: z.iso.date(),
  systems: z.array(OperatingSystemNeeds).max(50),
})
export type EligibilityTable = z.infer<typeof EligibilityTable>

const GIBI = 1024 ** 3
const GIGA = 1e9

const linux = (id: string, name: string, comfortableMemoryBytes: number | null): OperatingSystemNeeds => ({
  id,
  name,
  bits: 64,
  memoryBytes: 2 * GIBI,
  comfortableMemoryBytes,
  diskBytes: 20 * GIGA,
  needsUefi: false,
  needsTpm: null,
  generations: [],
})

/** Windows 10 is not in it: its support ended on 14 October 2025. */
export const defaultEligibilityTable: EligibilityTable = {
  asOf: '2026-11-01',
  systems: [
    {
      id: 'windows-11',
      name: 'Windows 11',
      bits: 64,
      memoryBytes: 4 * GIBI,
      comfortableMemoryBytes: 8 * GIBI,
      diskBytes: 64 * GIGA,
      needsUefi: true,
      needsTpm: '2.0',
      generations: [
        { family: 'Intel Core', least: 8 },
        { family: 'Intel Core Ultra', least: 1 },
        { family: 'AMD Ryzen', least: 2 },
        { family: 'AMD Ryzen AI', least: 1 },
      ],
    },
    linux('linux-mint-22', 'Linux Mint 22', 4 * GIBI),
    linux('debian', 'Debian', null),
    linux('emmabuntus', 'Emmabuntüs', null),
    linux('primtux', 'PrimTux', null),
  ],
}

export type Eligibility = {
  readonly system: OperatingSystemNeeds
  /** `unlikely`: something it needs is not there. `uncertain`: something could not be read. */
  readonly outcome: 'probable' | 'unlikely' | 'uncertain'
  readonly lacking: readonly Reason[]
  readonly unknown: readonly Reason[]
}

type Finding = { readonly lacking: readonly Reason[]; readonly unknown: readonly Reason[] }
const fine: Finding = { lacking: [], unknown: [] }
const lacks = (why: Reason): Finding => ({ lacking: [why], unknown: [] })
const cannotTell = (why: Reason): Finding => ({ lacking: [], unknown: [why] })

const processorFinding = ({ processor }: HardwareReport, { bits, generations }: OperatingSystemNeeds): Finding => {
  if (processor.bits !== null && processor.bits < bits) return lacks(reason('machine.system-needs-64-bit'))
  if (generations.length === 0)
    return processor.bits === null ? cannotTell(reason('machine.system-processor-unknown')) : fine
  // A generation that is recent enough says more than the width, which may not have been read.
  const { generation } = processor
  const known = generations.find(({ family }) => family === generation?.family)
  if (generation === null || known === undefined) return cannotTell(reason('machine.system-processor-unknown'))
  return generation.number >= known.least
    ? fine
    : lacks(
        reason('machine.system-processor-old', {
          family: generation.family,
          generation: generation.number,
          needed: known.least,
        }),
      )
}

const memoryFinding = ({ memory }: HardwareReport, { memoryBytes }: OperatingSystemNeeds): Finding => {
  if (memory.totalBytes !== null)
    return memory.totalBytes >= memoryBytes
      ? fine
      : lacks(reason('machine.system-little-memory', { bytes: memory.totalBytes, needed: memoryBytes }))
  // What the system sees is a floor: enough is enough, and too little may be a little more.
  return memory.visibleBytes !== null && memory.visibleBytes >= memoryBytes
    ? fine
    : cannotTell(reason('machine.system-memory-unknown'))
}

const diskFinding = ({ disks, sections }: HardwareReport, { diskBytes }: OperatingSystemNeeds): Finding => {
  const sizes = disks.filter(({ kind, interface: bus }) => kind !== 'usb' && kind !== 'sd' && bus !== 'usb')
  if (sizes.some(({ sizeBytes }) => sizeBytes !== null && sizeBytes >= diskBytes)) return fine
  return sizes.some(({ sizeBytes }) => sizeBytes === null) || listMayBeShort(sections.disks)
    ? cannotTell(reason('machine.system-disk-unknown'))
    : lacks(reason('machine.system-small-disk', { needed: diskBytes }))
}

/** A machine that started the old way can often start the new one: a setting, and so a doubt rather than a lack. */
const firmwareFinding = ({ firmware }: HardwareReport, { needsUefi }: OperatingSystemNeeds): Finding =>
  !needsUefi || firmware.mode === 'uefi' ? fine : cannotTell(reason('machine.system-needs-uefi'))

const tpmFinding = ({ tpm, sections }: HardwareReport, { needsTpm }: OperatingSystemNeeds): Finding => {
  if (needsTpm === null) return fine
  if (tpm.version !== null)
    return Number.parseFloat(tpm.version) >= Number.parseFloat(needsTpm)
      ? fine
      : lacks(reason('machine.system-old-tpm', { version: tpm.version, needed: needsTpm }))
  const isAbsent = sections.tpm.state === 'unavailable' && sections.tpm.why === 'not-present'
  return isAbsent || sections.tpm.state === 'read'
    ? lacks(reason('machine.system-no-tpm', { needed: needsTpm }))
    : cannotTell(reason('machine.system-tpm-unknown'))
}

/** What the report says for and against each system of the table, in the table's order. */
export const eligibilityOf = (report: HardwareReport, table: EligibilityTable): readonly Eligibility[] =>
  table.systems.map((system) => {
    const findings = [processorFinding, memoryFinding, diskFinding, firmwareFinding, tpmFinding].map((find) =>
      find(report, system),
    )
    const lacking = findings.flatMap((finding) => finding.lacking)
    const unknown = findings.flatMap((finding) => finding.unknown)
    return {
      system,
      outcome: lacking.length > 0 ? 'unlikely' : unknown.length > 0 ? 'uncertain' : 'probable',
      lacking,
      unknown,
    }
  })
