// The station's operations about batches made, written to a medium, taken in and imported.
import type { batchOperations as operations } from '../domain/batch/operations.ts'
import { incomingBatchOperations } from './incoming-batch-operations.ts'
import { outgoingBatchOperations } from './outgoing-batch-operations.ts'
import type { Handler } from './station.ts'
import { heldDocument } from './vault/issuing.ts'
import type { Vault } from './vault/vault.ts'

type BatchHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

export const batchOperations = (vault: Vault, options: { readonly demonstration: boolean }): BatchHandlers => ({
  ...outgoingBatchOperations(vault, options),
  ...incomingBatchOperations(vault),
  'documents.read': async ({ hashes }) => {
    const read = await Promise.all(hashes.map(async (hash) => ({ hash, document: await heldDocument(vault, hash) })))
    return read.flatMap(({ hash, document }) => (document === null ? [] : [{ hash, document: { ...document } }]))
  },
})
