// What an NVMe drive says of its own erasing, in the forms that nvme-cli gave it over its versions.
import { describe, expect, test as check } from 'vitest'
import { NvmeStatus } from '../../../../domain/erasure/running/drive-status.ts'
import { nvmeSanitizeIn, nvmeStatusOf, type NvmeTexts } from '../../../../domain/erasure/running/nvme-status.ts'
import { fc, test } from '../with-fast-check.ts'

const texts = (changes: Partial<Record<keyof NvmeTexts, unknown>> = {}): NvmeTexts => {
  const said = {
    controller: { vid: 6523, mn: 'EXAMPLE NVME 256GB', nn: 1, fna: 0, sanicap: 0b011 },
    namespace: { nsze: 500_118_192, flbas: 0, dlfeat: 1, lbafs: [{ ms: 0, ds: 9, rp: 0 }] },
    namespaces: { nsid_list: [{ nsid: 1 }] },
    sanitizeLog: log('(0) NVM Subsystem has never been sanitized.'),
    ...changes,
  }
  const text = (value: unknown) => (typeof value === 'string' || value === null ? value : JSON.stringify(value))
  return {
    controller: text(said.controller),
    namespace: text(said.namespace),
    namespaces: text(said.namespaces),
    sanitizeLog: text(said.sanitizeLog),
  }
}

const log = (status: string, sprog = 65_535, erased = 0) => ({
  nvme0n1: {
    sprog,
    sstat: { global_erased: erased, no_cmplted_passes: 0, status },
    cdw10_info: 2,
    time_over_write: 4_294_967_295,
  },
})

describe('An NVMe drive', () => {
  check('says what it can do, how many namespaces it has, and what it reads as afterwards', () => {
    expect(nvmeStatusOf(texts())).toEqual({
      kind: 'nvme',
      namespaces: 1,
      formatsAll: false,
      formatsCrypto: false,
      lbaFormat: 0,
      deallocatedReads: 'zeros',
      sanitize: { techniques: ['crypto-erase', 'block-erase'], state: 'never', percent: null, globalErased: false },
    })
    const other = nvmeStatusOf(
      texts({
        controller: { nn: 32, fna: 0b111, sanicap: 0b100 },
        namespace: { flbas: 0b0011_0010, dlfeat: 2 },
        namespaces: '[   0]:0x1\n[   1]:0x2\n',
      }),
    )
    expect(other).toMatchObject({
      namespaces: 2,
      formatsAll: true,
      formatsCrypto: true,
      lbaFormat: 18,
      deallocatedReads: 'ones',
    })
    expect(other?.sanitize?.techniques).toEqual(['overwrite'])
  })

  check('that says nothing of this is unknown in it, never free', () => {
    expect(nvmeStatusOf(texts({ controller: 'NVMe status: Invalid Field in Command\n' }))).toBeNull()
    expect(nvmeStatusOf(texts({ controller: null }))).toBeNull()
    const silent = nvmeStatusOf(texts({ controller: { nn: 16 }, namespace: null, namespaces: '', sanitizeLog: null }))
    expect(silent).toEqual({
      kind: 'nvme',
      namespaces: null,
      formatsAll: null,
      formatsCrypto: null,
      lbaFormat: null,
      deallocatedReads: null,
      sanitize: null,
    })
    expect(nvmeStatusOf(texts({ sanitizeLog: 'passthru: Invalid argument\n' }))?.sanitize?.state).toBe('unknown')
  })

  test('is read from no text with a fault of ours', fc.oneof(fc.string(), fc.json()), (text) => {
    const said = nvmeStatusOf({ controller: text, namespace: text, namespaces: text, sanitizeLog: text })
    if (said !== null) expect(NvmeStatus.parse(said)).toEqual(said)
  })
})

describe('The sanitize log of an NVMe drive', () => {
  check('tells how the last sanitize went, by its number and not by its words', () => {
    const stateOf = (status: string) => nvmeSanitizeIn(JSON.stringify(log(status))).state
    expect(stateOf('(1) Most Recent Sanitize Command Completed Successfully.')).toBe('succeeded')
    expect(stateOf('(3) Most Recent Sanitize Command Failed.')).toBe('failed')
    expect(stateOf('(4) Most Recent Sanitize Command (No-Deallocate After Sanitize) Completed Successfully.')).toBe(
      'succeeded',
    )
    expect(stateOf('(7) Unknown')).toBe('unknown')
    expect(stateOf('Completed Successfully')).toBe('unknown')
  })

  check('tells how far a running one is, and whether anything was written since', () => {
    expect(nvmeSanitizeIn(JSON.stringify(log('(2) Sanitize in Progress.', 0x8000)))).toEqual({
      state: 'in-progress',
      percent: (100 * 0x8000) / 0xffff,
      globalErased: false,
    })
    const done = log('(1) Most Recent Sanitize Command Completed Successfully.', 65_535, 1)
    expect(nvmeSanitizeIn(JSON.stringify(done)).globalErased).toBe(true)
  })

  check('is read in the forms of other versions: alone, as a number, or named by its own sentence', () => {
    const sentence = 'Most Recent Sanitize Command Completed Successfully.'
    const forms = [
      { sprog: 65_535, sstat: 0x101 },
      { nvme0: { sprog: 65_535, sstat: { global_erased: 1, no_cmplted_passes: 0, [sentence]: `(1) ${sentence}` } } },
    ]
    for (const form of forms) {
      expect(nvmeSanitizeIn(JSON.stringify(form))).toEqual({ state: 'succeeded', percent: null, globalErased: true })
    }
    // Two logs, or none: of which drive would it be?
    expect(nvmeSanitizeIn(JSON.stringify({ a: forms[0], b: forms[0] })).state).toBe('unknown')
    expect(nvmeSanitizeIn('{}').state).toBe('unknown')
  })
})
