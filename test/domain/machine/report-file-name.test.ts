import { expect, test } from 'vitest'
import { numbered, reportFileStem } from '../../../domain/machine/report-file-name.ts'
import { aReport } from '../erasure/a-report.ts'
import { fc, test as property } from '../erasure/with-fast-check.ts'

const withIdentity = (changes: Partial<ReturnType<typeof aReport>['identity']>) => {
  const report = aReport()
  return { ...report, identity: { ...report.identity, ...changes } }
}

test('a report is called by the machine, its serial number and the day', () => {
  expect(reportFileStem(aReport())).toBe('Dell-Latitude-7490-ABC1234-2026-11-03')
})

test('a machine that says nothing of itself has a name all the same', () => {
  const nameless = withIdentity({ manufacturer: null, model: null, family: null, version: null, serial: null })
  expect(reportFileStem(nameless)).toBe('machine-no-serial-2026-11-03')
})

test('accents and signs of makers become what every key takes', () => {
  expect(reportFileStem(withIdentity({ manufacturer: 'Éléphant', model: 'Modèle/2 (été)', serial: '../../x' }))).toBe(
    'Elephant-Modele-2-ete-x-2026-11-03',
  )
})

test('a second report of the same day is numbered', () => {
  expect([1, 2, 3].map((n) => numbered('pc', '.etabli.json', n))).toEqual([
    'pc.etabli.json',
    'pc-2.etabli.json',
    'pc-3.etabli.json',
  ])
})

property(
  'whatever a firmware says, the name is no path, hides nothing and is short',
  fc.tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 500 }), fc.string({ unit: 'binary', minLength: 1 })),
  ([model, serial]) => {
    const stem = reportFileStem(withIdentity({ manufacturer: null, model, serial }))
    expect(stem).toMatch(/^[A-Za-z0-9][A-Za-z0-9-]*-2026-11-03$/)
    expect(stem.length).toBeLessThan(120)
  },
)
