// What left this site, as every screen asks that shows a machine, a loose disk or a part: by which slip, and since when it can
// only be read. The rule is domain/transfer's; the station refuses by the same.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { type Departure, departureOfStay, departuresBy, maySendAway } from '../../domain/transfer/departure.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { EtabliDatabase } from '../storage/database.ts'
import { live } from './live.ts'
import { useTrust } from './trust.ts'

type Known = {
  readonly byItem: ReadonlyMap<string, readonly { readonly departure: Departure; readonly position: number }[]>
  /** `<issuer> <hash>` of what was withdrawn by its own issuer. */
  readonly withdrawn: ReadonlySet<string>
  /** Since when the file of a loose disk or part stands as it does: nothing that is away is saved. */
  readonly savedAt: ReadonlyMap<string, number>
}
const NOTHING: Known = { byItem: new Map(), withdrawn: new Set(), savedAt: new Map() }

const departuresIn = async (database: EtabliDatabase): Promise<Known> => {
  const rows = (
    await database.documents.where('kind').anyOf('transfer-slip', 'handover-slip').sortBy('position')
  ).filter(({ kind }) => maySendAway(kind))
  // Only what was signed here lies whole in the window; slips of others send nothing away from here.
  const bodies = await database.documentBodies.bulkGet(rows.map(({ hash }) => hash))
  const byItem = new Map<string, { departure: Departure; position: number }[]>()
  for (const [place, { hash, position }] of rows.entries()) {
    for (const departure of departuresBy(hash, bodies[place]?.document)) {
      byItem.set(departure.itemId, [...(byItem.get(departure.itemId) ?? []), { departure, position }])
    }
  }
  const withdrawals = await database.documents.orderBy('withdraws').toArray()
  const ids = [...byItem.keys()]
  const saved = [...(await database.looseDisks.bulkGet(ids)), ...(await database.parts.bulkGet(ids))]
  return {
    byItem,
    withdrawn: new Set(withdrawals.map(({ issuer, withdraws }) => `${issuer} ${withdraws ?? ''}`)),
    savedAt: new Map(saved.flatMap((row) => (row === undefined ? [] : [[row.id, row.position] as const]))),
  }
}

export const useDepartures = defineStore('departures', () => {
  const trust = useTrust()
  const known = live(departuresIn, NOTHING)

  /** `stayId` is a machine's; null for a loose disk or a part. null while it is here. */
  const of = (itemId: string, stayId: string | null): Departure | null => {
    const { byItem, withdrawn, savedAt } = known.value.value
    const own = (byItem.get(itemId) ?? []).filter(({ departure }) => trust.state.own.has(departure.issuer))
    return departureOfStay(own, {
      stayId,
      backAt: savedAt.get(itemId) ?? 0,
      isWithdrawn: ({ issuer, document }) => withdrawn.has(`${issuer} ${document}`),
    })
  }

  return {
    loaded: computed(() => known.loaded.value && trust.loaded),
    of,
    ofMachine: ({ id, stay }: Pick<MachineFile, 'id' | 'stay'>): Departure | null => of(id, stay.id),
  }
})
