// The passport of one machine as this window shows it: its documents are found here, read whole, and looked at by the station
// one after the other. What follows from them is domain/passport's.
import { Dexie } from 'dexie'
import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { documentSet, type StoredDocument } from '../../domain/documents/store.ts'
import { knownDocument } from '../../domain/documents/verify.ts'
import { accountOf } from '../../domain/passport/account.ts'
import { passportOf } from '../../domain/passport/passport.ts'
import { thingOf } from '../../domain/passport/thing.ts'
import { whereaboutsOf } from '../../domain/passport/whereabouts.ts'
import type { DocumentRow, EtabliDatabase } from '../storage/database.ts'
import { useDocuments } from './documents.ts'
import { live } from './live.ts'
import { openedStorage } from './station-client.ts'
import { useTrust } from './trust.ts'

/** By the document's own machine, and by what a slip lists. */
const rowsAbout = async ({ documents, documentItems }: EtabliDatabase, id: string): Promise<readonly DocumentRow[]> => {
  const listing = (await documentItems.where('itemId').equals(id).toArray()).map(({ document }) => document)
  const rows = [...(await documents.where('machineId').equals(id).toArray()), ...(await documents.bulkGet(listing))]
  return [...new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.hash, row] as const]))).values()]
}

/** The first sequence that a key gave twice. */
const forkOf = async ({ documents }: EtabliDatabase, issuer: string): Promise<number | null> => {
  const sequences = (
    await documents.where('[issuer+sequence]').between([issuer, Dexie.minKey], [issuer, Dexie.maxKey]).keys()
  ).flatMap((key) => (Array.isArray(key) && typeof key[1] === 'number' ? [key[1]] : []))
  return sequences.find((sequence, place) => sequence > 0 && sequence === sequences[place - 1]) ?? null
}

const isNumberTaken = async ({ documents }: EtabliDatabase, { number, issuer }: DocumentRow): Promise<boolean> =>
  (await documents.where('number').equals(number).toArray()).some((other) => other.issuer !== issuer)

type Found = {
  readonly id: string
  readonly rows: readonly DocumentRow[]
  readonly forks: ReadonlyMap<string, number>
  readonly taken: ReadonlySet<string>
}

const find = async (database: EtabliDatabase, id: string): Promise<Found> => {
  const rows = await rowsAbout(database, id)
  const forks = new Map<string, number>()
  for (const issuer of new Set(rows.map((row) => row.issuer))) {
    const fork = await forkOf(database, issuer)
    if (fork !== null) forks.set(issuer, fork)
  }
  const taken = new Set<string>()
  for (const row of rows) if (await isNumberTaken(database, row)) taken.add(row.hash)
  return { id, rows, forks, taken }
}

/** Whether any document here tells of a machine, loose disk or part. */
export const isToldOf = async (id: string): Promise<boolean> => {
  const { documents, documentItems } = openedStorage().database
  return (
    (await documents.where('machineId').equals(id).count()) > 0 ||
    (await documentItems.where('itemId').equals(id).count()) > 0
  )
}

/** For one screen; ends with it. */
export const usePassport = (id: MaybeRefOrGetter<string>) => {
  const documents = useDocuments()
  const trust = useTrust()
  const found = live<Found | null>((database) => find(database, toValue(id)), null, { sources: [() => toValue(id)] })

  /** The documents of `of`, whole; without those that cannot be read here any more. */
  const read = shallowRef<{ readonly of: Found; readonly whole: readonly StoredDocument[] } | null>(null)
  /** Named by one of them, and here although it is about something else. */
  const elsewhere = shallowRef<ReadonlySet<string>>(new Set())
  const holds = shallowRef<ReadonlyMap<string, boolean>>(new Map())
  const failure = shallowRef<unknown>(null)

  const readAll = async (of: Found) => {
    const bodies = await Promise.all(
      of.rows.map(async ({ hash }) => {
        const body = await documents.byHash(hash)
        return { hash, document: knownDocument(body), text: JSON.stringify(body) }
      }),
    )
    const whole = bodies.flatMap(({ hash, document, text }) => (document === null ? [] : [{ hash, document, text }]))
    const about = new Set(of.rows.map(({ hash }) => hash))
    const named = whole
      .flatMap(({ document }) => accountOf(document, of.id)?.names ?? [])
      .filter((hash) => !about.has(hash))
    const others = await openedStorage().database.documents.bulkGet([...new Set(named)])
    if (found.value.value !== of) return
    elsewhere.value = new Set(others.flatMap((row) => row?.hash ?? []))
    read.value = { of, whole }
    for (const { hash, document, text } of whole) {
      if (holds.value.has(hash)) continue
      const verification = await documents.verifyText(`${document.credentialSubject.number}.json`, text)
      holds.value = new Map([...holds.value, [hash, verification.holds && verification.hash === hash]])
      if (found.value.value !== of) return
    }
  }
  watch(
    found.value,
    async (of) => {
      failure.value = null
      if (of === null) return
      try {
        await readAll(of)
      } catch (error) {
        if (found.value.value === of) failure.value = error
      }
    },
    { immediate: true },
  )

  const passport = computed(() => {
    const now = read.value
    if (now === null || now.of.id !== toValue(id)) return null
    const whole = documentSet(now.whole)
    return passportOf(now.of.id, whole, {
      trust: trust.state,
      holds: (hash) => holds.value.get(hash) ?? null,
      isHere: (hash) => whole.has(hash) || elsewhere.value.has(hash),
      forkedAt: (did) => now.of.forks.get(did) ?? null,
      isNumberTaken: (hash) => now.of.taken.has(hash),
    })
  })
  return {
    /** null until its documents have been read. */
    passport,
    thing: computed(() => (passport.value === null ? null : thingOf(toValue(id), passport.value))),
    whereabouts: computed(() => (passport.value === null ? null : whereaboutsOf(toValue(id), passport.value))),
    /** How many of its documents this version, or this computer, cannot read. */
    unreadable: computed(() => (read.value === null ? 0 : read.value.of.rows.length - read.value.whole.length)),
    looked: computed(() => read.value?.whole.filter(({ hash }) => holds.value.has(hash)).length ?? 0),
    failure,
  }
}
