// Which technique fits which medium, and under which category it may be recorded (NIST SP 800-88).
import { describe, expect, test } from 'vitest'
import { DiskKind } from '../../../domain/machine/hardware-report.ts'
import { judgeMethod, methodsFor, nistEdition, proposedMethod } from '../../../domain/erasure/method.ts'

const method = (technique: Parameters<typeof judgeMethod>[1]['technique'], category: 'clear' | 'purge') => ({
  technique,
  category,
  edition: nistEdition,
})

describe('A method', () => {
  test.each([
    ['hdd', 'overwrite', 'clear', 'fits'],
    ['hdd', 'overwrite', 'purge', 'category-too-high'],
    ['hdd', 'degauss', 'purge', 'fits'],
    ['sata-ssd', 'degauss', 'purge', 'not-for-medium'],
    ['sata-ssd', 'ata-secure-erase', 'purge', 'category-too-high'],
    ['sata-ssd', 'block-erase', 'purge', 'fits'],
    ['nvme', 'nvme-sanitize', 'purge', 'fits'],
    ['nvme', 'nvme-format', 'clear', 'fits'],
    ['nvme', 'nvme-format', 'purge', 'needs-note'],
    ['nvme', 'ata-sanitize', 'purge', 'not-for-medium'],
    ['usb', 'crypto-erase', 'purge', 'not-for-medium'],
    [null, 'overwrite', 'clear', 'fits'],
    [null, 'ata-sanitize', 'purge', 'not-for-medium'],
  ] as const)('on %s by %s recorded as %s: %s', (kind, technique, category, verdict) => {
    expect(judgeMethod(kind, method(technique, category), '')).toBe(verdict)
  })
  test('of NVMe Format may be a Purge where somebody writes why', () => {
    expect(judgeMethod('nvme', method('nvme-format', 'purge'), 'documenté par le fabricant')).toBe('fits')
  })
  test.each([...DiskKind.options, null])('that is proposed for %s fits it', (kind) => {
    expect(judgeMethod(kind, proposedMethod(kind), '')).toBe('fits')
    expect(methodsFor(kind).length).toBeGreaterThan(0)
  })
})
