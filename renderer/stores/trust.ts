// Which other stations are believed here, as this window asks whenever it shows what one of them signed, and how a supervisor
// decides about one. The rules are domain/trust's; nothing that is stored changes by a decision.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { Succession } from '../../domain/documents/succession.ts'
import { trustSubject } from '../../domain/supervision/subject.ts'
import { fingerprint } from '../../domain/trust/fingerprint.ts'
import {
  documentStanding,
  stationStanding,
  type StationStanding,
  type TrustState,
} from '../../domain/trust/standing.ts'
import { StationTrust } from '../../domain/trust/trust.ts'
import type { EtabliDatabase } from '../storage/database.ts'
import { live } from './live.ts'
import { useSession } from './session.ts'
import { sha256, sha256OfBytes } from './sha256.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

/** What a person decides about a station; who and when is looked after here. */
export type Decision = Pick<StationTrust, 'did' | 'name' | 'code' | 'decision' | 'from' | 'reason'>

type HandedOn = { readonly from: string; readonly to: string }

/** From which key to which this station went on; only what it signed itself lies here whole. */
const handedOnIn = async ({ documents, documentBodies }: EtabliDatabase): Promise<readonly HandedOn[]> => {
  const hashes = await documents.where('kind').equals('succession').primaryKeys()
  return (await documentBodies.bulkGet(hashes)).flatMap((row) => {
    const parsed = Succession.safeParse(row?.document)
    if (!parsed.success) return []
    return [{ from: parsed.data.credentialSubject.predecessor.did, to: parsed.data.issuer.id }]
  })
}

/** The station's own key, and those it had before a backup was restored. */
const keysUpTo = (did: string, handedOn: readonly HandedOn[]): ReadonlySet<string> => {
  const own = new Set([did])
  for (;;) {
    const before = handedOn.filter(({ from, to }) => own.has(to) && !own.has(from))
    if (before.length === 0) return own
    for (const { from } of before) own.add(from)
  }
}

export const useTrust = defineStore('trust', () => {
  const station = useStation()
  const session = useSession()
  const supervisor = useSupervisor()
  const rows = live((database) => database.stationTrust.toArray(), [])
  const handedOn = live(handedOnIn, [] as readonly HandedOn[])

  const state = computed<TrustState>(() => ({
    own: keysUpTo(station.description?.did ?? '', handedOn.value.value),
    decisions: new Map(rows.value.value.map(({ id, trust }) => [id, trust])),
  }))

  /** false where the supervisor's dialog was closed. `details` is what they read there. */
  const decide = async (decision: Decision, details: readonly string[]): Promise<boolean> => {
    const trust = StationTrust.parse({ ...decision, operator: session.operator, at: new Date().toISOString() })
    const subject = await trustSubject(trust, sha256)
    const confirmation = await supervisor.ask({ kind: 'trust-station', subject }, { details })
    if (confirmation === null) return false
    await station.callAndCatchUp('stations.trust', { trust, confirmation: confirmation.id })
    return true
  }

  return {
    loaded: computed(() => rows.loaded.value && handedOn.loaded.value),
    state,
    decisionOf: (did: string): StationTrust | null => state.value.decisions.get(did) ?? null,
    standingOfStation: (did: string): StationStanding => stationStanding(did, state.value),
    standingOfDocument: (document: { readonly issuer: string; readonly issuedAt: string }): StationStanding =>
      documentStanding(document, state.value),
    /** null where the text names no key. */
    fingerprintOf: (did: string): Promise<string | null> => fingerprint(did, sha256OfBytes),
    decide,
  }
})
