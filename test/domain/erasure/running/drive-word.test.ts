// A drive's word counts only for what changed since before the command: its last success may be years old.
import { describe, expect, test } from 'vitest'
import {
  type AtaStatus,
  type DriveStatus,
  type NvmeStatus,
  SanitizeState,
} from '../../../../domain/erasure/running/drive-status.ts'
import {
  doubtsOfDrive,
  doubtsOfSanitize,
  doubtsOfSecurityErase,
  type DriveRecord,
} from '../../../../domain/erasure/running/drive-word.ts'
import { type ErasureTechnique, nistEdition } from '../../../../domain/erasure/method.ts'
import { Language } from '../../../../domain/words/reason.ts'
import { say } from '../../../../domain/words/sentences.ts'

const nvme = (state: SanitizeState, globalErased = false): NvmeStatus => ({
  kind: 'nvme',
  namespaces: 1,
  formatsAll: false,
  formatsCrypto: true,
  lbaFormat: 0,
  deallocatedReads: 'zeros',
  sanitize: { techniques: ['block-erase'], state, percent: null, globalErased },
})

const ata = (
  security: Partial<NonNullable<AtaStatus['security']>> | null,
  state: SanitizeState = 'idle',
): AtaStatus => ({
  kind: 'ata',
  security:
    security === null
      ? null
      : {
          supported: true,
          enabled: false,
          locked: false,
          frozen: false,
          expired: false,
          enhanced: true,
          eraseMinutes: 2,
          enhancedMinutes: 2,
          ...security,
        },
  sanitize: { techniques: ['block-erase'], state, percent: null },
})

const codes = (doubts: readonly { readonly code: string }[]) => doubts.map(({ code }) => code)

describe('After a sanitize, the drive’s word', () => {
  test('is taken where it never was sanitized before, or was seen at it', () => {
    expect(doubtsOfSanitize(nvme('never'), nvme('succeeded'), false)).toEqual([])
    expect(doubtsOfSanitize(ata({}, 'idle'), ata({}, 'succeeded'), false)).toEqual([])
    expect(doubtsOfSanitize(nvme('succeeded'), nvme('succeeded'), true)).toEqual([])
    expect(doubtsOfSanitize(nvme('failed'), nvme('succeeded'), false)).toEqual([])
  })

  test('is an old one where it said the same before and nobody saw it begin', () => {
    expect(codes(doubtsOfSanitize(ata({}, 'succeeded'), ata({}, 'succeeded'), false))).toEqual(['erase.drive-word-old'])
    expect(codes(doubtsOfSanitize(nvme('succeeded', true), nvme('succeeded', true), false))).toEqual([
      'erase.drive-word-old',
    ])
    // It had been written since, and now has not.
    expect(doubtsOfSanitize(nvme('succeeded', false), nvme('succeeded', true), false)).toEqual([])
  })

  test('is against it where it failed, still runs, or never began; and none where the drive is silent', () => {
    for (const state of ['failed', 'in-progress', 'never', 'idle', 'frozen'] as const) {
      expect(codes(doubtsOfSanitize(nvme('never'), nvme(state), true))).toEqual(['erase.drive-says-failed'])
    }
    expect(codes(doubtsOfSanitize(nvme('never'), null, true))).toEqual(['erase.drive-silent'])
    expect(codes(doubtsOfSanitize(null, nvme('succeeded'), true))).toEqual(['erase.drive-silent'])
    expect(codes(doubtsOfSanitize(nvme('never'), nvme('unknown'), true))).toEqual(['erase.drive-silent'])
  })
})

