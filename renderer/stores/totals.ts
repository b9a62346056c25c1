// The dismantling sheets of this station that stand, whole, for totals: read from the working data and checked against their
// hashes, again whenever a sheet or a withdrawal comes.
import { shallowRef, watch } from 'vue'
import { type CountedSheet, standingSheets } from '../../domain/dismantling/totals.ts'
import { documentSet } from '../../domain/documents/store.ts'
import { knownDocument } from '../../domain/documents/verify.ts'
import { useDocuments } from './documents.ts'
import { live } from './live.ts'
import { useTrust } from './trust.ts'

/** Documents that are read side by side: years of sheets one after the other would keep a person waiting. */
const AT_ONCE = 50

/** For one screen; ends with it. `loaded` once the first answer is there. */
export const useStandingSheets = () => {
  const documents = useDocuments()
  const trust = useTrust()
  const hashes = live(
    (database) =>
      database.documents
        .where('kind')
        .anyOf('dismantling-sheet', 'withdrawal')
        // What another site took apart is in its own totals, though its sheets are here.
        .filter(({ issuer }) => trust.standingOfStation(issuer) === 'own')
        .primaryKeys(),
    [] as readonly string[],
    { keepWhileReading: true, sources: [() => trust.state] },
  )
  const sheets = shallowRef<readonly CountedSheet[]>([])
  const loaded = shallowRef(false)
  /** Why they could not be read whole: totals of a part of them would be wrong, so that none are shown. */
  const failure = shallowRef<unknown>(null)
  /** How many are of a form that is not known here: they are not in the totals, which has to be said. */
  const unread = shallowRef(0)
  // A document never changes: what was read once is kept.
  const read = new Map<string, ReturnType<typeof knownDocument>>()

  const readAll = async (asked: readonly string[]) => {
    const missing = asked.filter((hash) => !read.has(hash))
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const hashes = missing.slice(at, at + AT_ONCE)
      await Promise.all(hashes.map(async (hash) => read.set(hash, knownDocument(await documents.byHash(hash)))))
    }
    // Another sheet came while these were read: its own turn counts.
    if (asked !== hashes.value.value) return
    const known = asked.flatMap((hash) => {
      const document = read.get(hash) ?? null
      return document === null ? [] : [{ hash, document }]
    })
    unread.value = asked.length - known.length
    sheets.value = standingSheets(documentSet(known))
    loaded.value = true
  }
  watch(
    [hashes.value, hashes.loaded],
    ([asked, isRead]) => {
      if (!isRead) return
      failure.value = null
      readAll(asked).catch((error: unknown) => {
        failure.value = error
        loaded.value = false
      })
    },
    { immediate: true },
  )
  return { sheets, loaded, failure, unread }
}
