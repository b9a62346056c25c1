// Machines that are with people, as this window shows them: the slips are read whole from the working data; what is kept of the
// people is asked of the station for one screen at a time, and is written down nowhere here.
import { defineStore } from 'pinia'
import { computed, type MaybeRefOrGetter, onScopeDispose, ref, shallowRef, toValue, watch } from 'vue'
import type { Output } from '../../domain/contract.ts'
import { documentSet } from '../../domain/documents/store.ts'
import { knownDocument } from '../../domain/documents/verify.ts'
import { HandoverDraft, ReturnDraft } from '../../domain/handover/draft.ts'
import { type Handover, handoversOf, type HandoverSlipKnown, standingSlips } from '../../domain/handover/handovers.ts'
import { HandoverPayment, PublicCount } from '../../domain/handover/payment.ts'
import type { Recipient } from '../../domain/handover/recipient.ts'
import { forgettingSubject } from '../../domain/supervision/subject.ts'
import { isBelieved } from '../../domain/trust/standing.ts'
import { reason } from '../../domain/words/reason.ts'
import type { EtabliDatabase } from '../storage/database.ts'
import { useDocuments } from './documents.ts'
import { useJournalled } from './journalled.ts'
import { live } from './live.ts'
import { useSession } from './session.ts'
import { sha256 } from './sha256.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'
import { useTrust } from './trust.ts'

/** Documents that are read side by side. */
const AT_ONCE = 50
/** Of one question to the station. */
const SLIPS_AT_ONCE = 1000

export type Issued = Output<'handovers.handOver'>
export type Known = { readonly recipient: Recipient | null; readonly until: string | null }

/** The slips, and what withdraws one of them. */
const slipsIn = async ({ documents }: EtabliDatabase): Promise<readonly string[]> => {
  const slips = await documents.where('kind').equals('handover-slip').primaryKeys()
  return [...slips, ...(await documents.where('withdraws').anyOf(slips).primaryKeys())]
}

