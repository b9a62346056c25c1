// A dismantling file as a worker leaves it at the end of an ordinary desktop, for tests: every question answered, every fraction
// weighed, one disk found.
import { annexViiOf, type AnnexViiAnswer } from '../../../domain/dismantling/annex-vii.ts'
import type { AnnexViiAnswers } from '../../../domain/dismantling/annex-vii-answers.ts'
import type { Fraction } from '../../../domain/dismantling/fractions.ts'
import type { DismantlingFile, MediumTakenOut } from '../../../domain/dismantling/sheet-file.ts'
import type { EquipmentKind } from '../../../domain/machine/equipment.ts'

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const absent: AnnexViiAnswer = { present: false, removed: false, container: '' }
export const removed: AnnexViiAnswer = { present: true, removed: true, container: 'Bac 7' }
export const leftInside: AnnexViiAnswer = { present: true, removed: false, container: '' }

export const answeredFor = (equipment: EquipmentKind): AnnexViiAnswers =>
  Object.fromEntries(annexViiOf(equipment).map((item) => [item, item === 'circuit-boards' ? removed : absent]))

export const fraction = (number: number, changes: Partial<Fraction> = {}): Fraction => ({
  id: uuid(number),
  kind: 'ferrous',
  name: '',
  code: '19 12 02',
  grams: 4_000,
  container: 'Bac 1',
  outlet: 'Métaux du Rhône',
  ...changes,
})

export const medium = (serial: string, changes: Partial<MediumTakenOut> = {}): MediumTakenOut => ({
  id: crypto.randomUUID(),
  kind: 'hdd',
  model: '',
  serial,
  place: 'Armoire fermée',
  grams: 600,
  ...changes,
})

/** A desktop of 5.1 kg: 4 kg of iron, half a kilogram of boards, 600 g of disk in the locked box. */
export const dismantlingFile = (changes: Partial<DismantlingFile> = {}): DismantlingFile => ({
  kind: 'dismantling-file',
  version: 1,
  id: uuid(404),
  machineId: uuid(1),
  stayId: uuid(2),
  createdAt: '2026-11-25T08:00:00.000Z',
  updatedAt: '2026-11-25T08:00:00.000Z',
  revision: 1,
  operator: null,
  reason: 'does-not-start',
  reasonNote: '',
  make: 'Goéland',
  model: 'T30',
  serial: 'GLD-77',
  grossGrams: 5_100,
  protection: ['gloves', 'glasses'],
  safety: ['unplugged', 'discharged', 'battery-looked-at'],
  annexVii: answeredFor('desktop'),
  mediaFound: 1,
  media: [medium('CRM0001')],
  fractions: [
    fraction(500),
    fraction(501, { kind: 'circuit-boards', code: '16 02 16', grams: 500, container: 'Bac 7', outlet: 'Cartes & Co' }),
  ],
  collectionNote: '',
  ecoOrganisme: 'Ecologic',
  notes: '',
  steps: {},
  ...changes,
})
