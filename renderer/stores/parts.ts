// The parts in stock: every change is one line more in a part's history, journalled before it is shown. What fits a machine is
// domain/parts' to say.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { machineName } from '../../domain/machine/machine-name.ts'
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { partName } from '../../domain/parts/name.ts'
import { nextPartNumber } from '../../domain/parts/number.ts'
import { Part, type NamedMachine, type PartData, type PartEvent } from '../../domain/parts/part.ts'
import { repairReason, withoutRepair, withRepair } from '../../domain/parts/repairs.ts'
import { isInStock, machinesOf, stateOf } from '../../domain/parts/state.ts'
import { reason, type Language } from '../../domain/words/reason.ts'
import { say } from '../../domain/words/sentences.ts'
import { useDepartures } from './departures.ts'
import { useJournalled } from './journalled.ts'
import { live } from './live.ts'
import { useMachines } from './machines.ts'
import { useSession } from './session.ts'
import { openedStorage } from './station-client.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'

export type NewPart = {
  readonly data: PartData
  readonly place: string
  readonly grams: number | null
  /** The machine that it was taken out of; null where it came by itself. */
  readonly from: NamedMachine | null
  /** Tried before it was put away; null: not yet. */
  readonly works: boolean | null
}

/** Without who and when: these are looked after here. */
type Said = PartEvent extends infer Event
  ? Event extends PartEvent
    ? Omit<Event, 'at' | 'operator' | 'note'> & { readonly note?: string }
    : never
  : never

/** As a part's history names a machine. */
export const namedMachine = (
  { id, stay, inventoryNumber }: MachineFile,
  report: Pick<HardwareReport, 'identity'> | null,
): NamedMachine => ({
  machineId: id,
  stayId: stay.id,
  inventoryNumber,
  name: (report === null ? null : machineName(report.identity))?.slice(0, 160) ?? '',
})

const languages: readonly Language[] = ['fr', 'en']
const repairLine = (part: Part, language: Language) =>
  say(repairReason(part, say(partName(part.data), language)), language)

export const useParts = defineStore('parts', () => {
  const station = useStation()
  const session = useSession()
  const { append, appendNext } = useJournalled()
  const machines = useMachines()
  const departures = useDepartures()
  const rows = live((database) => database.parts.orderBy('number').toArray(), [])

  const all = computed<readonly Part[]>(() => rows.value.value.map(({ part }) => part))
  const byIdMap = computed(() => new Map(all.value.map((part) => [part.id, part])))
  const byId = (id: string): Part | null => byIdMap.value.get(id) ?? null
  const withNumber = (number: string): Part | null =>
    all.value.find((part) => part.number === number.trim().toUpperCase()) ?? null
  const inStock = computed(() => all.value.filter((part) => isInStock(part) && departures.of(part.id, null) === null))
  /** Where parts lie, or lay before they were fitted: proposed wherever a place is asked for. */
  const places = computed(() => {
    const there = all.value.filter((part) => stateOf(part).kind !== 'discarded')
    return [...new Set(there.map(({ place }) => place))].toSorted()
  })
  const fittedIn = (machineId: string) =>
    all.value.filter((part) => {
      const state = stateOf(part)
      return state.kind === 'fitted' && state.machine.machineId === machineId
    })
  /** Any part that was ever in this machine. */
  const everIn = (machineId: string) =>
    all.value.filter((part) => machinesOf(part).some((machine) => machine.machineId === machineId))

  const event = (said: Said): PartEvent => ({
    note: '',
    ...said,
    at: new Date().toISOString(),
    operator: session.operator,
  })

  /** `next` makes the revision from what is stored; another save in between makes it again. */
  const saved = (next: () => Promise<Part>): Promise<Part> =>
    appendNext(next, (part) => append('parts.save', { transaction: crypto.randomUUID(), part }))

  /** Kept: it gets the next number, and lies in its place. */
  const keep = async ({ data, place, grams, from, works }: NewPart): Promise<Part> => {
    await station.catchUp()
    const id = crypto.randomUUID()
    const first = event(from === null ? { what: 'received' } : { what: 'taken-out', machine: from })
    const history = works === null ? [first] : [first, event({ what: 'tested', works })]
    return saved(async () => {
      const numbers = (await openedStorage().database.parts.toArray()).map(({ number }) => ({ number }))
      return Part.parse({
        kind: 'part',
        version: 1,
        id,
        number: nextPartNumber(numbers),
        data,
        place,
        grams,
        history,
        createdAt: first.at,
        updatedAt: first.at,
        revision: 1,
        operator: session.operator,
      } satisfies Part)
    })
  }

  const stored = async (id: string): Promise<Part> => {
    const row = await openedStorage().database.parts.get(id)
    if (row === undefined) throw new StationFailure({ code: 'not-found', message: `No part ${id}`, reasons: [] })
    return row.part
  }
  const change = (id: string, changes: (part: Part) => Partial<Part>): Promise<Part> =>
    saved(async () => {
      const part = await stored(id)
      const updatedAt = new Date().toISOString()
      return Part.parse({
        ...part,
        ...changes(part),
        updatedAt,
        revision: part.revision + 1,
        operator: session.operator,
      })
    })
  const add = (id: string, said: Said, changes: Partial<Part> = {}): Promise<Part> => {
    const line = event(said)
    return change(id, ({ history }) => ({ ...changes, history: [...history, line] }))
  }

  /** Into a machine: the part's history says it first, then the machine's repairs, for its certificate. */
  const fitInto = async (id: string, machine: NamedMachine, language: Language): Promise<Part> => {
    const line = repairLine(await stored(id), language)
    const { machineId, inventoryNumber } = machine
    const full = new StationFailure({
      code: 'refused',
      message: 'No room among the repairs',
      reasons: [reason('parts.repairs-full', { number: inventoryNumber })],
    })
    const into = await openedStorage().database.machines.get(machineId)
    if (withRepair(into?.machine.repairs ?? '', line) === null) throw full
    const part = await add(id, { what: 'fitted', machine })
    await machines.save(machineId, ({ repairs }) => ({ repairs: withRepair(repairs, line) ?? repairs }))
    return part
  }

  /** Out of the machine that it was fitted in, back into stock; its line among the repairs goes too. */
  const takeBack = async (id: string, place: string): Promise<Part> => {
    const before = await stored(id)
    const state = stateOf(before)
    if (state.kind !== 'fitted')
      throw new StationFailure({
        code: 'refused',
        message: 'It is in no machine',
        reasons: [reason('parts.history-impossible', { number: before.number })],
      })
    const { machine } = state
    const part = await add(id, { what: 'taken-back', machine, place }, { place })
    const said = languages.map((language) => repairLine(before, language))
    if (machines.byId(machine.machineId) !== null)
      await machines.save(machine.machineId, ({ repairs }) => ({ repairs: withoutRepair(repairs, said) }))
    return part
  }

  return {
    all,
    loaded: rows.loaded,
    inStock,
    places,
    byId,
    withNumber,
    fittedIn,
    everIn,
    keep,
    /** What was typed wrong about it is put right; kind and disk stay. */
    correct: (id: string, data: PartData, grams: number | null) => change(id, () => ({ data, grams })),
    test: (id: string, works: boolean) => add(id, { what: 'tested', works }),
    move: (id: string, place: string) => add(id, { what: 'moved', place }, { place }),
    discard: (id: string, note = '') => add(id, { what: 'discarded', note }),
    restore: (id: string) => add(id, { what: 'restored' }),
    fitInto,
    takeBack,
  }
})