export const useHandovers = defineStore('handovers', () => {
  const station = useStation()
  const session = useSession()
  const supervisor = useSupervisor()
  const documents = useDocuments()
  const trust = useTrust()
  const { append } = useJournalled()

  const hashes = live(slipsIn, [] as readonly string[], { keepWhileReading: true })
  const paymentRows = live((database) => database.handoverPayments.toArray(), [])
  const countRows = live((database) => database.publicCounts.toArray(), [])
  const forgottenRows = live((database) => database.handoversForgotten.toArray(), [])

  const all = shallowRef<readonly Handover[]>([])
  const returns = shallowRef<readonly HandoverSlipKnown[]>([])
  const loaded = ref(false)
  const failure = shallowRef<unknown>(null)
  // A document never changes: what was read once is kept.
  const read = new Map<string, ReturnType<typeof knownDocument>>()
  const readAll = async (asked: readonly string[]) => {
    const missing = asked.filter((hash) => !read.has(hash))
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const some = missing.slice(at, at + AT_ONCE)
      await Promise.all(some.map(async (hash) => read.set(hash, knownDocument(await documents.byHash(hash)))))
    }
    // Another slip came while these were read: its own turn counts.
    if (asked !== hashes.value.value) return
    const known = asked.flatMap((hash) => {
      const document = read.get(hash) ?? null
      return document === null ? [] : [{ hash, document }]
    })
    const set = documentSet(known)
    all.value = handoversOf(set).toReversed()
    returns.value = standingSlips(set).filter(({ subject }) => subject.movement === 'returned')
    loaded.value = true
  }
  watch(
    [hashes.value, hashes.loaded],
    ([asked, isRead]) => {
      if (!isRead) return
      failure.value = null
      readAll(asked).catch((error: unknown) => {
        failure.value = error
      })
    },
    { immediate: true },
  )

  const operator = (): string => {
    if (session.operator === null)
      throw new StationFailure({
        code: 'refused',
        message: 'Nobody is signed in',
        reasons: [reason('supervision.nobody-at-station')],
      })
    return session.operator
  }
  const isOwn = ({ issuer }: Pick<Handover, 'issuer'>): boolean => trust.state.own.has(issuer)

  const save = (payment: HandoverPayment) =>
    append('handovers.pay', { transaction: crypto.randomUUID(), payment: HandoverPayment.parse(payment) })

  return {
    /** Every handover that was not withdrawn, latest first; other stations' too. */
    all,
    /** By which machines came back, oldest first; where nobody knows of the handover, too. */
    returns,
    own: computed(() => all.value.filter(isOwn)),
    /** Those of this station and of others that it believes. */
    believed: computed(() =>
      all.value.filter(({ issuer, issuedAt }) => isBelieved(trust.standingOfDocument({ issuer, issuedAt }))),
    ),
    loaded: computed(() => loaded.value && trust.loaded),
    failure,
    byHash: (hash: string): Handover | null => all.value.find((one) => one.hash === hash) ?? null,
    openOf: (machineId: string): Handover | null =>
      all.value.find((one) => one.subject.machineId === machineId && one.returned === null) ?? null,
    isOwn,
    payments: computed<readonly HandoverPayment[]>(() => paymentRows.value.value.map(({ payment }) => payment)),
    /** By month, the latest first. */
    publicCounts: computed<readonly PublicCount[]>(() =>
      countRows.value.value.map(({ count }) => count).toSorted((one, other) => other.month.localeCompare(one.month)),
    ),
    forgotten: computed<ReadonlyMap<string, string>>(
      () => new Map(forgottenRows.value.value.map(({ id, at }) => [id, at])),
    ),
    handOver: (draft: Omit<HandoverDraft, 'kind' | 'operator'>, recipient: Recipient): Promise<Issued> =>
      station.callAndCatchUp('handovers.handOver', {
        draft: HandoverDraft.parse({ ...draft, kind: 'handover-slip', operator: operator() }),
        recipient,
      }),
    takeBack: (draft: Omit<ReturnDraft, 'kind' | 'operator'>): Promise<Issued> =>
      station.callAndCatchUp('handovers.takeBack', {
        draft: ReturnDraft.parse({ ...draft, kind: 'handover-slip', operator: operator() }),
      }),
    pay: (payment: Omit<HandoverPayment, 'id' | 'state' | 'operator' | 'at'>) =>
      save({
        ...payment,
        id: crypto.randomUUID(),
        state: 'received',
        operator: operator(),
        at: new Date().toISOString(),
      }),
    cancel: (payment: HandoverPayment) =>
      save({ ...payment, state: 'cancelled', operator: operator(), at: new Date().toISOString() }),
    countPublic: (count: Omit<PublicCount, 'operator' | 'at'>) =>
      append('handovers.countPublic', {
        transaction: crypto.randomUUID(),
        count: PublicCount.parse({ ...count, operator: operator(), at: new Date().toISOString() }),
      }),
    /** Before its time, for good; false where the supervisor's dialog was closed. */
    forget: async (slip: string, details: readonly string[]): Promise<boolean> => {
      const subject = await forgettingSubject(slip, sha256)
      const confirmation = await supervisor.ask({ kind: 'forget-recipient', documentHash: slip, subject }, { details })
      if (confirmation === null) return false
      await station.callAndCatchUp('handovers.forget', { slip, confirmation: confirmation.id })
      return true
    },
  }
})

/** What is still known of who has these machines. For one screen: gone from the window with it. */
export const useRecipients = (slips: MaybeRefOrGetter<readonly string[]>) => {
  const station = useStation()
  const handovers = useHandovers()
  const known = shallowRef<ReadonlyMap<string, Known>>(new Map())
  const loaded = ref(false)
  const failure = shallowRef<unknown>(null)
  let asked = 0
  const ask = async () => {
    const turn = ++asked
    const all = [...toValue(slips)]
    const found = new Map<string, Known>()
    for (let at = 0; at < all.length; at += SLIPS_AT_ONCE) {
      const some = await station.call('handovers.recipients', { slips: all.slice(at, at + SLIPS_AT_ONCE) })
      for (const { slip, recipient, until } of some) found.set(slip, { recipient, until })
    }
    if (turn !== asked) return
    known.value = found
    loaded.value = true
  }
  watch(
    [() => toValue(slips).join(' '), () => handovers.forgotten, () => station.ready],
    () => {
      if (!station.ready) return
      failure.value = null
      ask().catch((error: unknown) => {
        failure.value = error
      })
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    asked += 1
    known.value = new Map()
  })
  return { known, loaded, failure }
}
