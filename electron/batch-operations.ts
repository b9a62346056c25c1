// The station's operations about batches made, written to a medium, taken in and imported.
import type { batchOperations as operations } from '../domain/batch/operations.ts'
import { reason } from '../domain/words/reason.ts'
import { listMedia } from './batches/media.ts'
import { refuse } from './failure.ts'
import type { Handler } from './station.ts'
import { heldDocument } from './vault/issuing.ts'
import type { Vault } from './vault/vault.ts'

type BatchHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

const notBuilt = () => Promise.resolve(refuse(reason('station.not-built')))

export const batchOperations = (vault: Vault): BatchHandlers => ({
  'media.list': async () => [...(await listMedia(vault))],
  'batches.make': notBuilt,
  'batches.addPaper': notBuilt,
  'batches.held': notBuilt,
  'batches.write': notBuilt,
  'batches.read': notBuilt,
  'batches.downloaded': notBuilt,
  'batches.letGo': notBuilt,
  'batches.found': notBuilt,
  'batches.takeFrom': notBuilt,
  'batches.takePiece': notBuilt,
  'batches.inspect': notBuilt,
  'batches.import': notBuilt,
  'batches.dismiss': notBuilt,
  'documents.read': async ({ hashes }) => {
    const read = await Promise.all(hashes.map(async (hash) => ({ hash, document: await heldDocument(vault, hash) })))
    return read.flatMap(({ hash, document }) => (document === null ? [] : [{ hash, document: { ...document } }]))
  },
})
