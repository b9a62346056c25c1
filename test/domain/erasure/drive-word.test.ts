// A drive's word counts only for what changed since before the command: its last success may be years old.
import { describe, expect, test } from 'vitest'
import type { AtaStatus, NvmeStatus, SanitizeState } from '../../../domain/erasure/drive-status.ts'
import { doubtsOfSanitize, doubtsOfSecurityErase } from '../../../domain/erasure/drive-word.ts'

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
