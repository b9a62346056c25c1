import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { machineName } from '../../../domain/machine/machine-name.ts'

const nobody = { manufacturer: null, model: null, version: null, family: null }

describe('what people call a machine', () => {
  test('a Lenovo by the name on its lid, not by its order code', () => {
    expect(
      machineName({ manufacturer: 'LENOVO', model: '20W1S0DEMO', version: 'ThinkPad T14 Gen 2i', family: null }),
    ).toBe('Lenovo ThinkPad T14 Gen 2i')
    expect(machineName({ ...nobody, manufacturer: 'LENOVO', model: '20W1S0DEMO', version: '1.0' })).toBe(
      'Lenovo 20W1S0DEMO',
    )
  })

  test('the maker once, as people say it', () => {
    expect(machineName({ ...nobody, manufacturer: 'Hewlett-Packard', model: 'HP ProBook 6460b' })).toBe(
      'HP ProBook 6460b',
    )
    expect(machineName({ ...nobody, manufacturer: 'Dell Inc.', model: 'OptiPlex 3060' })).toBe('Dell OptiPlex 3060')
    expect(machineName({ ...nobody, manufacturer: 'Thomson', model: 'NEO14' })).toBe('Thomson NEO14')
  })

  test('by what there is where something is missing, and not at all where there is nothing', () => {
    expect(machineName({ ...nobody, model: 'NEO14' })).toBe('NEO14')
    expect(machineName({ ...nobody, manufacturer: 'Dell Inc.' })).toBe('Dell')
    expect(machineName({ ...nobody, manufacturer: 'Dell Inc.', family: 'Latitude' })).toBe('Dell Latitude')
    expect(machineName(nobody)).toBeNull()
  })

  test('never by an empty name', () => {
    const word = fc.option(fc.stringMatching(/^[A-Za-z0-9 .-]{1,20}$/))
    fc.assert(
      fc.property(fc.record({ manufacturer: word, model: word, version: word, family: word }), (identity) => {
        expect(machineName(identity)).not.toBe('')
      }),
    )
  })
})
