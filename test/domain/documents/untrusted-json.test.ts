import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { documentLimits, readUntrustedJson } from '../../../domain/documents/untrusted-json.ts'

const codeOf = (text: string) => {
  const read = readUntrustedJson(text)
  return read.ok ? 'read' : read.reason.code
}

describe('JSON that comes from outside', () => {
  test('is read as JSON.parse reads it, where it is plain', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.nat(3), (text, indent) => {
        fc.pre(!/"(__proto__|constructor|prototype)"/.test(text))
        const value: unknown = JSON.parse(text)
        const again = JSON.stringify(value, null, indent)
        const read = readUntrustedJson(again)
        if (read.ok) expect(read.value).toEqual(JSON.parse(again))
        else expect(read.reason.code).toBe('documents.lone-surrogate')
      }),
    )
  })

  test('is refused wherever JSON.parse refuses it', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (text, place, noise) => {
        const at = place % (text.length + 1)
        const damaged = text.slice(0, at) + noise + text.slice(at + 1)
        let parses = true
        try {
          JSON.parse(damaged)
        } catch {
          parses = false
        }
        if (!parses) expect(readUntrustedJson(damaged).ok).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  test('may begin with a byte-order mark', () => {
    expect(codeOf('\ufeff{"a":1}')).toBe('read')
  })

  test.each([
    ['', 'documents.empty'],
    ['   ', 'documents.empty'],
    ['{"a":1', 'documents.truncated'],
    ['{"a":"unfinished', 'documents.truncated'],
    ['[1,', 'documents.truncated'],
    ['{"a":1,}', 'documents.not-json'],
    ['{"a":01}', 'documents.not-json'],
    ['{"a":1} more', 'documents.not-json'],
    ["{'a':1}", 'documents.not-json'],
    ['"\u0007"', 'documents.not-json'],
    ['{"a":1,"a":2}', 'documents.name-twice'],
    ['{"a":1,"\\u0061":2}', 'documents.name-twice'],
    ['{"__proto__":{"x":1}}', 'documents.forbidden-name'],
    ['{"\\u005f_proto__":{"x":1}}', 'documents.forbidden-name'],
    ['{"a":{"constructor":1}}', 'documents.forbidden-name'],
    ['1e999', 'documents.number-too-large'],
    ['"\\ud800"', 'documents.lone-surrogate'],
  ])('is refused with its reason: %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  test('nested like a bomb is refused at once, however it is closed', () => {
    expect(codeOf('['.repeat(1_000_000))).toBe('documents.too-deep')
    expect(codeOf('{"a":'.repeat(500_000) + '1' + '}'.repeat(500_000))).toBe('documents.too-deep')
    expect(codeOf('[' + '['.repeat(30) + ']'.repeat(30) + ']')).toBe('read')
  })

  test('of too many values or characters is refused', () => {
    expect(codeOf(`[${'1,'.repeat(documentLimits.values)}1]`)).toBe('documents.too-many-values')
    expect(codeOf(`"${'a'.repeat(documentLimits.length)}"`)).toBe('documents.too-long')
    expect(codeOf(`"${'a'.repeat(documentLimits.length - 2)}"`)).toBe('read')
  })
})
