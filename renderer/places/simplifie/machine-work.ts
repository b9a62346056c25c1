// One machine in a worker's hands: the step that stands before them, the answer they give, and the way back. Every answer is
// saved in the machine's dismantling file before the next step is shown, so that anybody can go on with it later.
import { computed, ref, watch, type Ref } from 'vue'
import { mediumOf } from '../../../domain/dismantling/media-answers.ts'
import {
  answer,
  lastDone,
  nextStep,
  stepsOf,
  undo,
  type StepAnswer,
  type WorkStep,
} from '../../../domain/dismantling/work-order.ts'
import { useDismantling } from '../../stores/dismantling.ts'
import { useMachinePaths } from '../../stores/machine-paths.ts'
import { useMachines } from '../../stores/machines.ts'

export type WorkState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unknown' }
  /** No supervisor has sent it to dismantling. */
  | { readonly kind: 'not-ordered' }
  | { readonly kind: 'step'; readonly step: WorkStep }
  | { readonly kind: 'finished' }
  /** Its sheet stands: nothing of it changes any more. */
  | { readonly kind: 'signed' }

/** `lockedBox` is where disks are put, in the language of whoever puts them there. */
export const useMachineWork = (machineId: Readonly<Ref<string>>, lockedBox: () => string) => {
  const machines = useMachines()
  const dismantling = useDismantling()
  const paths = useMachinePaths()
  const failure = ref<unknown>(null)
  const busy = ref(false)

  const machine = computed(() => machines.byId(machineId.value))
  const file = computed(() => (machine.value === null ? null : dismantling.fileOf(machine.value)))
  const isOrdered = computed(() => machine.value !== null && dismantling.orderOf(machine.value) !== null)
  const isSigned = computed(() => paths.byId(machineId.value) === 'dismantled')
  const loaded = computed(() => paths.loaded)

  const state = computed<WorkState>(() => {
    if (!loaded.value) return { kind: 'loading' }
    if (machine.value === null) return { kind: 'unknown' }
    if (isSigned.value) return { kind: 'signed' }
    if (!isOrdered.value) return { kind: 'not-ordered' }
    if (file.value === null) return { kind: 'loading' }
    const step = nextStep(machine.value.equipment, file.value)
    return step === null ? { kind: 'finished' } : { kind: 'step', step }
  })
  const steps = computed(() =>
    machine.value === null || file.value === null ? [] : stepsOf(machine.value.equipment, file.value),
  )
  const canUndo = computed(
    () =>
      !isSigned.value &&
      machine.value !== null &&
      file.value !== null &&
      lastDone(machine.value.equipment, file.value) !== null,
  )

  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (busy.value) return false
    busy.value = true
    failure.value = null
    try {
      await work()
      return true
    } catch (caught) {
      failure.value = caught
      return false
    } finally {
      busy.value = false
    }
  }

  const begin = () => {
    const ordered = isOrdered.value && !isSigned.value && file.value === null ? machine.value : null
    if (loaded.value && ordered !== null) void attempt(() => dismantling.open(ordered))
  }
  watch([machineId, loaded, isOrdered], begin, { immediate: true })

  return {
    machine,
    state,
    steps,
    canUndo,
    busy,
    failure,
    begin,
    /** Under this serial a disk was taken out of it already. */
    hasDisk: (serial: string): boolean =>
      file.value !== null &&
      mediumOf({ identity: { serial, wwn: null, model: null, sizeBytes: null } }, file.value.media) !== null,
    /** Answers whether it was saved. Where somebody has answered the same step elsewhere, theirs stands. */
    give: (step: WorkStep, given: StepAnswer): Promise<boolean> =>
      attempt(async () => {
        const [known, at] = [machine.value, file.value]
        if (known === null || at === null || isSigned.value) return
        const around = {
          at: new Date().toISOString(),
          newId: () => crypto.randomUUID(),
          lockedBox: lockedBox(),
        }
        await dismantling.save(at.id, (current) => {
          const now = nextStep(known.equipment, current)
          return now?.name === step.name ? answer(current, now, given, around) : {}
        })
      }),
    takeBack: (): Promise<boolean> =>
      attempt(async () => {
        const [known, at] = [machine.value, file.value]
        if (known === null || at === null || isSigned.value) return
        await dismantling.save(at.id, (current) => undo(known.equipment, current))
      }),
  }
}
