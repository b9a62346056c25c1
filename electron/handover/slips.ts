// The handover slips that this station signed, as what is kept of a person is found by them: a slip's own identifier is that of its
// draft, under which the person was put away.
import { heldDocument } from '../vault/issuing.ts'
import type { Vault } from '../vault/vault.ts'

const urn = /^urn:uuid:([0-9a-f-]{36})$/

/** null for what is no handover slip, or not known here. */
export const draftIdOf = async (vault: Vault, hash: string): Promise<string | null> => {
  const row = vault.ledger.document(hash)
  if (row?.kind !== 'handover-slip') return null
  if (row.draftId !== null) return row.draftId
  const id = (await heldDocument(vault, hash))?.['id']
  return typeof id === 'string' ? (urn.exec(id)?.[1] ?? null) : null
}

/** Every handover slip of this station's own keys, by the identifier of its draft. */
export const ownSlips = async (vault: Vault): Promise<ReadonlyMap<string, string>> => {
  const rows = vault.ledger.documents.filter(
    ({ kind, issuer }) => kind === 'handover-slip' && issuer !== null && vault.ledger.ownKeys.has(issuer),
  )
  const found = await Promise.all(rows.map(async ({ hash }) => [await draftIdOf(vault, hash), hash] as const))
  return new Map(found.flatMap(([draftId, hash]) => (draftId === null ? [] : [[draftId, hash] as const])))
}
