// How a document's words about one disk stand on paper, in its language: figures, method, reading, people. It says only what
// the document says; nothing is computed here but its wording.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CertifiedDisk, Treatment } from '../../domain/documents/certified-disk.ts'
import type { ConfirmedBy } from '../../domain/documents/document.ts'
import type { Language } from '../../domain/words/reason.ts'
import { formatsOf } from '../i18n.ts'

/** The name of a fact, and what stands for it. */
export type PaperFact = readonly [name: string, value: string]

export const dash = '—'

/** As many letters of a name as one column of four holds in bold, and as two hold. */
const ONE_COLUMN = 18
const TWO_COLUMNS = 40

/** How much of a row a fact takes: what a disk calls itself may be long, and is not broken in the middle then. */
export const spanOf = (fact: string, value: string): 'one' | 'two' | 'all' => {
  if (fact === 'when') return value.includes('→') ? 'two' : 'one'
  if (fact !== 'diskSerial' || value.length <= ONE_COLUMN) return 'one'
  return value.length <= TWO_COLUMNS ? 'two' : 'all'
}

export const useDiskWords = (languageOf: () => Language) => {
  const { t } = useI18n()
  const say = (key: string, named: Record<string, unknown> = {}) => t(`paper.${key}`, named, { locale: languageOf() })
  const formats = computed(() => formatsOf(languageOf()))

  const known = (value: string | number | null | undefined): string =>
    value === null || value === undefined || value === '' ? dash : String(value)
  const dated = (instant: string | null) => (instant === null ? dash : formats.value.dateTime(instant))
  const joined = (parts: readonly (string | null | undefined)[], by = ' · ') =>
    parts.filter((part) => part != null && part !== '').join(by)

  const sized = (bytes: number | null) =>
    bytes === null
      ? dash
      : say('sizeValue', { size: formats.value.diskSize(bytes), bytes: formats.value.number(bytes) })
  const counted = (bytes: number | null) => (bytes === null ? dash : formats.value.number(bytes))

  const confirmed = (by: ConfirmedBy) =>
    joined(
      [
        by.supervisor,
        dated(by.at),
        by.ownWork ? say('ownWork') : null,
        by.byRecoveryCode ? say('byRecoveryCode') : null,
      ],
      ', ',
    )

  const name = (disk: CertifiedDisk) => joined([disk.make, disk.model], ' ') || say('unnamedDisk')

  const verdict = (disk: CertifiedDisk) =>
    disk.verdict === 'verified' && disk.how !== null
      ? say(`verdict.verified-${disk.how}`)
      : say(`verdict.${disk.verdict}`)

  const method = ({ destruction, method: done }: Treatment): string => {
    if (destruction !== null) return say(`destruction.${destruction}`)
    if (done === null) return dash
    const { category, technique, edition } = done
    return say('methodValue', {
      category: say(`category.${category}`),
      technique: say(`technique.${technique}`),
      edition,
    })
  }

  const tool = ({ tool: used }: Treatment) => (used === null ? dash : joined([used.name, used.version], ' '))

  /** The day is said once where it is one. */
  const spanned = (from: string, to: string) => {
    const isOneDay = formats.value.date(from) === formats.value.date(to)
    return `${dated(from)} → ${isOneDay ? formats.value.time(to) : dated(to)}`
  }
  const when = ({ startedAt, endedAt }: Treatment) =>
    startedAt === null ? dated(endedAt) : spanned(startedAt, endedAt)

  /** A verification that was only declared says so: « complète » alone would sound measured. */
  const verification = ({ verification: { method: how, coveragePercent, basis } }: Treatment): string => {
    const words = say(`verificationMethod.${how}`)
    if (basis === 'declared' && how !== 'none') return say('verificationDeclared', { method: words })
    return coveragePercent === null
      ? words
      : say('verificationCoverage', { method: words, percent: formats.value.percent(coveragePercent) })
  }

  const basis = (disk: CertifiedDisk) =>
    disk.how === 'log' ? say('origin.log') : say(`basis.${disk.treatment?.basis ?? disk.basis}`)

  /** The station's own reading, without which nothing is witnessed; null where there was none. */
  const readBack = (disk: CertifiedDisk): string | null => {
    const read = disk.treatment?.readBack
    if (read == null || disk.how !== 'witnessed') return null
    return say('readBackValue', {
      version: known(read.tool.version),
      span: spanned(read.startedAt, read.endedAt),
      expected: say(`expected.${read.expected}`),
    })
  }

  const link = ({ evidenceLink }: CertifiedDisk): string | null =>
    evidenceLink == null ? null : say('linked', { run: evidenceLink.run, device: evidenceLink.device })

  /** What was done to it, in the order in which somebody asks. */
  const treatmentFacts = (disk: CertifiedDisk): readonly PaperFact[] => {
    const done = disk.treatment
    if (done === null) return []
    const read = readBack(disk)
    return [
      ['method', method(done)],
      ...(done.detail ? [['toolMethod', done.detail] as const] : []),
      ['tool', tool(done)],
      ['when', when(done)],
      ['verification', verification(done)],
      ...(done.bytesWritten === null && done.bytesRead === null
        ? []
        : [['bytes', `${counted(done.bytesWritten)} / ${counted(done.bytesRead)}`] as const]),
      ...(read === null ? [] : [['readBack', read] as const]),
    ]
  }

  return { say, formats, known, dated, joined, sized, counted, confirmed, name, verdict, basis, link, treatmentFacts }
}
