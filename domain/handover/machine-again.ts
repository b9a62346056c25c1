// The file of a machine that somebody brought back: a new stay, in which nothing of the last one is known any more. Its disks hold
// the data of whoever had it, so that all of it is answered for anew.
import type { RefurbishmentSubject } from '../documents/refurbishment-certificate.ts'
import { MachineFile } from '../machine/machine-file.ts'

export type BackAgain = {
  /** The file as it was; null where this station never had one. */
  readonly before: MachineFile | null
  readonly certificate: RefurbishmentSubject
  readonly profile: { readonly profileId: string; readonly profileVersion: number }
  readonly stayId: string
  readonly now: string
  readonly operator: string
  readonly accessories: string
}

export const machineAgain = (again: BackAgain): MachineFile => {
  const { before, certificate, profile, stayId, now, operator, accessories } = again
  return MachineFile.parse({
    kind: 'machine-file',
    version: 1,
    id: certificate.machineId,
    inventoryNumber: before?.inventoryNumber ?? certificate.machine.inventoryNumber,
    equipment: before?.equipment ?? certificate.machine.equipment,
    stay: { id: stayId, startedAt: now },
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
    revision: (before?.revision ?? 0) + 1,
    operator,
    reports: [],
    checklist: { ...profile, results: {} },
    aspect: null,
    installedSystem: null,
    repairs: '',
    reservations: '',
    accessories,
    onBench: false,
  } satisfies MachineFile)
}
