// How far a machine is, as told from its file and where it goes: a list of hundreds of machines cannot account for the disks of
// each. The bench tells more.
import type { MachinePath } from '../../../domain/intake/path.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import type { State } from '../../components/state.ts'

export type MachineStep =
  'new' | 'to-send-back' | 'in-progress' | 'certified' | 'to-dismantle' | 'dismantling' | 'dismantled'

export const stateOfStep = {
  new: 'todo',
  'to-send-back': 'attention',
  'in-progress': 'running',
  certified: 'ok',
  'to-dismantle': 'attention',
  dismantling: 'running',
  dismantled: 'ok',
} as const satisfies Record<MachineStep, State>

/** `isToSendBack`: somebody brought it back to a site where no disk is erased. */
export const stepOf = (machine: MachineFile, path: MachinePath, isToSendBack = false): MachineStep => {
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
      if (isToSendBack) return 'to-send-back'
      return machine.reports.length === 0 && Object.keys(machine.checklist.results).length === 0 ? 'new' : 'in-progress'
  }
}
