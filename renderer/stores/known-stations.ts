// The stations whose documents are here or about which somebody decided: for one screen, newest documents first.
import { computed, shallowRef, watch } from 'vue'
import { useDocuments } from './documents.ts'
import { live } from './live.ts'
import { useTrust } from './trust.ts'
import type { EtabliDatabase } from '../storage/database.ts'
import type { StationStanding } from '../../domain/trust/standing.ts'
import type { StationTrust } from '../../domain/trust/trust.ts'

export type KnownStation = {
  readonly did: string
  /** As it names itself; empty where nothing of it could be read. */
  readonly name: string
  readonly code: string
  /** null while it is worked out, or where it is no key. */
  readonly fingerprint: string | null
  readonly standing: StationStanding
  readonly decision: StationTrust | null
  readonly documents: number
  /** When it signed the last of them; null where none is here. */
  readonly lastAt: string | null
}

type Issuer = { readonly documents: number; readonly lastAt: string; readonly last: string; readonly code: string }

const issuersIn = async ({ documents }: EtabliDatabase): Promise<ReadonlyMap<string, Issuer>> => {
  const found = new Map<string, Issuer>()
  await documents.each(({ hash, issuer, issuedAt, number }) => {
    const before = found.get(issuer)
    const later = before === undefined || issuedAt > before.lastAt
    found.set(issuer, {
      documents: (before?.documents ?? 0) + 1,
      lastAt: later ? issuedAt : before.lastAt,
      last: later ? hash : before.last,
      code: later ? number.replace(/-\d+$/, '') : before.code,
    })
  })
  return found
}

/** What a document says of the station that signed it. */
const nameIn = (document: Readonly<Record<string, unknown>> | null): string | null => {
  const subject = document?.['credentialSubject']
  if (typeof subject !== 'object' || subject === null || !('station' in subject)) return null
  const { station } = subject
  return typeof station === 'object' && station !== null && 'name' in station && typeof station.name === 'string'
    ? station.name
    : null
}

export const useKnownStations = () => {
  const trust = useTrust()
  const documents = useDocuments()
  const issuers = live(issuersIn, new Map<string, Issuer>(), { keepWhileReading: true })
  const names = shallowRef<ReadonlyMap<string, string>>(new Map())
  const fingerprints = shallowRef<ReadonlyMap<string, string | null>>(new Map())

  const dids = computed(() => [...new Set([...issuers.value.value.keys(), ...trust.state.decisions.keys()])])
  watch(
    dids,
    async (asked) => {
      for (const did of asked) {
        if (!fingerprints.value.has(did))
          fingerprints.value = new Map([...fingerprints.value, [did, await trust.fingerprintOf(did)]])
        const last = issuers.value.value.get(did)?.last
        if (names.value.has(did) || last === undefined) continue
        // A name is a help: where the station cannot be asked the code has to do.
        const name = nameIn(await documents.byHash(last).catch(() => null))
        if (name !== null) names.value = new Map([...names.value, [did, name]])
      }
    },
    { immediate: true },
  )

  const all = computed<readonly KnownStation[]>(() =>
    dids.value
      .map((did) => {
        const issuer = issuers.value.value.get(did)
        const decision = trust.decisionOf(did)
        return {
          did,
          name: names.value.get(did) ?? decision?.name ?? '',
          code: issuer?.code ?? decision?.code ?? '',
          fingerprint: fingerprints.value.get(did) ?? null,
          standing: trust.standingOfStation(did),
          decision,
          documents: issuer?.documents ?? 0,
          lastAt: issuer?.lastAt ?? null,
        }
      })
      .toSorted((one, other) => (other.lastAt ?? '').localeCompare(one.lastAt ?? '')),
  )

  return { all, loaded: computed(() => issuers.loaded.value && trust.loaded) }
}
