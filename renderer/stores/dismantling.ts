// Machines that were sent to dismantling, the file of the work on each, and the workshop's waste codes. Every change of a file
// is one save, journalled before it is shown; what a sheet lacks is for the rules of domain/ to say (dismantling-work.ts).
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { OrderedMachine } from '../../domain/dismantling/order.ts'
import { DismantlingFile } from '../../domain/dismantling/sheet-file.ts'
import { WasteCodeChange, type WasteCode } from '../../domain/dismantling/waste-codes.ts'
import { stayKey, type MachineFile } from '../../domain/machine/machine-file.ts'
import { wasteCodeSubject } from '../../domain/supervision/subject.ts'
import { reason } from '../../domain/words/reason.ts'
import type { DismantlingOrderRow } from '../storage/database.ts'
import { inTurns, useJournalled } from './journalled.ts'
import { live } from './live.ts'
import { useSession } from './session.ts'
import { sha256 } from './sha256.ts'
import { openedStorage } from './station-client.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

/** What a screen may change; identity, machine, revision and times are looked after here. */
export type DismantlingChange = Partial<
  Omit<
    DismantlingFile,
    'kind' | 'version' | 'id' | 'machineId' | 'stayId' | 'createdAt' | 'updatedAt' | 'revision' | 'operator'
  >
>

type InHand = Pick<MachineFile, 'id' | 'stay'>
/** An order that was not taken back. */
export type StandingOrder = DismantlingOrderRow & { readonly ordered: OrderedMachine }
const stands = (row: DismantlingOrderRow): row is StandingOrder => row.ordered !== null

export const useDismantling = defineStore('dismantling', () => {
  const station = useStation()
  const session = useSession()
  const { append, appendNext } = useJournalled()
  const inTurn = inTurns()
  const supervisor = useSupervisor()

  const orderRows = live((database) => database.dismantlingOrders.orderBy('position').toArray(), [])
  const fileRows = live((database) => database.dismantlingFiles.orderBy('position').toArray(), [])
  const changeRows = live((database) => database.wasteCodeChanges.orderBy('position').toArray(), [])

  const orders = computed<ReadonlyMap<string, StandingOrder>>(
    () => new Map(orderRows.value.value.filter(stands).map((row) => [row.id, row])),
  )
  const files = computed<readonly DismantlingFile[]>(() => fileRows.value.value.map(({ file }) => file))
  const byMachine = computed(() => new Map(files.value.map((file) => [stayKey(file.machineId, file.stayId), file])))
  const byIdMap = computed(() => new Map(files.value.map((file) => [file.id, file])))
  /** As they were journalled, the last made last. */
  const codeChanges = computed<readonly WasteCodeChange[]>(() => changeRows.value.value.map(({ change }) => change))

  const operator = (): string => {
    if (session.operator !== null) return session.operator
    throw new StationFailure({
      code: 'refused',
      message: 'Nobody is signed in',
      reasons: [reason('supervision.nobody-at-station')],
    })
  }

  const journal = (file: DismantlingFile, corrects: string | null = null) =>
    append('dismantling.save', {
      transaction: crypto.randomUUID(),
      file,
      ...(corrects === null ? {} : { corrects }),
    })

  const stored = async (id: string): Promise<DismantlingFile | null> =>
    (await openedStorage().database.dismantlingFiles.get(id))?.file ?? null
  const storedOf = async ({ id, stay }: InHand): Promise<DismantlingFile | null> => {
    const rows = await openedStorage().database.dismantlingFiles.where('machineId').equals(id).toArray()
    return rows.map(({ file }) => file).find(({ stayId }) => stayId === stay.id) ?? null
  }

  /**
   * Changes one file and answers it as journalled. `change` may look at the file as it stands; `corrects` is the signed sheet
   * that a new one shall replace, without which the station changes nothing under it.
   */
  const save = (
    id: string,
    change: DismantlingChange | ((file: DismantlingFile) => DismantlingChange),
    corrects: string | null = null,
  ): Promise<DismantlingFile> =>
    inTurn(id, () => {
      const next = async () => {
        const current = await stored(id)
        if (current === null)
          throw new StationFailure({ code: 'not-found', message: `No dismantling file ${id}`, reasons: [] })
        return DismantlingFile.parse({
          ...current,
          ...(typeof change === 'function' ? change(current) : change),
          revision: current.revision + 1,
          updatedAt: new Date().toISOString(),
          operator: session.operator,
        })
      }
      return appendNext(next, (file) => journal(file, corrects))
    })

  /** The file of a machine that was sent to dismantling, begun where there is none yet. The station refuses any other. */
  const open = (machine: Pick<MachineFile, 'id' | 'stay' | 'equipment'>): Promise<DismantlingFile> =>
    inTurn(stayKey(machine.id, machine.stay.id), async () => {
      const known = await storedOf(machine)
      if (known !== null) return known
      const ordered = (await openedStorage().database.dismantlingOrders.get(stayKey(machine.id, machine.stay.id)))
        ?.ordered
      const now = new Date().toISOString()
      const file = DismantlingFile.parse({
        kind: 'dismantling-file',
        version: 1,
        id: crypto.randomUUID(),
        machineId: machine.id,
        stayId: machine.stay.id,
        createdAt: now,
        updatedAt: now,
        revision: 1,
        operator: session.operator,
        reason: ordered?.reason ?? null,
        reasonNote: ordered?.note ?? '',
        make: '',
        model: '',
        serial: '',
        grossGrams: null,
        protection: [],
        safety: [],
        annexVii: {},
        mediaFound: null,
        media: [],
        fractions: [],
        collectionNote: '',
        ecoOrganisme: '',
        notes: '',
        steps: {},
      } satisfies DismantlingFile)
      try {
        await journal(file)
        return file
      } catch (error) {
        // Another screen began it in the meantime: that one is the file.
        await station.catchUp()
        const begun = await storedOf(machine)
        if (begun === null) throw error
        return begun
      }
    })

  /** A waste code put in or altered, confirmed by a supervisor; false where the dialog was closed. */
  const changeCode = async (put: WasteCode, why: string, details: readonly string[]): Promise<boolean> => {
    const change = WasteCodeChange.parse({
      id: crypto.randomUUID(),
      put,
      why,
      operator: operator(),
      at: new Date().toISOString(),
    })
    const subject = await wasteCodeSubject(change, sha256)
    const confirmation = await supervisor.ask({ kind: 'change-waste-codes', subject }, { details })
    if (confirmation === null) return false
    await station.callAndCatchUp('wasteCodes.change', { change, confirmation: confirmation.id })
    return true
  }

  return {
    files,
    orders,
    codeChanges,
    loaded: computed(() => fileRows.loaded.value && orderRows.loaded.value && changeRows.loaded.value),
    byId: (id: string): DismantlingFile | null => byIdMap.value.get(id) ?? null,
    /** The file of the machine's present stay. */
    fileOf: ({ id, stay }: InHand): DismantlingFile | null => byMachine.value.get(stayKey(id, stay.id)) ?? null,
    /** The order that sent it to dismantling in its present stay; null once it was taken back. */
    orderOf: ({ id, stay }: InHand): StandingOrder | null => orders.value.get(stayKey(id, stay.id)) ?? null,
    open,
    save,
    changeCode,
  }
})
