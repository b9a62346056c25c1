// Files as they lie on a key: in whatever encoding they were saved, and of whatever size.
import { expect, test } from 'vitest'
import { reportFromFile } from '../../../electron/hardware/report-from-file.ts'
import { dmidecode, glpi } from '../../domain/machine/from-other-tools/foreign-files.ts'

const now = new Date('2026-03-02T08:00:00Z')
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const utf16 = (text: string, swapped: boolean) => {
  const bytes = Buffer.from(text, 'utf16le')
  return swapped ? bytes.swap16() : bytes
}

test.each([
  ['UTF-8', Buffer.from(dmidecode)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${dmidecode}`)],
  ['Latin-1', latin1(dmidecode)],
  ['UTF-16, as PowerShell redirects', utf16(`\ufeff${dmidecode}`, false)],
  ['UTF-16 the other way round', utf16(`\ufeff${dmidecode}`, true)],
  ['UTF-16 without a mark', utf16(dmidecode, false)],
])('a dump in %s is read, accents and all', (_encoding, bytes) => {
  const file = reportFromFile('dump.txt', bytes, now)
  expect(file).toMatchObject({ ok: true, report: { firmware: { vendor: 'Démo' }, identity: { serial: 'RB14-0007' } } })
})

test('JSON in Latin-1, which JSON never is, is read too', () => {
  const file = reportFromFile('glpi.json', latin1(JSON.stringify(glpi)), now)
  expect(file).toMatchObject({ ok: true, report: { firmware: { vendor: 'Démo' } } })
})

test('text is taken as it is', () => {
  expect(reportFromFile('glpi.json', JSON.stringify(glpi), now)).toMatchObject({ ok: true })
})

test('a hundred megabytes are refused by their number, before a letter is looked at', () => {
  const bytes = new Uint8Array(100 * 1024 * 1024)
  // A look at each byte of it would not leave it untouched here: reading one throws.
  const watched = new Proxy(bytes, {
    get: (target, member) => {
      if (member === 'length') return target.length
      throw new Error(`looked at ${String(member)}`)
    },
  })
  const file = reportFromFile('big.json', watched, now)
  expect(file.ok ? [] : file.reasons.map(({ code }) => code)).toEqual(['station.file-unreadable', 'documents.too-long'])
})

test('bytes that are no text at all are refused with what they seem to be, or as unreadable', () => {
  const codes = (bytes: Uint8Array) => {
    const file = reportFromFile('x', bytes, now)
    return file.ok ? [] : file.reasons.map(({ code, params }) => params['what'] ?? code)
  }
  expect(codes(Uint8Array.from([0x50, 0x4b, 3, 4, 255, 254]))).toEqual(['station.file-not-hardware', 'file-zip'])
  expect(codes(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10]))).toEqual([
    'station.file-not-hardware',
    'file-picture',
  ])
  expect(codes(Uint8Array.from([0xff, 0xfe, 0x00]))).toContain('station.file-unreadable')
  expect(codes(new Uint8Array())).toEqual(['station.file-unreadable', 'documents.empty'])
})
