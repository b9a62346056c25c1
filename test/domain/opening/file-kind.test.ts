// A file that somebody opens goes to the place that takes it, by what is in it.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBatch, kindOfText } from '../../../domain/opening/file-kind.ts'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')

describe('a file that somebody opens', () => {
  it('is a batch where it begins as a zip does, whatever it is called', () => {
    expect(isBatch('PK\u0003\u0004rest')).toBe(true)
    expect(isBatch('PK')).toBe(false)
    expect(isBatch('{"PK": 1}')).toBe(false)
  })

  it.each(['refurbishment-certificate-v1.json', 'handover-slip-v1.json', 'dismantling-sheet-v1.json'])(
    'goes to the documents where it is a signed statement: %s',
    (name) => {
      const text = fixture(`documents/${name}`)
      expect(kindOfText(text)).toBe('document')
      // As an editor may have saved it.
      expect(kindOfText(`\ufeff\n${text}`)).toBe('document')
    },
  )

  it('is no document where only a text speaks of one', () => {
    expect(kindOfText('See "https://www.w3.org/ns/credentials/v2" and its "proof"')).toBe('report')
    expect(kindOfText('{"@context": ["https://www.w3.org/ns/credentials/v2"]}')).toBe('report')
  })

  it.each([
    'nwipe/two-disks.log',
    'documents/erasure-certificate-v1.log',
    'documents/erasure-certificate-v1.read-back.txt',
  ])('goes to the evidence where it tells of an erasure: %s', (name) => {
    expect(kindOfText(fixture(name))).toBe('evidence')
  })

  it('goes to the bench in every other case, where whatever is no report is told so', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(kindOfText(text)).toBe('report')
      }),
    )
  })
})
