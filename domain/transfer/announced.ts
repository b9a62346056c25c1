// Which disks stood in a machine when it left, by the slip that it came with: the receiver misses each that does not come out
// of it (DESIGN §4, no disk escapes). What the slip says was done to them counts for nothing here.
import type { DiskFate } from '../documents/transfer-slip.ts'
import { TransferSlip } from '../documents/transfer-slip.ts'
import { type DiskIdentity, hasName } from '../erasure/disk-identity.ts'

/** `slip`: the hash of the receiver's own. */
export type AnnouncedDisk = { readonly slip: string; readonly identity: DiskIdentity }

export const identityOfFate = ({ serial, model, sizeBytes }: DiskFate): DiskIdentity => ({
  serial,
  wwn: null,
  model,
  sizeBytes: sizeBytes === 0 ? null : sizeBytes,
})

const GONE: readonly DiskFate['fate'][] = ['removed', 'destroyed', 'foreign']

/** It was no longer in the machine, or never of it. */
export const stayedBehind = ({ fate }: DiskFate): boolean => GONE.includes(fate)

/**
 * By machine. A disk without a name is left out: nobody could say of any disk that it is the one. Empty where the document by
 * which the machine arrived is no transfer slip.
 */
export const announcedBy = (hash: string, document: unknown): ReadonlyMap<string, readonly AnnouncedDisk[]> => {
  const slip = TransferSlip.safeParse(document)
  if (!slip.success) return new Map()
  return new Map(
    slip.data.credentialSubject.items.flatMap((item) => {
      if (item.what !== 'machine') return []
      const identities = item.disks.filter((disk) => !stayedBehind(disk)).map(identityOfFate)
      return [[item.itemId, identities.filter(hasName).map((identity) => ({ slip: hash, identity }))] as const]
    }),
  )
}
