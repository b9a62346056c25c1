// What a succession (reprise) says: this chain goes on where another ended, because the station was restored from a backup
// and made a new key. It is the first document of the new chain; where the old key was at hand, that key signed for it.
import { z } from 'zod'
import { type Reason, reason } from '../words/reason.ts'
import { canonical } from './canonical.ts'
import { fromBase58, publicKeyOf } from './did-key.ts'
import type { KnownDocument } from './known-document.ts'
import { chainMembers, issuingMembers, securedDocument, Sha256 } from './document.ts'
import type { VerifySignature } from './proof.ts'

export const Predecessor = z.strictObject({
  did: z.string().startsWith('did:key:').max(200),
  code: z.string().regex(/^[A-Z0-9]{2,8}$/),
  /** Its last document that the backup holds; null where there was none. */
  head: z.strictObject({ sequence: z.int().min(1), document: Sha256 }).nullable(),
})
export type Predecessor = z.infer<typeof Predecessor>

export const SuccessionSubject = z.strictObject({
  kind: z.literal('succession'),
  version: z.literal(1),
  ...chainMembers,
  machineId: z.null(),
  ...issuingMembers,
  predecessor: Predecessor,
  /**
   * Ed25519 by the old key, multibase base58-btc, over the UTF-8 of the JCS form of `{ predecessor, successor }` where
   * `successor` is the new did. null where the old key was not at hand.
   */
  predecessorSignature: z.string().max(120).nullable(),
})
export type SuccessionSubject = z.infer<typeof SuccessionSubject>

export const Succession = securedDocument('succession', SuccessionSubject)
export type Succession = z.infer<typeof Succession>

/** Narrows by the subject's kind, which TypeScript does not do through a member. */
export const isSuccession = (document: KnownDocument): document is Succession =>
  document.credentialSubject.kind === 'succession'

/** What the old key signs: that this key goes on where its own chain ended. Every member is ASCII. */
export const handedOn = (predecessor: Predecessor, successor: string): Uint8Array =>
  Uint8Array.from(canonical({ predecessor, successor }), (sign) => sign.charCodeAt(0))

/** Whether the old key signed for the new one; where it did not sign at all, there is nothing to doubt. */
export const predecessorReasons = async (
  { issuer, credentialSubject: { predecessor, predecessorSignature } }: Succession,
  verify: VerifySignature,
): Promise<readonly Reason[]> => {
  if (predecessorSignature === null) return []
  const publicKey = publicKeyOf(predecessor.did)
  const signature = predecessorSignature.startsWith('z') ? fromBase58(predecessorSignature.slice(1)) : null
  const isSigned =
    publicKey !== null &&
    signature?.length === 64 &&
    (await verify(publicKey, handedOn(predecessor, issuer.id), signature))
  return isSigned ? [] : [reason('documents.succession-signature')]
}
