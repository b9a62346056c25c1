// What machines are called of which this stay has no report: as the last of their documents says. For lists; a machine's own page
// reads its passport.
import { computed, shallowRef, watch } from 'vue'
import type { KnownDocument } from '../../domain/documents/known-document.ts'
import { knownDocument } from '../../domain/documents/verify.ts'
import { accountOf, type ThingName } from '../../domain/passport/account.ts'
import type { EtabliDatabase } from '../storage/database.ts'
import { useDocuments } from './documents.ts'
import { live } from './live.ts'
import { useMachines } from './machines.ts'

type About = { readonly id: string; readonly hash: string; readonly issuedAt: string }
const NOTHING: ThingName = { inventoryNumber: null, name: null, serial: null }

/** What tells of each of them, the latest first. */
const find = async (
  { documents, documentItems }: EtabliDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly About[]>> => {
  const own = await documents.where('machineId').anyOf(ids).toArray()
  const items = await documentItems.where('itemId').anyOf(ids).toArray()
  const listing = await documents.bulkGet(items.map(({ document }) => document))
  const about: readonly About[] = [
    ...own.flatMap(({ machineId: id, hash, issuedAt }) => (id === null ? [] : [{ id, hash, issuedAt }])),
    ...listing.flatMap((row, place) => {
      const id = items[place]?.itemId
      return row === undefined || id === undefined ? [] : [{ id, hash: row.hash, issuedAt: row.issuedAt }]
    }),
  ]
  return Map.groupBy(
    about.toSorted((one, other) => other.issuedAt.localeCompare(one.issuedAt)),
    ({ id }) => id,
  )
}

/** For one screen; ends with it. */
export const useLastSaid = () => {
  const machines = useMachines()
  const documents = useDocuments()
  const unread = computed(() => machines.all.filter(({ reports }) => reports.length === 0).map(({ id }) => id))
  const found = live((database) => find(database, unread.value), new Map<string, readonly About[]>(), {
    sources: [() => unread.value.join()],
    keepWhileReading: true,
  })

  // A slip may list hundreds of them, and no document changes.
  const bodies = new Map<string, Promise<KnownDocument | null>>()
  const body = (hash: string): Promise<KnownDocument | null> => {
    const reading =
      bodies.get(hash) ??
      documents.byHash(hash).then(
        knownDocument,
        // What cannot be had now leaves its machine without a name here.
        () => null,
      )
    bodies.set(hash, reading)
    return reading
  }
  /** A document is long: only as many are read as it takes until name and serial are known. */
  const nameIn = async (id: string, about: readonly About[]): Promise<ThingName> => {
    let known = NOTHING
    for (const { hash } of about) {
      const document = await body(hash)
      const said = document === null ? null : (accountOf(document, id)?.thing ?? null)
      if (said !== null)
        known = {
          inventoryNumber: known.inventoryNumber ?? said.inventoryNumber,
          name: known.name ?? said.name,
          serial: known.serial ?? said.serial,
        }
      if (known.name !== null && known.serial !== null) break
    }
    return known
  }

  const names = shallowRef<ReadonlyMap<string, ThingName>>(new Map())
  watch(
    found.value,
    async (all) => {
      const read = new Map<string, ThingName>()
      for (const [id, about] of all) read.set(id, await nameIn(id, about))
      if (found.value.value === all) names.value = read
    },
    { immediate: true },
  )
  return { of: (id: string): ThingName => names.value.get(id) ?? NOTHING }
}