describe('After a security erase, the drive’s word', () => {
  test('is that it gave up the password that it had', () => {
    expect(doubtsOfSecurityErase(ata({ enabled: true }), ata({}))).toEqual([])
  })

  test('is against it where the password is still there, or never was', () => {
    expect(codes(doubtsOfSecurityErase(ata({ enabled: true }), ata({ enabled: true })))).toEqual([
      'erase.drive-says-failed',
    ])
    expect(codes(doubtsOfSecurityErase(ata({ enabled: true }), ata({ locked: true })))).toEqual([
      'erase.drive-says-failed',
    ])
    expect(codes(doubtsOfSecurityErase(ata({}), ata({})))).toEqual(['erase.password-not-set'])
    expect(codes(doubtsOfSecurityErase(ata({ enabled: true }), null))).toEqual(['erase.drive-silent'])
    expect(codes(doubtsOfSecurityErase(ata(null), ata(null)))).toEqual(['erase.drive-silent'])
  })
})

describe('The drive’s word in a record', () => {
  type Drive = readonly [DriveStatus | null, DriveStatus | null | undefined, DriveStatus | null]
  const record = (
    technique: ErasureTechnique,
    [driveBefore, driveAtWork, driveAfter]: Drive,
    program: Partial<DriveRecord['program']> = {},
  ): DriveRecord => ({
    method: { category: 'purge', technique, edition: nistEdition },
    program: { name: 'hdparm', version: '9.65', arguments: [], ...program },
    driveBefore,
    driveAtWork,
    driveAfter,
  })
  const [open, locked] = [ata({}), ata({ enabled: true })]

  test('is that of the run: a success of years ago counts only where the drive was seen at it since', () => {
    const old = nvme('succeeded', true)
    const of = (atWork: DriveStatus | null | undefined) =>
      codes(doubtsOfDrive(record('nvme-sanitize', [old, atWork, old], { name: 'nvme' })))
    expect(of(nvme('in-progress'))).toEqual([])
    for (const unseen of [null, undefined, nvme('never')]) expect(of(unseen)).toEqual(['erase.drive-word-old'])
    for (const technique of ['ata-sanitize', 'block-erase', 'crypto-erase'] as const) {
      expect(doubtsOfDrive(record(technique, [ata({}), null, ata({}, 'succeeded')]))).toEqual([])
      expect(codes(doubtsOfDrive(record(technique, [ata({}), null, null])))).toEqual(['erase.drive-silent'])
    }
  })

  test('is, of a security erase, that the password it had is gone', () => {
    const of = (...drive: Drive) => codes(doubtsOfDrive(record('ata-secure-erase', drive)))
    expect(of(open, locked, open)).toEqual([])
    expect(of(open, locked, locked)).toEqual(['erase.drive-says-failed'])
    expect(of(open, open, open)).toEqual(['erase.password-not-set'])
    expect(of(open, null, open)).toEqual(['erase.drive-silent'])
    // A record of before it was kept.
    expect(of(open, undefined, open)).toEqual([])
    expect(of(open, undefined, locked)).toEqual(['erase.drive-says-failed'])
    expect(of(open, undefined, null)).toEqual(['erase.drive-silent'])
  })

  test('is not asked for where it has none: an overwrite, a format', () => {
    expect(doubtsOfDrive(record('overwrite', [null, undefined, null], { name: 'nwipe' }))).toEqual([])
    const format = { name: 'nvme' as const, arguments: ['format', '/dev/nvme0n1', '--ses=1'] }
    expect(doubtsOfDrive(record('nvme-format', [null, null, null], format))).toEqual([])
  })
})

test('What a drive says against itself is said in words, in both languages', () => {
  const said = [
    ...SanitizeState.options.flatMap((state) => doubtsOfSanitize(nvme('never'), nvme(state), true)),
    ...doubtsOfSecurityErase(ata({ enabled: true }), ata({ locked: true })),
  ].filter(({ code }) => code === 'erase.drive-says-failed')
  expect(said.length).toBeGreaterThan(SanitizeState.options.length - 2)
  for (const each of said) {
    for (const language of Language.options) expect(say(each, language)).not.toMatch(/drive-state|in-progress/)
  }
})
