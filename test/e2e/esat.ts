// An ESAT as its supervisors leave it in the morning: a station with its people, and machines that were sent to dismantling.
// Everything goes through the station's own operations, before the host is started on the same folder.
import { createHash, randomUUID } from 'node:crypto'
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import type { DismantlingOrder } from '../../domain/dismantling/order.ts'
import type { DismantlingFile } from '../../domain/dismantling/sheet-file.ts'
import { defaultRubric } from '../../domain/grading/default-rubric.ts'
import type { EquipmentKind } from '../../domain/machine/equipment.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { Activity } from '../../domain/station/station.ts'
import { dismantlingOrderSubject } from '../../domain/supervision/subject.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from '../electron/vault/workshop.ts'
import { newDataFolder } from './station.ts'

/** The PIN with which Claire confirms. */
const PIN = '2468'
const sha256 = (text: string) => Promise.resolve(createHash('sha256').update(text).digest('hex'))

const setUp = (workshop: Workshop, activities: readonly Activity[]) =>
  workshop.get('station.setUp', {
    settings: {
      name: 'ESAT Les Ajoncs, table 1',
      code: 'ESA1',
      organisation: { name: 'ESAT Les Ajoncs', address: '', phone: '', email: '', logo: null },
      activities: [...activities],
      language: 'fr',
      erasureMinimum: 'witnessed',
      scanner: null,
      profileId: defaultProfile.id,
      rubricId: defaultRubric.id,
      keyCopiedAt: null,
    },
    people: [
      { name: 'Lucien', role: 'operator', simplified: true, pin: null },
      { name: 'Amina', role: 'operator', simplified: false, pin: null },
      { name: 'Claire', role: 'supervisor', simplified: false, pin: PIN },
      { name: 'Marc', role: 'supervisor', simplified: false, pin: '1357' },
    ],
    passphrase: null,
  })

const receive = async (workshop: Workshop, inventoryNumber: string, equipment: EquipmentKind) => {
  const now = new Date().toISOString()
  const machine: MachineFile = {
    kind: 'machine-file',
    version: 1,
    id: randomUUID(),
    inventoryNumber,
    equipment,
    stay: { id: randomUUID(), startedAt: now },
    createdAt: now,
    updatedAt: now,
    revision: 1,
    operator: await codeOf(workshop, 'Amina'),
    reports: [],
    checklist: { profileId: defaultProfile.id, profileVersion: defaultProfile.version, results: {} },
    aspect: null,
    installedSystem: null,
    repairs: '',
    reservations: '',
    accessories: '',
    onBench: false,
  }
  await workshop.get('machines.save', { transaction: randomUUID(), machine })
  return machine
}

const order = async (workshop: Workshop, machines: readonly MachineFile[]) => {
  const operator = await codeOf(workshop, 'Amina')
  const sent: DismantlingOrder = {
    id: randomUUID(),
    machines: machines.map(({ id, stay }) => ({
      machineId: id,
      stayId: stay.id,
      reason: 'does-not-start' as const,
      note: '',
    })),
    operator,
    at: new Date().toISOString(),
  }
  const subject = await dismantlingOrderSubject(sent, sha256)
  const action = { kind: 'dismantle-machines' as const, machines: machines.map(({ id }) => id), subject }
  const confirmation = await confirm(workshop, action, operator, PIN)
  await workshop.get('dismantling.order', { order: sent, confirmation })
}

export type Esat = { readonly dataFolder: string; readonly machines: readonly MachineFile[] }

/** `sent` go to dismantling; `kept` only stand in the workshop. */
export const anEsat = async (
  sent: Readonly<Record<string, EquipmentKind>>,
  kept: Readonly<Record<string, EquipmentKind>> = {},
  activities: readonly Activity[] = ['esat'],
): Promise<Esat> => {
  const dataFolder = await newDataFolder()
  const workshop = await openWorkshop(dataFolder)
  try {
    await setUp(workshop, activities)
    const machines: MachineFile[] = []
    for (const [number, kind] of Object.entries(sent)) machines.push(await receive(workshop, number, kind))
    await order(workshop, machines)
    for (const [number, kind] of Object.entries(kept)) machines.push(await receive(workshop, number, kind))
    return { dataFolder, machines }
  } finally {
    await workshop.station.close()
  }
}

/** What the station's journal holds of a machine's dismantling, last saved last. */
export const savedDismantling = async (dataFolder: string, machineId: string) => {
  const workshop = await openWorkshop(dataFolder)
  try {
    const saved: DismantlingFile[] = []
    for (let after = 0; ;) {
      const { frames, head } = await workshop.get('journal.read', { after, limit: 250 })
      for (const { frame } of frames) {
        const { entry } = frame
        if (entry.kind === 'dismantling' && entry.file.machineId === machineId) saved.push(entry.file)
        after = frame.position
      }
      if (after >= head.position) return saved
    }
  } finally {
    await workshop.station.close()
  }
}
