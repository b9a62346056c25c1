// What a part is called, in both languages.
import { expect, test } from 'vitest'
import { partName } from '../../../domain/parts/name.ts'
import type { PartData } from '../../../domain/parts/part.ts'
import { say } from '../../../domain/words/sentences.ts'
import { anIdentity } from '../erasure/a-report.ts'
import { aBattery, aModule } from './some-parts.ts'

const called = (data: PartData, language: 'fr' | 'en') => say(partName(data), language).replace(/[\u202f\u00a0]/g, ' ')

test.each<[PartData, string, string]>([
  [aModule(), 'Barrette de 4 Go DDR4 SODIMM', '4 GB DDR4 SODIMM module'],
  [{ kind: 'disk', identity: anIdentity(), diskKind: 'sata-ssd' }, 'SSD SATA de 500 Go', 'SATA SSD of 500 GB'],
  [
    { kind: 'disk', identity: anIdentity({ sizeBytes: null }), diskKind: null },
    'Disque Samsung SSD 860',
    'Disk Samsung SSD 860',
  ],
  [aBattery(82.5), 'Batterie SMP 5B10W51827 (82,5 %)', 'Battery SMP 5B10W51827 (82.5%)'],
  [
    { kind: 'charger', watts: 65, volts: 19.5, connector: 'USB-C' },
    'Chargeur 65 W, 19,5 V USB-C',
    'Charger 65 W, 19.5 V USB-C',
  ],
  [
    { kind: 'screen', inches: 15.6, model: 'N156HCA', connectors: 'eDP' },
    'Écran 15,6 pouces N156HCA eDP',
    '15.6-inch screen N156HCA eDP',
  ],
  [{ kind: 'keyboard', layout: 'azerty', model: '', connector: '' }, 'Clavier azerty', 'Keyboard azerty'],
  [{ kind: 'other', name: 'Ventilateur' }, 'Ventilateur', 'Ventilateur'],
])('is what one would call it across the workshop', (data, french, english) => {
  expect(called(data, 'fr')).toBe(french)
  expect(called(data, 'en')).toBe(english)
})
