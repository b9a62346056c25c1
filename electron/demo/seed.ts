// Fills the demo's data folder with a workshop in full activity, on machines of the project's own making. Everything is
// done through the station's own operations, as people would: nothing here writes to the journal by itself.
import { randomUUID } from 'node:crypto'
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import { proposedMethod, type ErasureTechnique } from '../../domain/erasure/method.ts'
import type { SettlementOutcome } from '../../domain/erasure/settlement.ts'
import { defaultRubric } from '../../domain/grading/default-rubric.ts'
import type { Disk } from '../../domain/machine/hardware-report.ts'
import type { EquipmentKind, MachineFile } from '../../domain/machine/machine-file.ts'
import { nextPartNumber } from '../../domain/parts/number.ts'
import { DEMO_PIN } from '../../domain/station/demo.ts'
import type { Station } from '../station.ts'
import { ask, Bench, type Crew } from './bench.ts'
import { seedDismantling } from './dismantling.ts'
import { RECORDED_MACHINES } from './machines.ts'
import { demoStock } from './stock.ts'

const openWorkshop = async (station: Station): Promise<Crew> => {
  const { description } = await ask(station, 'station.setUp', {
    settings: {
      name: 'Établi de démonstration',
      code: 'DEMO',
      organisation: {
        name: 'Atelier Le Phare',
        address: '3 quai des Charpentiers, 29000 Quimper',
        phone: '',
        email: '',
        logo: null,
      },
      activities: ['esat', 'refurbishing'],
      language: 'fr',
      erasureMinimum: 'declared',
      scanner: null,
      profileId: defaultProfile.id,
      rubricId: defaultRubric.id,
      keyCopiedAt: null,
    },
    people: [
      { name: 'Amina', role: 'operator', simplified: false, pin: null },
      { name: 'Joël', role: 'operator', simplified: false, pin: null },
      { name: 'Claire', role: 'supervisor', simplified: false, pin: DEMO_PIN },
      { name: 'Marc', role: 'supervisor', simplified: false, pin: DEMO_PIN },
      { name: 'Lucie', role: 'operator', simplified: true, pin: null },
    ],
    passphrase: null,
  })
  if (description.settings === null) throw new Error('The demo could not be set up')
  const people = await ask(station, 'people.list', {})
  const codeOf = (name: string) => people.find((person) => person.name === name)?.code ?? ''
  return { operator: codeOf('Amina'), worker: codeOf('Lucie'), supervisor: codeOf('Claire') }
}

const toolOf = (technique: ErasureTechnique) => {
  if (technique.startsWith('nvme')) return { name: 'nvme-cli', version: '2.4' }
  return technique.startsWith('ata') ? { name: 'hdparm', version: '9.65' } : { name: 'nwipe', version: '0.34' }
}

const erased = (disk: Disk): SettlementOutcome => {
  const method = proposedMethod(disk.kind)
  return {
    kind: 'declared',
    method,
    tool: toolOf(method.technique),
    verification: 'full',
    performedAt: new Date().toISOString(),
    notes: '',
  }
}

const finished = {
  aspect: { grade: 'B', notes: 'Légères rayures sur le capot.' },
  installedSystem: { name: 'Linux Mint', version: '22', language: 'français', licence: 'free' },
} as const satisfies Partial<MachineFile>

const recording = (file: string): URL => {
  const found = RECORDED_MACHINES.find((machine) => machine.file.pathname.endsWith(`/${file}.readings.json`))
  if (!found) throw new Error(`There is no recorded machine ${file}`)
  return found.file
}

const ready = async (bench: Bench): Promise<void> => {
  await bench.save(finished)
  await bench.pass()
}

/** Does nothing where the demo was filled before. */
export const seedDemo = async (station: Station): Promise<void> => {
  const { settings } = await ask(station, 'station.describe', {})
  if (settings !== null) return
  const crew = await openWorkshop(station)
  const receive = (number: string, equipment: EquipmentKind) => Bench.receive(station, crew, number, equipment)

  const recent = await receive('INV-0101', 'laptop')
  await recent.read(recording('recent-laptop'))
  await recent.settle(erased)
  await ready(recent)
  await recent.save({ accessories: 'Chargeur 65 W', repairs: 'Nappe du pavé tactile remplacée.' })
  await recent.certify()
  await recent.save({ onBench: false })

  const soldered = await receive('INV-0102', 'laptop')
  await soldered.read(recording('soldered-memory-laptop'))
  await soldered.settle(erased)
  await ready(soldered)
  const early = await soldered.certify()
  await soldered.withdraw(early, 'Émis avec le mauvais système installé.')
  await soldered.save({ onBench: false })

  const stock = demoStock(crew.operator)
  for (const part of stock) await ask(station, 'parts.save', { transaction: randomUUID(), part })
  await seedDismantling(station, crew, nextPartNumber(stock))

  const old = await receive('INV-0103', 'laptop')
  await old.read(recording('old-laptop'))
  await old.pass(['keyboard', 'touchpad', 'ports', 'sound', 'webcam', 'wifi', 'charger', 'cleaning', 'final-check'])
  await old.step('keyboard', { outcome: 'failed', note: 'La touche Entrée ne répond pas.' })

  const tower = await receive('INV-0104', 'desktop')
  await tower.read(recording('two-disk-desktop'))
  const [system, ...others] = tower.report?.disks ?? []
  if (system) await tower.settle(erased, [system])
  await tower.settle(
    () => ({ kind: 'removed', looseDiskId: randomUUID(), place: 'Boîte fermée, armoire 2', notes: '' }),
    others,
  )

  const failing = await receive('INV-0105', 'laptop')
  await failing.read(recording('failing-disk-laptop'))

  const nameless = await receive('INV-0106', 'desktop')
  await nameless.read(recording('nameless-desktop'))

  await receive('INV-0107', 'all-in-one')
}
