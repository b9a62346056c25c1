// What may take the place of what is installed: of this form, and forward only.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Architecture, UpdateForm } from '../../../domain/update/manifest.ts'
import { type Installed, offerFaults } from '../../../domain/update/offer.ts'
import { isLater } from '../../../domain/update/version.ts'

const here: Installed = { form: 'deb', architecture: 'x64', version: '1.2.0' }
const codes = (changes: Partial<Installed>, seen: string | null = null) =>
  offerFaults({ ...here, version: '1.3.0', ...changes }, here, seen).map(({ code }) => code)

it('a later version of the same form may', () => {
  expect(codes({})).toEqual([])
  expect(codes({}, '1.3.0')).toEqual([])
})

it.each([
  ['for another system', { form: 'nsis' }, null, 'update.other-form'],
  ['for the browser shell', { form: 'deb-browser' }, null, 'update.other-form'],
  ['for another processor', { architecture: 'arm64' }, null, 'update.other-form'],
  ['that is there already', { version: '1.2.0' }, null, 'update.here-already'],
  ['older than what is there', { version: '1.1.9' }, null, 'update.older'],
  ['older than one that was seen', { version: '1.3.0' }, '1.4.0', 'update.older-than-seen'],
] as const)('one %s may not', (_, changes, seen, code) => {
  expect(codes(changes, seen)).toEqual([code])
})

const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((numbers) => numbers.join('.'))
const form = fc.constantFrom(...UpdateForm.options)
const architecture = fc.constantFrom(...Architecture.options)
const installed = fc.record({ form, architecture, version })

it('nothing ever leads back, nor to another form', () => {
  fc.assert(
    fc.property(installed, installed, fc.option(version), (offer, now, seen) => {
      if (offerFaults(offer, now, seen).length > 0) return
      expect(isLater(offer.version, now.version)).toBe(true)
      expect(seen !== null && isLater(seen, offer.version)).toBe(false)
      expect([offer.form, offer.architecture]).toEqual([now.form, now.architecture])
    }),
  )
})
