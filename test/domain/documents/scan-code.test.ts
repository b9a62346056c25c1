import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentCode, machineCode, readScannedCode } from '../../../domain/documents/scan-code.ts'

const hash = 'ab'.repeat(32)

describe('codes on labels and paper', () => {
  test('a label leads back to its machine, whatever case the scanner types', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.stringMatching(/^[A-Z0-9-]{1,20}$/), fc.boolean(), (id, inventoryNumber, lower) => {
        const code = machineCode({ id, inventoryNumber })
        expect(readScannedCode(lower ? code.toLowerCase() : code)).toEqual({
          kind: 'machine',
          machineId: id,
          inventoryNumber,
        })
      }),
    )
  })

  test('the code on a certificate leads back to its number and hash', () => {
    expect(readScannedCode(documentCode({ number: 'ATL-000042', hash }))).toEqual({
      kind: 'document',
      number: 'ATL-000042',
      hash,
    })
  })

  test('codes stay within the QR alphanumeric set', () => {
    expect(documentCode({ number: 'ATL-000042', hash })).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
  })

  test('anything else is taken as it was typed, and never refused by an exception', () => {
    expect(readScannedCode(' INV-0042 ')).toEqual({ kind: 'plain', text: 'INV-0042' })
    expect(readScannedCode('ETABLI/M/not-a-uuid/X')).toMatchObject({ kind: 'plain' })
    fc.assert(fc.property(fc.string(), (text) => readScannedCode(text).kind.length > 0))
  })
})
