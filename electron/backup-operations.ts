// The station's operations about backup and restore.
import type { backupOperations as operations } from '../domain/backup/operations.ts'
import { reason } from '../domain/words/reason.ts'
import { refuse } from './failure.ts'
import type { Handler } from './station.ts'
import type { Vault } from './vault/vault.ts'

type BackupHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

const notBuilt = () => Promise.resolve(refuse(reason('station.not-built')))

export const backupOperations = (_vault: Vault): BackupHandlers => ({
  'backups.state': notBuilt,
  'backups.write': notBuilt,
  'backups.found': notBuilt,
  'backups.rehearse': notBuilt,
  'backups.restore': notBuilt,
})
