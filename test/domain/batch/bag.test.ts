// A bag's text files: what is written is read again as it was, whatever the names; what is not of the form is refused; and a
// name that would be another file, or one elsewhere, on some computer is no name of a batch.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  declarationText,
  informationText,
  isPayload,
  listingFaults,
  manifestText,
  nameKey,
  pathFault,
  readDeclaration,
  readInformation,
  readManifest,
  readOxum,
  versionFault,
} from '../../../domain/batch/bag.ts'

const sum = (digit: string) => digit.repeat(64)
const codeOf = (read: ReturnType<typeof readManifest>) => (read.ok ? null : read.reason.code)

describe('The declaration', () => {
  test('is read as it is written, and is of the version that this program takes', () => {
    const read = readDeclaration(declarationText())
    expect(read).toEqual({ ok: true, value: { version: '1.0', encoding: 'UTF-8' } })
    expect(read.ok && versionFault(read.value)).toBe(null)
  })
  test.each([
    ['of an older version', 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n', 'batch.bag-version'],
    ['of a version to come', 'BagIt-Version: 1.1\nTag-File-Character-Encoding: UTF-8\n', 'batch.bag-version'],
    ['in another encoding', 'BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-16\r\n', 'batch.bag-encoding'],
  ])('%s is read and not taken', (_, text, code) => {
    const read = readDeclaration(text)
    expect(read.ok && versionFault(read.value)?.code).toBe(code)
  })
  test.each([
    ['a space before the colon', 'BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n'],
    ['a byte-order mark', '\uFEFFBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'],
    ['no number before the point', 'BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n'],
    ['no encoding', 'BagIt-Version: 1.0\n'],
    ['a third line', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nMore: text\n'],
    ['nothing at all', ''],
  ])('with %s is none', (_, text) => {
    expect(readDeclaration(text).ok).toBe(false)
  })
})

describe('A manifest', () => {
  const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).filter((text) => /^\S/.test(text))
  test('says the names and sums that were written into it, line ends and per cent signs in names too', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { selector: nameKey, maxLength: 20 }), (names) => {
        const lines = names.map((path, index) => ({ path, sum: (index % 10).toString().repeat(64) }))
        const written = manifestText(lines)
        expect(written.split('\n')).toHaveLength(lines.length + 1)
        expect(readManifest(written, { file: 'manifest-sha256.txt' })).toEqual({ ok: true, value: lines })
      }),
    )
  })
  test('may have one blank or a tab, capital digits, line ends of Windows, and no end after the last line', () => {
    const read = readManifest(`${sum('A')} data/a\r\n${sum('b')}\tdata/b b%0Ac%25`, { file: 'm' })
    expect(read).toEqual({
      ok: true,
      value: [
        { path: 'data/a', sum: sum('a') },
        { path: 'data/b b\nc%', sum: sum('b') },
      ],
    })
  })
  test('names no file twice, not even by another case or another form of the same letters', () => {
    const twice = (one: string, other: string) =>
      codeOf(readManifest(`${sum('a')}  ${one}\n${sum('b')}  ${other}\n`, { file: 'm' }))
    expect(twice('data/a', 'data/a')).toBe('batch.listed-twice')
    expect(twice('data/a', 'data/A')).toBe('batch.listed-twice')
    expect(twice('data/\u00e9', 'data/e\u0301')).toBe('batch.listed-twice')
    expect(twice('data/straße', 'data/STRASSE')).toBe('batch.listed-twice')
    expect(twice('data/a', 'data/b')).toBe(null)
  })
  test.each([
    ['a sum of another length', `${'a'.repeat(32)}  data/a\n`],
    ['no name', `${sum('a')}  \n`],
    ['no sum', `data/a\n`],
    ['an empty line', `${sum('a')}  data/a\n\n${sum('b')}  data/b\n`],
    ['a per cent sign that escapes nothing', `${sum('a')}  data/%41\n`],
    ['a mark of binary files', `${sum('g')} *data/a\n`],
  ])('with %s is refused by its line', (_, text) => {
    expect(codeOf(readManifest(text, { file: 'm' }))).toBe('batch.manifest-line')
  })
  test('is held against what is there', () => {
    const listed = [
      { path: 'data/a', sum: sum('a') },
      { path: 'data/b', sum: sum('b') },
    ]
    expect(listingFaults(listed, ['data/b', 'data/a'])).toEqual([])
    expect(listingFaults(listed, ['data/b', 'data/c']).map(({ code, params }) => [code, params['path']])).toEqual([
      ['batch.file-missing', 'data/a'],
      ['batch.file-not-listed', 'data/c'],
    ])
  })
})

describe('The information', () => {
  test('is read as it was written, and a value never makes a line of its own', () => {
    const read = readInformation(
      informationText([
        ['Source-Organization', 'Atelier\nBagging-Date: 1999-01-01'],
        ['Payload-Oxum', '80.1'],
        ['Empty', ''],
      ]),
    )
    expect(read).toEqual({
      ok: true,
      value: [
        ['Source-Organization', 'Atelier Bagging-Date: 1999-01-01'],
        ['Payload-Oxum', '80.1'],
        ['Empty', ''],
      ],
    })
  })
  test('may be folded, and a label may come again', () => {
    expect(readInformation('A: one\r\n   two\r\nA: three\r\n')).toEqual({
      ok: true,
      value: [
        ['A', 'one two'],
        ['A', 'three'],
      ],
    })
  })
  test.each([['no colon'], [' A: begins with a blank'], [': no label']])('%s is no line of it', (line) => {
    expect(readInformation(line).ok).toBe(false)
  })
  test('says how much there is', () => {
    expect(readOxum('80.1')).toEqual({ bytes: 80, files: 1 })
    for (const wrong of ['', '80', '-1.2', '8e3.1', '1.2.3']) expect(readOxum(wrong)).toBe(null)
  })
})

describe('The name of a file', () => {
  test.each([
    'data/documents/ab.json',
    'bagit.txt',
    'data/paper/AT1-000042.pdf',
    'data/pièces jointes/é %.txt',
    'data/comma,a',
  ])('%s may stand in a batch', (path) => {
    expect(pathFault(path)).toBe(null)
  })
  test.each([
    '',
    '/etc/passwd',
    'data/../../x',
    '../x',
    './x',
    'data//x',
    'data/',
    'data\\..\\x',
    'C:/x',
    'data/x:stream',
    '~/x',
    '~root/x',
    'data/x\0',
    'data/x\ny',
    'data/x.',
    'data/x ',
    'data/CON',
    'data/aux.json',
    'data/com1.txt',
    'data/\u202egpj.exe',
    'data/\ud800',
    `data/${'x'.repeat(201)}`,
    `${'data/'.repeat(90)}x`,
  ])('%j may not', (path) => {
    expect(pathFault(path)?.code).toBe('batch.name-not-allowed')
  })
  test('that is admitted leads to no other place, whatever folder it is laid in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (path) => {
        if (pathFault(path) !== null) return
        const { pathname } = new URL(path.split('/').map(encodeURIComponent).join('/'), 'file:///one/two/')
        expect(pathname.startsWith('/one/two/')).toBe(true)
      }),
    )
    expect(isPayload('data/x')).toBe(true)
    expect(isPayload('database')).toBe(false)
  })
})
