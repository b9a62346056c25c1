// French and English say the same things: the same keys, the same placeholders; and no screen asks for a key that is
// not there.
import { describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../domain/contract.ts'
import { DocumentKind } from '../../../domain/documents/document.ts'
import { DiskVerdict } from '../../../domain/documents/certified-disk.ts'
import { LooseDiskStatement } from '../../../domain/documents/erasure-certificate.ts'
import { ErasureFace } from '../../../domain/documents/refurbishment-certificate.ts'
import { DiskPhase } from '../../../domain/erasure/disk-job.ts'
import { EvidenceForm } from '../../../domain/erasure/evidence/form.ts'
import { DestructionTechnique, ErasureCategory, ErasureTechnique } from '../../../domain/erasure/method.ts'
import { Expectation } from '../../../domain/erasure/read-back/read-back.ts'
import { AttestationCause, SettlementOutcome } from '../../../domain/erasure/settlement.ts'
import { Absence, DiskDoubt, DiskKind, SECTIONS } from '../../../domain/machine/hardware-report.ts'
import { EquipmentKind } from '../../../domain/machine/equipment.ts'
import { PartEvent, PartKind } from '../../../domain/parts/part.ts'
import { Activity, ErasureMinimum, PersonRole } from '../../../domain/station/station.ts'
import { ConfirmableAction } from '../../../domain/supervision/confirmation.ts'
import { reason } from '../../../domain/words/reason.ts'
import { say } from '../../../domain/words/sentences.ts'
import { formatsOf, i18n, messagesOf } from '../../../renderer/i18n.ts'

const flat = (messages: object, path = ''): Map<string, string> => {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(messages) as [string, unknown][]) {
    const here = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') found.set(here, value)
    else if (typeof value === 'object' && value !== null)
      for (const [at, text] of flat(value, here)) found.set(at, text)
  }
  return found
}
const french = flat(messagesOf('fr'))
const english = flat(messagesOf('en'))
const placeholders = (text: string | undefined) => [...new Set((text ?? '').match(/\{\w+\}/g))].sort()

const sources = import.meta.glob<string>(['../../../renderer/**/*.vue', '../../../renderer/**/*.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

describe('the two languages', () => {
  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort())
  })

  it('fill in the same figures', () => {
    for (const [key, text] of french) expect(placeholders(english.get(key)), key).toEqual(placeholders(text))
  })

  it('leave nothing empty', () => {
    for (const [key, text] of [...french, ...english]) expect(text.trim(), key).not.toBe('')
  })

  it('know every key that a screen names', () => {
    const missing = Object.entries(sources).flatMap(([file, source]) =>
      [...source.matchAll(/\bt\(\s*'([a-z-]+\.[\w.-]+)'/gi)]
        .map(([, key]) => key ?? '')
        .filter((key) => !french.has(key))
        .map((key) => `${file}: ${key}`),
    )
    expect(missing).toEqual([])
  })

  // Keys that a screen makes of a word of the trade: `t(`paper.openingWhy.${why}`)`.
  it.each<[string, readonly string[]]>([
    ['common.failure', ErrorCode.options],
    ['common.activity', Activity.options],
    ['common.role', PersonRole.options],
    ['setup.erasure', ErasureMinimum.options],
    ['bench.start.kinds', EquipmentKind.options],
    ['documents.kinds', DocumentKind.options],
    ['supervision.title', ConfirmableAction.options.map(({ shape }) => shape.kind.value)],
    ['supervision.sentence', ConfirmableAction.options.map(({ shape }) => shape.kind.value)],
    ['erasure.attest.text', AttestationCause.options],
    ['erasure.technique', ErasureTechnique.options],
    ['erasure.destruction', DestructionTechnique.options],
    ['erasure.verdict', DiskVerdict.options],
    [
      'erasure.what',
      SettlementOutcome.options.map(({ shape }) => shape.kind.value).filter((kind) => kind !== 'evidence'),
    ],
    ['disks.phase', DiskPhase.options],
    ['disks.phaseShort', DiskPhase.options],
    ['disks.expectation', Expectation.options.map(({ shape }) => shape.kind.value)],
    ['disks.category', ErasureCategory.options],
    ['evidence.form', EvidenceForm.options],
    ['report.section', SECTIONS],
    ['report.diskKind', DiskKind.options],
    ['report.doubt', DiskDoubt.options],
    ['report.why', Absence.options],
    ['report.todo', Absence.options],
    ['paper.openingWhy', AttestationCause.options],
    ['paper.technique', ErasureTechnique.options],
    ['paper.destruction', DestructionTechnique.options],
    ['paper.verdict', DiskVerdict.options.filter((verdict) => verdict !== 'verified')],
    ['paper.face', ErasureFace.shape.statement.options],
    ['paper.faceHelp', ErasureFace.shape.statement.options],
    ['paper.statement', LooseDiskStatement.options],
    ['paper.statementHelp', LooseDiskStatement.options],
    ['paper.minimum', ErasureMinimum.options],
    ['paper.expected', Expectation.options.map(({ shape }) => shape.kind.value)],
    ['paper.diskKind', DiskKind.options],
    ['paper.equipment', EquipmentKind.options],
    ['parts.kind', PartKind.options],
    ['parts.event', PartEvent.options.map(({ shape }) => shape.what.value).filter((what) => what !== 'tested')],
  ])('have a word under %s for each of the trade’s', (place, words) => {
    expect(words.filter((word) => !french.has(`${place}.${word}`))).toEqual([])
  })
})

describe('who is not at the station yet', () => {
  it('is sent to a button by the words that stand on it, which say what it does', () => {
    for (const [language, messages] of [
      ['fr', french],
      ['en', english],
    ] as const) {
      const word = messages.get('common.person.nobody') ?? ''
      expect(say(reason('supervision.nobody-at-station'), language)).toContain(word)
      expect(word).toMatch(/^(Dire|Say) /)
    }
  })
})

describe('the French of the screen', () => {
  it('counts none as one', () => {
    const { t } = i18n.global
    expect(t('parts.count', { n: 0 }, 0)).toBe('0 pièce en stock')
    expect(t('parts.count', { n: 1 }, 1)).toBe('1 pièce en stock')
    expect(t('parts.count', { n: 2 }, 2)).toBe('2 pièces en stock')
    expect(t('intake.dismantle.chosen', 0)).toBe('Aucune machine choisie')
    expect(t('intake.dismantle.chosen', 2)).toBe('2 machines choisies')
  })

  it('writes the first of a month as people do', () => {
    const formats = formatsOf('fr')
    expect(formats.date('2027-05-01T12:00:00.000Z')).toBe('1er mai 2027')
    expect(formats.shortDate('2027-05-01T12:00:00.000Z')).toBe('1er mai 2027')
    expect(formats.dateTime('2027-05-21T12:00:00.000Z')).toContain('21 mai 2027')
  })

  it('writes the typographic apostrophe and never promises what nobody can', () => {
    for (const [key, text] of french) {
      expect(text, key).not.toMatch(/[a-zà-ÿ]'[a-zà-ÿ]/i)
      expect(text, key).not.toMatch(/irrécupérable|FALC/i)
    }
  })

  it('sets a narrow no-break space before ; : ! ? % and inside « »', () => {
    for (const [key, text] of french) expect(text, key).not.toMatch(/[ \u00a0][;:!?%»]|«[ \u00a0]/)
  })
})
