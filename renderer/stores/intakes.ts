// The intakes: what came together from one donor, the machines in each, and how far it is. Every change is one save, journalled
// before it is shown. Receiving a machine is reception.ts' business.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { Intake } from '../../domain/intake/intake.ts'
import { progressOf, type IntakeProgress } from '../../domain/intake/progress.ts'
import { reuseRateOf, type ReuseRate } from '../../domain/intake/reuse-rate.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { told } from '../../domain/parts/state.ts'
import { useDismantling } from './dismantling.ts'
import { useJournalled } from './journalled.ts'
import { live } from './live.ts'
import { useMachinePaths } from './machine-paths.ts'
import { useMachines } from './machines.ts'
import { useSession } from './session.ts'
import { openedStorage } from './station-client.ts'
import { StationFailure } from './station-failure.ts'

/** What a person says of an intake; identity, revision and times are looked after here. */
export type NewIntake = Pick<Intake, 'donor' | 'reference' | 'receivedOn' | 'expected' | 'notes'>
export type IntakeChange = Partial<NewIntake & Pick<Intake, 'closedAt'>>

const inOrderOfReception = (one: MachineFile, other: MachineFile) =>
  (one.triage?.at ?? '').localeCompare(other.triage?.at ?? '') || one.createdAt.localeCompare(other.createdAt)

export const useIntakes = defineStore('intakes', () => {
  const session = useSession()
  const { append, appendNext } = useJournalled()
  const machines = useMachines()
  const paths = useMachinePaths()
  const dismantling = useDismantling()
  const rows = live((database) => database.intakes.toArray(), [])
  const partRows = live((database) => database.parts.toArray(), [])

  /** Open ones first, then the latest received. */
  const all = computed<readonly Intake[]>(() =>
    rows.value.value
      .map(({ intake }) => intake)
      .toSorted(
        (one, other) =>
          Number(one.closedAt !== null) - Number(other.closedAt !== null) ||
          other.receivedOn.localeCompare(one.receivedOn) ||
          other.createdAt.localeCompare(one.createdAt),
      ),
  )
  const byIdMap = computed(() => new Map(all.value.map((intake) => [intake.id, intake])))
  const byId = (id: string): Intake | null => byIdMap.value.get(id) ?? null

  const grouped = computed(() => {
    const groups = new Map<string, MachineFile[]>()
    for (const machine of machines.all) {
      const id = machine.triage?.intakeId
      if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), machine])
    }
    return new Map([...groups].map(([id, group]) => [id, group.toSorted(inOrderOfReception)]))
  })
  /** As they came in, the first first. */
  const machinesOf = (id: string): readonly MachineFile[] => grouped.value.get(id) ?? []

  const progress = (intake: Intake): IntakeProgress =>
    progressOf(
      intake,
      machinesOf(intake.id).map((machine) => paths.byId(machine.id)),
    )

  /** Grams of the parts that were taken out in these stays and are kept, in stock or in another machine. */
  const partsKeptOf = (group: readonly MachineFile[]): number => {
    const stays = new Set(group.map(({ stay }) => stay.id))
    return partRows.value.value
      .map(({ part }) => part)
      .filter(({ history }) => {
        const [first] = history
        return first?.what === 'taken-out' && stays.has(first.machine.stayId) && told(history)?.kind !== 'discarded'
      })
      .reduce((grams, part) => grams + (part.grams ?? 0), 0)
  }

  const reuseRate = (id: string): ReuseRate => {
    const group = machinesOf(id)
    const counted = group.map((machine) => ({
      equipment: machine.equipment,
      path: paths.byId(machine.id),
      grams: dismantling.fileOf(machine)?.grossGrams ?? null,
    }))
    return reuseRateOf(counted, partsKeptOf(group))
  }

  const journal = (intake: Intake) => append('intakes.save', { transaction: crypto.randomUUID(), intake })

  const create = async (said: NewIntake): Promise<Intake> => {
    const now = new Date().toISOString()
    const intake = Intake.parse({
      ...said,
      kind: 'intake',
      version: 1,
      id: crypto.randomUUID(),
      closedAt: null,
      createdAt: now,
      updatedAt: now,
      revision: 1,
      operator: session.operator,
    } satisfies Intake)
    await journal(intake)
    return intake
  }

  const save = (id: string, change: IntakeChange): Promise<Intake> => {
    const next = async () => {
      const current = (await openedStorage().database.intakes.get(id))?.intake
      if (current === undefined)
        throw new StationFailure({ code: 'not-found', message: `No intake ${id}`, reasons: [] })
      return Intake.parse({
        ...current,
        ...change,
        revision: current.revision + 1,
        updatedAt: new Date().toISOString(),
        operator: session.operator,
      })
    }
    return appendNext(next, journal)
  }

  return {
    all,
    loaded: computed(() => rows.loaded.value && paths.loaded),
    byId,
    machinesOf,
    progress,
    reuseRate,
    create,
    save,
    close: (id: string) => save(id, { closedAt: new Date().toISOString() }),
    reopen: (id: string) => save(id, { closedAt: null }),
  }
})
