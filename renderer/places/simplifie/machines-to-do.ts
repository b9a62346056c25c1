// The machines that a worker may take: sent to dismantling by a supervisor, in this stay, and neither finished nor signed.
import { computed } from 'vue'
import { nextStep } from '../../../domain/dismantling/work-order.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { useDismantling } from '../../stores/dismantling.ts'
import { live } from '../../stores/live.ts'
import { useMachines } from '../../stores/machines.ts'

export type MachineToDo = { readonly machine: MachineFile; readonly begun: boolean }

export const useMachinesToDo = () => {
  const machines = useMachines()
  const dismantling = useDismantling()
  const sheets = live((database) => database.documents.where('kind').equals('dismantling-sheet').toArray(), [])

  const hasSheet = ({ id, stay }: MachineFile) =>
    sheets.value.value.some((row) => row.machineId === id && row.issuedAt >= stay.startedAt)
  const isFinished = (machine: MachineFile) => {
    const file = dismantling.fileOf(machine)
    return file !== null && nextStep(machine.equipment, file) === null
  }
  /** Those that somebody has begun come first, then the longest waiting. */
  const list = computed<readonly MachineToDo[]>(() => {
    const waiting = machines.all.flatMap((machine) => {
      const order = dismantling.orderOf(machine)
      if (order === null || hasSheet(machine) || isFinished(machine)) return []
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
  return { list, loaded: computed(() => machines.loaded && dismantling.loaded && sheets.loaded.value) }
}
