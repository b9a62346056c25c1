// The machines that a worker may take: sent to dismantling by a supervisor, in this stay, and neither finished nor under a sheet
// that stands.
import { computed } from 'vue'
import { nextStep } from '../../../domain/dismantling/work-order.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { useDismantling } from '../../stores/dismantling.ts'
import { useMachinePaths } from '../../stores/machine-paths.ts'
import { useMachines } from '../../stores/machines.ts'

export type MachineToDo = { readonly machine: MachineFile; readonly begun: boolean }

export const useMachinesToDo = () => {
  const machines = useMachines()
  const dismantling = useDismantling()
  const paths = useMachinePaths()

  const isFinished = (machine: MachineFile) => {
    const file = dismantling.fileOf(machine)
    return file !== null && nextStep(machine.equipment, file) === null
  }
  /** Those that somebody has begun come first, then the longest waiting. */
  const list = computed<readonly MachineToDo[]>(() => {
    const waiting = machines.here.flatMap((machine) => {
      const order = dismantling.orderOf(machine)
      if (order === null || paths.byId(machine.id) !== 'dismantling' || isFinished(machine)) return []
      const file = dismantling.fileOf(machine)
      return [{ machine, begun: file !== null && Object.keys(file.steps).length > 0, since: order.at }]
    })
    return waiting.toSorted(
      (one, other) =>
        Number(other.begun) - Number(one.begun) ||
        one.since.localeCompare(other.since) ||
        one.machine.inventoryNumber.localeCompare(other.machine.inventoryNumber),
    )
  })
  return { list, loaded: computed(() => paths.loaded) }
}
