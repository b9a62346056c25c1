// How far a machine is, as told from its file and where it goes: a list of hundreds of machines cannot account for the disks of
// each. The bench tells more.
import type { MachinePath } from '../../../domain/intake/path.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import type { State } from '../../components/state.ts'

export type MachineStep = 'new' | 'in-progress' | 'certified' | 'to-dismantle' | 'dismantling' | 'dismantled'

export const stateOfStep = {
  new: 'todo',
  'in-progress': 'running',
  certified: 'ok',
  'to-dismantle': 'attention',
  dismantling: 'running',
  dismantled: 'ok',
} as const satisfies Record<MachineStep, State>

export const stepOf = (machine: MachineFile, path: MachinePath): MachineStep => {
  switch (path) {
    case 'dismantled':
    case 'dismantling':
      return path
    case 'to-confirm':
      return 'to-dismantle'
    case 'refurbished':
      return 'certified'
    case 'refurbishing':
    case 'undecided':
      return machine.reports.length === 0 && Object.keys(machine.checklist.results).length === 0 ? 'new' : 'in-progress'
  }
}
