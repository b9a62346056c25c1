// Evidence as this window knows it: which the journal lists, what its bytes say by the rules of domain/, each fetched and
// judged once. What it comes to for a machine's stay is asked of domain/erasure/evidence-of-stay.ts.
import { defineStore } from 'pinia'
import { computed, shallowReactive, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import type { DiskOwner } from '../../domain/erasure/disk-job.ts'
import type { Finding, JudgingClock } from '../../domain/erasure/evidence/findings.ts'
import type { EvidenceKnown } from '../../domain/erasure/evidence/question.ts'
import { evidenceKnown, evidenceToRead, findingsIn, type BegunErasure } from '../../domain/erasure/evidence/of-stay.ts'
import { ReadBackRecord } from '../../domain/erasure/read-back/read-back.ts'

import type { EvidenceRow } from '../storage/database.ts'
import { live } from './live.ts'
import { useStation } from './station.ts'
import { zoneMinutes } from './today.ts'

/** What was read in one piece of evidence. */
export type ReadEvidence = {
  readonly findings: readonly Finding[]
  /** The reading itself, for its picture and to go on with it. */
  readonly readBack: ReadBackRecord | null
}

/** Logs are written in the time of this computer or in universal time. */
const clock = (): JudgingClock => ({ now: new Date().toISOString(), zoneMinutes: zoneMinutes() })

/** As the station reads it: what is no UTF-8 becomes U+FFFD, and counts against the evidence. */
const textOf = (base64: string) =>
  new TextDecoder('utf-8').decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))

const parsedReadBack = (text: string): ReadBackRecord | null => {
  try {
    const value: unknown = JSON.parse(text)
    const inside = typeof value === 'object' && value !== null && 'record' in value ? value.record : value
    return ReadBackRecord.safeParse(inside).data ?? null
  } catch {
    return null
  }
}

export const useEvidence = defineStore('evidence', () => {
  const station = useStation()
  const { value: rows, loaded } = live((database) => database.evidence.orderBy('position').toArray(), [])
  const held = shallowReactive(new Map<string, ReadEvidence>())
  const failures = shallowReactive(new Map<string, unknown>())
  const asked = new Map<string, Promise<void>>()

  const fetchAndJudge = async (row: EvidenceRow) => {
    const { hash, form } = row
    try {
      const text = textOf((await station.call('blobs.get', { hash })).base64)
      held.set(hash, {
        findings: findingsIn(row, text, clock()),
        readBack: form === 'read-back' ? parsedReadBack(text) : null,
      })
      failures.delete(hash)
    } catch (error) {
      failures.set(hash, error)
      asked.delete(hash)
    }
  }

  /** Sees to it that these are read; `held` and `failures` fill as it goes. */
  const read = async (wanted: readonly EvidenceRow[]): Promise<void> => {
    await Promise.all(
      wanted.map((row) => {
        const already = asked.get(row.hash) ?? fetchAndJudge(row)
        asked.set(row.hash, already)
        return already
      }),
    )
  }

  return { rows, loaded, held, failures, read }
})

type Concerned = {
  readonly owner: DiskOwner
  /** Every name under which its disks are known. */
  readonly disks: readonly DiskIdentity[]
}

/** The evidence about one machine's (or loose disk's) stay, or about several, for one screen; null while it is fetched. */
export const useEvidenceOf = (concerned: MaybeRefOrGetter<Concerned | readonly Concerned[] | null>) => {
  const station = useStation()
  const store = useEvidence()
  const begunRows = live((database) => database.erasures.toArray(), [])
  const refusalRows = live((database) => database.erasureRefusals.toArray(), [])
  const settlementRows = live((database) => database.settlements.orderBy('position').toArray(), [])

  const settlements = computed(() => settlementRows.value.value.map(({ settlement }) => settlement))
  const asked = computed<readonly Concerned[] | null>(() => {
    const of = toValue(concerned)
    return of === null || !('owner' in of) ? of : [of]
  })
  const rows = computed(() => {
    const wanted = new Set(
      (asked.value ?? []).flatMap(({ owner: { machineId }, disks }) =>
        evidenceToRead(store.rows, { machineId, disks, settlements: settlements.value }),
      ),
    )
    return store.rows.filter((row) => wanted.has(row))
  })
  const hashes = computed(() => rows.value.map(({ hash }) => hash).join())
  // What could not be had while the station did not answer is asked for again when it does.
  watch(
    [hashes, () => station.reachable],
    () => {
      void store.read(rows.value)
    },
    { immediate: true },
  )

  const ready = computed(
    () =>
      store.loaded &&
      begunRows.loaded.value &&
      refusalRows.loaded.value &&
      settlementRows.loaded.value &&
      rows.value.every(({ hash }) => store.held.has(hash) || store.failures.has(hash)),
  )
  /** Evidence whose bytes cannot be had: what it said is not known, and counts against the disk. */
  const lost = computed(() => rows.value.filter(({ hash }) => store.failures.has(hash)))

  const begun = computed(() => {
    const ended = new Set([
      ...store.rows.flatMap(({ job, form }) => (job === null || form !== 'erasure' ? [] : [job])),
      ...refusalRows.value.value.map(({ id }) => id),
    ])
    return begunRows.value.value.map(({ id, disk, at, position }): BegunErasure => ({
      job: id,
      disk,
      at,
      position,
      ended: ended.has(id),
    }))
  })

  const known = computed<EvidenceKnown | null>(() => {
    if (asked.value === null || !ready.value) return null
    // What cannot be had may have been against the disk.
    const evidence = rows.value.flatMap((row) => store.held.get(row.hash)?.findings ?? findingsIn(row, null, clock()))
    return evidenceKnown(evidence, settlements.value, begun.value)
  })
  return { known, rows, lost }
}
