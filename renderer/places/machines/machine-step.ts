// How far a machine is, as told from its file and its certificates alone: a list of hundreds of machines cannot account
// for the disks of each. The bench tells more.
import type { MachineFile } from '../../../domain/machine/machine-file.ts'

export type MachineStep = 'new' | 'in-progress' | 'certified'

/** `certifiedAt`: when its last certificate was issued; one of an earlier stay says nothing of this one. */
export const stepOf = (machine: MachineFile, certifiedAt: string | null): MachineStep => {
  if (certifiedAt !== null && Date.parse(certifiedAt) >= Date.parse(machine.stay.startedAt)) return 'certified'
  return machine.reports.length === 0 && Object.keys(machine.checklist.results).length === 0 ? 'new' : 'in-progress'
}
