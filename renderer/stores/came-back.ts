// Machines that somebody brought back here and whose disks nobody has answered for since, for every screen that shows them. The rule
// is domain/handover's.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { isUnanswered, returnOfStay } from '../../domain/handover/came-back.ts'
import type { HandoverSlipKnown } from '../../domain/handover/handovers.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { useHandovers } from './handovers.ts'
import { useMachinePaths } from './machine-paths.ts'
import { useMachines } from './machines.ts'

export type BackMachine = {
  readonly machine: MachineFile
  /** The slip of its return. */
  readonly slip: HandoverSlipKnown
}

export const useCameBack = defineStore('cameBack', () => {
  const machines = useMachines()
  const paths = useMachinePaths()
  const handovers = useHandovers()

  const slipOf = ({ id, stay }: MachineFile): HandoverSlipKnown | null =>
    isUnanswered(paths.byId(id)) ? returnOfStay(handovers.returns, { machineId: id, stayId: stay.id }) : null

  /** Back longest first. */
  const waiting = computed<readonly BackMachine[]>(() =>
    handovers.returns.length === 0
      ? []
      : machines.here
          .flatMap((machine) => {
            const slip = slipOf(machine)
            return slip === null ? [] : [{ machine, slip }]
          })
          .toSorted((one, other) => one.machine.stay.startedAt.localeCompare(other.machine.stay.startedAt)),
  )
  const ids = computed(() => new Set(waiting.value.map(({ machine }) => machine.id)))

  return { waiting, waits: (machineId: string): boolean => ids.value.has(machineId) }
})
