// Transfer slips as the place Transferts shows them, and the two deeds: signing what leaves, signing for what arrived. Which slip
// answers which is derived from all that are here, in whatever order they came.
import { computed, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { hashOf } from '../../domain/documents/canonical.ts'
import {
  TransferSlip,
  type Site,
  type SlipItem,
  type TransferSlipSubject,
} from '../../domain/documents/transfer-slip.ts'
import type { LooseDisk } from '../../domain/erasure/loose-disk.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { Part } from '../../domain/parts/part.ts'
import { ReceiptDraft, TransferDraft } from '../../domain/transfer/draft.ts'
import { answersSlip, foundIn, mayAnswer, stillExpected } from '../../domain/transfer/receiving.ts'
import { isBelieved } from '../../domain/trust/standing.ts'
import { useDocuments, useEndings, type Issued } from './documents.ts'
import { live } from './live.ts'
import { useSession } from './session.ts'
import { sha256 } from './sha256.ts'
import { useStation } from './station.ts'
import { useTrust } from './trust.ts'

export type KnownSlip = {
  readonly hash: string
  readonly issuer: string
  readonly issuedAt: string
  readonly subject: TransferSlipSubject
}

export type SentSlip = KnownSlip & {
  /** The number of what withdrew it. */
  readonly withdrawnBy: string | null
  /** Signed at the other end, oldest first. */
  readonly receipts: readonly KnownSlip[]
  /** What no receipt has found. */
  readonly open: readonly SlipItem[]
  /** Of those, what a receipt calls missing. */
  readonly missing: readonly SlipItem[]
}

/** One thing on its way onto a slip. */
export type Leaving =
  | { readonly what: 'machine'; readonly id: string; readonly file: MachineFile }
  | { readonly what: 'disk'; readonly id: string; readonly file: LooseDisk }
  | { readonly what: 'part'; readonly id: string; readonly file: Part }

export const useTransfers = defineStore('transfers', () => {
  const station = useStation()
  const session = useSession()
  const documents = useDocuments()
  const trust = useTrust()
  const rows = live((database) => database.documents.where('kind').equals('transfer-slip').sortBy('position'), [])
  const { value: endings } = useEndings()

  /** Bodies never change; those of other stations come from the station once. */
  const bodies = shallowRef<ReadonlyMap<string, KnownSlip | null>>(new Map())
  watch(
    rows.value,
    async (known) => {
      for (const { hash } of known) {
        if (bodies.value.has(hash)) continue
        const slip = TransferSlip.safeParse(await documents.byHash(hash).catch(() => null)).data
        const read =
          slip === undefined
            ? null
            : { hash, issuer: slip.issuer.id, issuedAt: slip.validFrom, subject: slip.credentialSubject }
        bodies.value = new Map([...bodies.value, [hash, read]])
      }
    },
    { immediate: true },
  )
  const all = computed<readonly KnownSlip[]>(() =>
    rows.value.value.map(({ hash }) => bodies.value.get(hash) ?? null).filter((slip) => slip !== null),
  )
  const withdrawnBy = (hash: string) => endings.value.withdrawn.get(hash)?.number ?? null

  const counts = ({ issuer, issuedAt }: KnownSlip, { subject: { receiver } }: KnownSlip) =>
    mayAnswer(issuer, { receiver, isBelieved: isBelieved(trust.standingOfDocument({ issuer, issuedAt })) })

  /** Newest first. */
  const sent = computed<readonly SentSlip[]>(() =>
    all.value
      .filter(({ subject }) => subject.movement === 'sent')
      .map((slip) => {
        const receipts = all.value.filter(
          (receipt) =>
            answersSlip(receipt.subject, slip.hash) && withdrawnBy(receipt.hash) === null && counts(receipt, slip),
        )
        const subjects = receipts.map(({ subject }) => subject)
        const open = stillExpected(slip.subject.items, subjects)
        const missed = new Set(subjects.flatMap(({ missing }) => missing))
        return {
          ...slip,
          withdrawnBy: withdrawnBy(slip.hash),
          receipts,
          open,
          missing: open.filter(({ itemId }) => missed.has(itemId)),
        }
      })
      .toReversed(),
  )
  const isOwn = (did: string | null) => did !== null && trust.state.own.has(did)

  /** Of other sites for this one (or for whoever stands at the door), with something still expected. */
  const expected = computed(() =>
    sent.value.filter(
      ({ issuer, subject, withdrawnBy: ended, open }) =>
        !isOwn(issuer) &&
        ended === null &&
        open.length > 0 &&
        (subject.receiver.did === null || isOwn(subject.receiver.did)),
    ),
  )
  const ours = computed(() => sent.value.filter(({ issuer }) => isOwn(issuer)))
  /** Of other sites, with a receipt of this station. */
  const received = computed(() =>
    sent.value.filter(({ issuer, receipts }) => !isOwn(issuer) && receipts.some((receipt) => isOwn(receipt.issuer))),
  )
  const subjectOf = (hash: string): TransferSlipSubject | null => bodies.value.get(hash)?.subject ?? null
  const bySlip = (hash: string): SentSlip | null => sent.value.find((slip) => slip.hash === hash) ?? null

  const send = async (
    draftId: string,
    {
      receiver,
      items,
      carrier,
      notes,
    }: Pick<TransferDraft, 'receiver' | 'carrier' | 'notes'> & { readonly items: readonly Leaving[] },
  ): Promise<Issued> => {
    const named = await Promise.all(
      items.map(async ({ what, id, file }) => ({ what, itemId: id, fileHash: await hashOf(file, sha256) })),
    )
    const draft = TransferDraft.parse({
      kind: 'transfer-slip',
      ...{ draftId, receiver, items: named, carrier, notes, operator: session.operator },
    })
    return station.callAndCatchUp('transfers.send', { draft })
  }

  /** By identifier, what a slip would say of each now. */
  const preview = async (things: readonly Pick<Leaving, 'what' | 'id'>[]): Promise<ReadonlyMap<string, SlipItem>> => {
    const asked = things.map(({ what, id: itemId }) => ({ what, itemId }))
    const { items } = await station.call('transfers.preview', { items: asked })
    return new Map(items.map((item) => [item.itemId, item]))
  }

  const receive = (
    draftId: string,
    asked: Pick<ReceiptDraft, 'answers' | 'found' | 'surplus' | 'place' | 'notes'>,
  ): Promise<Issued> => {
    const draft = ReceiptDraft.parse({ kind: 'transfer-slip', draftId, ...asked, operator: session.operator })
    return station.callAndCatchUp('transfers.receive', { draft })
  }

  /** Sites that slips were exchanged with, the last one first. */
  const sitesBefore = computed<readonly Site[]>(() => {
    const found = new Map<string, Site>()
    for (const { issuer, subject } of sent.value) {
      const site = isOwn(issuer) ? subject.receiver : subject.sender
      if (!isOwn(site.did)) found.set(site.did ?? site.name, found.get(site.did ?? site.name) ?? site)
    }
    return [...found.values()]
  })

  return {
    loaded: computed(() => rows.loaded.value && rows.value.value.every(({ hash }) => bodies.value.has(hash))),
    sent,
    ours,
    expected,
    received,
    bySlip,
    subjectOf,
    isOwn,
    foundIn,
    sitesBefore,
    preview,
    send,
    receive,
  }
})
