// What a backup is of: the journal up to its head of this moment, and the files beside it. Work goes on meanwhile, and is in the
// next one.
import { filesAttachedBy, filesNamedBy } from '../../domain/backup/named-files.ts'
import { reason } from '../../domain/words/reason.ts'
import { StationError } from '../failure.ts'
import type { Vault } from '../vault/vault.ts'

/** What of the journal is saved: everything up to its head of this moment. */
export type Snapshot = {
  readonly bytes: number
  readonly position: number
  readonly hash: string
  readonly named: ReadonlySet<string>
  /** What documents rest on, and what need not be here. */
  readonly attached: ReadonlySet<string>
}

/** All that a backup takes along, where it is here. */
export const filesOf = ({ named, attached }: Snapshot): ReadonlySet<string> => new Set([...named, ...attached])

export const snapshotOf = async ({ journal }: Vault): Promise<Snapshot> => {
  const { head, bytes } = journal.acknowledged
  if (head.hash === null) {
    throw new StationError('not-set-up', 'There is nothing to back up', [reason('station.not-set-up')])
  }
  const named = new Set<string>()
  const attached = new Set<string>()
  for (let after = 0; after < head.position;) {
    const frames = await journal.read(after, Math.min(500, head.position - after))
    for (const { frame } of frames) {
      for (const hash of filesNamedBy(frame.entry)) named.add(hash)
      for (const hash of filesAttachedBy(frame.entry)) attached.add(hash)
    }
    after += frames.length
    // What was acknowledged can be read, or reading it fails.
    if (frames.length === 0) break
  }
  return { bytes, position: head.position, hash: head.hash, named, attached }
}
