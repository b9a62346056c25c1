// From the sender's slip and work files to the files that an arrival opens here, each with a new stay. What was settled about
// disks is the sender's word: it stands on the slip, and every disk is answered for anew.
import { defaultProfile } from '../checklist/default-profile.ts'
import type { DiskFate, SlipItem } from '../documents/transfer-slip.ts'
import { type DiskIdentity, identityOf, sharesName } from '../erasure/disk-identity.ts'
import type { LooseDiskFile } from '../erasure/loose-disk-file.ts'
import type { HardwareReport } from '../machine/hardware-report.ts'
import type { MachineFile } from '../machine/machine-file.ts'
import { nextStay } from '../machine/next-stay.ts'
import type { Part, PartData } from '../parts/part.ts'
import { identityOfFate, stayedBehind } from './announced.ts'
import type { WorkFile } from './work-file.ts'

/** `stayId`: a new one. `at`: now, by the station's clock. */
export type Arriving = { readonly stayId: string; readonly at: string; readonly operator: string }

type Slip<What extends SlipItem['what']> = Extract<SlipItem, { what: What }>
type Work<What extends WorkFile['what']> = Extract<WorkFile, { what: What }>['file']

/**
 * A report that shows a disk which stayed behind would have that disk looked for here, where it never was: it does not go on.
 * A disk lost on the way is missed all the same (announced.ts).
 */
export const showsWhatStayedBehind = (
  { disks }: Pick<HardwareReport, 'disks'>,
  fates: readonly DiskFate[],
): boolean => {
  const behind = fates.filter(stayedBehind).map(identityOfFate)
  return disks.some((disk) => behind.some((one) => sharesName(one, identityOf(disk))))
}

export type HeldReport = { readonly hash: string; readonly report: HardwareReport }

const newMachine = ({ itemId, inventoryNumber, equipment }: Slip<'machine'>, at: string): MachineFile => ({
  kind: 'machine-file',
  version: 1,
  id: itemId,
  inventoryNumber,
  equipment,
  stay: { id: itemId, startedAt: at },
  createdAt: at,
  updatedAt: at,
  revision: 0,
  operator: null,
  reports: [],
  checklist: { profileId: defaultProfile.id, profileVersion: defaultProfile.version, results: {} },
  aspect: null,
  installedSystem: null,
  repairs: '',
  reservations: '',
  accessories: '',
  onBench: false,
})

/**
 * `known`: its file here from an earlier stay, as it was last saved. `reports`: those of its work file (or of the slip alone)
 * that lie here.
 */
export const arrivedMachine = (
  item: Slip<'machine'>,
  given: {
    readonly known: MachineFile | null
    readonly work: Work<'machine'> | null
    readonly reports: readonly HeldReport[]
  },
  arriving: Arriving,
): MachineFile => {
  const { known, work } = given
  const begun = nextStay(known ?? newMachine(item, arriving.at), arriving)
  const reports = given.reports
    .filter(({ report }) => !showsWhatStayedBehind(report, item.disks))
    .map(({ hash, report }) => ({
      ...{ hash, takenAt: new Date(report.takenAt).toISOString(), addedAt: arriving.at },
      source: 'file' as const,
    }))
  return {
    ...begun,
    inventoryNumber: item.inventoryNumber,
    equipment: item.equipment,
    reports,
    reservations: work?.reservations ?? item.reservations.text,
    ...(work === null
      ? {}
      : {
          checklist: work.checklist,
          aspect: work.aspect,
          installedSystem: work.installedSystem,
          repairs: work.repairs,
          accessories: work.accessories,
        }),
  }
}

const looseFile = (
  itemId: string,
  disk: DiskIdentity,
  { chassis, place }: { readonly chassis: string; readonly place: string },
  { stayId, at, operator }: Arriving,
): LooseDiskFile => ({ id: itemId, stay: { id: stayId, startedAt: at }, disk, chassis, place, operator })

export const arrivedDisk = (
  { itemId, chassis, disk }: Slip<'disk'>,
  work: Work<'disk'> | null,
  place: string,
  arriving: Arriving,
): LooseDiskFile => ({
  ...looseFile(itemId, work?.disk ?? identityOfFate(disk), { chassis, place }, arriving),
  kind: work?.kind ?? null,
})

/** A disk that was a part elsewhere is a loose disk here, full until somebody shows that it is not. */
export const isDiskPart = ({ kind }: Slip<'part'>): boolean => kind === 'disk'

export const arrivedDiskPart = (
  { itemId, name }: Slip<'part'>,
  work: Work<'part'> | null,
  place: string,
  arriving: Arriving,
): LooseDiskFile => {
  const data = work?.data.kind === 'disk' ? work.data : null
  const unnamed = { serial: null, wwn: null, model: name.fr.slice(0, 200), sizeBytes: null }
  return {
    ...looseFile(itemId, data?.identity ?? unnamed, { chassis: '', place }, arriving),
    kind: data?.diskKind ?? null,
  }
}

/** `known`: the same part, here before. `number`: its own where it is known here, else the next that is free. */
export const arrivedPart = (
  item: Slip<'part'>,
  given: {
    readonly known: Part | null
    readonly work: Work<'part'> | null
    readonly number: string
    readonly place: string
  },
  { at, operator }: Arriving,
): Part => {
  const { known, work, number, place } = given
  const unread: PartData = { kind: 'other', name: item.name.fr.slice(0, 120) }
  const before = known ?? work
  const note = item.number === number ? '' : item.number
  const arrived = { at, operator, note }
  return {
    kind: 'part',
    version: 1,
    id: item.itemId,
    number,
    data: before?.data ?? unread,
    place,
    grams: before?.grams ?? null,
    history:
      before === null
        ? [{ what: 'received', ...arrived }]
        : [...before.history, { what: 'moved' as const, ...arrived, place }].slice(0, 500),
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
    revision: (known?.revision ?? 0) + 1,
    operator,
  }
}
