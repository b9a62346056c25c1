// One machine as a part is held against it: its file, its last report, and how the history of a part names it.
import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import { namedMachine } from '../../stores/parts.ts'
import { useMachines } from '../../stores/machines.ts'
import { useReports } from '../../stores/reports.ts'

export const useFittingMachine = (machineId: MaybeRefOrGetter<string | null>) => {
  const machines = useMachines()
  const reports = useReports()
  const machine = computed(() => {
    const id = toValue(machineId)
    return id === null ? null : machines.byId(id)
  })
  const report = shallowRef<HardwareReport | null>(null)
  const loaded = shallowRef(false)
  watch(
    () => machine.value?.reports.at(-1)?.hash ?? null,
    async (hash) => {
      loaded.value = false
      const read = hash === null ? null : await reports.byHash(hash).catch(() => null)
      // Another machine may have been asked for in the meantime.
      if ((machine.value?.reports.at(-1)?.hash ?? null) !== hash) return
      report.value = read
      loaded.value = true
    },
    { immediate: true },
  )
  return {
    machine,
    report,
    loaded,
    named: computed(() => (machine.value === null ? null : namedMachine(machine.value, report.value))),
    asked: computed(() => ({ report: report.value, equipment: machine.value?.equipment ?? ('other' as const) })),
  }
}
