// Machines that have no file at this station and that documents of other stations tell of: for the list of machines. What a slip
// alone tells of is read from the slip.
import { shallowRef, watch } from 'vue'
import { TransferSlip } from '../../domain/documents/transfer-slip.ts'
import { lastSlips } from '../../domain/transfer/last-slips.ts'
import type { DocumentRow, EtabliDatabase } from '../storage/database.ts'
import { useDocuments } from './documents.ts'
import { live } from './live.ts'

export type ToldMachine = {
  readonly id: string
  readonly inventoryNumber: string
  readonly name: string | null
  readonly serial: string | null
  /** Of the last document about it. */
  readonly kind: string
  readonly at: string
}

const ofMachines = ['refurbishment-certificate', 'dismantling-sheet', 'handover-slip']

type Found = { readonly told: readonly ToldMachine[]; readonly slips: readonly DocumentRow[] }

const find = async ({ machines, documents, documentItems }: EtabliDatabase): Promise<Found> => {
  const withFile = new Set(await machines.toCollection().primaryKeys())
  const byMachine = new Map<string, ToldMachine>()
  const rows = await documents.where('kind').anyOf(ofMachines).toArray()
  for (const { machineId: id, inventoryNumber, machineName: name, serials, kind, issuedAt: at } of rows) {
    if (id === null || withFile.has(id)) continue
    const before = byMachine.get(id)
    if (before !== undefined && before.at >= at) continue
    byMachine.set(id, { id, inventoryNumber: inventoryNumber ?? '', name, serial: serials[0] ?? null, kind, at })
  }
  const slips = await documents.where('kind').equals('transfer-slip').toArray()
  const itemIds = Map.groupBy(await documentItems.toArray(), ({ document }) => document)
  const listing = slips.map((row) => ({ ...row, itemIds: (itemIds.get(row.hash) ?? []).map(({ itemId }) => itemId) }))
  const isTold = (id: string, at: string) => withFile.has(id) || (byMachine.get(id)?.at ?? '') >= at
  // A slip is long, and there may be thousands: only those are read that say the last of something.
  return { told: [...byMachine.values()], slips: lastSlips(listing, isTold) }
}

export const useToldMachines = () => {
  const documents = useDocuments()
  const found = live(find, { told: [], slips: [] } as Found, { keepWhileReading: true })
  const withFile = live(
    async ({ machines }) => new Set(await machines.toCollection().primaryKeys()),
    new Set<string>(),
    {
      keepWhileReading: true,
    },
  )
  const all = shallowRef<readonly ToldMachine[]>([])
  watch(
    [found.value, withFile.value],
    async ([now]) => {
      all.value = now.told
      const known = new Map(now.told.map((one) => [one.id, one]))
      for (const { hash, issuedAt: at } of now.slips) {
        const slip = TransferSlip.safeParse(await documents.byHash(hash).catch(() => null)).data
        if (found.value.value !== now) return
        for (const item of slip?.credentialSubject.items ?? []) {
          if (item.what !== 'machine' || withFile.value.value.has(item.itemId)) continue
          const { itemId: id, inventoryNumber, name, serial } = item
          const before = known.get(id)
          if (before === undefined || before.at < at)
            known.set(id, { id, inventoryNumber, name, serial, kind: 'transfer-slip', at })
        }
      }
      all.value = [...known.values()]
    },
    { immediate: true },
  )
  return { all, loaded: found.loaded }
}
